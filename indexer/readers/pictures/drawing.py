"""Pages as pictures, whatever kind of file they are in."""

from __future__ import annotations

from pathlib import Path

from indexer.readers.pictures.page_picture import PagePicture
from indexer.readers.signatures import find_kind


def draw_page(path: Path, pdf_page: int, passwords: tuple[str, ...] = ()) -> PagePicture:
    """The page (1-based) of a PDF or a picture file, as finely as it was scanned.

    Raises NotAPdf, DamagedPdf or EncryptedPdf.
    """
    if find_kind(path) == "picture":
        from indexer.readers.pictures.image_files import load_page

        return PagePicture(*load_page(path, pdf_page))
    from indexer.readers.pdfium.drawing import draw_for_reading

    return PagePicture(*draw_for_reading(path, pdf_page, passwords))
