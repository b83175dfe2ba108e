"""Whether the files that words are quoted from are still those that were read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.frozen import frozen
from indexer.store.fingerprints import (
    Comparison,
    find_trusted_device,
    has_same_status,
    hash_ends,
)
from indexer.store.stored import StoredFile

if TYPE_CHECKING:
    import os

    from indexer.library import Library
    from indexer.records.entries import DocumentEntry

_SECONDS = 2.0
"""How long files are read that look otherwise than when they were read last: a question waits."""


@frozen
class ChangedFiles:
    """Files that are not, or may not be, those that were indexed: paths within the corpus."""

    certain: tuple[str, ...] = ()
    """Their content is another."""
    possible: tuple[str, ...] = ()
    """They look otherwise, and could not be compared in time."""

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, those that have certainly changed first."""
        return self.certain + self.possible

    def describe(self) -> str:
        """A sentence about them, "" if there are none."""
        certain = self._describe(self.certain, "has", "have")
        possible = self._describe(self.possible, "may have", "may have")
        said = "; ".join(filter(None, (certain, possible)))
        return f"{said}: run `pincite index`." if said else ""

    def _describe(self, names: tuple[str, ...], one: str, several: str) -> str:
        have, they = (several, "they were") if len(names) > 1 else (one, "it was")
        return f"{', '.join(names)} {have} changed since {they} indexed" if names else ""


def find_changed_files(library: Library, entries: Iterable[DocumentEntry]) -> ChangedFiles:
    """Which files of these documents that are at hand have changed since they were indexed.

    A file that looks as it did is not read, but for its ends where the system keeps no time of
    change.
    """
    stored = library.store.list_files()
    comparison = Comparison(seconds=_SECONDS)
    certain: list[str] = []
    possible: list[str] = []
    for file in dict.fromkeys(entry.files[0] for entry in entries):
        try:
            path = library.paths.root / file
            if file in stored and _has_changed(library, path, stored[file], comparison):
                certain.append(file)
        except TimeoutError:
            possible.append(file)
        except OSError:
            continue
    return ChangedFiles(tuple(certain), tuple(possible))


def _has_changed(library: Library, path: Path, before: StoredFile, comparison: Comparison) -> bool:
    """Raises OSError, and TimeoutError where it could not be told in time."""
    status = path.stat()
    if has_same_status(status, before):
        return not _keeps_time_of_change(library, status) and hash_ends(path) != before.ends
    return status.st_size != before.size or comparison.hash_whole(path) != before.sha256


def _keeps_time_of_change(library: Library, status: os.stat_result) -> bool:
    """Whether the time of change is the system's own: it is where it differs from the time of
    writing. Elsewhere the disk is tried, once, as that touches a file of ours."""
    if sys.platform == "win32":
        return False
    if status.st_ctime_ns != status.st_mtime_ns:
        return True
    return status.st_dev == library.make_once(_find_trusted_device)


def _find_trusted_device(library: Library) -> int | None:
    return find_trusted_device(library.paths.lock)
