"""A picture of the page around a passage, with the passage highlighted.

Only the boxes of whole lines are known, unless the page was read from its picture: the place of a
word within its line is estimated from the usual widths of letters.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from drafts.verdicts.passage_lines import PassageLine, list_passage_lines
from indexer.labels.pinpoint_wording import format_sheet
from indexer.library import Library
from indexer.readers.geometry import Box
from indexer.readers.pictures.drawing import render_page
from indexer.readers.sheets import Sheet
from indexer.readers.signatures import has_sheets
from indexer.readers.word_boxes import guess_stretch
from search.locating.match import Match

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH = 1000
"""Pixels of a page's width."""
_LARGEST_SCALE = 4.0
_TALLEST = 3000
"""Pixels; of a taller passage only the beginning is shown."""
_PAGES = 3
"""Pages of one passage that are shown."""
_AROUND = 3
"""Lines shown above and below the passage."""
_SECONDS = 30.0
"""Seconds that a page may take to be drawn."""
_COLOURS = 48
_HIGHLIGHT, _EDGE = (255, 236, 130), (176, 112, 0)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A part of one page, the passage on it highlighted."""

    place: str
    """Which page, for a person: "PDF page 149"."""
    data: bytes
    media_type: str
    """`image/png` or `image/jpeg`, whichever is smaller."""
    width: int
    """Pixels."""
    height: int


def draw_page_images(library: Library, match: Match) -> Iterator[PageImage]:
    """The pages that `match` stands on, at most the first three.

    Raises a ReadingError if the file is gone, needs a password or cannot be drawn.
    """
    if not has_sheets(match.entry.document.reader):  # there is no page to be drawn
        return
    path = library.locate_file(match.entry)
    by_page = groupby(list_passage_lines(library, match), key=attrgetter("number"))
    places = {label.number: format_sheet(label) for label in match.labels}
    for shown_before, (number, lines) in enumerate(by_page):
        if shown_before == _PAGES:
            return
        shown = list(lines)
        sheet = shown[0].sheet
        scale = min(_WIDTH / sheet.width, _LARGEST_SCALE)
        top, bottom = _measure_band(sheet, shown, scale)
        box = Box(sheet.left, sheet.top + top, sheet.left + sheet.width, sheet.top + bottom)
        picture = library.apart.call(
            render_page,
            (path, sheet.pdf_page, scale, box),
            about=match.entry.files[0],
            seconds=_SECONDS,
        )
        boxes = [box for line in shown for box in _list_highlights(library, match, line)]
        yield _draw_highlights(places[number], picture, boxes, top, scale)


def _list_highlights(library: Library, match: Match, one: PassageLine) -> Iterator[Box]:
    """Where the stretch of the line is on its page, in points from its top left; word by word where
    it was read from a picture, which need not be level."""
    begin, end = one.line.start + one.start, one.line.start + one.end
    seen = (
        library.store.pictures.read_words(match.entry.document.sha256, one.sheet.pdf_page)
        if one.sheet.read_from == "picture"
        else ()
    )
    left, top = one.sheet.left, one.sheet.top
    boxes = [
        Box(box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top)
        for box in (word.box for word in seen if word.start < end and word.end > begin)
    ]
    yield from boxes or [guess_stretch(one.line, one.start, one.end)]


def _measure_band(sheet: Sheet, lines: Sequence[PassageLine], scale: float) -> tuple[float, float]:
    """Top and bottom of what is shown, in points; the top is a whole number of pixels."""
    heights = sorted(min(one.line.bottom - one.line.top, 40.0) for one in lines)
    margin = _AROUND * 1.3 * max(heights[len(heights) // 2], 6.0)
    top = max(0.0, min(one.line.top for one in lines) - margin)
    bottom = min(sheet.height, max(one.line.bottom for one in lines) + margin)
    bottom = min(bottom, top + _TALLEST / scale)
    return int(top * scale) / scale, bottom


def _draw_highlights(
    place: str, picture: bytes, boxes: Sequence[Box], top: float, scale: float
) -> PageImage:
    from PIL import Image, ImageChops, ImageDraw

    page = Image.open(io.BytesIO(picture)).convert("RGB")
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    for box in boxes:
        x0, y0 = box.x0 * scale - 2, (box.y0 - top) * scale - 1
        x1, y1 = box.x1 * scale + 2, (box.y1 - top) * scale + 1
        draw.rectangle((x0, y0, max(x0, x1), max(y0, y1)), _HIGHLIGHT)
        draw.line((x0, y1, max(x0, x1), y1), _EDGE, 2)
    data, media_type = _compress(ImageChops.multiply(page, layer))
    return PageImage(place, data, media_type, *page.size)


def _compress(image: Image) -> tuple[bytes, str]:
    from PIL import Image as Images

    png, jpeg = io.BytesIO(), io.BytesIO()
    image.quantize(_COLOURS, dither=Images.Dither.NONE).save(png, "PNG", optimize=True)
    image.save(jpeg, "JPEG", quality=72, optimize=True)
    if len(png.getvalue()) <= len(jpeg.getvalue()):
        return png.getvalue(), "image/png"
    return jpeg.getvalue(), "image/jpeg"
