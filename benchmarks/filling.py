"""How long storing and indexing takes, in a process of its own as `pincite index` is one.

    python -m benchmarks.filling CORPUS < documents

Documents come as workers send them, one pickle after the other; waiting for them is not counted.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import run_measuring_memory
from corpus.paths import CorpusPaths
from corpus.progress import SilentProgress
from engine.index_place import place_index
from indexer.store.store import Store
from indexer.store.stored import StoredFile
from indexer.updating.read_result import ReadResult
from indexer.updating.upkeep import IndexUpdate

ReadFile = tuple[StoredFile, ReadResult]
"""A file, and what was read from it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What it took."""

    seconds: float
    peak: float | None
    """Most memory, MB; None where the system does not tell."""


def fill(root: Path, documents: Iterable[ReadFile]) -> Filled:
    """Make the folder `root` a corpus that holds the documents."""
    sent = (pickle.dumps(document) for document in documents)
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.filling", root]
    printed, peak = run_measuring_memory(command, sent, accepted=(0,))
    return Filled(float(printed), peak)


def main() -> None:
    """Print the seconds."""
    paths = CorpusPaths(Path(sys.argv[1]))
    store = Store.create_or_open(paths.store)
    seconds = 0.0
    with IndexUpdate(store, place_index(paths.root, store.identity)) as index:
        for file, read in _read_files():
            started = time.perf_counter()
            index.add(store.put_document(file.sha256, read.document, file), read.words)
            seconds += time.perf_counter() - started
        started = time.perf_counter()
        index.finish(SilentProgress())
    print(seconds + time.perf_counter() - started)
    store.close()


def _read_files() -> Iterator[ReadFile]:
    while True:
        try:
            yield pickle.load(sys.stdin.buffer)
        except EOFError:
            return


if __name__ == "__main__":
    main()
