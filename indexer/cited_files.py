"""Whether the files that words are quoted from are still those that were read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.store.fingerprints import Comparison, has_same_status, hash_ends
from indexer.store.stored import StoredFile

if TYPE_CHECKING:
    from indexer.library import Library
    from indexer.records.entries import DocumentEntry

_SECONDS = 1.0
"""How long files are read that look otherwise than when they were read last: a question waits."""


def find_changed_files(library: Library, entries: Iterable[DocumentEntry]) -> tuple[str, ...]:
    """The files of these documents that are at hand and have changed since they were indexed; one
    that looks otherwise and could not be compared in time counts, one that is gone does not.

    A file that looks as it did is not read, but for its ends where the system keeps no time of
    change.
    """
    stored = library.store.list_files()
    comparison = Comparison(seconds=_SECONDS)
    files = dict.fromkeys(entry.files[0] for entry in entries)
    return tuple(
        file
        for file in files
        if file in stored and _has_changed(library.paths.root / file, stored[file], comparison)
    )


def describe_changed(files: Iterable[str]) -> str:
    """The sentence about them, "" if there are none."""
    names = list(files)
    if not names:
        return ""
    have, they = ("have", "they were") if len(names) > 1 else ("has", "it was")
    return f"{', '.join(names)} {have} changed since {they} indexed: run `pincite index`."


def _has_changed(path: Path, before: StoredFile, comparison: Comparison) -> bool:
    try:
        status = path.stat()
        if has_same_status(status, before):
            # the time of change is the system's own where it differs from the time of writing
            is_certain = sys.platform != "win32" and status.st_ctime_ns != status.st_mtime_ns
            return not is_certain and hash_ends(path) != before.ends
        if status.st_size != before.size:
            return True
        return comparison.hash_whole(path) != before.sha256
    except TimeoutError:
        return True
    except OSError:
        return False
