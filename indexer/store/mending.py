"""Damage in a store, and a new store made of everything in it that is intact.

Whatever the damage, a wrong bit or half a file, the way is the same: each document, each file and
each picture that proves to be what was written goes into a new store, under its old number, so that
the index still fits. The next run reads the rest again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusOlder
from indexer.labels.pinpoint_wording import format_count
from indexer.store.checksums import compute_checksum
from indexer.store.connecting import SCHEMA_VERSION, open_for_writing, refuse_others
from indexer.store.meta import is_meta_intact, read_meta, read_version, write_meta
from indexer.store.migrating import migrate_store, read_script
from indexer.store.pictures import PictureTable
from indexer.store.store import Store
from indexer.store.store_errors import StoreConnection, translate_errors
from indexer.store.stored import StoredFile
from indexer.store.tables import DocumentRow, read_document_rows, read_file_rows, write_file_rows

_BY_KEY = {"pages": "key", "paragraphs": "key", "sheets": "first_key"}
"""Tables with rows of documents, and the column that holds a page's key."""
_BY_DOCUMENT = ("running", "minutes", "minute_items")


@dataclass(slots=True)
class Damage:
    """What was found damaged in a store."""

    files: list[str] = field(default_factory=list)
    """Paths of the files whose documents are damaged."""
    documents: int = 0
    """How many documents are damaged."""
    pictures: int = 0
    """How many pictures, of which the words read are damaged."""
    kept: int = 0
    """How many documents are intact."""
    whole: bool = False
    """Whether the damage is not in a row alone: rows may be missing, or nothing can be read."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.files or self.documents or self.pictures or self.whole)

    def format_lines(self) -> list[str]:
        """What was damaged and how it was mended, for a person; nothing if nothing was."""
        lines = [
            f"What was stored of {path} was damaged: that file has been read again."
            for path in self.files
        ]
        if self.pictures:
            pages = format_count(self.pictures, "page")
            lines.append(f"What was read of the pictures of {pages} was damaged: it is read again.")
        if self.whole or (self.documents and not self.files):
            kept = format_count(self.kept, "document") if self.kept else "nothing"
            lines.append(f"The store was damaged: {kept} in it could be kept.")
        return lines

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "files": self.files,
            "documents": self.documents,
            "pictures": self.pictures,
            "kept": self.kept,
            "store": self.whole,
        }


@dataclass(slots=True)
class _Intact:
    """What of a store is as it was written."""

    documents: list[DocumentRow] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    meta: bool = False
    damage: Damage = field(default_factory=Damage)


def find_damage(path: Path) -> Damage:
    """What is damaged in the store at `path`. Nothing is changed. Raises CorpusError where it
    cannot be opened at all, for a reason other than damage."""
    with translate_errors(path), closing(_connect(path)) as db:
        if 0 < _read_schema(db, path) < SCHEMA_VERSION:
            raise CorpusOlder(
                f"The corpus in {path.parent.parent} was indexed by an older pincite.",
                f"Run `pincite index {path.parent.parent}`; no file is read again.",
            )
        return _examine(db).damage


def mend_store(path: Path, *, certain: bool = False) -> Damage:
    """Replace a damaged store by one with all that is intact in it; returns what was damaged.

    The lock must be held. Nothing is done where no damage is found, unless it is `certain` that
    there is some. Raises CorpusReadOnly and CorpusFull.
    """
    fresh = path.with_name(f"{path.name}-new")
    with translate_errors(path):
        with closing(_connect(path)) as old:
            if 0 < (schema := _read_schema(old, path)) < SCHEMA_VERSION:
                migrate_store(old, schema)
            intact = _examine(old)
            intact.damage.whole |= certain
            if not intact.damage:
                return intact.damage
            fresh.unlink(missing_ok=True)
            with closing(open_for_writing(fresh)) as new:
                new.execute("BEGIN IMMEDIATE")
                _copy(old, new, intact)
                new.execute("COMMIT")
                new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for log in ("-wal", "-shm"):
            path.with_name(path.name + log).unlink(missing_ok=True)
        fresh.replace(path)
    return intact.damage


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, factory=StoreConnection)


def _read_schema(db: sqlite3.Connection, path: Path) -> int:
    """The version of the tables; 0 where that is damaged. Raises CorpusNewer, and CorpusOlder where
    the store cannot be migrated."""
    with suppress(sqlite3.DatabaseError, ValueError):
        refuse_others(db, path)
        return read_version(db, "schema")
    return 0


def _examine(db: sqlite3.Connection) -> _Intact:
    """What is intact in a store, whatever state it is in."""
    intact, damage = _Intact(), Damage(whole=True)
    intact.damage = damage
    with suppress(sqlite3.DatabaseError, ValueError):
        damage.whole = db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]
    try:
        intact.meta = is_meta_intact(db) and read_version(db, "schema") == SCHEMA_VERSION
    except (sqlite3.DatabaseError, ValueError):
        intact.meta = False
    damage.whole |= not intact.meta or _list_rules(db) != _list_right_rules()
    for read in (read_document_rows, read_file_rows):
        try:
            read(db)
        except (sqlite3.DatabaseError, ValueError, TypeError):
            damage.whole = True
    _examine_documents(db, intact)
    damage.kept = len(intact.documents)
    _examine_files(db, intact)
    _examine_pictures(db, intact)
    return intact


def _list_rules(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """Name and text of every index and trigger; none where they cannot be read."""
    query = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> ''"
    return {(name, " ".join(sql.split())) for name, sql in _scan(db, query)}


def _list_right_rules() -> set[tuple[str, str]]:
    """The same of a new store."""
    with closing(sqlite3.connect(":memory:")) as db:
        for script in ("schema.sql", "totals.sql"):
            db.executescript(read_script(script))
        return _list_rules(db)


def _examine_documents(db: sqlite3.Connection, intact: _Intact) -> None:
    for *values, checksum in _scan(db, "SELECT * FROM documents"):
        row = DocumentRow._make(values) if len(values) == len(DocumentRow._fields) else None
        if row and compute_checksum(*values) == checksum and _is_intact(db, row):
            intact.documents.append(row)
        else:
            intact.damage.documents += 1


def _is_intact(db: sqlite3.Connection, row: DocumentRow) -> bool:
    """Whether everything that is stored of a document is as it was written."""
    store = _OneDocument(db, row)
    try:
        store.read_document_pages(row.id)
        for _ in store.read_sheets(row.id):
            pass
        store.read_paragraphs(row.id)
        store.read_running_words()
        store.read_running(row.id)
        if store.minutes.read_found(row.id):
            store.minutes.read_places(row.id)
        store.minutes.read_rows(row.id)
    except Exception:  # damage is found out in as many ways as there are
        return False
    return True


class _OneDocument(Store):
    """A store of which only one document is looked at."""

    def __init__(self, db: sqlite3.Connection, row: DocumentRow) -> None:
        super().__init__(db)
        self._documents = {row.id: row}


def _examine_files(db: sqlite3.Connection, intact: _Intact) -> None:
    """The files, and which of them lack their document: these are read again."""
    kept = {row.sha256 for row in intact.documents}
    columns = "path, size, mtime_ns, sha256, problem, advice, mark, ends, checksum"
    for *values, checksum in _scan(db, f"SELECT {columns} FROM files"):
        if compute_checksum(*values) != checksum:
            intact.damage.whole = True
            continue
        file = StoredFile(*values)
        intact.files.append(file)
        if file.sha256 and not file.problem and file.sha256 not in kept:
            intact.damage.files.append(file.path)


def _examine_pictures(db: sqlite3.Connection, intact: _Intact) -> None:
    table = PictureTable(db)
    for id, sha256, page in _scan(db, "SELECT id, sha256, pdf_page FROM pictures"):
        try:
            table.read_words(sha256, page)
            intact.pictures.append(id)
        except Exception:
            intact.damage.pictures += 1


def _scan(db: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, as far as they can be read."""
    with suppress(sqlite3.DatabaseError, ValueError):
        yield from db.execute(query).fetchall()
        return
    with suppress(sqlite3.DatabaseError, ValueError):
        yield from db.execute(query)


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, intact: _Intact) -> None:
    insert: Callable[[str, str, tuple[object, ...]], None] = _make_inserter(old, new)
    for row in intact.documents:
        insert("documents", "id = ?", (row.id,))
        for table, key in _BY_KEY.items():
            insert(table, f"{key} >= ? AND {key} < ?", (row.keys.start, row.keys.stop))
        for table in _BY_DOCUMENT:
            insert(table, "document = ?", (row.id,))
    for id in intact.pictures:
        insert("pictures", "id = ?", (id,))
    write_file_rows(new, intact.files)
    if intact.meta:
        write_meta(new, "identity", read_meta(old, "identity"))
        write_meta(new, "analysis", read_meta(old, "analysis"))
    elif intact.documents:  # it is not known what derived their text
        write_meta(new, "analysis", "0")
    with suppress(sqlite3.DatabaseError, ValueError):
        _keep_numbers(new, old.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def _make_inserter(
    old: sqlite3.Connection, new: sqlite3.Connection
) -> Callable[[str, str, tuple[object, ...]], None]:
    def insert(table: str, where: str, parameters: tuple[object, ...]) -> None:
        rows = old.execute(f"SELECT * FROM {table} WHERE {where}", parameters).fetchall()
        if rows:
            new.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    return insert


def _keep_numbers(db: sqlite3.Connection, sequences: list[tuple[str, int]]) -> None:
    """Numbers that were given once are never given again."""
    for name, last in sequences:
        query = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
        if 0 < last < 1 << 53 and not db.execute(query, (last, name)).rowcount:
            db.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))
