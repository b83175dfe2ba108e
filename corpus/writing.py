"""Files written whole or not at all, so that neither a reader nor a kill ever meets half of one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from corpus.errors import convert_write_error

_RANDOM = 6
"""Bytes, in hexadecimal in the name of a file that is not whole yet."""


def write_whole(
    path: Path,
    content: str | bytes,
    *,
    durable: bool = False,
    unless: Callable[[], bool] | None = None,
) -> bool:
    """Write a file so that a reader sees the old one or the new one, never half of it.

    A link is followed, and the file's permissions stay. With `durable` this holds even if the
    machine stops in the middle. Nothing is written, and False returned, if `unless` says so when
    all is ready. Raises CorpusError, such as CorpusReadOnly or CorpusFull.
    """
    # names of files may hold bytes that are not characters
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    path = path.resolve()
    temporary = path.with_name(f".{path.name}-{os.urandom(_RANDOM).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        if unless is not None and unless():
            temporary.unlink(missing_ok=True)
            return False
        temporary.replace(path)
        return True
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise convert_write_error(error, path) from error
        raise


def list_leftovers(path: Path) -> list[Path]:
    """What writers of `path` that were killed left beside it; one that writes now counts, too."""
    name = re.compile(rf"\.{re.escape(path.name)}-[0-9A-Za-z]{{4,{2 * _RANDOM}}}")
    with suppress(OSError):
        return [left for left in path.parent.iterdir() if name.fullmatch(left.name)]
    return []


def remove_leftovers(path: Path) -> int:
    """Remove what was left of `path` where its writer was killed; returns how many files.

    Nobody else may be writing it. Files that cannot be removed stay.
    """
    removed = 0
    for left in list_leftovers(path):
        with suppress(OSError):
            left.unlink()
            removed += 1
    return removed
