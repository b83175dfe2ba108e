"""A page is drawn for being read: in grey, as finely as its own picture is scanned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from corpus.errors import DamagedPdf
from indexer.readers.pdfium.objects import Objects
from indexer.readers.pdfium.page_pictures import measure_pictures
from indexer.readers.pdfium.reader import open_document

if TYPE_CHECKING:
    from PIL.Image import Image

_USUAL = 300
"""Dots per inch for what is no scan; and for scans that are coarser, which read better so."""
_FINEST = 400
_MOST_PIXELS = 36_000_000
"""Larger sheets are drawn more coarsely: an A3 sheet at 400 dpi is smaller than this."""


def draw_for_reading(
    path: Path, pdf_page: int, passwords: tuple[str, ...] = ()
) -> tuple[Image, float]:
    """The page (1-based) as displayed, in grey, and its pixels per point.

    Raises DamagedPdf or EncryptedPdf as `read_pdf` does, and DamagedPdf where it cannot be drawn.
    """
    document = open_document(path, passwords)
    try:
        page = document[pdf_page - 1]
        width, height = page.get_size()
        resolutions = measure_pictures(Objects(page.raw), width * height)
        dots = min(max(*resolutions, _USUAL, 0.0), _FINEST)
        scale = min(dots / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil().convert("L"), scale
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise DamagedPdf(f"{path.name} cannot be drawn on PDF page {pdf_page}.") from error
    finally:
        document.close()
