"""Reading files in worker processes, so that one that hangs or crashes a reader stops nothing else.

The processes are those of `corpus/apart/process.py`; the first ones are forked where that is safe:
then what reading needs is imported once for all of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from corpus.apart.pool import make_crash_error, make_memory_error, make_time_error
from corpus.apart.process import Died, Job, Outcome, Process, can_fork
from corpus.errors import PinciteError
from indexer.readers.options import ReadOptions, Unreadable

if TYPE_CHECKING:
    from indexer.readers.pictures.picture_reading import PictureReading
    from indexer.updating.read_result import ReadResult

_MOST_PROCESSES = 32
"""Windows waits for no more than 63 pipes at once."""
_ADVICE = "Try --reader pdfminer, or repair the file (for example with qpdf)."


class PageOfFile(NamedTuple):
    """A page that is to be read from its picture."""

    path: Path
    pdf_page: int
    """1-based."""
    languages: str
    """As Tesseract writes them: "eng+fra"."""


Task: TypeAlias = Path | PageOfFile
"""A file, or a page of one, to be read."""


class _Worker:
    """A process, and what it reads, if anything."""

    def __init__(self, *, may_fork: bool) -> None:
        self.process = Process(_import_readers, may_fork=may_fork)
        self.task: Task | None = None


class Readers:
    """Processes that read files. They start at once, and end with `close`."""

    def __init__(self, options: ReadOptions, processes: int, *, may_fork: bool = False) -> None:
        """`may_fork` says that this process has nothing open yet that another must not share."""
        self._options = options
        self._workers: list[_Worker] = []
        forked = may_fork and can_fork()
        if forked:
            _import_readers()
            _load_words()
        self._add(processes, forked=forked)

    def grow(self, processes: int) -> None:
        """Start more of them, until there are so many."""
        self._add(processes, forked=False)

    def _add(self, processes: int, *, forked: bool) -> None:
        try:
            while len(self._workers) < min(processes, _MOST_PROCESSES):
                self._workers.append(_Worker(may_fork=forked))
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

    def read_any(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Have files and pictures read; yields the results as they are ready."""
        return self._do(tasks)

    def _do(self, tasks: Iterable[Task]) -> Iterator[tuple[Any, Any]]:
        waiting = list(tasks)[::-1]
        for worker in self._workers:
            self._assign(worker, waiting)
        while busy := [worker for worker in self._workers if worker.task]:
            patience = min(worker.process.deadline for worker in busy) - time.monotonic()
            pipes = [worker.process.pipe for worker in busy]
            ready = wait(pipes, timeout=max(0.0, min(patience, 5.0)))
            for worker in busy:
                task, result = worker.task, self._collect(worker, worker.process.pipe in ready)
                if task and result:
                    self._assign(worker, waiting)
                    yield task, result

    def _collect(self, worker: _Worker, is_ready: bool) -> Any:
        """What became of the worker's task, None while it is being done."""
        options = self._options
        if is_ready:
            try:
                outcome = worker.process.receive()
            except Died as died:
                self._replace(worker)
                error = make_crash_error("", options.memory, of_memory=died.of_memory)
                return _tell(error, "" if died.of_memory else _ADVICE)
            return self._judge(worker, outcome) if outcome else None
        if time.monotonic() >= worker.process.deadline:
            self._replace(worker)
            return _tell(
                make_time_error("", options.time_limit),
                "Raise --time-limit, or repair the file (for example with qpdf).",
            )
        return None

    def _judge(self, worker: _Worker, outcome: Outcome) -> Any:
        if outcome.state == "memory":
            self._replace(worker)
            return _tell(make_memory_error("", self._options.memory))
        if outcome.state == "done":
            return outcome.value
        task: Any = worker.task
        error = outcome.value
        if isinstance(error, PinciteError):
            path = task.path if isinstance(task, PageOfFile) else task
            return Unreadable(error.message.removeprefix(path.name).lstrip(), error.remedy)
        # a fault in a reader must not stop the other files
        return Unreadable(f"could not be read ({type(error).__name__}: {error}).", _advise(task))

    def _assign(self, worker: _Worker, waiting: list[Task]) -> None:
        """Give the worker its next task, the last of those `waiting`."""
        worker.task = waiting.pop() if waiting else None
        if worker.task is None:
            return
        options = self._options
        job = Job(_read_task, (worker.task, options), options.time_limit, options.memory)
        try:
            worker.process.begin(job)
        except OSError:  # it died after its last one
            self._replace(worker)
            worker.process.begin(job)

    def _replace(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process = Process(_import_readers)

    def close(self) -> None:
        """Kill the processes, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        self._workers = []


def _import_readers() -> None:
    """Import whatever reading needs, before a file's time limit counts."""
    import indexer.pages.counting
    import indexer.pages.document
    import indexer.readers.pdfium
    import indexer.records.guessing
    import indexer.updating.read_result  # noqa: F401


def _load_words() -> None:
    """Load what nearly every file is read with, so that each process need not do it."""
    from indexer.cleaning.hyphens import load_english_words

    load_english_words()


def _tell(error: PinciteError, remedy: str = "") -> Unreadable:
    """The error, which names no file, as the end of a sentence about one."""
    return Unreadable(error.message.lstrip(), remedy or error.remedy)


def _read_task(task: Task, options: ReadOptions) -> ReadResult | PictureReading | Unreadable:
    """What a worker does."""
    try:
        return (
            _read_picture(task, options)
            if isinstance(task, PageOfFile)
            else _read_file(task, options)
        )
    except TimeoutError:
        return Unreadable(f"took longer than {options.time_limit:g} s to read.", "")


def _advise(task: Task) -> str:
    path = task.path if isinstance(task, PageOfFile) else task
    return _ADVICE if path.suffix.lower() == ".pdf" else "Save it again in another format."


def _read_file(path: Path, options: ReadOptions) -> ReadResult:
    from indexer.pages.document import read_document
    from indexer.updating.read_result import build_result

    # nothing but this holds what was read
    return build_result(
        read_document(path, reader=options.reader, passwords=options.passwords), path.name
    )


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
