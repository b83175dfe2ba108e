"""One writer at a time: a lock that the system releases when its process dies, on every platform.

It is SQLite's own lock, which is portable and needs no clean-up, on a file just for this purpose.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.own_files import refuse_links
from indexer.store.store_errors import translate_errors

_STEP = 0.05
"""Seconds between two tries."""


@contextmanager
def hold_lock(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock at `path`. Raises CorpusBusy if another process holds it for longer than `wait`
    seconds."""
    with translate_errors(path):
        refuse_links(path.parent, path)
        path.parent.mkdir(parents=True, exist_ok=True)
        # it may be released by another thread than the one that took it
        db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            _take(db, time.monotonic() + wait)
        except BaseException:
            db.close()
            raise
    try:
        yield
    finally:
        db.execute("ROLLBACK")
        db.close()


def _take(db: sqlite3.Connection, until: float) -> None:
    """Take the lock, or raise what SQLite does if it cannot be had in time.

    The waiting is ours: nothing interrupts SQLite's own, not even Ctrl-C.
    """
    while True:
        try:
            db.execute("BEGIN EXCLUSIVE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
        time.sleep(_STEP)
