"""Reading files in worker processes, so that a file which hangs or crashes a reader takes nothing
else with it.

`concurrent.futures` cannot stop one task that hangs without losing the others, hence this pool: one
pipe to each process, and a process that overruns its time is killed and replaced. Processes are
spawned, as on every platform they can be.
"""

from __future__ import annotations

import gc
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PinciteError
from indexer.readers.options import ReadOptions, Unreadable

if TYPE_CHECKING:
    from indexer.updating.read_result import ReadResult

_START_LIMIT = 60.0
"""Seconds that a process may take to start; they are no file's."""
_MOST_PROCESSES = 32
"""Windows waits for no more than 63 pipes at once."""
_BEGUN = "begun"
"""What a worker says when it begins with a file: from then on the file's time runs."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    path: Path | None = None
    deadline: float = 0.0


class Readers:
    """Processes that read files. They start at once, which takes them a fifth of a second, and end
    with `close`."""

    def __init__(self, options: ReadOptions, processes: int) -> None:
        self._options = options
        self._workers: list[_Worker] = []
        try:
            for _ in range(min(processes, _MOST_PROCESSES)):
                self._workers.append(_start(options))
        except BaseException:
            self.close()
            raise

    def read(self, paths: Iterable[Path]) -> Iterator[tuple[Path, ReadResult | Unreadable]]:
        """Have the files read; results come as they are ready."""
        waiting = list(paths)[::-1]
        for worker in self._workers:
            _assign(worker, waiting, self._options)
        return self._collect_results(waiting)

    def _collect_results(
        self, waiting: list[Path]
    ) -> Iterator[tuple[Path, ReadResult | Unreadable]]:
        while any(worker.path for worker in self._workers):
            yield from _collect(self._workers, waiting, self._options)

    def close(self) -> None:
        """End the processes, whatever they do."""
        for worker in self._workers:
            _stop(worker)
        self._workers = []


def _start(options: ReadOptions) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, options), daemon=True)
    with _ignore_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    """A process started within never hears of Ctrl-C, which the terminal sends to all: it is this
    process that stops the others. Only the main thread may set this."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _stop(worker: _Worker) -> None:
    """A worker has nothing to lose, and takes longer to end by itself."""
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _assign(worker: _Worker, waiting: list[Path], options: ReadOptions) -> None:
    worker.path = waiting.pop() if waiting else None
    if worker.path is not None:
        worker.deadline = time.monotonic() + options.time_limit + _START_LIMIT
        try:
            worker.pipe.send(worker.path)
        except OSError:  # it died after its last file
            _replace(worker, options)
            worker.pipe.send(worker.path)


def _collect(
    workers: list[_Worker], waiting: list[Path], options: ReadOptions
) -> Iterator[tuple[Path, ReadResult | Unreadable]]:
    """Whatever is ready, broken or overdue now; waits a little for it."""
    busy = [worker for worker in workers if worker.path is not None]
    first = min(worker.deadline for worker in busy)
    patience = max(0.0, min(first - time.monotonic(), 5.0))
    ready = wait([worker.pipe for worker in busy], timeout=patience)
    for worker in busy:
        path = worker.path
        assert path is not None
        if worker.pipe in ready:
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):
                result = Unreadable(
                    "crashed the reader.",
                    "Try --reader pdfminer, or repair the file (for example with qpdf).",
                )
                _replace(worker, options)
            if result == _BEGUN:
                worker.deadline = time.monotonic() + options.time_limit
                continue
        elif time.monotonic() >= worker.deadline:
            result = Unreadable(
                f"took longer than {options.time_limit:g} s to read.",
                "Raise --time-limit, or repair the file (for example with qpdf).",
            )
            _replace(worker, options)
        else:
            continue
        _assign(worker, waiting, options)
        yield path, result


def _replace(worker: _Worker, options: ReadOptions) -> None:
    _stop(worker)
    fresh = _start(options)
    worker.process, worker.pipe = fresh.process, fresh.pipe


def _serve(pipe: Connection, options: ReadOptions) -> None:
    """A worker's life: take a path, send back what was read or why not.

    Garbage is collected between files only: while one is read, millions of objects come and go that
    are no garbage, and looking through them took a tenth of the time.
    """
    # all that reading needs, before a file's time runs
    import indexer.readers.pdfium
    import indexer.updating.read_result  # noqa: F401

    gc.freeze()
    gc.disable()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            path = pipe.recv()
            pipe.send(_BEGUN)
            pipe.send(_attempt(path, options))
            gc.collect(0)  # of this file: what is older was looked through before


def _attempt(path: Path, options: ReadOptions) -> ReadResult | Unreadable:
    from indexer.pages.document import read_document
    from indexer.updating.read_result import (
        build_result,  # here: who only starts workers reads nothing
    )

    try:
        reading = read_document(path, reader=options.reader, passwords=options.passwords)
        return build_result(reading, path.name)
    except PinciteError as error:
        return Unreadable(error.message.removeprefix(path.name).lstrip(), error.remedy)
    except MemoryError:
        return Unreadable("needs more memory than there is.", "Split the file.")
    except Exception as error:  # a reader's own fault must not stop the other files
        return Unreadable(
            f"could not be read ({type(error).__name__}: {error}).",
            "Try --reader pdfminer, or repair the file (for example with qpdf).",
        )
