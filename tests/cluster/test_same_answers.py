"""Real documents on both engines: the same questions and quotations, the same answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.passages import PassageSource
from benchmarks.queries import CorpusWording, draw_queries
from corpus.errors import RequestError
from corpus.paths import CorpusPaths
from engine.chosen import choose_engine
from engine.opensearch.reading import OpenSearchEngine
from indexer.library import Library
from indexer.opening import open_library
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus
from search.answering.answer import answer_question
from search.answering.result import Question
from search.locating.locate import Locator
from tests.cluster.corpora import make_address

REAL = Path(__file__).parents[3] / "shared" / "documents"
QUESTIONS, QUOTATIONS = 60, 60
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.real,
    pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not there"),
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """The corpus on this machine and on the cluster."""
    folders = [tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")]
    for path in sorted(REAL.glob("*.pdf")):
        if path.stat().st_size < 1_000_000:
            shutil.copy(path, folders[0])
    update_corpus(folders[0], ReadOptions(recognise=False))
    shutil.copytree(folders[0], folders[1], dirs_exist_ok=True)
    choose_engine(folders[1], make_address("same"))
    here, there = (open_library(CorpusPaths(folder)) for folder in folders)
    with closing(here), closing(there):
        assert isinstance(there.engine, OpenSearchEngine)
        yield here, there


def answer(library: Library, query: str) -> Any:
    try:
        answer = answer_question(library, Question(query), lambda *_, **__: "").as_json()
    except RequestError as error:
        return str(error)
    del answer["suggestions"]  # words that nothing holds any more may be suggested
    return answer


def test_questions_have_the_same_answers(both: tuple[Library, Library]) -> None:
    here, there = both
    for query in draw_queries(CorpusWording(here), QUESTIONS):
        assert answer(there, query) == answer(here, query), query


def test_quotations_are_found_at_the_same_places(both: tuple[Library, Library]) -> None:
    source = PassageSource(both[0], 5)
    here, there = map(Locator, both)
    for at, passage in enumerate(source.draw_passages(QUOTATIONS)):
        damaged = source.damage(passage.text, (0.0, 0.05, 0.1)[at % 3])
        ours, theirs = (each.locate(damaged, limit=5).as_json() for each in (here, there))
        assert ours == theirs, damaged
