"""Damage in a store is told when it is met, and heals by reading the one file again."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import CorpusError, StoreDamaged
from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.store.checksums import compute_checksum, compute_packed_checksum
from indexer.store.mending import find_damage, mend_store
from indexer.store.pictures import PictureTable
from indexer.store.store import Store
from indexer.store.store_errors import StoreDamage, tell_damage
from indexer.updating.report import UpdateReport
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf


def index(folder: Path, *, verify: bool = False) -> UpdateReport:
    return update_corpus(folder, verify=verify, processes=1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, make_pdf: MakePdf) -> Path:
    """A corpus of three documents, indexed."""
    folder = tmp_path_factory.mktemp("whole")
    make_pdf(folder / "a.pdf", ["The Board is now in session.", "It rose."], feet=["14", "15"])
    make_pdf(folder / "b.pdf", ["The motion was carried."], feet=["3"])
    (folder / "c.txt").write_text("1. The first submission.\n\n2. The second.\n", encoding="utf-8")
    index(folder)
    return folder


@pytest.fixture
def corpus(whole: Path, tmp_path: Path) -> CorpusPaths:
    return CorpusPaths(Path(shutil.copytree(whole, tmp_path / "corpus")))


def read_all(paths: CorpusPaths) -> list[object]:
    """Everything that is said of the corpus and its pages."""
    with tell_damage(paths), closing(open_library(paths)) as library:
        told: list[object] = []
        for entry in library.entries:
            pages = library.store.read_document_pages(entry.document.id)
            told.append((entry.files, entry.item.record))
            told += [(page.number, page.label, page.body, page.notes) for page in pages]
            told += library.read_paragraphs(entry)
            told += library.read_running(entry)
            told += library.read_origins(entry, [page.number for page in pages])
            told += list(library.store.read_sheets(entry.document.id))
        return told


def execute(paths: CorpusPaths, statement: str) -> None:
    with closing(sqlite3.connect(paths.store, isolation_level=None)) as db:
        db.execute(statement)


DAMAGES = {
    "a word": "UPDATE pages SET body = replace(body, 'now', 'not')",
    "a page label": "UPDATE pages SET label = '41' WHERE label = '14'",
    "where words were read from": "UPDATE pages SET read_from = 'layer' WHERE number = 1",
    "a page that is gone": "DELETE FROM pages WHERE number = 2",
    "a paragraph's number": "UPDATE paragraphs SET label = '7' WHERE label = '1'",
    "a paragraph that is gone": "DELETE FROM paragraphs WHERE label = '2'",
    "a running foot": "UPDATE running SET blocks = replace(blocks, '1', '2')",
    "a sheet": "UPDATE sheets SET packed = zeroblob(length(packed)) WHERE first_key = 1",
    "a document's file": "UPDATE files SET sha256 = (SELECT max(sha256) FROM files)",
    "a file that is gone": "DELETE FROM files WHERE path = 'a.pdf'",
    "a document's keys": "UPDATE documents SET first_key = first_key + 1",
    "a document that is gone": "DELETE FROM documents WHERE id = 2",
    "all that the store says of itself": "DELETE FROM meta",
    "the version": "UPDATE meta SET value = '8' WHERE key = 'schema'",
}
GONE = ("a file that is gone", "a document that is gone")
"""Rows that vanish without SQLite's doing: the sums over their tables are left as they were."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_and_the_next_run_mends_it(corpus: CorpusPaths, damage: str) -> None:
    before = read_all(corpus)
    if damage in GONE:
        for trigger in ("remove_file", "remove_document"):
            execute(corpus, f"DROP TRIGGER {trigger}")
    execute(corpus, DAMAGES[damage])
    with pytest.raises(StoreDamaged, match="damaged") as told:
        read_all(corpus)
    assert "pincite doctor" in told.value.remedy
    report = index(corpus.root)
    assert report.mended
    assert read_all(corpus) == before
    again = index(corpus.root)
    assert not again.mended
    assert again.read == 0


def test_only_the_damaged_file_is_read_again(corpus: CorpusPaths) -> None:
    execute(corpus, "UPDATE pages SET body = 'x' WHERE document = 2")
    assert find_damage(corpus.store).documents == 1
    report = index(corpus.root, verify=True)
    assert (report.read, report.mended.files) == (1, ["b.pdf"])
    assert report.format_lines()[1] == (
        "What was stored of b.pdf was damaged: that file has been read again."
    )


def test_a_store_without_damage_is_left_alone(corpus: CorpusPaths) -> None:
    before = corpus.store.read_bytes()
    assert not find_damage(corpus.store)
    assert not mend_store(corpus.store)
    assert corpus.store.read_bytes() == before


