"""The store: what is put in comes back, and every way in which SQLite can fail has its sentence."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from corpus.errors import (
    CorpusBusy,
    CorpusDamaged,
    CorpusError,
    CorpusFull,
    CorpusNewer,
    CorpusNotFound,
    CorpusOlder,
    CorpusReadOnly,
    PinciteError,
)
from corpus.frozen import replace_fields
from indexer.labels.page_label import PageLabel
from indexer.pages.document import derive, read_document
from indexer.store.connecting import make_store_uri, open_for_reading, open_for_writing
from indexer.store.lock import hold_lock
from indexer.store.packing import pack_document
from indexer.store.store import Store
from indexer.store.store_errors import StoreDamage, make_user_error, translate_errors
from indexer.store.stored import StoredFile
from tests.conftest import MakePdf, needs_permissions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".pincite" / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.create_or_open(path)
    yield opened
    opened.close()


def put(store: Store, pdf: Path, name: str = "a.pdf") -> int:
    packed = pack_document(read_document(pdf))
    return store.put_document(name, packed, StoredFile(name, 1, 2, name))


def test_what_is_derived_anew_from_the_store_is_what_was_derived(sample_corpus: Path) -> None:
    store = Store.open(sample_corpus / ".pincite" / "store.db")
    for document in store.list_documents():
        labels, texts = derive(list(store.read_sheets(document.id)))
        pages = store.read_document_pages(document.id)
        assert [(label.label, label.source, label.evidence) for label in labels] == [
            (page.label.label, page.label.source, page.label.evidence) for page in pages
        ]
        assert [(text.body, text.notes, text.seam, text.lost) for text in texts] == [
            (page.body, page.notes, page.seam, page.lost) for page in pages
        ]
        for page, text in zip(pages, texts, strict=True):
            _, body, notes = store.read_page_map(page.key)
            assert (body, notes) == (text.body_map, text.notes_map)
    store.close()


def test_another_reading_of_the_same_content_keeps_its_number(
    store: Store, make_pdf: MakePdf, tmp_path: Path
) -> None:
    pdf = make_pdf(tmp_path / "a.pdf", ["one", "two"])
    first = put(store, pdf)
    keys, stamp = store.get_page_keys(first), store.read_stamp(first)
    assert put(store, pdf) == first
    assert store.read_stamp(first) != stamp
    assert min(store.get_page_keys(first)) > max(keys)


def test_keys_are_not_used_again(store: Store, make_pdf: MakePdf, tmp_path: Path) -> None:
    document = put(store, make_pdf(tmp_path / "a.pdf", ["one", "two"]))
    keys = store.get_page_keys(document)
    store.remove_files(["a.pdf"])
    store.remove_orphans()
    with pytest.raises(StoreDamage):
        store.read_pages(keys)
    assert list(store.read_sheets(document)) == []
    assert store.list_key_ranges() == {}
    later = put(store, make_pdf(tmp_path / "b.pdf", ["three"]), "b.pdf")
    assert later > document
    assert min(store.get_page_keys(later)) > max(keys)


def test_what_is_put_in_again_is_what_is_read(
    store: Store, make_pdf: MakePdf, tmp_path: Path
) -> None:
    first = read_document(make_pdf(tmp_path / "a.pdf", [f"page {n}" for n in range(30)]))
    document = store.put_document("a", pack_document(first), StoredFile("a.pdf", 1, 2, "a"))
    other = put(store, make_pdf(tmp_path / "b.pdf", ["of another file"]), "b.pdf")
    keys = store.get_page_keys(document)
    assert store.read_page_map(keys[7])[0] == first.sheets[7]

    texts = tuple(
        replace_fields(text, body=f"x{text.body}", notes="y" * 4000) for text in first.texts
    )
    store.replace_derived(document, pack_document(replace(first, texts=texts)))
    assert store.get_page_keys(document) == keys
    assert [page.body for page in store.read_document_pages(document)] == [
        text.body for text in texts
    ]
    assert tuple(store.read_sheets(document)) == first.sheets
    assert [store.read_page_map(key)[0] for key in keys] == list(first.sheets)
    (sheet,) = store.read_sheets(other)
    assert sheet.lines[0].text == "of another file"


@pytest.mark.parametrize(
    "one",
    [
        PageLabel(1, "iv", "printed", "so it says"),
        PageLabel(1, None, "none", "so it says"),
        PageLabel(1, "iv", "inferred", "so it says", unique=False),
        PageLabel(1, "7", "filed", "so it says", total=21, unique=False),
        PageLabel(1, "147", "printed", "so it says", pdf_page=12, sheet_part="right"),
    ],
)
def test_a_label_comes_back_as_it_was_stored(
    store: Store, make_pdf: MakePdf, tmp_path: Path, one: PageLabel
) -> None:
    reading = read_document(make_pdf(tmp_path / "a.pdf", ["one"]))
    packed = pack_document(replace(reading, labels=(one,)))
    document = store.put_document("a", packed, StoredFile("a.pdf", 1, 2, "a"))
    assert store.read_labels(document) == store.read_labels_of_pages(document, [1]) == [one]
    assert [page.label for page in store.read_document_pages(document)] == [one]


def test_a_newer_analysis_changes_the_stamp_of_every_document(
    store: Store, make_pdf: MakePdf, tmp_path: Path
) -> None:
    put(store, make_pdf(tmp_path / "a.pdf", ["one"]))
    before = store.list_stamps()
    store.put_meta("analysis", "0")
    assert before.keys() == store.list_stamps().keys()
    assert not before.items() & store.list_stamps().items()


def test_the_identity_is_harmless_whatever_is_written_there(store: Store) -> None:
    assert len(store.identity) == 32
    store.put_meta("identity", "../../x\0y")
    assert store.identity == "xy"


def test_pages_without_text_are_told_by_document(
    store: Store, make_pdf: MakePdf, tmp_path: Path
) -> None:
    document = put(store, make_pdf(tmp_path / "a.pdf", ["one", "", "three", ""]))
    put(store, make_pdf(tmp_path / "b.pdf", ["text"]), "b.pdf")
    assert store.find_textless_pages() == {document: [2, 4]}


@pytest.mark.parametrize("version", ["schema", "analysis"])
def test_a_store_of_a_newer_pincite_is_refused_and_left_alone(path: Path, version: str) -> None:
    store = Store.create_or_open(path)
    store.put_meta(version, "999")
    store.close()
    for opening in (Store.open, Store.create_or_open):
        with pytest.raises(CorpusNewer, match="newer pincite"):
            opening(path)
    db = sqlite3.connect(path)
    assert db.execute("SELECT value FROM meta WHERE key = ?", (version,)).fetchone() == ("999",)
    db.close()


def test_a_store_of_an_older_pincite_is_refused_and_left_alone(path: Path) -> None:
    store = Store.create_or_open(path)
    store.put_meta("schema", "1")
    store.close()
    before = path.read_bytes()
    for opening in (Store.open, Store.create_or_open):
        with pytest.raises(CorpusOlder, match="older pincite") as caught:
            opening(path)
        assert f"Delete {path.parent} and run `pincite index` again" in caught.value.remedy
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"no database at all, just words" * 50, b"SQLite format 3\0cut"]
)
def test_a_store_that_is_no_database_is_named(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for opening in (Store.open, Store.create_or_open):
        with pytest.raises(CorpusDamaged) as caught:
            opening(path)
        assert str(path) in caught.value.message
        assert "pincite doctor" in caught.value.remedy


@pytest.mark.parametrize("begun", [False, True])
def test_a_store_that_was_only_begun_is_none(begun: bool, path: Path) -> None:
    """As a first run leaves it that is killed at once, or another one sees it."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        if begun:
            db.execute("PRAGMA journal_mode = WAL")
    path.touch()
    with pytest.raises(CorpusNotFound, match="has not been indexed"):
        Store.open(path)
    Store.create_or_open(path).close()
    Store.open(path).close()


