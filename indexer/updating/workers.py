"""Reading files in worker processes, so that one that hangs or crashes a reader stops nothing else.

`concurrent.futures` cannot stop one task that hangs without losing the others, hence this pool: one
pipe to each process, and a process that overruns its time is killed and replaced. Processes are
spawned, which every platform supports.
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
"""Seconds that a process may take to start, on top of the time limit of its first file."""
_MOST_PROCESSES = 32
"""Windows waits for no more than 63 pipes at once."""
_ADVICE = "Try --reader pdfminer, or repair the file (for example with qpdf)."
_BEGUN = "begun"
"""Sent by a worker when it begins a file: the file's time limit counts from then."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    path: Path | None = None
    """The file it reads, if any."""
    deadline: float = 0.0
    """Monotonic time, in seconds, at which it is given up."""


class Readers:
    """Processes that read files. They start at once, and end with `close`."""

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
        """Have the files read; yields the results as they are ready."""
        waiting = list(paths)[::-1]
        for worker in self._workers:
            self._assign(worker, waiting)
        while busy := [worker for worker in self._workers if worker.path]:
            patience = min(worker.deadline for worker in busy) - time.monotonic()
            ready = wait([worker.pipe for worker in busy], timeout=max(0.0, min(patience, 5.0)))
            for worker in busy:
                path, result = worker.path, self._collect(worker, worker.pipe in ready)
                if path and result:
                    self._assign(worker, waiting)
                    yield path, result

    def _collect(self, worker: _Worker, is_ready: bool) -> ReadResult | Unreadable | None:
        """What became of the worker's file, None while it is being read."""
        if is_ready:
            try:
                message: ReadResult | Unreadable | str = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                return Unreadable("crashed the reader.", _ADVICE)
            if not isinstance(message, str):
                return message
            worker.deadline = time.monotonic() + self._options.time_limit
        elif time.monotonic() >= worker.deadline:
            self._replace(worker)
            return Unreadable(
                f"took longer than {self._options.time_limit:g} s to read.",
                "Raise --time-limit, or repair the file (for example with qpdf).",
            )
        return None

    def _assign(self, worker: _Worker, waiting: list[Path]) -> None:
        """Give the worker its next file, the last of those `waiting`."""
        worker.path = waiting.pop() if waiting else None
        if worker.path is not None:
            worker.deadline = time.monotonic() + self._options.time_limit + _START_LIMIT
            try:
                worker.pipe.send(worker.path)
            except OSError:  # it died after its last file
                self._replace(worker)
                worker.pipe.send(worker.path)

    def _replace(self, worker: _Worker) -> None:
        _stop(worker)
        fresh = _start(self._options)
        worker.process, worker.pipe = fresh.process, fresh.pipe

    def close(self) -> None:
        """Kill the processes, whatever they are doing."""
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
    """Processes started within ignore Ctrl-C, which a terminal sends to them, too: it is for this
    process to stop them."""
    if threading.current_thread() is not threading.main_thread():  # only that one may set signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _stop(worker: _Worker) -> None:
    worker.process.kill()  # it has nothing to lose, and would take longer to end by itself
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, options: ReadOptions) -> None:
    """What a worker does: take a path, send back what was read or why nothing was.

    Garbage is collected only between files: reading one makes millions of objects that are not
    garbage, and looking through them takes long.
    """
    # whatever reading needs is imported before a file's time limit counts
    import indexer.pages.counting
    import indexer.pages.document
    import indexer.readers.pdfium
    import indexer.records.guessing
    import indexer.updating.read_result  # noqa: F401

    gc.freeze()
    gc.disable()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            path = pipe.recv()
            pipe.send(_BEGUN)
            pipe.send(_attempt(path, options))
            gc.collect(0)  # of this file only: everything older has been looked through


def _attempt(path: Path, options: ReadOptions) -> ReadResult | Unreadable:
    from indexer.pages.document import read_document
    from indexer.updating.read_result import build_result

    try:
        reading = read_document(path, reader=options.reader, passwords=options.passwords)
        return build_result(reading, path.name)
    except PinciteError as error:
        return Unreadable(error.message.removeprefix(path.name).lstrip(), error.remedy)
    except MemoryError:
        return Unreadable("needs more memory than is available.", "Split the file.")
    except Exception as error:  # a fault in a reader must not stop the other files
        advice = _ADVICE if path.suffix.lower() == ".pdf" else "Save it again in another format."
        return Unreadable(f"could not be read ({type(error).__name__}: {error}).", advice)
