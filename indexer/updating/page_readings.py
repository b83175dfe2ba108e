"""Some pages of files read again, by another reader, in a process that may hang or crash.

Where it takes too long over a file, or dies, it is replaced, and the file is tried once more with
the other of the two readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.apart.pool import Pool
from corpus.errors import GivenUp, ReadingError
from indexer.readers.lopdf import PageWords, read_page_words

_FILE_LIMIT, _PAGE_LIMIT = 20.0, 2.0
"""Seconds that it may take over a file, and over each of its pages on top of that."""

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


def read_pages_apart(readings: Sequence[PageReading], apart: Pool) -> Iterator[PageTexts]:
    """For each of `readings`, in order, the texts of its pages, read in a process of `apart`."""
    for reading in readings:
        texts = _try(reading, apart)
        if texts is None:
            texts = _try(replace(reading, tried="lopdf"), apart)
        yield texts or {}


def _try(reading: PageReading, apart: Pool) -> PageTexts | None:
    """None where it takes too much, or crashes."""
    limit = _FILE_LIMIT + _PAGE_LIMIT * len(reading.pdf_pages)
    try:
        return apart.call(_read, (reading,), about=reading.path, seconds=limit)
    except GivenUp:
        return None


def _read(reading: PageReading) -> PageTexts:
    """Each page by the first reader that manages."""
    path = Path(reading.path)
    texts: PageTexts = {}
    with suppress(ReadingError):
        if reading.tried != "lopdf":
            texts = read_page_words(path, reading.pdf_pages)
    missing = [page for page in reading.pdf_pages if page not in texts]
    with suppress(ReadingError):
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
