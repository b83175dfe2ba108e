"""A page is drawn for being read: in grey, as finely as its own picture is scanned."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedPdf
from indexer.readers.pdfium.objects import IMAGE, Measure, Objects
from indexer.readers.pdfium.reader import open_document

if TYPE_CHECKING:
    from PIL.Image import Image

_USUAL = 300
"""Dots per inch for what is no scan; and for scans that are coarser, which read better so."""
_FINEST = 400
_MOST_PIXELS = 36_000_000
"""Larger sheets are drawn more coarsely: an A3 sheet at 400 dpi is smaller than this."""
_WHOLE = 0.5
"""A picture that covers this share of the page is a picture of the page."""


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
        dots = min(max(_measure_resolution(page.raw, width * height), _USUAL), _FINEST)
        scale = min(dots / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil().convert("L"), scale
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise DamagedPdf(f"PDF page {pdf_page} of {path.name} cannot be drawn.") from error
    finally:
        document.close()


def _measure_resolution(page: Any, area: float) -> float:
    """The dots per inch of the picture that covers most of the page, 0.0 where none does."""
    images = Objects(page).list_kind(IMAGE)
    for image, box in zip(images, Measure().find_bounds(images), strict=True):
        if (box.x1 - box.x0) * (box.y1 - box.y0) >= _WHOLE * area:
            wide, high = ctypes.c_uint(), ctypes.c_uint()
            if pdfium.FPDFImageObj_GetImagePixelSize(image.item, wide, high):
                return float(
                    72 * max(wide.value, high.value) / max(box.x1 - box.x0, box.y1 - box.y0)
                )
    return 0.0
