"""Minutes are found when a document is indexed; what is stored says the same as its text."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.minute_context import MinuteContext, find_minute_pages, get_minutes
from indexer.opening import open_library
from indexer.store.minutes import FoundMinutes
from indexer.store.store import Store
from tests.conftest import Pincite

MINUTES = ("phpsb-2012-08-15", "phpsb-2017-06-15")


@pytest.fixture
def corpus(sample_corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_corpus, tmp_path / "corpus"))


def list_minutes_kept(corpus: Path) -> dict[int, FoundMinutes]:
    with closing(Store.open(CorpusPaths(corpus).store)) as store:
        return store.minutes.list_found()


def forget_minutes(corpus: Path) -> None:
    with closing(Store.create_or_open(CorpusPaths(corpus).store)) as store:
        for document in store.minutes.list_found():
            store.minutes.put(document, None)


def list_contexts(library: Library, item: str) -> list[MinuteContext]:
    """Of a passage of 300 characters every 40, and of each page's notes."""
    entry = library.get_entry(item)
    minutes = get_minutes(library, entry)
    contexts: list[MinuteContext] = []
    for page in library.store.read_document_pages(entry.document.id):
        places = range(0, len(page.body) + 40, 40)
        contexts += [minutes.find_context_over((page.number, at), 300) for at in places]
        contexts.append(minutes.find_context_on_page(page.number))
    return contexts


def list_answers(corpus: Path) -> list[object]:
    with closing(open_library(CorpusPaths(corpus))) as library:
        answers: list[object] = [find_minute_pages(library, "P208/12")]
        for name in MINUTES:
            answers += get_minutes(library, library.get_entry(name)).minutes
            answers += list_contexts(library, name)
        return answers


def test_what_is_stored_says_the_same_as_the_text(corpus: Path) -> None:
    stored = list_answers(corpus)
    assert len(list_minutes_kept(corpus)) == 2
    forget_minutes(corpus)
    assert list_answers(corpus) == stored


def test_what_was_lost_is_found_again_when_indexing(corpus: Path, pincite: Pincite) -> None:
    kept = list_minutes_kept(corpus)
    forget_minutes(corpus)
    assert pincite("index", corpus).code == 0
    assert list_minutes_kept(corpus) == kept


def test_another_kind_counts_at_once_and_is_stored_when_indexing(
    corpus: Path, pincite: Pincite
) -> None:
    for kind, minute in (("report", None), ("minutes", "P208/12")):
        assert pincite("edit", MINUTES[0], "--kind", kind, cwd=corpus).code == 0
        found = pincite("search", "minute:P208/12", "--json", cwd=corpus).json["results"]
        assert {excerpt["minute"] for excerpt in found} == ({minute} if minute else set())
    brief = "nlc-2008"
    assert pincite("edit", brief, "--kind", "minutes", cwd=corpus).code == 0
    before = len(list_minutes_kept(corpus))
    assert pincite("minutes", brief, cwd=corpus).code == 0
    assert pincite("index", corpus).code == 0
    assert len(list_minutes_kept(corpus)) == before + 1


def test_minutes_found_for_one_date_do_not_count_for_another(
    corpus: Path, pincite: Pincite
) -> None:
    assert pincite("edit", MINUTES[0], "--date", "2013-01-05", cwd=corpus).code == 0
    answers = list_answers(corpus)
    meetings = {meeting for meeting, *_ in list_minutes_kept(corpus).values()}
    assert meetings == {"2012-08-15", "2017-06-15"}
    assert pincite("index", corpus).code == 0
    meetings = {meeting for meeting, *_ in list_minutes_kept(corpus).values()}
    assert meetings == {"2013-01-05", "2017-06-15"}
    assert list_answers(corpus) == answers


def test_damaged_places_are_reported(corpus: Path, pincite: Pincite) -> None:
    with closing(Store.create_or_open(CorpusPaths(corpus).store)) as store:
        store._db.execute("UPDATE minutes SET places = '[1, 2'")
    ran = pincite("search", "minute:P208/12", cwd=corpus)
    assert (ran.code, ran.stdout) == (2, "")
    assert "is damaged" in ran.stderr or "cannot be read" in ran.stderr
