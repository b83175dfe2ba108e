"""The documents and files of a store, all of them, each verified as it is read."""

# No `from __future__ import annotations`: see `search/answering/text_hits.py`.

import sqlite3
from typing import NamedTuple

from indexer.store.checksums import MASK, compute_checksum
from indexer.store.store_errors import StoreDamage
from indexer.store.stored import StoredFile

_PUT_DOCUMENT = f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * 12)})"
_FILE = "path, size, mtime_ns, sha256, problem, advice, mark, ends"
_PUT_FILE = f"""
    INSERT INTO files ({_FILE}, checksum) VALUES ({", ".join("?" * 9)})
    ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
        sha256 = excluded.sha256, problem = excluded.problem, advice = excluded.advice,
        mark = excluded.mark, ends = excluded.ends, checksum = excluded.checksum
    WHERE checksum <> excluded.checksum
"""
"""Writes nothing if nothing differs: a run that finds no change leaves the store untouched."""


class DocumentRow(NamedTuple):
    """A row of `documents`, but for its checksum."""

    id: int
    sha256: str
    reader: str
    information: str
    warnings: str
    first_key: int
    page_count: int
    picture: int
    stretches: int
    running_check: int
    paragraphs_check: int

    @property
    def keys(self) -> range:
        """Of its pages, in order."""
        return range(self.first_key, self.first_key + self.page_count)


def read_document_rows(db: sqlite3.Connection) -> dict[int, DocumentRow]:
    """Every document by its id, in ascending order. Raises StoreDamage."""
    rows: dict[int, DocumentRow] = {}
    total = 0
    for values in db.execute("SELECT * FROM documents ORDER BY id"):
        row, checksum = DocumentRow._make(values[:-1]), values[-1]
        if compute_checksum(*row) != checksum:
            raise StoreDamage("a document", row.id)
        rows[row.id] = row
        total += checksum
    _require_total(db, "documents", total)
    return rows


def write_document_row(db: sqlite3.Connection, row: DocumentRow) -> None:
    """Store a document, in place of the one with its id."""
    db.execute("DELETE FROM documents WHERE id = ?", (row.id,))
    db.execute(_PUT_DOCUMENT, (*row, compute_checksum(*row)))


def change_document_row(db: sqlite3.Connection, row: DocumentRow) -> None:
    """Store other values of a document; its pages stay."""
    fields = ", ".join(f"{name} = ?" for name in DocumentRow._fields)
    values = (*row, compute_checksum(*row), row.id)
    db.execute(f"UPDATE documents SET {fields}, checksum = ? WHERE id = ?", values)


def read_file_rows(db: sqlite3.Connection) -> dict[str, StoredFile]:
    """Every file by its path, in ascending order. Raises StoreDamage."""
    files: dict[str, StoredFile] = {}
    total = 0
    for row in db.execute(f"SELECT {_FILE}, checksum FROM files ORDER BY path"):
        values, checksum = row[:-1], row[-1]
        if compute_checksum(*values) != checksum:
            raise StoreDamage("the list of files")
        files[values[0]] = StoredFile(*values)
        total += checksum
    _require_total(db, "files", total)
    return files


def make_file_row(file: StoredFile) -> tuple[object, ...]:
    """The parameters of `write_file_rows` for one file."""
    values = (
        file.path, file.size, file.mtime_ns, file.sha256,
        file.problem, file.advice, file.mark, file.ends,
    )  # fmt: skip
    return (*values, compute_checksum(*values))


def write_file_rows(db: sqlite3.Connection, files: list[StoredFile]) -> None:
    """Add or change files."""
    db.executemany(_PUT_FILE, map(make_file_row, files))


def _require_total(db: sqlite3.Connection, name: str, total: int) -> None:
    row = db.execute("SELECT total FROM totals WHERE name = ?", (name,)).fetchone()
    if row is None or row[0] != total & MASK:
        raise StoreDamage(f"the list of {name}")
