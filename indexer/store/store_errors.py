"""Errors of SQLite and of the system about a store, as errors for the user."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from corpus.errors import (
    CorpusBusy,
    CorpusDamaged,
    CorpusError,
    StoreDamaged,
    convert_write_error,
)
from corpus.paths import CorpusPaths

_NO_ROOM = 1_000_000
"""Bytes free on a disk below which it counts as full."""


class StoreDamage(sqlite3.DatabaseError):
    """What is stored is not what was written; `document` is the id of the one concerned, if any,
    and `file` its path, where that is known."""

    def __init__(self, what: str, document: int = 0, file: str = "") -> None:
        super().__init__(f"{what} is damaged")
        self.document = document
        self.file = file


class StoreConnection(sqlite3.Connection):
    """A connection to a store that may be damaged: Python cannot even read SQLite's complaint about
    a name of which a letter is no letter any more."""

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """As `sqlite3.Connection.execute`. Raises StoreDamage, too."""
        try:
            return super().execute(*arguments)
        except UnicodeDecodeError as error:
            raise StoreDamage("the list of tables") from error

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """As `sqlite3.Connection.executemany`. Raises StoreDamage, too."""
        try:
            return super().executemany(*arguments)
        except UnicodeDecodeError as error:
            raise StoreDamage("the list of tables") from error


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system about the store at `path` into the user's."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise make_user_error(error, path) from error


def make_user_error(error: sqlite3.Error | OSError, path: Path) -> CorpusError:
    """The user's error for one of SQLite or of the system that concerns the store at `path`."""
    if isinstance(error, OSError):
        return convert_write_error(error, Path(error.filename) if error.filename else path)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    folder = path.parent
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(folder)):
        return convert_write_error(OSError(errno.ENOSPC, ""), folder)
    if code == sqlite3.SQLITE_READONLY or (
        code == sqlite3.SQLITE_CANTOPEN and folder.is_dir() and not os.access(folder, os.W_OK)
    ):
        return convert_write_error(OSError(errno.EROFS, ""), folder)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CorpusBusy(
            f"Another pincite is writing to {folder.parent}.", "Wait until it is done."
        )
    if code == sqlite3.SQLITE_IOERR:
        return CorpusDamaged(
            f"The store {path} cannot be read ({error}).",
            "Check the disk, then run `pincite doctor`.",
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return CorpusDamaged(
            f"The store {path} cannot be read ({error}).",
            f"Delete {folder} and run `pincite index` again; your documents are not in it.",
        )
    return _describe_damage(error, path)


def _describe_damage(error: sqlite3.Error, path: Path) -> StoreDamaged:
    if isinstance(error, StoreDamage) and error.file:
        return StoreDamaged(
            f"What is stored of {error.file} is damaged: {error}.",
            "Run `pincite doctor`: it reads that file again.",
        )
    return StoreDamaged(
        f"The store {path} is damaged ({error}).",
        "Run `pincite doctor`: it keeps what is intact and reads the other files again.",
    )


@contextmanager
def tell_damage(paths: CorpusPaths) -> Iterator[None]:
    """Turn errors of SQLite about the store of a corpus into the user's; the next run is told of
    damage, and mends it."""
    try:
        yield
    except (sqlite3.Error, StoreDamaged) as error:
        told = error if isinstance(error, StoreDamaged) else make_user_error(error, paths.store)
        if isinstance(told, StoreDamaged):
            with suppress(OSError):
                flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY  # never through a link
                os.close(os.open(paths.damage, flags, 0o644))
        raise told from error


def _is_full(folder: Path) -> bool:
    """Whether the disk is full, which SQLite may report as an I/O error of the file that its
    processes share."""
    from shutil import disk_usage  # here: nearly no run needs it

    try:
        return disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False
