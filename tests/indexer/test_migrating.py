"""A store of an older version is brought to today's tables, and no file is read for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import CorpusDamaged, CorpusOlder
from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.store.mending import find_damage
from indexer.store.store import Store

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def corpus(tmp_path: Path) -> CorpusPaths:
    """A corpus whose store has the tables of version 5, and whose documents are not at hand."""
    paths = CorpusPaths(tmp_path)
    paths.own.mkdir()
    with closing(sqlite3.connect(paths.store)) as db:
        db.executescript((CASES / "store-5.sql").read_text(encoding="utf-8"))
    return paths


def test_a_search_migrates_and_finds_what_was_read_then(corpus: CorpusPaths) -> None:
    with pytest.raises(CorpusOlder, match="older pincite"):
        Store.open(corpus.store)
    with closing(open_library(corpus)) as library:
        minutes, brief = library.get_entry("minutes.pdf"), library.get_entry("brief.txt")
        pages = library.read_pages(minutes, 1, 2)
        assert [(page.body.split("\n\n")[1], page.label.label) for page in pages] == [
            ("The Board received the report of the Chief.", "3"),
            ("It was moved that the motion be received.", "4"),
        ]
        assert library.read_running(minutes)[0].texts == ("3", "4")
        sheets = library.store.read_sheets(minutes.document.id)
        assert [sheet.lines[-1].text for sheet in sheets] == ["3", "4"]
        assert [one.label for one in library.read_paragraphs(brief)] == ["1", "2"]
        assert (minutes.document.stretches, brief.document.stretches) == (0, 1)
    assert not find_damage(corpus.store)


def test_a_migration_that_fails_leaves_the_store_as_it_was(corpus: CorpusPaths) -> None:
    with closing(sqlite3.connect(corpus.store)) as db:
        db.execute("DROP TABLE running")  # the last steps cannot be done
        before = list(db.iterdump())
    with pytest.raises(CorpusDamaged, match="no such table"):
        Store.create_or_open(corpus.store)
    with closing(sqlite3.connect(corpus.store)) as db:
        assert list(db.iterdump()) == before
