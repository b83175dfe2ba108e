"""One writer at a time: a lock that the system releases when its process dies, on every platform.

It is SQLite's own lock, which is portable and needs no clean-up, on a file just for this purpose.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.own_files import refuse_links
from indexer.store.store_errors import translate_errors


@contextmanager
def hold_lock(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock at `path`. Raises CorpusBusy if another process holds it for longer than `wait`
    seconds."""
    with translate_errors(path):
        refuse_links(path.parent, path)
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            db.execute("BEGIN EXCLUSIVE")
        except BaseException:
            db.close()
            raise
    try:
        yield
    finally:
        db.execute("ROLLBACK")
        db.close()
