"""Opening the SQLite file of a store, for writing or for reading only.

A store of a newer version of pincite is refused, one of an older version migrated when it is opened
for writing.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePath

from corpus.errors import CorpusError, CorpusNewer, CorpusNotFound, CorpusOlder
from corpus.own_files import refuse_links
from indexer.store.meta import is_meta_intact, read_version, write_meta
from indexer.store.store_errors import StoreConnection, StoreDamage, translate_errors

SCHEMA_VERSION = 7
"""Of the tables. An older store is migrated (`migrating.py`), a newer one refused."""
_OLDEST_SCHEMA = 5
"""The oldest that can be migrated."""
ANALYSIS_VERSION = 3
"""Of labels, cleaning, words and minutes. In a store with an older one they are derived again, from
its own sheets."""

_PAGE_SIZE = 16_384
"""Bytes that SQLite reads and writes at once. Its default, 4,096, holds the text of one page and
leaves much of the rest empty; more than this saves no more."""
_MAY_NOT_WRITE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The store at `path`, created if it does not exist.

    Raises CorpusReadOnly, CorpusFull, CorpusBusy, CorpusNewer, CorpusOlder or CorpusDamaged.
    """
    with translate_errors(path):
        refuse_links(path.parent, path)
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, isolation_level=None, factory=StoreConnection)
        try:
            _distrust(db)
            db.execute(f"PRAGMA page_size = {_PAGE_SIZE}")  # takes effect only in a new file
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                _create_tables(db)
            refuse_others(db, path)
            if read_version(db, "schema") < SCHEMA_VERSION:
                from indexer.store.migrating import migrate_store  # rare

                migrate_store(db, read_version(db, "schema"))
        except BaseException:
            db.close()
            raise
        return db


def open_for_reading(path: Path) -> sqlite3.Connection:
    """The store at `path`, even in a read-only folder.

    Even to read a store in WAL mode, SQLite needs to write beside it, unless it is told that nobody
    else has it open. If the first fails, the second is tried; as SQLite then ignores what is still
    in the log, there must be none. Raises CorpusDamaged, CorpusNewer, CorpusOlder, CorpusBusy,
    CorpusNotFound where nothing is stored yet, or CorpusError if there is a log.
    """
    with translate_errors(path):
        refuse_links(path.parent, path)
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
            "Run `pincite index` where the folder is writable.",
        )


def make_store_uri(path: PurePath) -> str:
    """An absolute path as a URI for SQLite.

    The URI of a Windows share has no host but four slashes (SQLite's documentation, "Uniform
    Resource Identifiers").
    """
    uri = path.as_uri()
    return uri.replace("file://", "file:////", 1) if path.drive.startswith("\\\\") else uri


def _open_read_only(path: Path, options: str) -> sqlite3.Connection:
    """One state of the store, whatever is written meanwhile, until its transaction ends."""
    db = sqlite3.connect(
        f"{make_store_uri(path.resolve())}?{options}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=StoreConnection,
    )
    try:
        _distrust(db)
        db.execute("BEGIN")
        _refuse_empty(db, path)
        refuse_others(db, path)
        if read_version(db, "schema") < SCHEMA_VERSION:
            raise CorpusOlder(
                f"The corpus in {path.parent.parent} was indexed by an older pincite.",
                f"Run `pincite index {path.parent.parent}`; no file is read again.",
            )
    except BaseException:
        db.close()
        raise
    return db


def _refuse_empty(db: sqlite3.Connection, path: Path) -> None:
    """Raise CorpusNotFound for a store that a first run has only begun, or was killed beginning."""
    if not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise CorpusNotFound(
            f"{path.parent.parent} has not been indexed: nothing is stored of it yet.",
            "Run `pincite index` there.",
        )


def _distrust(db: sqlite3.Connection) -> None:
    """Have SQLite take the file for one that a stranger may have made (SQLite's documentation,
    "Defense Against The Dark Arts"): what views and triggers may call is limited, and cells are
    looked at before they are used. It loads no extensions unless it is asked to."""
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")


def refuse_others(db: sqlite3.Connection, path: Path) -> None:
    """Raise CorpusNewer for a store of a newer version, CorpusOlder for one that is too old to be
    migrated, StoreDamage where it is damaged what the store says of itself."""
    if not is_meta_intact(db):
        raise StoreDamage("what the store says about itself")
    schema, analysis = read_version(db, "schema"), read_version(db, "analysis")
    if schema > SCHEMA_VERSION or analysis > ANALYSIS_VERSION:
        raise CorpusNewer(
            f"The corpus in {path.parent.parent} was indexed by a newer pincite.",
            f"Update pincite, or delete {path.parent} and run `pincite index` again.",
        )
    if schema < _OLDEST_SCHEMA:
        raise CorpusOlder(
            f"The corpus in {path.parent.parent} was indexed by an older pincite, in a form that"
            " is no longer supported.",
            f"Delete {path.parent} and run `pincite index` again; your documents and your"
            " catalogue are not in it.",
        )


def _create_tables(db: sqlite3.Connection) -> None:
    """Make a new store, in one transaction."""
    from indexer.store.migrating import execute_statements, read_script  # only here

    db.execute("BEGIN IMMEDIATE")
    execute_statements(db, read_script("schema.sql"))
    execute_statements(db, read_script("totals.sql"))
    write_meta(db, "schema", str(SCHEMA_VERSION))
    write_meta(db, "analysis", str(ANALYSIS_VERSION))
    write_meta(db, "identity", os.urandom(16).hex())
    db.execute("COMMIT")
