"""Small PDFs made for one test each, and documents as the indexer reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpus.sample import FOLDER
from indexer.pages.document import DocumentReading, read_document
from indexer.readers.sheets import Line, Sheet


@cache
def sample(name: str) -> DocumentReading:
    """A document of the sample corpus as PDFium reads it."""
    return read_document(FOLDER / name)


def make_pdf(path: Path, *pages: Callable[[Canvas], None], encrypt: object = None) -> Path:
    """A PDF with one page, 400 by 600 points, for each of the functions that draw one."""
    canvas = Canvas(str(path), pagesize=(400, 600), encrypt=encrypt, pageCompression=0)
    for draw in pages:
        canvas.setFont("Times-Roman", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


SMALL = "small: "
"""Begins a line that is to be set smaller than the others."""


def sheet_of(
    rows: Sequence[tuple[float, float, str]], *, pdf_page: int = 1, size: float = 12
) -> Sheet:
    """A sheet with lines given as left edge, top and text, each letter half the size wide."""
    return Sheet(pdf_page, 600, 800, tuple(_line(*row, size) for row in rows))


def _line(x: float, top: float, text: str, size: float) -> Line:
    if text.startswith(SMALL):
        text, size = text.removeprefix(SMALL), 0.8 * size
    return Line(text, x, top, x + len(text) * size / 2, top + size, 0, size)
