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
    trusted = library.make_once(_find_trusted_device)
    comparison = Comparison(seconds=_SECONDS)
    certain: list[str] = []
    possible: list[str] = []
    for file in dict.fromkeys(entry.files[0] for entry in entries):
        try:
            path = library.paths.root / file
            if file in stored and _has_changed(path, stored[file], comparison, trusted):
                certain.append(file)
        except TimeoutError:
            possible.append(file)
        except OSError:
            continue
    return ChangedFiles(tuple(certain), tuple(possible))


def _find_trusted_device(library: Library) -> int | None:
    return find_trusted_device(library.paths.lock)


def _has_changed(
    path: Path, before: StoredFile, comparison: Comparison, trusted: int | None
) -> bool:
    """Raises OSError, and TimeoutError where it could not be told in time."""
    status = path.stat()
    if has_same_status(status, before):
        # the time of change is the system's own where it differs from the time of writing
        is_certain = sys.platform != "win32" and status.st_ctime_ns != status.st_mtime_ns
        is_certain = is_certain or status.st_dev == trusted
        return not is_certain and hash_ends(path) != before.ends
    return status.st_size != before.size or comparison.hash_whole(path) != before.sha256
