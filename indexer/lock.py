"""One writer at a time: a lock that the system takes back when its process dies, on every platform.

SQLite's own locking is used, which is portable and needs no clean-up, on a file of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusBusy
from indexer.store import translated


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the lock at `path`. Raises CorpusBusy when another process has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=0, isolation_level=None)
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise CorpusBusy(
                f"Another pincite is writing to {path.parent.parent}.", "Wait until it is done."
            ) from error
        raise translated(error, path) from error
    except (sqlite3.Error, OSError) as error:
        raise translated(error, path) from error
    try:
        yield
    finally:
        db.execute("ROLLBACK")
        db.close()
