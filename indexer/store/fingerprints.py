"""Whether a file is still the one that was read, without reading it all where that is certain.

A system that keeps the time of a change by itself (every Unix, on its own kinds of disks) cannot be
misled: whoever writes to a file or replaces it changes that time or the inode. Windows, and sticks
and cards under Unix, have nothing of the kind; there the first and the last 64 KB are compared,
too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b, sha256
from math import inf
from pathlib import Path

from indexer.store.stored import StoredFile

_END = 65_536
"""Bytes at either end of a file."""
_PIECE = 1 << 20
"""Bytes that are hashed before the time is looked at."""
_LONG_AGO = 1_000_000_000
"""Seconds: no file of pincite's was made in 2001."""


def make_mark(status: os.stat_result) -> str:
    """What the system itself keeps of a file: inode and time of change (of creation on Windows)."""
    return f"{status.st_ino:x}.{status.st_ctime_ns:x}"


def hash_ends(path: Path) -> str:
    """A checksum of the first and the last 64 KB of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = blake2b(file.read(_END), digest_size=8)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(_END, size - _END))
        digest.update(file.read(_END))
    return digest.hexdigest()


def hash_whole(path: Path, check_time: Callable[[], None] = lambda: None) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError, and what `check_time` raises."""
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            check_time()
    return digest.hexdigest()


def find_trusted_device(own: Path) -> int | None:
    """The number of the device with the file `own`, which is pincite's, if it keeps times of change
    that nobody can set; found out by trying."""
    if sys.platform == "win32":
        return None
    with suppress(OSError):
        # a link in the corpus of a stranger may lead to any file of the user's
        os.utime(own, (_LONG_AGO, _LONG_AGO), follow_symlinks=False)
        status = own.lstat()
        os.utime(own, follow_symlinks=False)
        if status.st_mtime == _LONG_AGO < status.st_ctime - 1:
            return status.st_dev
    return None


class Comparison:
    """How files are compared with what is stored of them."""

    def __init__(
        self, *, everything: bool = False, trusted: int | None = None, seconds: float = inf
    ) -> None:
        """With `everything`, all of every file is read. The time of change is relied on for files
        on the `trusted` device. Whatever is asked after so many `seconds` raises TimeoutError."""
        self._everything = everything
        self._trusted = trusted
        self._deadline = time.monotonic() + seconds

    def check_time(self) -> None:
        """Raises TimeoutError when the time is up."""
        if time.monotonic() > self._deadline:
            raise TimeoutError

    def is_same(self, path: Path, status: os.stat_result, before: StoredFile) -> bool:
        """Whether the file at `path`, which has this status, is certainly the one stored. Raises
        OSError and TimeoutError."""
        self.check_time()
        if self._everything or not has_same_status(status, before):
            return False
        return status.st_dev == self._trusted or hash_ends(path) == before.ends

    def hash_whole(self, path: Path) -> str:
        """The SHA-256 of a file. Raises OSError and TimeoutError."""
        return hash_whole(path, self.check_time)


def has_same_status(status: os.stat_result, before: StoredFile) -> bool:
    """Whether size, time and mark are those stored."""
    known = before.size, before.mtime_ns, before.mark
    return known == (status.st_size, status.st_mtime_ns, make_mark(status))
