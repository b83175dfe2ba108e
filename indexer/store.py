"""The store: what was derived from each file, in SQLite, keyed by the file's SHA-256.

The truth of a corpus beside its files and its catalogue: the index is derived from it. Reading never
changes it, so a corpus in a folder that may not be written to can still be searched.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from importlib.resources import files
from pathlib import Path
from typing import cast

from corpus.errors import CorpusDamaged, CorpusFull, CorpusNewer, CorpusReadOnly
from indexer.clean import PageText, Seam
from indexer.labels.model import LabelSource, PageLabel
from indexer.reading import DocumentReading
from indexer.sheets import Line, Sheet
from indexer.stems import stem
from indexer.textmap import TextMap

SCHEMA_VERSION = 1
"""Of the tables. A store of a newer one is refused."""
ANALYSIS_VERSION = 1
"""Of labels, cleaning and words. A store of an older one is derived anew from its own sheets."""

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

    @property
    def has_text(self) -> bool:
        """False for a page that nothing can be found on: blank, a picture, or a font without a map
        for more characters than can be read."""
        return bool(self.body.strip() or self.notes.strip()) and self.lost <= len(self.body)


class Store:
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def create_or_open(cls, path: Path) -> Store:
        """Open for writing, made if it isn't there. Raises CorpusReadOnly, CorpusNewer, …"""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                db.executescript(
                    "BEGIN;" + files("indexer").joinpath("schema.sql").read_text("utf-8") + "COMMIT;"
                )
                db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
                db.execute("INSERT INTO meta VALUES ('analysis', ?)", (str(ANALYSIS_VERSION),))
        except (sqlite3.Error, OSError) as error:
            raise translated(error, path) from error
        return cls._checked(db, path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open for reading only; works in a folder that may not be written to."""
        for options in ("mode=ro", "mode=ro&immutable=1"):
            try:
                db = sqlite3.connect(
                    f"{path.resolve().as_uri()}?{options}",
                    uri=True,
                    isolation_level=None,
                    check_same_thread=False,
                )
                db.execute("SELECT 1 FROM meta").fetchone()
                return cls._checked(db, path)
            except sqlite3.OperationalError as error:
                failure = error
            except sqlite3.DatabaseError as error:
                raise translated(error, path) from error
        raise translated(failure, path) from failure

    @classmethod
    def _checked(cls, db: sqlite3.Connection, path: Path) -> Store:
        store = cls(db)
        schema = int(store.meta("schema") or 0)
        analysis = int(store.meta("analysis") or 0)
        if schema > SCHEMA_VERSION or analysis > ANALYSIS_VERSION:
            db.close()
            raise CorpusNewer(
                f"The corpus in {path.parent.parent} was indexed by a newer pincite.",
                "Update pincite, or delete its .pincite folder and run `pincite index`.",
            )
        return store

    @property
    def connection(self) -> sqlite3.Connection:
        """For the lexicon, which reads the table `words`."""
        return self._db

    def close(self) -> None:
        """Close, leaving one tidy file."""
        try:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            pass
        self._db.close()

    def meta(self, key: str) -> str | None:
        """A value of the store about itself."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

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
        """Store a document and its file at once, in place of an older reading; returns its id."""
        try:
            with _transaction(self._db):
                self._db.execute("DELETE FROM documents WHERE sha256 = ?", (sha256,))
                document = self._insert_document(sha256, reading)
                for sheet, label, text in zip(
                    reading.sheets, reading.labels, reading.texts, strict=True
                ):
                    key = self._insert_page(document, label, text)
                    self._put_sheet(key, sheet, text)
                self.put_file(file)
            return document
        except sqlite3.Error as error:
            raise translated(error, Path(file.path)) from error

    def _insert_document(self, sha256: str, reading: DocumentReading) -> int:
        cursor = self._db.execute(
            "INSERT INTO documents (sha256, reader, information, warnings) VALUES (?, ?, ?, ?)",
            (
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
            (key, _pack_sheet(sheet), text.body_map.to_bytes(), text.notes_map.to_bytes()),
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
        """First and last page key of every document."""
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
        return (_unpack_sheet(row[0]) for row in rows)

    def page_map(self, key: int) -> tuple[Sheet, TextMap, TextMap]:
        """The sheet of a page, and the maps of its running text and its notes."""
        sheet, body, notes = self._db.execute(
            "SELECT sheet, body_map, notes_map FROM sheets WHERE page = ?", (key,)
        ).fetchone()
        return _unpack_sheet(sheet), TextMap.from_bytes(body), TextMap.from_bytes(notes)

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
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def translated(error: sqlite3.Error | OSError, path: Path) -> Exception:
    """The user's error for what SQLite or the system says."""
    text = str(error).lower()
    folder = path.parent
    if "full" in text or "no space" in text:
        return CorpusFull(f"The disk is full: {folder} could not be written.", "Make room first.")
    if "readonly" in text or "read-only" in text or isinstance(error, PermissionError):
        return CorpusReadOnly(
            f"{folder} may not be written to.", "Copy the documents to a folder of your own."
        )
    if "unable to open" in text:
        return CorpusDamaged(f"{path} cannot be opened.", "Run `pincite index` on the folder.")
    return CorpusDamaged(
        f"The store {path} cannot be read ({error}).",
        "Delete the .pincite folder and run `pincite index`; your documents are not in it.",
    )


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


def _pack_sheet(sheet: Sheet) -> bytes:
    """Compact: a sheet is read back only to show positions, or after an upgrade."""
    lines = [
        [
            line.text, round(line.x0, 1), round(line.top, 1), round(line.x1, 1),
            round(line.bottom, 1), line.start, line.size, line.angle, int(line.hyphenated),
        ]
        for line in sheet.lines
    ]  # fmt: skip
    whole = [
        sheet.pdf_page, round(sheet.width, 1), round(sheet.height, 1), lines,
        sheet.embedded_label, sheet.images,
    ]  # fmt: skip
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def _unpack_sheet(data: bytes) -> Sheet:
    pdf_page, width, height, lines, label, images = json.loads(
        zlib.decompress(data).decode("utf-8", "surrogatepass")
    )
    return Sheet(
        pdf_page, width, height,
        tuple(Line(*line[:8], hyphenated=bool(line[8])) for line in lines),
        label, images,
    )  # fmt: skip
