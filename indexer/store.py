"""The store: what was derived from each file, in SQLite, keyed by the file's SHA-256.

The truth of a corpus beside its files and its catalogue: the index is derived from it. Reading
never changes it, so a corpus in a folder that may not be written to can still be searched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from indexer.labels.model import LabelSource, PageLabel
from indexer.packing import pack_sheet, unpack_sheet
from indexer.page_text import PageText, Seam
from indexer.sheets import Sheet
from indexer.stems import stem
from indexer.store_opening import (
    ANALYSIS_VERSION,
    meta,
    open_for_reading,
    open_for_writing,
    version,
)
from indexer.textmap import TextMap

if TYPE_CHECKING:
    from indexer.reading import DocumentReading

_PAGE_COLUMNS = "key, document, pdf_page, label, label_source, evidence, body, notes, seam, lost"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One content, under whatever names."""

    id: int
    sha256: str
    reader: str
    information: dict[str, str]
    warnings: tuple[str, ...]
    indexed: bool
    """Whether its pages are in the index."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the corpus as it was when last looked at."""

    path: str
    """Relative to the corpus, with "/"."""
    size: int
    mtime_ns: int
    sha256: str
    problem: str = ""
    """Why it could not be read; "" where it was."""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page: its label as derived, and its clean text."""

    key: int
    """Keys of one document are consecutive."""
    document: int
    pdf_page: int
    label: PageLabel
    body: str
    notes: str
    seam: Seam
    lost: int


class Store:
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def create_or_open(cls, path: Path) -> Store:
        """Open for writing, made if it isn't there. Raises CorpusReadOnly, CorpusNewer, …"""
        return cls(open_for_writing(path))

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open for reading only; works in a folder that may not be written to."""
        return cls(open_for_reading(path))

    @property
    def connection(self) -> sqlite3.Connection:
        """For the lexicon, which reads the table `words`."""
        return self._db

    @property
    def outdated(self) -> bool:
        """Whether labels, texts and words are from an older analysis."""
        return version(self._db, "analysis") < ANALYSIS_VERSION

    def close(self) -> None:
        """Close, leaving one tidy file."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def meta(self, key: str) -> str:
        """A value of the store about itself, "" where it has none."""
        return meta(self._db, key)

    def set_meta(self, key: str, value: str) -> None:
        """Set such a value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Files

    def files(self) -> dict[str, StoredFile]:
        """All files by path."""
        rows = self._db.execute("SELECT path, size, mtime_ns, sha256, problem, advice FROM files")
        return {row[0]: StoredFile(*row) for row in rows}

    def put_file(self, file: StoredFile) -> None:
        """Add or change a file."""
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", astuple(file))

    def forget_file(self, path: str) -> None:
        """Remove a file, not its document."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    # Documents

    def documents(self) -> list[StoredDocument]:
        """All documents, in the order in which they came."""
        rows = self._db.execute(
            "SELECT id, sha256, reader, information, warnings, indexed FROM documents ORDER BY id"
        )
        return [
            StoredDocument(
                id, sha, reader, json.loads(info), tuple(json.loads(warnings)), bool(indexed)
            )
            for id, sha, reader, info, warnings, indexed in rows
        ]

    def orphans(self) -> list[int]:
        """Ids of documents of which no file is left."""
        rows = self._db.execute(
            "SELECT id FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM files)"
        )
        return [row[0] for row in rows]

    def put_document(self, sha256: str, reading: DocumentReading, file: StoredFile) -> int:
        """Store a document and its file at once; returns its id.

        In place of an older reading it keeps that one's id, by which the index finds the pages that
        it has to forget.
        """
        with _transaction(self._db):
            same = (sha256,)
            old = self._db.execute("SELECT id FROM documents WHERE sha256 = ?", same).fetchone()
            self._db.execute("DELETE FROM documents WHERE sha256 = ?", same)
            document = self._insert_document(old[0] if old else None, sha256, reading)
            for sheet, label, text in zip(
                reading.sheets, reading.labels, reading.texts, strict=True
            ):
                key = self._insert_page(document, label, text)
                self._put_sheet(key, sheet, text)
            self.put_file(file)
        return document

    def _insert_document(self, id: int | None, sha256: str, reading: DocumentReading) -> int:
        cursor = self._db.execute(
            "INSERT INTO documents (id, sha256, reader, information, warnings)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                id,
                sha256,
                reading.reader,
                json.dumps(reading.information, ensure_ascii=False),
                json.dumps(reading.warnings, ensure_ascii=False),
            ),
        )
        return cast(int, cursor.lastrowid)

    def _insert_page(self, document: int, label: PageLabel, text: PageText) -> int:
        cursor = self._db.execute(
            "INSERT INTO pages (document, pdf_page, label, label_source, evidence, body, notes,"
            " seam, lost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document, label.pdf_page, label.label, label.source, label.evidence,
                text.body, text.notes, text.seam, text.lost,
            ),
        )  # fmt: skip
        return cast(int, cursor.lastrowid)

    def _put_sheet(self, key: int, sheet: Sheet, text: PageText) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO sheets VALUES (?, ?, ?, ?)",
            (key, pack_sheet(sheet), text.body_map.to_bytes(), text.notes_map.to_bytes()),
        )

    def rederive(
        self, document: int, labels: Sequence[PageLabel], texts: Sequence[PageText]
    ) -> None:
        """Put labels and texts in place of a document's older ones; its page keys stay."""
        keys = self.page_keys(document)
        with _transaction(self._db):
            for key, label, text in zip(keys, labels, texts, strict=True):
                self._db.execute(
                    "UPDATE pages SET label = ?, label_source = ?, evidence = ?, body = ?,"
                    " notes = ?, seam = ?, lost = ? WHERE key = ?",
                    (
                        label.label, label.source, label.evidence, text.body, text.notes,
                        text.seam, text.lost, key,
                    ),
                )  # fmt: skip
                self._db.execute(
                    "UPDATE sheets SET body_map = ?, notes_map = ? WHERE page = ?",
                    (text.body_map.to_bytes(), text.notes_map.to_bytes(), key),
                )
            self._db.execute("UPDATE documents SET indexed = 0 WHERE id = ?", (document,))

    def delete_documents(self, documents: Iterable[int]) -> None:
        """Remove documents with their pages."""
        with _transaction(self._db):
            self._db.executemany("DELETE FROM documents WHERE id = ?", [(d,) for d in documents])

    def waiting(self) -> int:
        """How many documents that have a file are not in the index."""
        row = self._db.execute(
            "SELECT count(*) FROM documents"
            " WHERE NOT indexed AND sha256 IN (SELECT sha256 FROM files)"
        ).fetchone()
        return int(row[0])

    def mark_indexed(self, documents: Iterable[int]) -> None:
        """Their pages are in the index now."""
        with _transaction(self._db):
            self._db.executemany(
                "UPDATE documents SET indexed = 1 WHERE id = ?", [(d,) for d in documents]
            )

    def mark_all_unindexed(self) -> None:
        """The index is gone or of an older kind: everything has to go in again."""
        self._db.execute("UPDATE documents SET indexed = 0")

    # Pages

    def page_keys(self, document: int) -> list[int]:
        """The keys of a document's pages, in order."""
        rows = self._db.execute(
            "SELECT key FROM pages WHERE document = ? ORDER BY pdf_page", (document,)
        )
        return [row[0] for row in rows]

    def pages_of(self, document: int) -> list[StoredPage]:
        """All pages of a document, in order."""
        return self._pages("WHERE document = ? ORDER BY pdf_page", (document,))

    def pages(self, keys: Sequence[int]) -> dict[int, StoredPage]:
        """The pages with these keys, by key."""
        found: dict[int, StoredPage] = {}
        for at in range(0, len(keys), 500):
            some = keys[at : at + 500]
            marks = ",".join("?" * len(some))
            found |= {page.key: page for page in self._pages(f"WHERE key IN ({marks})", some)}
        return found

    def _pages(self, where: str, parameters: Sequence[object]) -> list[StoredPage]:
        rows = self._db.execute(f"SELECT {_PAGE_COLUMNS} FROM pages {where}", parameters)
        return [_page(row) for row in rows]

    def labels_of(self, document: int) -> list[PageLabel]:
        """The derived labels of a document's pages, in order."""
        rows = self._db.execute(
            "SELECT pdf_page, label, label_source, evidence FROM pages WHERE document = ?"
            " ORDER BY pdf_page",
            (document,),
        )
        return [PageLabel(page, label, source, evidence) for page, label, source, evidence in rows]

    def document_ranges(self) -> dict[int, tuple[int, int]]:
        """First and last page key of every document that has pages."""
        rows = self._db.execute("SELECT document, min(key), max(key) FROM pages GROUP BY document")
        return {document: (first, last) for document, first, last in rows}

    def textless_pages(self) -> dict[int, list[int]]:
        """For every document with such pages: the 1-based pages on which nothing can be found."""
        rows = self._db.execute(
            "SELECT document, pdf_page FROM pages WHERE (trim(body) = '' AND trim(notes) = '')"
            " OR lost > length(body) ORDER BY document, pdf_page"
        )
        found: dict[int, list[int]] = {}
        for document, page in rows:
            found.setdefault(document, []).append(page)
        return found

    def sheets_of(self, document: int) -> Iterator[Sheet]:
        """The sheets of a document as they were read, in order."""
        rows = self._db.execute(
            "SELECT sheet FROM pages JOIN sheets ON sheets.page = pages.key"
            " WHERE document = ? ORDER BY pdf_page",
            (document,),
        )
        return (unpack_sheet(row[0]) for row in rows)

    def sheet(self, document: int, pdf_page: int) -> Sheet:
        """One sheet as it was read, by its 1-based PDF page."""
        row = self._db.execute(
            "SELECT sheet FROM pages JOIN sheets ON sheets.page = pages.key"
            " WHERE document = ? AND pdf_page = ?",
            (document, pdf_page),
        ).fetchone()
        return unpack_sheet(row[0])

    def page_map(self, key: int) -> tuple[Sheet, TextMap, TextMap]:
        """The sheet of a page, and the maps of its running text and its notes."""
        sheet, body, notes = self._db.execute(
            "SELECT sheet, body_map, notes_map FROM sheets WHERE page = ?", (key,)
        ).fetchone()
        return unpack_sheet(sheet), TextMap.from_bytes(body), TextMap.from_bytes(notes)

    # Words

    def add_words(self, words: Iterable[str]) -> None:
        """Put words into the lexicon's table, with their stems."""
        with _transaction(self._db):
            known = {row[0] for row in self._db.execute("SELECT word FROM words")}
            self._db.executemany(
                "INSERT OR IGNORE INTO words VALUES (?, ?)",
                [(word, stem(word)) for word in set(words) - known],
            )

    def clear_words(self) -> None:
        """Empty the lexicon's table, before the index is built anew."""
        self._db.execute("DELETE FROM words")


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


def _page(row: Sequence[object]) -> StoredPage:
    key, document, pdf_page, label, source, evidence, body, notes, seam, lost = row
    number = cast(int, pdf_page)
    return StoredPage(
        cast(int, key),
        cast(int, document),
        number,
        PageLabel(number, cast("str | None", label), cast(LabelSource, source), str(evidence)),
        str(body),
        str(notes),
        cast(Seam, seam),
        cast(int, lost),
    )
