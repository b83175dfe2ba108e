"""Errors of SQLite and of the system about a store, as errors for the user."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusBusy, CorpusDamaged, CorpusError, convert_write_error

_NO_ROOM = 1_000_000
"""Bytes free on a disk below which it counts as full."""


class StoreDamage(sqlite3.DatabaseError):
    """What is stored is not what was written; `document` is the id of the one concerned, if any."""

    def __init__(self, what: str, document: int = 0) -> None:
        super().__init__(f"{what} is damaged")
        self.document = document


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
    return CorpusDamaged(
        f"The store {path} cannot be read ({error}).",
        f"Delete {folder} and run `pincite index` again; your documents are not in it.",
    )


def _is_full(folder: Path) -> bool:
    """Whether the disk is full, which SQLite may report as an I/O error of the file that its
    processes share."""
    from shutil import disk_usage  # here: nearly no run needs it

    try:
        return disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False
