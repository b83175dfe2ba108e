"""Reading files in worker processes, so that a file which hangs or crashes a reader takes nothing
else with it.

`concurrent.futures` cannot stop one task that hangs without losing the others, hence this pool: one
pipe to each process, and a process that overruns its time is killed and replaced. Processes are
spawned, as on every platform they can be.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.errors import PinciteError, ReadingError, ReadingTimedOut
from indexer.reading import DocumentReading, ReaderName, read_document


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are to be read."""

    reader: ReaderName = "pdfium"
    passwords: tuple[str, ...] = ()
    time_limit: float = 120.0
    """Seconds that one file may take."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be read."""

    problem: str
    advice: str


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    path: Path | None = None
    deadline: float = 0.0


def read_documents(
    paths: Iterable[Path], options: ReadOptions, processes: int
) -> Iterator[tuple[Path, DocumentReading | Unreadable]]:
    """Read the files in `processes` processes; results come as they are ready."""
    waiting = list(paths)[::-1]
    workers = [_start(options) for _ in range(min(processes, len(waiting)))]
    try:
        for worker in workers:
            _assign(worker, waiting, options)
        while any(worker.path for worker in workers):
            yield from _collect(workers, waiting, options)
    finally:
        for worker in workers:
            _stop(worker)


def _start(options: ReadOptions) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, options), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _stop(worker: _Worker) -> None:
    with suppress(OSError, ValueError):
        worker.pipe.send(None)
    worker.pipe.close()
    worker.process.join(timeout=0 if worker.path else 1)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _assign(worker: _Worker, waiting: list[Path], options: ReadOptions) -> None:
    worker.path = waiting.pop() if waiting else None
    if worker.path is not None:
        worker.deadline = time.monotonic() + options.time_limit
        worker.pipe.send(worker.path)


def _collect(
    workers: list[_Worker], waiting: list[Path], options: ReadOptions
) -> Iterator[tuple[Path, DocumentReading | Unreadable]]:
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
                    f"{path.name} crashed the reader.",
                    "Try --reader pdfminer, or repair the file (for example with qpdf).",
                )
                _replace(worker, options)
        elif time.monotonic() >= worker.deadline:
            late = ReadingTimedOut(
                f"{path.name} took longer than {options.time_limit:g} s to read.",
                "Raise --time-limit, or repair the file (for example with qpdf).",
            )
            result = Unreadable(late.message, late.remedy)
            _replace(worker, options)
        else:
            continue
        _assign(worker, waiting, options)
        yield path, result


def _replace(worker: _Worker, options: ReadOptions) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    fresh = _start(options)
    worker.process, worker.pipe = fresh.process, fresh.pipe


def _serve(pipe: Connection, options: ReadOptions) -> None:
    """A worker's life: take a path, send back what was read or why not."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while (path := pipe.recv()) is not None:
            pipe.send(_attempt(path, options))


def _attempt(path: Path, options: ReadOptions) -> DocumentReading | Unreadable:
    try:
        return read_document(path, reader=options.reader, passwords=options.passwords)
    except ReadingError as error:
        return Unreadable(error.message, error.remedy)
    except MemoryError:
        return Unreadable(f"{path.name} needs more memory than there is.", "Split the file.")
    except PinciteError as error:
        return Unreadable(error.message, error.remedy)
    except Exception as error:  # a reader's own fault must not stop the other files
        return Unreadable(
            f"{path.name} could not be read ({type(error).__name__}: {error}).",
            "Try --reader pdfminer, or repair the file (for example with qpdf).",
        )
