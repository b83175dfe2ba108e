"""Reading files on several machines: the one module that imports distributed (Dask).

A scheduler hands files to workers, on whichever machines; each worker reads in a process of pincite
of its own, with its limits, so that a file that hangs or crashes a reader costs that file and not
the worker. What was read comes back here, where it is stored: a run that was broken off goes on
where it stopped, whoever died. A worker runs what it is sent: scheduler and workers belong on a
network where everybody may be trusted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError, RequestError
from indexer.readers.options import ReadOptions, Unreadable
from indexer.updating.workers import PageOfFile, Readers, Task

if TYPE_CHECKING:
    from indexer.readers.pictures.picture_reading import PictureReading
    from indexer.updating.read_result import ReadResult

_CONNECT = "5s"
_PATIENCE = 60.0
"""Seconds for which there may be no worker at all before a run is given up."""
_LOOK = 1.0
"""Seconds between two looks at which workers there are."""
_WAITING = 4
"""Tasks that are handed out beforehand, for each thread of a worker."""


class DaskReaders:
    """As `Readers`, on the workers of a scheduler."""

    def __init__(self, address: str, options: ReadOptions) -> None:
        """Raises RequestError where Dask is not installed, or nothing answers at the address."""
        try:
            import distributed
        except ImportError as error:
            raise RequestError(
                "Dask is not installed.", "Install it with pip install 'pincite[cluster]'."
            ) from error
        self._killed = distributed.KilledWorker
        self._ready: SimpleQueue[Any] = SimpleQueue()
        self._address = address
        self._options = options
        self.done: Counter[str] = Counter()
        """How much each worker has read."""
        try:
            self._client = distributed.Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise RequestError(
                f"No scheduler of Dask answers at {address}.", "Start it with `dask scheduler`."
            ) from error

    def grow(self, processes: int) -> None:
        """As `Readers.grow`: how many there are is for the workers to say."""

    def read(self, paths: Iterable[Path]) -> Iterator[tuple[Path, ReadResult | Unreadable]]:
        """As `Readers.read`."""
        return self._do(paths)

    def read_pictures(
        self, pages: Iterable[PageOfFile]
    ) -> Iterator[tuple[PageOfFile, PictureReading | Unreadable]]:
        """As `Readers.read_pictures`."""
        return self._do(pages)

    def _do(self, tasks: Iterable[Task]) -> Iterator[tuple[Any, Any]]:
        waiting = list(tasks)[::-1]
        pending: dict[Any, Task] = {}
        last_seen = time.monotonic()
        while waiting or pending:
            threads = self._count_threads()
            if threads:
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > _PATIENCE:
                raise CorpusError(
                    f"No worker of Dask answers at {self._address}.",
                    "Start some, and run `pincite index` again: what was read is kept.",
                )
            while waiting and len(pending) < max(1, threads) * _WAITING:
                task = waiting.pop()
                pending[self._submit(task)] = task
            yield from self._collect(pending)

    def _count_threads(self) -> int:
        """Of all workers together."""
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())

    def _submit(self, task: Task) -> Any:
        future = self._client.submit(_read_here, task, self._options, pure=False)
        future.add_done_callback(self._ready.put)
        return future

    def _collect(self, pending: dict[Any, Task]) -> Iterator[tuple[Task, Any]]:
        """What is ready by now, or soon."""
        ready: list[Any] = []
        with suppress(Empty):
            ready.append(self._ready.get(timeout=_LOOK))
            while True:
                ready.append(self._ready.get_nowait())
        for future in ready:
            task = pending.pop(future)
            error = future.exception()
            if error is None:
                worker, result = future.result()
                self.done[worker] += 1
                yield task, result
            elif isinstance(error, self._killed):
                yield task, Unreadable("crashed every worker that read it.", "Repair the file.")
            else:
                raise CorpusError(
                    f"A worker of Dask could not read: {error}.",
                    "Start workers as docs/cluster.md says, with this version of pincite.",
                )

    def close(self) -> None:
        """As `Readers.close`: workers stay, but nothing more is asked of them."""
        self._client.close()


@cache
def _get_readers(options: ReadOptions, thread: int) -> Readers:
    """The process in which a thread of a worker reads."""
    return Readers(options, 1)


def _read_here(task: Task, options: ReadOptions) -> tuple[str, Any]:
    """What a worker does: its name, and what was read or why nothing was."""
    import socket
    import threading

    path = task.path if isinstance(task, PageOfFile) else task
    if not path.is_file():
        return socket.gethostname(), Unreadable(
            f"is not on the machine {socket.gethostname()}, which was to read it.",
            "Share the folder under the same path with every worker.",
        )
    from distributed import get_worker

    readers = _get_readers(options, threading.get_ident())
    ((_, result),) = readers.read_any([task])
    return str(get_worker().address), result
