"""What a store says about itself: its versions and its name, with a checksum over all of it."""

from __future__ import annotations

import sqlite3

from indexer.store.checksums import compute_checksum

_CHECK = "check"
"""The key of the checksum; stores with tables older than 7 have none."""


def read_meta(db: sqlite3.Connection, key: str) -> str:
    """A value that the store holds about itself, "" if there is none."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def read_version(db: sqlite3.Connection, name: str) -> int:
    """The version called `schema` or `analysis`, 0 if the store has none."""
    value = read_meta(db, name)
    return int(value) if value.isdecimal() else 0


def write_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Set a value, and the checksum, within the present transaction."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_CHECK, _compute_check(db)))


def is_meta_intact(db: sqlite3.Connection) -> bool:
    """Whether the values are as they were written, as far as anything tells."""
    check = read_meta(db, _CHECK)
    return check == _compute_check(db) if check else 0 < read_version(db, "schema") < 7


def _compute_check(db: sqlite3.Connection) -> str:
    rows = db.execute("SELECT key, value FROM meta WHERE key <> ? ORDER BY key", (_CHECK,))
    return str(compute_checksum(*(one for row in rows for one in row)))
