"""An answer is given from one state of the corpus, whatever a run writes beside it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from citation.written.excerpt_citations import cite_without_style
from corpus.paths import CorpusPaths
from engine.index_place import IndexPlace
from indexer.library import Library
from indexer.opening import open_library
from indexer.store.lock import hold_lock
from indexer.updating.update import update_corpus
from search.answering.answer import answer_question
from search.answering.result import Question
from tests.conftest import MakePdf


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> CorpusPaths:
    for name in ("a", "b", "c"):
        make_pdf(tmp_path / f"{name}.pdf", [f"The {name} apple fell.", "It was green."])
    update_corpus(tmp_path, processes=1)
    return CorpusPaths(tmp_path)


def write_other_words(corpus: CorpusPaths, make_pdf: MakePdf) -> None:
    """Replace a file, remove one, add one."""
    make_pdf(corpus.root / "a.pdf", ["One page before.", "The first apple rose again.", "The end."])
    (corpus.root / "b.pdf").unlink()
    make_pdf(corpus.root / "d.pdf", ["A new apple."])


def answer(library: Library) -> dict[str, str]:
    results = answer_question(library, Question("apple"), cite_without_style).results
    return {result.entry.files[0]: result.excerpt.text for result in results}


OLD = {"a.pdf": "The a apple fell.", "b.pdf": "The b apple fell.", "c.pdf": "The c apple fell."}
NEW = {
    "a.pdf": "The first apple rose again.",
    "c.pdf": "The c apple fell.",
    "d.pdf": "A new apple.",
}


def test_a_search_that_has_begun_is_not_disturbed(corpus: CorpusPaths, make_pdf: MakePdf) -> None:
    with closing(open_library(corpus, searching=True)) as library:
        write_other_words(corpus, make_pdf)
        update_corpus(corpus.root, processes=1)
        assert answer(library) == OLD
    with closing(open_library(corpus, searching=True)) as library:
        assert answer(library) == NEW


def test_one_that_opens_the_index_later_goes_on_to_what_is_there_then(
    corpus: CorpusPaths, make_pdf: MakePdf
) -> None:
    with closing(open_library(corpus)) as library:
        assert len(library.entries) == 3
        write_other_words(corpus, make_pdf)
        update_corpus(corpus.root, processes=1)
        assert answer(library) == NEW


def test_what_is_stored_and_not_yet_in_the_index_is_told_and_left_out(
    corpus: CorpusPaths, make_pdf: MakePdf
) -> None:
    with closing(open_library(corpus)) as library:
        place = library.index_place
    assert isinstance(place, IndexPlace)
    write_other_words(corpus, make_pdf)
    before = {path: path.read_bytes() for path in place.index.iterdir()}
    update_corpus(corpus.root, processes=1)
    for path in place.index.iterdir():
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)  # the index as it is while a run is storing
    with hold_lock(place.lock), closing(open_library(corpus, searching=True)) as library:
        assert library.remark.startswith("2 documents are not searched yet.")
        assert answer(library) == {"c.pdf": "The c apple fell."}