def test_a_store_damaged_in_the_middle_is_named(
    path: Path, make_pdf: MakePdf, tmp_path: Path
) -> None:
    store = Store.create_or_open(path)
    document = put(store, make_pdf(tmp_path / "a.pdf", ["some words here"] * 30))
    store.close()
    whole = bytearray(path.read_bytes())
    whole[8192:] = b"\xa5" * (len(whole) - 8192)
    path.write_bytes(whole)
    with pytest.raises(CorpusDamaged), translate_errors(path):
        damaged = Store.open(path)
        try:
            damaged.read_document_pages(document)
            list(damaged.read_sheets(document))
        finally:
            damaged.close()


def test_a_folder_in_the_place_of_the_store_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    for opening in (Store.open, Store.create_or_open):
        with pytest.raises(CorpusDamaged, match="cannot be read"):
            opening(path)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / ".pincite").write_text("mine", encoding="utf-8")
    with pytest.raises(PinciteError, match="could not be written"):
        Store.create_or_open(tmp_path / ".pincite" / "store.db")


def test_a_full_disk_is_named_and_the_store_stays_as_it_was(
    path: Path, make_pdf: MakePdf, tmp_path: Path
) -> None:
    small = make_pdf(tmp_path / "a.pdf", ["small"])
    large = make_pdf(tmp_path / "b.pdf", ["\n".join(f"line {n}" for n in range(40))] * 200)
    connection = open_for_writing(path)
    store = Store(connection)
    put(store, small)
    before = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {before + 2}")
    with pytest.raises(CorpusFull, match="disk is full"), translate_errors(path):
        put(store, large, "b.pdf")
    assert len(store.list_documents()) == 1
    assert list(store.list_files()) == ["a.pdf"]
    connection.execute("PRAGMA max_page_count = 1000000")
    put(store, large, "b.pdf")
    assert len(store.list_documents()) == 2
    store.close()


