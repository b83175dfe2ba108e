"""Opening the SQLite file of a store, for writing or reading only.

One that another version of pincite made, of tables unlike these, is refused.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path, PurePath

from corpus.errors import CorpusError, CorpusNewer, CorpusOlder
from indexer.store.store_errors import translate_errors

SCHEMA_VERSION = 4
"""Of the tables and of what is read off a page. A store of any other is refused."""
ANALYSIS_VERSION = 2
"""Of labels, cleaning and words. A store of an older one is derived anew from its own sheets."""

_PAGE_SIZE = 16_384
"""Bytes that SQLite reads and writes at once. A page's text is 2 kB or more, of which SQLite's own
4,096 bytes hold one with half as much left empty; larger ones than this save nothing more."""
_MAY_NOT_WRITE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The store at `path`, made if it isn't there.

    Raises CorpusReadOnly, CorpusFull, CorpusBusy, CorpusNewer, CorpusOlder or CorpusDamaged.
    """
    with translate_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, isolation_level=None)
        try:
            db.execute(f"PRAGMA page_size = {_PAGE_SIZE}")  # of a new file only
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                db.executescript(_make_schema())
            _refuse_others(db, path)
        except BaseException:
            db.close()
            raise
        return db


def open_for_reading(path: Path) -> sqlite3.Connection:
    """The store at `path`, also in a folder that may not be written to.

    SQLite needs to write beside a store in WAL mode even to read it, unless it is told that nobody
    else has it open: so that is tried second, where it is just that which fails. What is still in
    the log would be passed over then, so there must be none. Raises CorpusDamaged, CorpusNewer,
    CorpusOlder, CorpusBusy, or CorpusError for a log.
    """
    with translate_errors(path):
        try:
            return _open_read_only(path, "mode=ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _MAY_NOT_WRITE:
                raise
            _refuse_log(path)
            return _open_read_only(path, "mode=ro&immutable=1")


def _refuse_log(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise CorpusError(
            f"The corpus in {path.parent.parent} was left in the middle of an update.",
            "Run `pincite index` where it may be written.",
        )


def make_store_uri(path: PurePath) -> str:
    """An absolute path as a URI for SQLite, which takes no server for a URI's host.

    SQLite's documentation "Uniform Resource Identifiers": a share is written with four slashes.
    """
    uri = path.as_uri()
    return uri.replace("file://", "file:////", 1) if path.drive.startswith("\\\\") else uri


def _open_read_only(path: Path, options: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{make_store_uri(path.resolve())}?{options}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _refuse_others(db, path)
    except BaseException:
        db.close()
        raise
    return db


def read_meta(db: sqlite3.Connection, key: str) -> str:
    """A value of the store about itself, "" where it has none."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def read_version(db: sqlite3.Connection, of: str) -> int:
    """The version of the store's `schema` or `analysis`, 0 where it says none."""
    value = read_meta(db, of)
    return int(value) if value.isdecimal() else 0


def _refuse_others(db: sqlite3.Connection, path: Path) -> None:
    if (
        read_version(db, "schema") > SCHEMA_VERSION
        or read_version(db, "analysis") > ANALYSIS_VERSION
    ):
        raise CorpusNewer(
            f"The corpus in {path.parent.parent} was indexed by a newer pincite.",
            f"Update pincite, or delete {path.parent} and run `pincite index` again.",
        )
    if read_version(db, "schema") < SCHEMA_VERSION:
        raise CorpusOlder(
            f"The corpus in {path.parent.parent} was indexed by an older pincite, in a form that"
            " is no longer read.",
            f"Delete {path.parent} and run `pincite index` again; your documents and your"
            " catalogue are not in it.",
        )


def _make_schema() -> str:
    """The statements that make a store, all or nothing."""
    from importlib.resources import files  # here: 7 ms, for a new store only

    tables = files("indexer.store").joinpath("schema.sql").read_text("utf-8")
    return (
        f"BEGIN;{tables}INSERT INTO meta VALUES ('schema', '{SCHEMA_VERSION}'),"
        f" ('analysis', '{ANALYSIS_VERSION}'), ('identity', lower(hex(randomblob(16))));COMMIT;"
    )
