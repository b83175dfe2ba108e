"""The black rectangles of a page, as PDFium sees them among its drawn objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium

from indexer.geometry import Box, Display

_DARKEST = 40
"""Black is a colour whose red, green and blue (0 to 255) are all below this."""
_OPAQUE = 250
_SEGMENTS = 6
"""A rectangle is a path of at most so many steps."""
_RECTANGLE = 5
"""As many steps has a rectangle drawn by PDF's own operator for it."""
_HEIGHTS = (0.65, 2.0)
"""How high a bar is, in sizes of the page's text: rules are thinner, dark areas higher."""
_THIN = 1.0
_TOO_MANY = 5000
"""Pages with more objects than this are drawings."""


def black_pieces(page: Any, display: Display, usual: float) -> Iterator[Box]:
    """The black rectangles of the raw `page` about as high as text of the size `usual`, points,
    placed on the displayed page. A bar may come in pieces."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _TOO_MANY:
        return
    edges = [ctypes.c_float() for _ in range(4)]
    where = [ctypes.byref(edge) for edge in edges]
    get, kind = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for at in range(count):
        thing = get(page, at)
        if kind(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, *where):
            continue
        box = _black(thing, Box(*(edge.value for edge in edges)))
        if box is None:
            continue
        box = display.place(box)
        high = _HEIGHTS[0] * usual <= box.y1 - box.y0 <= _HEIGHTS[1] * usual
        if high and box.x1 - box.x0 >= _THIN and display.shows(box):
            yield box


def _black(path: Any, bounds: Box) -> Box | None:
    """What the path, which has these `bounds`, makes black if it is a rectangle or a thick line."""
    segments = pdfium.FPDFPath_CountSegments(path)
    if segments > _SEGMENTS or bounds.y1 - bounds.y0 < _THIN:
        return None
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return None
    if fill.value:
        black = _is_black(path, pdfium.FPDFPageObj_GetFillColor) and _is_rectangle(path, segments)
        return bounds if black else None
    if segments != 2 or not stroke.value:
        return None
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, ctypes.byref(width))
    thick = width.value
    # PDFium's bounds of a line reach a whole line width beyond it on every side
    if thick < _THIN or not _is_black(path, pdfium.FPDFPageObj_GetStrokeColor):
        return None
    if abs(bounds.x1 - bounds.x0 - 2 * thick) < _THIN:
        return _inset(bounds, thick / 2, thick)
    if abs(bounds.y1 - bounds.y0 - 2 * thick) < _THIN:
        return _inset(bounds, thick, thick / 2)
    return None


def _is_rectangle(path: Any, segments: int) -> bool:
    """Whether the path's corners are those of an upright rectangle, and not of a triangle."""
    if segments == _RECTANGLE:  # asking for every corner would cost as much as all else
        return True
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = set()
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            corners.add((round(x.value, 1), round(y.value, 1)))
    return len(corners) == 4 and len({x for x, _ in corners}) == len({y for _, y in corners}) == 2


def _inset(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 + across, box.y0 + down, box.x1 - across, box.y1 - down)


def _is_black(path: Any, ask: Callable[..., Any]) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    if not ask(path, *map(ctypes.byref, colour)):
        return False
    *mixed, opacity = (part.value for part in colour)
    return max(mixed) < _DARKEST and opacity >= _OPAQUE
