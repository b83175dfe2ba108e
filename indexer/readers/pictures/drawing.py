"""Pages as pictures, whatever kind of file they are in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.geometry import Box
from indexer.readers.pictures.page_picture import PagePicture
from indexer.readers.signatures import find_kind

if TYPE_CHECKING:
    from PIL.Image import Image


def draw_page(path: Path, pdf_page: int, passwords: tuple[str, ...] = ()) -> PagePicture:
    """The page (1-based) of a PDF or a picture file, as finely as it was scanned.

    Raises NotAPdf, DamagedPdf or EncryptedPdf.
    """
    if find_kind(path) == "picture":
        from indexer.readers.pictures.image_files import load_page

        return PagePicture(*load_page(path, pdf_page))
    from indexer.readers.pdfium.drawing import draw_for_reading

    return PagePicture(*draw_for_reading(path, pdf_page, passwords))


def render_page(path: Path, pdf_page: int, scale: float, box: Box | None = None) -> bytes:
    """`render_image` as PNG."""
    written = io.BytesIO()
    render_image(path, pdf_page, scale=scale, box=box).save(written, "PNG", compress_level=1)
    return written.getvalue()


def render_image(path: Path, pdf_page: int, *, scale: float, box: Box | None = None) -> Image:
    """One page (1-based) of a PDF or a picture file as it is displayed; `scale` is pixels per
    point.

    With a `box`, in points from the top left corner of the displayed page, only that part is drawn.
    Raises NotAPdf, DamagedPdf or EncryptedPdf.
    """
    if find_kind(path) == "pdf":
        from indexer.readers import pdfium

        return pdfium.render_image(path, pdf_page, scale=scale, box=box)
    page = draw_page(path, pdf_page)
    width, height = page.size
    left, top, right, bottom = box or Box(0.0, 0.0, width, height)
    left, top, right, bottom = max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height)
    size = round((right - left) * scale), round((bottom - top) * scale)
    part = (left * page.scale, top * page.scale, right * page.scale, bottom * page.scale)
    return page.image.resize(size, box=part)