def test_the_file_is_named(corpus: CorpusPaths) -> None:
    execute(corpus, "UPDATE pages SET body = 'x' WHERE document = 2")
    with pytest.raises(StoreDamaged, match=r"What is stored of b\.pdf is damaged"):
        read_all(corpus)


def cut(data: bytearray) -> None:
    del data[len(data) // 2 :]


def blank(data: bytearray) -> None:
    data[16_384:32_768] = bytes(16_384)


def scribble(data: bytearray) -> None:
    data[:16] = b"not a database.."


def misname(data: bytearray) -> None:
    at = data.index(b"CREATE TABLE meta (key TEXT") + len("CREATE TABLE meta (")
    data[at] = 0xFF  # the name of a column that is no text


def misspell_rule(data: bytearray) -> None:
    at = data.index(b"CREATE TRIGGER remove_file")
    data[data.index(b"name = 'files'", at) + 3] ^= 2  # writing fails, reading does not


@pytest.mark.parametrize("harm", [cut, blank, scribble, misname])
def test_a_broken_store_is_mended(corpus: CorpusPaths, harm: Callable[[bytearray], None]) -> None:
    before = read_all(corpus)
    data = bytearray(corpus.store.read_bytes())
    harm(data)
    corpus.store.write_bytes(data)
    with pytest.raises(CorpusError):
        read_all(corpus)
    assert index(corpus.root).mended.whole
    assert read_all(corpus) == before


def test_a_broken_rule_is_found_by_the_run_that_it_stops(corpus: CorpusPaths) -> None:
    before = read_all(corpus)
    data = bytearray(corpus.store.read_bytes())
    misspell_rule(data)
    corpus.store.write_bytes(data)
    assert find_damage(corpus.store).whole
    (corpus.root / "b.pdf").rename(corpus.root / "d.pdf")
    assert index(corpus.root).mended.whole
    (corpus.root / "d.pdf").rename(corpus.root / "b.pdf")
    assert index(corpus.root).problems == []
    assert read_all(corpus) == before


def test_no_document_goes_because_sqlite_has_lost_its_file(corpus: CorpusPaths) -> None:
    index(corpus.root)  # the copies have other inodes, which are stored
    before = read_all(corpus)
    with closing(sqlite3.connect(corpus.store)) as db:
        (number,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'files_by_sha256'")
        (sha256,) = db.execute("SELECT sha256 FROM files WHERE path = 'c.txt'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    data = bytearray(corpus.store.read_bytes())
    data[data.index(sha256.encode(), (number[0] - 1) * size)] ^= 1
    corpus.store.write_bytes(data)
    index(corpus.root)
    assert read_all(corpus) == before


def test_a_letter_that_moves_to_the_next_column_is_a_change() -> None:
    assert compute_checksum(1, "ab", "c") != compute_checksum(1, "a", "bc")
    assert compute_checksum(1, 23) != compute_checksum(12, 3)
    assert compute_packed_checksum(b"x", 1, "a") != compute_packed_checksum(b"x", 2, "a")
    assert compute_packed_checksum(b"x", 1, "a") != compute_packed_checksum(b"y", 1, "a")


def test_what_unpacks_to_gigabytes_is_damage(
    corpus: CorpusPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_all(corpus)
    monkeypatch.setattr("indexer.store.packing._MOST_BYTES", 100)
    with pytest.raises(StoreDamaged, match="damaged"):
        read_all(corpus)
    monkeypatch.undo()
    assert read_all(corpus) == before
    packed = zlib.compress(b"[[],[],0,0]" + b" " * 1_000)
    about = ("00", 1, "engine", "eng", "", 0)
    values = (*about, packed, compute_packed_checksum(packed, *about))
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            "CREATE TABLE pictures (sha256, pdf_page, engine, languages, problem, has_words,"
            " packed, checksum)"
        )
        db.execute("INSERT INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        assert PictureTable(db).read_words("00", 1) == ()
        monkeypatch.setattr("indexer.store.pictures._MOST_BYTES", 100)
        with pytest.raises(StoreDamage):
            PictureTable(db).read_words("00", 1)


def test_a_migrated_store_has_the_rules_of_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as db:
        script = Path(__file__).parent / "cases" / "store-5.sql"
        db.executescript(script.read_text(encoding="utf-8"))
    Store.create_or_open(path).close()
    assert not find_damage(path)


def test_numbers_are_not_given_again(corpus: CorpusPaths) -> None:
    with closing(Store.open(corpus.store)) as store:
        highest = max(keys.stop for keys in store.list_key_ranges().values())
    execute(corpus, f"UPDATE pages SET body = 'x' WHERE key = {highest - 1}")
    index(corpus.root, verify=True)
    with closing(Store.open(corpus.store)) as store:
        assert max(keys.start for keys in store.list_key_ranges().values()) >= highest
