"""Reading files in worker processes, so that one that hangs or crashes a reader stops nothing else.

`concurrent.futures` cannot stop one task that hangs without losing the others, hence this pool: one
pipe to each process, and a process that overruns its time is killed and replaced. Processes are
spawned, which every platform supports; the first ones are forked where that is safe: then what
reading needs is imported once for all of them.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
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

    def __init__(self, options: ReadOptions, processes: int, *, may_fork: bool = False) -> None:
        """`may_fork` says that this process has nothing open yet that another must not share."""
        self._options = options
        self._workers: list[_Worker] = []
        forked = may_fork and _can_fork()
        if forked:
            _import_readers()
        try:
            for _ in range(min(processes, _MOST_PROCESSES)):
                ours = [worker.pipe for worker in self._workers]
                self._workers.append(_fork(options, ours) if forked else _spawn(options))
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
        fresh = _spawn(self._options)
        worker.process, worker.pipe = fresh.process, fresh.pipe

    def close(self) -> None:
        """Kill the processes, whatever they are doing."""
        for worker in self._workers:
            _stop(worker)
        self._workers = []


def _can_fork() -> bool:
    """Whether a copy of this process would be whole: one with a single thread, on Linux; the
    frameworks of macOS do not outlive a fork."""
    if sys.platform != "linux":
        return False
    with suppress(OSError):
        return len(list(Path("/proc/self/task").iterdir())) == 1
    return False


def _spawn(options: ReadOptions) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    return _start(context.Process(target=_serve, args=(theirs, options), daemon=True), ours, theirs)


def _fork(options: ReadOptions, inherited: Sequence[Connection]) -> _Worker:
    """`inherited` are the ends of the pipes to other workers: this one must not keep them open."""
    if sys.platform == "win32":
        raise AssertionError("Windows has no fork")
    context = get_context("fork")
    ours, theirs = context.Pipe()
    own = (theirs, options, (*inherited, ours))
    return _start(context.Process(target=_serve, args=own, daemon=True), ours, theirs)


def _start(process: BaseProcess, ours: Connection, theirs: Connection) -> _Worker:
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


def _import_readers() -> None:
    """Import whatever reading needs, before a file's time limit counts."""
    import indexer.pages.counting
    import indexer.pages.document
    import indexer.readers.pdfium
    import indexer.records.guessing
    import indexer.updating.read_result  # noqa: F401


def _serve(pipe: Connection, options: ReadOptions, inherited: Sequence[Connection] = ()) -> None:
    """What a worker does: take a path, send back what was read or why nothing was.

    Garbage is collected only between files: reading one makes millions of objects that are not
    garbage, and looking through them takes long. Pipes that a fork `inherited` are closed.
    """
    for other in inherited:
        other.close()
    _import_readers()
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
