"""The store: what was derived from each file, in SQLite, keyed by the file's SHA-256.

With the files and the catalogue it is all that a corpus consists of: the index is derived from it.
Reading never changes it, so that a corpus in a read-only folder can still be searched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zlib import crc32

from corpus.frozen import get_fields
from indexer.labels.page_label import LabelSource, PageLabel, Unit
from indexer.store.connecting import (
    ANALYSIS_VERSION,
    open_for_reading,
    open_for_writing,
    read_meta,
    read_version,
)
from indexer.store.stored import StoredDocument, StoredFile, StoredPage

if TYPE_CHECKING:
    from indexer.cleaning.text_map import TextMap
    from indexer.paragraphs.paragraph_label import ParagraphLabel
    from indexer.readers.sheets import ReadFrom, Sheet
    from indexer.store.minutes import MinuteTable, PackedMinutes
    from indexer.store.packing import PackedDocument
    from indexer.store.pictures import PictureTable
    from indexer.store.running import RunningBlock
    from indexer.store.sheet_columns import SheetColumns

_PUT_FILE = """
    INSERT INTO files (path, size, mtime_ns, sha256, problem, advice)
    VALUES (:path, :size, :mtime_ns, :sha256, :problem, :advice)
    ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
        sha256 = excluded.sha256, problem = excluded.problem, advice = excluded.advice
    WHERE (size, mtime_ns, sha256, problem, advice) <>
        (excluded.size, excluded.mtime_ns, excluded.sha256, excluded.problem, excluded.advice)
