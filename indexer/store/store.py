"""The store: what was derived from each file, in SQLite, keyed by the file's SHA-256.

With the files and the catalogue it is all that a corpus consists of: the index is derived from it.
Reading never changes it, so that a corpus in a read-only folder can still be searched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from operator import is_not
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from indexer.store.checksums import compute_checksum, compute_packed_checksum
from indexer.store.connecting import (
    ANALYSIS_VERSION,
    open_for_reading,
    open_for_writing,
)
from indexer.store.meta import read_meta, read_version, write_meta
from indexer.store.page_rows import PageRows, compute_paragraphs_check
from indexer.store.stored import StoredDocument, StoredFile
from indexer.store.tables import (
    DocumentRow,
    change_document_row,
    read_document_rows,
    read_file_rows,
    write_document_row,
    write_file_rows,
)

if TYPE_CHECKING:
    from indexer.store.minutes import MinuteTable, PackedMinutes
    from indexer.store.packing import PackedDocument, PageRow
    from indexer.store.pictures import PictureTable

_PUT_PAGE = f"INSERT OR REPLACE INTO pages VALUES ({', '.join('?' * 22)})"


class Store(PageRows):
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._documents: dict[int, DocumentRow] | None = None
        self._files: dict[str, StoredFile] | None = None
        self._stamps: tuple[tuple[object, ...], dict[int, int]] | None = None
        self._rows_from = -1
        """The number of changes when these were read."""

    @classmethod
    def create_or_open(cls, path: Path) -> Store:
        """Open for writing, creating it if need be. Raises the errors of `open_for_writing`."""
        return cls(open_for_writing(path))

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open for reading only, in whatever folder: one state of the store, whatever is written
        meanwhile. Raises the errors of `open_for_reading`."""
        return cls(open_for_reading(path))

    def hold(self) -> None:
        """Read one state of the store from now on, whatever is written meanwhile."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN")
            read_meta(self._db, "schema")  # the state is that of the first reading

    def release(self) -> None:
        """Let writers clear up after themselves, until `hold`."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def renew(self) -> None:
        """Go on to the present state of a store that is open for reading."""
        self.release()
        self.hold()
        self._forget_changed_rows()
        self._unpacked = None

    @property
    def outdated(self) -> bool:
        """Whether labels, texts and words are from an older analysis."""
        return read_version(self._db, "analysis") < ANALYSIS_VERSION

    @property
    def identity(self) -> str:
        """A random name of this store; only letters and digits, whatever the file says."""
        return "".join(filter(str.isalnum, read_meta(self._db, "identity")[:32]))

    def query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a statement, as they are: for the modules of this room."""
        return self._db.execute(statement, values).fetchall()

    def count_changes(self) -> int:
        """A number that differs after another connection has changed the store."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close, leaving a single file without a log."""
        with suppress(sqlite3.Error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._db.execute("PRAGMA busy_timeout = 0")  # a reader may stay as long as it likes
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def put_meta(self, key: str, value: str) -> None:
        """Set a value that the store holds about itself."""
        with self._begin_transaction():
            write_meta(self._db, key, value)

    @property
    def pictures(self) -> PictureTable:
        """What was read of the pictures of pages."""
        from indexer.store.pictures import PictureTable  # here: few corpora hold scans

        return PictureTable(self._db)

    @property
    def minutes(self) -> MinuteTable:
        """What was found in minutes."""
        from indexer.store.minutes import MinuteTable  # here: few searches find any

        return MinuteTable(self._db)

    @contextmanager
    def _begin_transaction(self) -> Iterator[None]:
        """Whatever is written within is written as a whole, or not at all after an exception."""
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                yield
        except BaseException:
            self._documents = self._files = None
            raise

    # Files

    def list_files(self) -> dict[str, StoredFile]:
        """All files by path. Raises StoreDamage."""
        if self._files is None:
            self._forget_changed_rows()
            self._files = read_file_rows(self._db)
        return dict(self._files)

    def put_files(self, files: Iterable[StoredFile]) -> None:
        """Add or change files."""
        with self._begin_transaction():
            write_file_rows(self._db, list(files))
        self._files = None

    def remove_files(self, paths: Iterable[str]) -> None:
        """Remove files; their documents stay until `remove_orphans`."""
        with self._begin_transaction():
            self._db.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))
        self._files = None

    # Documents

    @property
    def documents(self) -> Mapping[int, DocumentRow]:
        """As `PageRows.documents`. Raises StoreDamage."""
        if self._documents is None:
            self._forget_changed_rows()
            self._documents = read_document_rows(self._db)
        return self._documents

    def _forget_changed_rows(self) -> None:
        """Forget documents and files if another program has changed the store since."""
        changes = self.count_changes()
        if changes != self._rows_from:
            self._documents = self._files = None
            self._rows_from = changes

    def list_documents(self) -> list[StoredDocument]:
        """All documents, in the order in which they were first stored. Raises StoreDamage."""
        return [
            StoredDocument(
                row.id,
                row.sha256,
                row.reader,
                row.information,
                _parse_warnings(row.warnings),
                row.stretches,
            )
            for row in self.documents.values()
        ]

    def list_readers(self) -> dict[str, str]:
        """The reader of each document by its SHA-256, in the order of `list_documents`."""
        return {row.sha256: row.reader for row in self.documents.values()}

    def list_stamps(self) -> dict[int, int]:
        """What an index must hold: every document that has a file, by its id, with a stamp that
        changes whenever what was read or derived changes."""
        files = self.list_files()
        version = read_version(self._db, "analysis")
        state = self._files, self.documents, version
        # a start asks three times; whatever changes one of them reads another list of files
        if self._stamps is None or any(map(is_not, self._stamps[0], state)):
            present = {file.sha256 for file in files.values()}
            rows = self.documents.values()
            stamps = {row.id: _make_stamp(row, version) for row in rows if row.sha256 in present}
            self._stamps = state, stamps
        return self._stamps[1]

    def read_stamp(self, document: int) -> int:
        """The stamp of one document."""
        return _make_stamp(self.documents[document], read_version(self._db, "analysis"))

    def find_waiting(self, held: Mapping[int, int]) -> list[int]:
        """The documents that an index holding the stamps `held` lacks, or has in another state."""
        return [id for id, stamp in self.list_stamps().items() if held.get(id) != stamp]

    def put_document(
        self, sha256: str, packed: PackedDocument, file: StoredFile, picture: int = 0
    ) -> int:
        """Store a document and its file; returns its id. `picture` is the number of the newest
        picture that its pages were read from.

        Another reading of a known content keeps its id, by which the index finds what it has to
        replace, but gets new page keys.
        """
        known = (row.id for row in self.documents.values() if row.sha256 == sha256)
        with self._begin_transaction():
            id = next(known, 0) or self._find_next("documents")
            about = (packed.information, packed.warnings)
            information, warnings = (json.dumps(one, ensure_ascii=False) for one in about)
            first = self._find_next("pages")
            row = DocumentRow(
                id, sha256, packed.reader, information, warnings, first, len(packed.pages), picture,
                packed.stretches, *_compute_checks(id, first, packed),
            )  # fmt: skip
            write_document_row(self._db, row)
            self._put_pages(row, packed)
            write_file_rows(self._db, [file])
        self._keep_row(row)
        return id

    def _keep_row(self, row: DocumentRow) -> None:
        """Note what was just stored of a document."""
        if self._documents is not None:
            self._documents[row.id] = row
        self._files = self._unpacked = None

    def _find_next(self, table: str) -> int:
        """The number after the highest that any row of a table ever had."""
        row = self._db.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return int(row[0]) + 1 if row else 1

    def _put_pages(self, row: DocumentRow, packed: PackedDocument) -> None:
        """Store a document's pages, replacing those with the same keys."""
        self._db.executemany(
            _PUT_PAGE,
            [
                (key, row.id, *page, *_compute_page_checks(key, row.id, page))
                for key, page in enumerate(packed.pages, start=row.first_key)
            ],
        )
        self._db.executemany(
            "INSERT INTO sheets VALUES (?, ?, ?, ?)",
            [
                (key, count, data, compute_packed_checksum(data, key, count))
                for key, count, data in (
                    (row.first_key + first - 1, count, data) for first, count, data in packed.sheets
                )
            ],
        )
        self._db.execute("DELETE FROM running WHERE document = ?", (row.id,))
        words, blocks = packed.running
        if words:
            running = (row.id, words, blocks, compute_checksum(row.id, blocks))
            self._db.execute("INSERT INTO running VALUES (?, ?, ?, ?)", running)
        self._db.executemany(
            "INSERT INTO paragraphs VALUES (?, ?, ?, ?)",
            _make_paragraph_rows(row.first_key, packed),
        )
        self.minutes.put(row.id, packed.minutes)

    def replace_derived(self, document: int, packed: PackedDocument) -> None:
        """Replace what was derived from a document's sheets; its page keys stay."""
        before = self.documents[document]
        keys = before.keys
        running_check, paragraphs_check = _compute_checks(document, keys.start, packed)
        row = before._replace(
            stretches=packed.stretches,
            running_check=running_check,
            paragraphs_check=paragraphs_check,
        )
        with self._begin_transaction():
            self._db.execute(
                "DELETE FROM sheets WHERE first_key >= ? AND first_key < ?", (keys.start, keys.stop)
            )
            self._db.execute(
                "DELETE FROM paragraphs WHERE key >= ? AND key < ?", (keys.start, keys.stop)
            )
            self._put_pages(row, packed)
            change_document_row(self._db, row)
        self._keep_row(row)

    def put_minutes(self, document: int, packed: PackedMinutes) -> None:
        """Replace what was found in a document that is minutes."""
        with self._begin_transaction():
            self.minutes.put(document, packed)

    def remove_orphans(self) -> None:
        """Remove the documents that no file holds any more, with their pages and pictures. Raises
        StoreDamage."""
        # SQLite would ask its index of contents, which no checksum covers
        present = {file.sha256 for file in self.list_files().values()}
        orphans = [(row.id,) for row in self.documents.values() if row.sha256 not in present]
        with self._begin_transaction():
            self._db.executemany("DELETE FROM documents WHERE id = ?", orphans)
            self.pictures.remove_others(present)
        self._documents = None


def _make_stamp(row: DocumentRow, version: int) -> int:
    return crc32(f"{row.sha256} {version}".encode()) << 31 | row.first_key


def _compute_page_checks(key: int, document: int, page: PageRow) -> tuple[int, int]:
    """The checksums of a page's label and of its text (`page_rows`)."""
    label = compute_checksum(key, document, *page[:6], *page[10:14], page[16])
    return label, compute_checksum(key, document, *page[6:10], *page[14:16], page[17])


def _compute_checks(document: int, first_key: int, packed: PackedDocument) -> tuple[int, int]:
    """The checksums of a document's running texts and paragraphs; 0 where there are none."""
    words, _ = packed.running
    running = compute_checksum(document, words) if words else 0
    return running, compute_paragraphs_check(_make_paragraph_rows(first_key, packed))


def _make_paragraph_rows(
    first_key: int, packed: PackedDocument
) -> list[tuple[int, int, str | None, str]]:
    return [(first_key + at.number - 1, at.start, at.label, at.source) for at in packed.paragraphs]


def _parse_warnings(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed)) if packed != "[]" else ()  # a start reads thousands of them
