"""What of a folder is not on its cluster yet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus.paths import CorpusPaths
from engine.index_place import place_index
from indexer.store.store import Store


def count_waiting(root: Path) -> int:
    """How many documents of the corpus in a folder its index lacks, or has in an older state."""
    paths = CorpusPaths(root)
    if not paths.store.is_file():
        return 0
    with closing(Store.open(paths.store)) as store:
        return len(store.find_waiting(place_index(root, store.identity).read_stamps() or {}))
