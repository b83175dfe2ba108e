"""Whether an opened library still shows its corpus as it is: for programs that keep one open."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from indexer.library import Library

FileState = tuple[int, int, int]
"""Modification time in nanoseconds, size and inode of a file; zeros where there is none."""


class CorpusState(NamedTuple):
    """What changes whenever a corpus does. It can be compared for one library only."""

    store: int
    """SQLite's count of the commits that other connections have made."""
    catalogue: FileState
    words: tuple[int, ...]
    """Of the index."""


def observe_corpus(library: Library) -> CorpusState:
    """The state of the corpus now; to be observed once when `library` is opened, and then again."""
    return CorpusState(
        library.store.count_changes(),
        observe_file(library.paths.catalogue),
        library.index_place.observe(),
    )


def observe_file(path: Path) -> FileState:
    """What changes whenever a file is written anew."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino
