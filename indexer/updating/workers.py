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
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from corpus.errors import PinciteError
from indexer.readers.options import ReadOptions, Unreadable

if TYPE_CHECKING:
    from indexer.readers.pictures.picture_reading import PictureReading
    from indexer.updating.read_result import ReadResult

_START_LIMIT = 60.0
"""Seconds that a process may take to start, on top of the time limit of its first file."""
_MOST_PROCESSES = 32
"""Windows waits for no more than 63 pipes at once."""
_ADVICE = "Try --reader pdfminer, or repair the file (for example with qpdf)."
_BEGUN = "begun"
"""Sent by a worker when it begins a file: the file's time limit counts from then."""


class PageOfFile(NamedTuple):
    """A page that is to be read from its picture."""

    path: Path
    pdf_page: int
    """1-based."""
    languages: str
    """As Tesseract writes them: "eng+fra"."""


_Job: TypeAlias = Path | PageOfFile


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: _Job | None = None
    """What it reads, if anything."""
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
        self._add(processes, forked=forked)

    def grow(self, processes: int) -> None:
        """Start more of them, until there are so many."""
        self._add(processes, forked=False)

    def _add(self, processes: int, *, forked: bool) -> None:
        options = self._options
        try:
            while len(self._workers) < min(processes, _MOST_PROCESSES):
                ours = [worker.pipe for worker in self._workers]
                self._workers.append(_fork(options, ours) if forked else _spawn(options))
        except BaseException:
            self.close()
            raise

    def read(self, paths: Iterable[Path]) -> Iterator[tuple[Path, ReadResult | Unreadable]]:
        """Have the files read; yields the results as they are ready."""
        return self._do(paths)

    def read_pictures(
        self, pages: Iterable[PageOfFile]
    ) -> Iterator[tuple[PageOfFile, PictureReading | Unreadable]]:
        """Have the pages read from their pictures; yields the results as they are ready."""
        return self._do(pages)

    def _do(self, jobs: Iterable[_Job]) -> Iterator[tuple[Any, Any]]:
        waiting = list(jobs)[::-1]
        for worker in self._workers:
            self._assign(worker, waiting)
        while busy := [worker for worker in self._workers if worker.job]:
            patience = min(worker.deadline for worker in busy) - time.monotonic()
            ready = wait([worker.pipe for worker in busy], timeout=max(0.0, min(patience, 5.0)))
            for worker in busy:
                job, result = worker.job, self._collect(worker, worker.pipe in ready)
                if job and result:
                    self._assign(worker, waiting)
                    yield job, result

    def _collect(self, worker: _Worker, is_ready: bool) -> Any:
        """What became of the worker's job, None while it is being done."""
        if is_ready:
            try:
                message = worker.pipe.recv()
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

    def _assign(self, worker: _Worker, waiting: list[_Job]) -> None:
        """Give the worker its next job, the last of those `waiting`."""
        worker.job = waiting.pop() if waiting else None
        if worker.job is not None:
            worker.deadline = time.monotonic() + self._options.time_limit + _START_LIMIT
            try:
                worker.pipe.send(worker.job)
            except OSError:  # it died after its last one
                self._replace(worker)
                worker.pipe.send(worker.job)

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
    """What a worker does: take a job, send back what was read or why nothing was.

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
            job = pipe.recv()
            pipe.send(_BEGUN)
            pipe.send(_attempt(job, options))
            gc.collect(0)  # of this file only: everything older has been looked through


def _attempt(job: _Job, options: ReadOptions) -> ReadResult | PictureReading | Unreadable:
    try:
        if isinstance(job, PageOfFile):
            return _read_picture(job, options)
        return _read_file(job, options)
    except TimeoutError:
        return Unreadable(f"took longer than {options.time_limit:g} s to read.", "")
    except PinciteError as error:
        path = job.path if isinstance(job, PageOfFile) else job
        return Unreadable(error.message.removeprefix(path.name).lstrip(), error.remedy)
    except MemoryError:
        return Unreadable("needs more memory than is available.", "Split the file.")
    except Exception as error:  # a fault in a reader must not stop the other files
        return Unreadable(f"could not be read ({type(error).__name__}: {error}).", _advise(job))


def _advise(job: _Job) -> str:
    path = job.path if isinstance(job, PageOfFile) else job
    return _ADVICE if path.suffix.lower() == ".pdf" else "Save it again in another format."


def _read_file(path: Path, options: ReadOptions) -> ReadResult:
    from indexer.pages.document import read_document
    from indexer.updating.read_result import build_result

    reading = read_document(path, reader=options.reader, passwords=options.passwords)
    return build_result(reading, path.name)


def _read_picture(page: PageOfFile, options: ReadOptions) -> PictureReading:
    from indexer.readers.pictures.drawing import draw_page
    from indexer.readers.pictures.engine import has_language, open_engine
    from indexer.readers.pictures.languages import ENGLISH, tell_language
    from indexer.readers.pictures.page_picture import read_picture

    picture = draw_page(page.path, page.pdf_page, options.passwords)
    engine = open_engine(page.languages, options.tessdata)
    reading = read_picture(picture, engine, page.languages, options.time_limit)
    if page.languages == ENGLISH and not options.languages:
        language = tell_language(line.text for line in reading.lines)
        if language not in ("", ENGLISH) and has_language(language, options.tessdata):
            engine = open_engine(language, options.tessdata)
            return read_picture(picture, engine, language, options.time_limit)
    return reading
