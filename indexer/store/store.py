"""The store: what was derived from each file, in SQLite, keyed by the file's SHA-256.

The truth of a corpus beside its files and its catalogue: the index is derived from it. Reading
never changes it, so a corpus in a folder that may not be written to can still be searched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zlib import crc32

from indexer.labels.page_label import PageLabel, unpack_label
from indexer.store.opening import (
    ANALYSIS_VERSION,
    open_for_reading,
    open_for_writing,
    read_meta,
    read_version,
)
from indexer.store.stored import StoredDocument, StoredFile, StoredPage

if TYPE_CHECKING:
    from indexer.cleaning.seams import Seam
    from indexer.cleaning.text_map import TextMap
    from indexer.readers.sheets import Sheet
    from indexer.store.packing import PackedDocument
    from indexer.store.sheet_columns import SheetColumns

_PAGE_COLUMNS = "key, document, pdf_page, label, label_source, evidence, body, notes, seam, lost"


_PUT_FILE = """
    INSERT INTO files (path, size, mtime_ns, sha256, problem, advice) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
        sha256 = excluded.sha256, problem = excluded.problem, advice = excluded.advice
    WHERE (size, mtime_ns, sha256, problem, advice) <>
        (excluded.size, excluded.mtime_ns, excluded.sha256, excluded.problem, excluded.advice)