def test_a_store_opened_for_reading_cannot_be_changed(store: Store, path: Path) -> None:
    reading = open_for_reading(path)
    with pytest.raises(sqlite3.OperationalError) as caught:
        reading.execute("DELETE FROM files")
    assert isinstance(make_user_error(caught.value, path), CorpusReadOnly)
    reading.close()


@needs_permissions
def test_a_folder_that_may_not_be_written_to(path: Path) -> None:
    Store.create_or_open(path).close()
    path.parent.chmod(0o555)
    try:
        with pytest.raises(CorpusReadOnly), hold_lock(path.parent / "lock.db"):
            pass
        store = Store.open(path)
        assert store.list_documents() == []
        store.close()
    finally:
        path.parent.chmod(0o755)


def test_two_writers_at_a_time_are_one_too_many(tmp_path: Path) -> None:
    lock = tmp_path / ".pincite" / "lock.db"
    with hold_lock(lock), pytest.raises(CorpusBusy, match="Another pincite"), hold_lock(lock):
        pass
    with hold_lock(lock):
        pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    lock = tmp_path / ".pincite" / "lock.db"
    with pytest.raises(ZeroDivisionError), hold_lock(lock):
        raise ZeroDivisionError
    with hold_lock(lock):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_what_is_still_in_the_log_is_not_passed_over(path: Path) -> None:
    Store.create_or_open(path).close()
    writer = Store.create_or_open(path)
    writer.put_meta("a", "b")
    data = {name: path.with_name(name).read_bytes() for name in ("store.db", "store.db-wal")}
    writer.close()
    left = path.parent / "left" / ".pincite"
    left.mkdir(parents=True)
    for name, content in data.items():
        (left / name).write_bytes(content)
    # SQLite cannot write beside the store, as in a folder that may not be written to
    (left / "store.db-shm").symlink_to(left / "nowhere" / "shm")
    with pytest.raises(CorpusError, match="in the middle of an update") as caught:
        Store.open(left / "store.db")
    assert "pincite index" in caught.value.remedy
    (left / "store.db-wal").write_bytes(b"")
    Store.open(left / "store.db").close()


def test_a_store_that_another_program_holds_is_busy(path: Path) -> None:
    Store.create_or_open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("INSERT INTO meta VALUES ('a', 'b')")
    try:
        with pytest.raises(CorpusBusy):
            Store.open(path)
    finally:
        other.close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"\\server\share\a b\store.db"), "file:////server/share/a%20b/store.db"),
        (PureWindowsPath(r"C:\a\store.db"), "file:///C:/a/store.db"),
        (PurePosixPath("/a/what?/store.db"), "file:///a/what%3F/store.db"),
    ],
)
def test_the_uri_of_a_store(path: PurePath, uri: str) -> None:
    assert make_store_uri(path) == uri


def test_sqlite_distrusts_the_store(path: Path) -> None:
    """A view from a stranger calls nothing that does something, and no extension is loaded."""
    Store.create_or_open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE pages")
        db.execute("CREATE VIEW pages AS SELECT load_extension('evil') AS id")
        db.commit()
    for open_store in (open_for_reading, open_for_writing):
        with closing(open_store(path)) as db:
            assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)
            assert db.execute("PRAGMA cell_size_check").fetchone() == (1,)
            with pytest.raises(sqlite3.Error, match=r"unsafe use|not authorized|no such function"):
                db.execute("SELECT id FROM pages").fetchall()