"""
"""Writes nothing if nothing differs: a run that finds no change leaves the store untouched."""
_PUT_PAGE = f"INSERT OR REPLACE INTO pages VALUES ({', '.join('?' * 20)})"
_LABEL = (
    "number, pdf_page, sheet_part, label, label_source, evidence, label_total, label_unique,"
    " label_part, unit"
)
_IN_RANGE = "WHERE key >= ? AND key < ? ORDER BY key"
_MOST_KEYS = 500
"""In one query: SQLite allows 999 parameters or more, depending on its version."""


class Store:
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._unpacked: tuple[range, SheetColumns] | None = None

    @classmethod
    def create_or_open(cls, path: Path) -> Store:
        """Open for writing, creating it if need be. Raises the errors of `open_for_writing`."""
        return cls(open_for_writing(path))

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open for reading only, in whatever folder. Raises the errors of `open_for_reading`."""
        return cls(open_for_reading(path))

    @property
    def outdated(self) -> bool:
        """Whether labels, texts and words are from an older analysis."""
        return read_version(self._db, "analysis") < ANALYSIS_VERSION

    @property
    def identity(self) -> str:
        """A random name of this store; only letters and digits, whatever the file says."""
        return "".join(filter(str.isalnum, read_meta(self._db, "identity")[:32]))

    def count_changes(self) -> int:
        """A number that differs after another connection has changed the store."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close, leaving a single file without a log."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def put_meta(self, key: str, value: str) -> None:
        """Set a value that the store holds about itself."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

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
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield

    # Files

    def list_files(self) -> dict[str, StoredFile]:
        """All files by path."""
        rows = self._db.execute("SELECT path, size, mtime_ns, sha256, problem, advice FROM files")
        return {row[0]: StoredFile(*row) for row in rows}

    def put_files(self, files: Iterable[StoredFile]) -> None:
        """Add or change files."""
        with self._begin_transaction():
            self._db.executemany(_PUT_FILE, map(get_fields, files))

    def remove_files(self, paths: Iterable[str]) -> None:
        """Remove files; their documents stay until `remove_orphans`."""
        with self._begin_transaction():
            self._db.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    # Documents

    def list_documents(self) -> list[StoredDocument]:
        """All documents, in the order in which they were first stored."""
        rows = self._db.execute(
            "SELECT id, sha256, reader, information, warnings FROM documents ORDER BY id"
        )
        return [
            StoredDocument(id, sha256, reader, information, _parse_warnings(warnings))
            for id, sha256, reader, information, warnings in rows
        ]

    def list_readers(self) -> dict[str, str]:
        """The reader of each document by its SHA-256, in the order of `list_documents`."""
        return dict(self._db.execute("SELECT sha256, reader FROM documents ORDER BY id"))

    def list_stamps(self) -> dict[int, int]:
        """What an index must hold: every document that has a file, by its id, with a stamp that
        changes whenever what was read or derived changes."""
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
        with self._begin_transaction():
            known = self._db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,))
            (id,) = known.fetchone() or (None,)
            self._db.execute("DELETE FROM documents WHERE id = ?", (id,))
            first_key = self._find_next_key()
            about = (packed.information, packed.warnings)
            information, warnings = (json.dumps(one, ensure_ascii=False) for one in about)
            row = (id, sha256, packed.reader, information, warnings, first_key, len(packed.pages))
            inserted = self._db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, picture)
            )
            document = cast(int, inserted.lastrowid)
            self._put_pages(document, first_key, packed)
            self._db.execute(_PUT_FILE, get_fields(file))
        return document

    def _find_next_key(self) -> int:
        """The key after the highest that any page ever had."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'pages'").fetchone()
        return int(row[0]) + 1 if row else 1

    def _put_pages(self, document: int, first_key: int, packed: PackedDocument) -> None:
        """Store a document's pages, replacing those with the same keys."""
        self._db.executemany(
            _PUT_PAGE,
            [(key, document, *row) for key, row in enumerate(packed.pages, start=first_key)],
        )
        self._db.executemany(
            "INSERT INTO sheets VALUES (?, ?, ?)",
            [(first_key + first - 1, count, data) for first, count, data in packed.sheets],
        )
        self._db.execute("DELETE FROM running WHERE document = ?", (document,))
        if packed.running[0]:
            self._db.execute("INSERT INTO running VALUES (?, ?, ?)", (document, *packed.running))
        self._db.executemany(
            "INSERT INTO paragraphs VALUES (?, ?, ?, ?)",
            [
                (first_key + at.number - 1, at.start, at.label, at.source)
                for at in packed.paragraphs
            ],
        )
        self.minutes.put(document, packed.minutes)
        self._unpacked = None

    def replace_derived(self, document: int, packed: PackedDocument) -> None:
        """Replace what was derived from a document's sheets; its page keys stay."""
        with self._begin_transaction():
            keys = self.get_page_keys(document)
            self._db.execute(
                "DELETE FROM sheets WHERE first_key >= ? AND first_key < ?", (keys.start, keys.stop)
            )
            self._db.execute(
                "DELETE FROM paragraphs WHERE key >= ? AND key < ?", (keys.start, keys.stop)
            )
            self._put_pages(document, keys.start, packed)

    def put_minutes(self, document: int, packed: PackedMinutes) -> None:
        """Replace what was found in a document that is minutes."""
        with self._begin_transaction():
            self.minutes.put(document, packed)

    def remove_orphans(self) -> None:
        """Remove the documents that no file holds any more, with their pages and pictures."""
        self._db.execute("DELETE FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM files)")
        self._db.execute("DELETE FROM pictures WHERE sha256 NOT IN (SELECT sha256 FROM files)")

    # Pages

    def get_page_keys(self, document: int) -> range:
        """The keys of a document's pages, in order; an empty range if there is no such document."""
        row = self._db.execute(
            "SELECT first_key, first_key + page_count FROM documents WHERE id = ?", (document,)
        ).fetchone()
        return range(*row) if row else range(0)

    def list_key_ranges(self) -> dict[int, range]:
        """The page keys of every document that has pages, by its id."""
        rows = self._db.execute(
            "SELECT id, first_key, first_key + page_count FROM documents WHERE page_count > 0"
        )
        return {document: range(first, end) for document, first, end in rows}

    def read_document_pages(self, document: int) -> list[StoredPage]:
        """All pages of a document, in order."""
        keys = self.get_page_keys(document)
        return self._query_pages(_IN_RANGE, (keys.start, keys.stop))

    def read_pages(self, keys: Sequence[int]) -> dict[int, StoredPage]:
        """The pages with these keys, by key."""
        pages: list[StoredPage] = []
        for at in range(0, len(keys), _MOST_KEYS):
            batch = keys[at : at + _MOST_KEYS]
            pages += self._query_pages(f"WHERE key IN ({','.join('?' * len(batch))})", batch)
        return {page.key: page for page in pages}

    def _query_pages(self, where: str, parameters: Sequence[object]) -> list[StoredPage]:
        rows = self._db.execute(
            "SELECT key, document, body, notes, seam, lost, order_doubtful,"
            f" {_LABEL} FROM pages {where}",
            parameters,
        )
        return [
            StoredPage(
                key, document, label[0], _make_label(*label), body, notes, seam, lost, bool(unsure)
            )
            for key, document, body, notes, seam, lost, unsure, *label in rows
        ]

    def read_labels(self, document: int) -> list[PageLabel]:
        """The derived labels of a document's pages, in order."""
        keys = self.get_page_keys(document)
        return self._query_labels(_IN_RANGE, (keys.start, keys.stop))

    def read_labels_of_pages(self, document: int, numbers: Sequence[int]) -> list[PageLabel]:
        """The derived labels of some pages of a document (1-based), in the order given."""
        first = self.get_page_keys(document).start
        keys = ",".join(str(first + number - 1) for number in set(numbers))
        labels = {label.number: label for label in self._query_labels(f"WHERE key IN ({keys})", ())}
        return [labels[number] for number in numbers]

    def _query_labels(self, where: str, parameters: Sequence[object]) -> list[PageLabel]:
        rows = self._db.execute(f"SELECT {_LABEL} FROM pages {where}", parameters)
        return [_make_label(*row) for row in rows]

    def read_paragraphs(self, document: int) -> list[ParagraphLabel]:
        """Where the numbered paragraphs of a document begin, in order."""
        from indexer.paragraphs.paragraph_label import ParagraphLabel

        keys = self.get_page_keys(document)
        rows = self._db.execute(
            f"SELECT key, start, label, source FROM paragraphs {_IN_RANGE}, start",
            (keys.start, keys.stop),
        )
        return [ParagraphLabel(key - keys.start + 1, *rest) for key, *rest in rows]

    def find_paragraph_keys(self, label: str) -> list[int]:
        """The keys of the pages on which a paragraph with this number begins, ascending."""
        rows = self._db.execute(
            "SELECT DISTINCT key FROM paragraphs WHERE label = ? ORDER BY key", (label,)
        )
        return [key for (key,) in rows]

    def find_textless_pages(self) -> dict[int, list[int]]:
        """By document, where it has any: the numbers of the pages on which nothing can be found."""
        rows = self._db.execute(
            "SELECT document, number FROM pages WHERE (trim(body) = '' AND trim(notes) = '')"
            " OR lost > length(body) ORDER BY document, number"
        )
        textless: dict[int, list[int]] = {}
        for document, number in rows:
            textless.setdefault(document, []).append(number)
        return textless

    def find_origins(self, document: int) -> dict[int, ReadFrom]:
        """Where the words of a document's pages (1-based) were read from, other than from text."""
        rows = self._db.execute(
            "SELECT number, read_from FROM pages WHERE document = ? AND read_from <> 'text'",
            (document,),
        )
        return dict(rows)

    def count_hidden_words(self) -> dict[int, dict[int, int]]:
        """By document, where it has any: how many words cannot be seen on which pages (1-based)."""
        rows = self._db.execute(
            "SELECT document, number, hidden_words FROM pages WHERE hidden_words > 0"
            " ORDER BY document, number"
        )
        counts: dict[int, dict[int, int]] = {}
        for document, page, count in rows:
            counts.setdefault(document, {})[page] = count
        return counts

    def read_running_words(self) -> dict[int, list[str]]:
        """By document, where it has any: the distinct folded words of its running texts."""
        rows = self._db.execute("SELECT document, words FROM running")
        return {document: words.split(" ") for document, words in rows}

    def read_running(self, document: int) -> list[RunningBlock]:
        """The running texts of a document: what was taken out of its pages' text."""
        from indexer.store.running import unpack_running  # here: most searches need none

        query = "SELECT blocks FROM running WHERE document = ?"
        row = self._db.execute(query, (document,)).fetchone()
        return unpack_running(row[0]) if row else []

    def read_sheets(self, document: int) -> Iterator[Sheet]:
        """The sheets of a document as they were read, in order."""
        for key in self.get_page_keys(document):
            sheets, number = self._unpack_sheets(key)
            yield sheets.read_sheet(number)

    def read_page_map(self, key: int) -> tuple[Sheet, TextMap, TextMap]:
        """The sheet of a page, and the maps of its running text and its notes."""
        sheets, number = self._unpack_sheets(key)
        return sheets.read_sheet(number), *sheets.read_maps(number)

    def _unpack_sheets(self, key: int) -> tuple[SheetColumns, int]:
        """The sheets that a page's sheet is packed with, and its 0-based number among them."""
        if self._unpacked is None or key not in self._unpacked[0]:
            from indexer.store.packing import unpack_sheets  # here: most searches need no positions

            first, count, packed = self._db.execute(
                "SELECT first_key, page_count, packed FROM sheets WHERE first_key <= ?"
                " ORDER BY first_key DESC LIMIT 1",
                (key,),
            ).fetchone()
            keys = range(first, first + count)
            texts = self._db.execute(
                f"SELECT body, notes FROM pages {_IN_RANGE}", (keys.start, keys.stop)
            )
            self._unpacked = keys, unpack_sheets(packed, texts)
        keys, sheets = self._unpacked
        return sheets, key - keys.start


def _parse_warnings(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed)) if packed != "[]" else ()  # a start reads thousands of them


def _make_label(
    number: int,
    pdf_page: int | None,
    sheet_part: str,
    label: str | None,
    source: LabelSource,
    evidence: str,
    total: int,
    unique: int,
    part: str,
    unit: Unit,
) -> PageLabel:
    return PageLabel(
        number, label, source, evidence, (), total, bool(unique), pdf_page, sheet_part, part, unit
    )
