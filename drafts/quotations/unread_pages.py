"""Which pages of a PDF draft show something that could not be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.labels.pinpoint_wording import format_number_ranges

if TYPE_CHECKING:
    from indexer.pages.document import DocumentReading
    from indexer.readers.sheets import Sheet

_SCALE = 0.5
"""Pixels to a point: enough to see whether anything is on a page."""
_FAINT = 40
"""Levels of grey, of 255, by which something on a page must stand out to be seen."""


def describe_unread_pages(path: Path, document: DocumentReading) -> list[str]:
    """One sentence for each kind of page whose words could not be read; blank pages are none."""
    silent = [
        (text.number, text.lost)
        for text in document.texts
        if not (text.body.strip() or text.notes.strip()) or text.lost > len(text.body)
    ]
    if not silent:
        return []
    garbled = [page for page, lost in silent if lost]
    wordless = [document.sheets[page - 1] for page, lost in silent if not lost]
    shown = list(_find_shown(path, wordless))
    return [
        f"{_name_pages(pages)} of the draft {why}: nothing on {_refer_to(pages)} was checked."
        for pages, why in (
            (shown, "has no text" if len(shown) == 1 else "have no text"),
            (garbled, "cannot be read, since the font does not say which letters it shows"),
        )
        if pages
    ]


def _name_pages(pages: list[int]) -> str:
    return f"{'Page' if len(pages) == 1 else 'Pages'} {format_number_ranges(pages)}"


def _refer_to(pages: list[int]) -> str:
    return "it" if len(pages) == 1 else "them"


def _find_shown(path: Path, sheets: list[Sheet]) -> Iterator[int]:
    """The pages (1-based) of those `sheets` that show more than running lines; one that cannot be
    drawn counts as such."""
    from corpus.errors import ReadingError
    from indexer.readers.pdfium import render_page

    for sheet in sheets:
        try:
            picture = render_page(path, sheet.pdf_page, scale=_SCALE)
        except ReadingError:
            yield sheet.pdf_page
        else:
            if not _is_blank(picture, sheet):
                yield sheet.pdf_page


def _is_blank(picture: bytes, sheet: Sheet) -> bool:
    """Whether a page is empty but for its lines, which are painted over."""
    from PIL import Image, ImageDraw

    image = Image.open(io.BytesIO(picture)).convert("L")
    draw = ImageDraw.Draw(image)
    around = image.getpixel((0, 0))
    for line in sheet.lines:
        corners = (line.x0 - 2, line.top - 2, line.x1 + 2, line.bottom + 2)
        draw.rectangle([at * _SCALE for at in corners], fill=around)
    levels = image.tobytes()
    return max(levels) - min(levels) < _FAINT
