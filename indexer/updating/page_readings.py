"""Some pages of files read again, by another reader, in a process that may hang or crash.

One process reads one file after the other. Where it takes too long over one, or dies, it is
replaced, and the file is tried once more with the other of the two readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.errors import ReadingError
from indexer.readers.lopdf import PageWords, read_page_words

_START_LIMIT = 60.0
"""Seconds that the process may take to start."""
_FILE_LIMIT, _PAGE_LIMIT = 20.0, 2.0
"""Seconds that it may take over a file, and over each of its pages on top of that."""
_LARGEST = 2_000_000_000
"""Bytes of memory that it may take, where the system can hold it to that."""

PageTexts = dict[int, PageWords]
"""By 1-based page, as far as it could be read."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """Pages to be read again."""

    path: str
    pdf_pages: tuple[int, ...]
    """1-based."""
    first_reader: str
    """The reader that read them first; the other ones are tried."""
    tried: str = ""
    """A reader that has failed already."""


def read_pages_apart(readings: Sequence[PageReading]) -> Iterator[PageTexts]:
    """For each of `readings`, in order, the texts of its pages."""
    process = _Process()
    try:
        for reading in readings:
            texts = process.read(reading)
            if texts is None:
                texts = process.read(replace(reading, tried="lopdf"))
            yield texts or {}
    finally:
        process.stop()


class _Process:
    """A process that reads, started when it is first needed."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, reading: PageReading) -> PageTexts | None:
        """What it reads; None where it hangs or dies."""
        limit = _FILE_LIMIT + _PAGE_LIMIT * len(reading.pdf_pages)
        if self._pipe is None:
            self._pipe = self._start()
            limit += _START_LIMIT
        with suppress(EOFError, OSError):
            self._pipe.send(reading)
            if self._pipe.poll(limit):
                texts: PageTexts = self._pipe.recv()
                return texts
        self.stop()
        return None

    def _start(self) -> Connection:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return ours

    def stop(self) -> None:
        """Kill it, whatever it is doing."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection) -> None:
    _limit_memory()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(_read(pipe.recv()))


def _limit_memory() -> None:
    """Hold this process to `_LARGEST`, where the system knows how."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_LARGEST, most))


def _read(reading: PageReading) -> PageTexts:
    """Each page by the first reader that manages."""
    path = Path(reading.path)
    texts: PageTexts = {}
    with suppress(ReadingError, MemoryError):
        if reading.tried != "lopdf":
            texts = read_page_words(path, reading.pdf_pages)
    missing = [page for page in reading.pdf_pages if page not in texts]
    with suppress(ReadingError, MemoryError):
        if missing:
            texts |= _read_otherwise(path, missing, reading.first_reader)
    return texts


def _read_otherwise(path: Path, pdf_pages: Sequence[int], first_reader: str) -> PageTexts:
    """The pages by whichever of PDFium and pdfminer.six did not read them first."""
    if first_reader == "pdfminer":
        from indexer.readers import pdfium

        reading = pdfium.read_pdf(path)
    else:
        from indexer.readers import pdfminer

        reading = pdfminer.read_pdf(path, pdf_pages=pdf_pages)
    return {
        sheet.pdf_page: PageWords("\n".join(line.text for line in sheet.lines))
        for sheet in reading.sheets
        if sheet.pdf_page in pdf_pages and sheet.pdf_page not in reading.failed
    }