"""
"""Where nothing differs nothing is written."""


class Store:
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._unpacked: tuple[range, SheetColumns] | None = None

    @classmethod
    def create_or_open(cls, path: Path) -> Store:
        """Open for writing, made if it isn't there. Raises CorpusReadOnly, CorpusNewer, …"""
        return cls(open_for_writing(path))

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open for reading only; works in a folder that may not be written to."""
        return cls(open_for_reading(path))

    @property
    def outdated(self) -> bool:
        """Whether labels, texts and words are from an older analysis."""
        return read_version(self._db, "analysis") < ANALYSIS_VERSION

    @property
    def identity(self) -> str:
        """What tells this store from every other: letters and digits, whatever is written in it."""
        return "".join(filter(str.isalnum, read_meta(self._db, "identity")[:32]))

    def close(self) -> None:
        """Close, leaving one tidy file."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def read_meta(self, key: str) -> str:
        """A value of the store about itself, "" where it has none."""
        return read_meta(self._db, key)

    def put_meta(self, key: str, value: str) -> None:
        """Set such a value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Files

    def list_files(self) -> dict[str, StoredFile]:
        """All files by path."""
        rows = self._db.execute("SELECT path, size, mtime_ns, sha256, problem, advice FROM files")
        return {row[0]: StoredFile(*row) for row in rows}

    def put_file(self, file: StoredFile) -> None:
        """Add or change a file."""
        self._db.execute(_PUT_FILE, _make_row(file))

    def put_files(self, files: Iterable[StoredFile]) -> None:
        """Add or change files, all at once."""
        with _transaction(self._db):
            self._db.executemany(_PUT_FILE, map(_make_row, files))

    def remove_file(self, path: str) -> None:
        """Remove a file, not its document."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    # Documents

    def list_documents(self) -> list[StoredDocument]:
        """All documents, in the order in which they came."""
        rows = self._db.execute(
            "SELECT id, sha256, reader, information, warnings FROM documents ORDER BY id"
        )
        return [
            StoredDocument(id, sha, reader, info, _parse_warnings(warnings))
            for id, sha, reader, info, warnings in rows
        ]

    def list_readers(self) -> dict[str, str]:
        """By which reader each document was read, by its SHA-256; in the order of `documents`."""
        return dict(self._db.execute("SELECT sha256, reader FROM documents ORDER BY id"))

    def list_stamps(self) -> dict[int, int]:
        """The documents that have a file, each with a stamp that changes whenever what was read or
        derived from it does: what an index must hold."""
        return self._list_stamps("sha256 IN (SELECT sha256 FROM files)", ())

    def read_stamp(self, document: int) -> int:
        """The stamp of one document."""
        return self._list_stamps("id = ?", (document,))[document]

    def _list_stamps(self, where: str, parameters: Sequence[object]) -> dict[int, int]:
        version = read_version(self._db, "analysis")
        rows = self._db.execute(
            f"SELECT id, sha256, first_key FROM documents WHERE {where}", parameters
        )
        return {
            id: crc32(f"{sha256} {version}".encode()) << 31 | first_key
            for id, sha256, first_key in rows
        }

    def list_orphans(self) -> list[int]:
        """Ids of documents of which no file is left."""
        rows = self._db.execute(
            "SELECT id FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM files)"
        )
        return [row[0] for row in rows]

    def put_document(self, sha256: str, packed: PackedDocument, file: StoredFile) -> int:
        """Store a document and its file at once; returns its id.

        In place of an older reading it keeps that one's id, by which the index finds what it has to
        forget.
        """
        with _transaction(self._db):
            same = (sha256,)
            old = self._db.execute("SELECT id FROM documents WHERE sha256 = ?", same).fetchone()
            self._db.execute("DELETE FROM documents WHERE sha256 = ?", same)
            first_key = self._find_next_key()
            document = self._insert_document(old[0] if old else None, sha256, first_key, packed)
            self._put_pages(document, first_key, packed)
            self.put_file(file)
        return document

    def _find_next_key(self) -> int:
        """One after the highest that any page ever had."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'pages'").fetchone()
        return int(row[0]) + 1 if row else 1

    def _insert_document(
        self, id: int | None, sha256: str, first_key: int, packed: PackedDocument
    ) -> int:
        cursor = self._db.execute(
            "INSERT INTO documents"
            " (id, sha256, reader, information, warnings, first_key, page_count)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                id,
                sha256,
                packed.reader,
                json.dumps(packed.information, ensure_ascii=False),
                json.dumps(packed.warnings, ensure_ascii=False),
                first_key,
                len(packed.pages),
            ),
        )
        return cast(int, cursor.lastrowid)

    def _put_pages(self, document: int, first_key: int, packed: PackedDocument) -> None:
        """Put in its pages, in place of those with their keys."""
        self._db.executemany(
            f"INSERT OR REPLACE INTO pages ({_PAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, document, *row) for key, row in enumerate(packed.pages, start=first_key)],
        )
        self._db.executemany(
            "INSERT INTO sheets VALUES (?, ?, ?)",
            [(first_key + first - 1, count, data) for first, count, data in packed.sheets],
        )
        self._unpacked = None

    def replace_derived(self, document: int, packed: PackedDocument) -> None:
        """Put what was derived anew in place of the older; the document's page keys stay."""
        with _transaction(self._db):
            first_key, last_key = self._get_key_range(document)
            self._db.execute(
                "DELETE FROM sheets WHERE first_key BETWEEN ? AND ?", (first_key, last_key)
            )
            self._put_pages(document, first_key, packed)

    def remove_documents(self, documents: Iterable[int]) -> None:
        """Remove documents with their pages."""
        with _transaction(self._db):
            self._db.executemany("DELETE FROM documents WHERE id = ?", [(d,) for d in documents])

    # Pages

    def get_page_keys(self, document: int) -> range:
        """The keys of a document's pages, in order."""
        first, last = self._get_key_range(document)
        return range(first, last + 1)

    def _get_key_range(self, document: int) -> tuple[int, int]:
        """The first and the last key of a document's pages."""
        return self._query_key_ranges(" WHERE id = ?", (document,)).get(document, (0, -1))

    def list_key_ranges(self) -> dict[int, tuple[int, int]]:
        """First and last page key of every document that has pages."""
        return self._query_key_ranges(" WHERE page_count > 0", ())

    def _query_key_ranges(
        self, where: str, parameters: Sequence[object]
    ) -> dict[int, tuple[int, int]]:
        rows = self._db.execute(
            f"SELECT id, first_key, first_key + page_count - 1 FROM documents{where}", parameters
        )
        return {document: (first, last) for document, first, last in rows}

    def read_document_pages(self, document: int) -> list[StoredPage]:
        """All pages of a document, in order."""
        return self._query_pages(
            "WHERE key BETWEEN ? AND ? ORDER BY key", self._get_key_range(document)
        )

    def read_pages(self, keys: Sequence[int]) -> dict[int, StoredPage]:
        """The pages with these keys, by key."""
        found: dict[int, StoredPage] = {}
        for at in range(0, len(keys), 500):
            some = keys[at : at + 500]
            marks = ",".join("?" * len(some))
            found |= {page.key: page for page in self._query_pages(f"WHERE key IN ({marks})", some)}
        return found

    def _query_pages(self, where: str, parameters: Sequence[object]) -> list[StoredPage]:
        rows = self._db.execute(f"SELECT {_PAGE_COLUMNS} FROM pages {where}", parameters)
        return [_make_page(row) for row in rows]

    def read_labels(self, document: int) -> list[PageLabel]:
        """The derived labels of a document's pages, in order."""
        return self._query_labels(
            "WHERE key BETWEEN ? AND ? ORDER BY key", self._get_key_range(document)
        )

    def read_labels_of_pages(self, document: int, pdf_pages: Sequence[int]) -> list[PageLabel]:
        """The derived labels of some pages of a document (1-based), in the order given."""
        first, _ = self._get_key_range(document)
        keys = ",".join(str(first + page - 1) for page in set(pdf_pages))
        found = {
            label.pdf_page: label for label in self._query_labels(f"WHERE key IN ({keys})", ())
        }
        return [found[page] for page in pdf_pages]

    def _query_labels(self, where: str, parameters: Sequence[object]) -> list[PageLabel]:
        columns = "pdf_page, label, label_source, evidence"
        rows = self._db.execute(f"SELECT {columns} FROM pages {where}", parameters)
        return [unpack_label(*row) for row in rows]

    def find_textless_pages(self) -> dict[int, list[int]]:
        """For every document with such pages: the 1-based pages on which nothing can be found."""
        rows = self._db.execute(
            "SELECT document, pdf_page FROM pages WHERE (trim(body) = '' AND trim(notes) = '')"
            " OR lost > length(body) ORDER BY document, pdf_page"
        )
        found: dict[int, list[int]] = {}
        for document, page in rows:
            found.setdefault(document, []).append(page)
        return found

    def read_sheets(self, document: int) -> Iterator[Sheet]:
        """The sheets of a document as they were read, in order."""
        rows = self._db.execute(
            "SELECT first_key, page_count, packed FROM sheets WHERE first_key BETWEEN ? AND ?"
            " ORDER BY first_key",
            self._get_key_range(document),
        )
        for first, count, packed in rows:
            written = self._unpack(first, count, packed)
            yield from (written.read_sheet(number) for number in range(count))

    def read_sheet(self, document: int, pdf_page: int) -> Sheet:
        """One sheet as it was read, by its 1-based PDF page."""
        written, number = self._locate_sheet(self._get_key_range(document)[0] + pdf_page - 1)
        return written.read_sheet(number)

    def read_page_map(self, key: int) -> tuple[Sheet, TextMap, TextMap]:
        """The sheet of a page, and the maps of its running text and its notes."""
        written, number = self._locate_sheet(key)
        return written.read_sheet(number), *written.read_maps(number)

    def _locate_sheet(self, key: int) -> tuple[SheetColumns, int]:
        """The sheets that a page's is packed with, and its number among them, from 0."""
        if self._unpacked is None or key not in self._unpacked[0]:
            first, count, packed = self._db.execute(
                "SELECT first_key, page_count, packed FROM sheets WHERE first_key <= ?"
                " ORDER BY first_key DESC LIMIT 1",
                (key,),
            ).fetchone()
            self._unpacked = range(first, first + count), self._unpack(first, count, packed)
        keys, written = self._unpacked
        return written, key - keys.start

    def _unpack(self, first: int, count: int, packed: bytes) -> SheetColumns:
        from indexer.store.packing import unpack_sheets  # here: most searches need no positions

        texts = self._db.execute(
            "SELECT body, notes FROM pages WHERE key BETWEEN ? AND ? ORDER BY key",
            (first, first + count - 1),
        )
        return unpack_sheets(packed, texts)


class _transaction:
    """All or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            try:
                self._db.execute("COMMIT")
                return
            except sqlite3.Error:
                self._roll_back()
                raise
        self._roll_back()

    def _roll_back(self) -> None:
        if self._db.in_transaction:  # SQLite has rolled back by itself when the disk is full
            self._db.execute("ROLLBACK")


def _parse_warnings(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed)) if packed != "[]" else ()


def _make_row(file: StoredFile) -> tuple[object, ...]:
    return file.path, file.size, file.mtime_ns, file.sha256, file.problem, file.advice


def _make_page(row: Sequence[object]) -> StoredPage:
    key, document, pdf_page, label, source, evidence, body, notes, seam, lost = row
    number = cast(int, pdf_page)
    return StoredPage(
        cast(int, key),
        cast(int, document),
        number,
        unpack_label(number, cast("str | None", label), str(source), str(evidence)),
        str(body),
        str(notes),
        cast("Seam", seam),
        cast(int, lost),
    )
