"""The black rectangles of a page, as PDFium sees them among its drawn objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.calls import (
    count_segments,
    fetch_bounds,
    fetch_draw_mode,
    fetch_fill_colour,
    fetch_stroke_colour,
    fetch_stroke_width,
    get_kind,
    get_object,
)

_DARKEST = 40
"""Black is a colour whose red, green and blue (0 to 255) are all below this."""
_OPAQUE = 250
_SEGMENTS = 6
"""A path of more steps than this is no rectangle."""
_RECTANGLE = 5
"""The steps of a rectangle drawn by PDF's own operator for it."""
_HEIGHTS = (0.65, 2.0)
"""How high a bar is, in sizes of the page's text: rules are thinner, dark areas higher."""
_THIN = 1.0
"""Points; what is thinner is a rule."""
_TOO_MANY = 5000
"""Pages with more objects than this are drawings."""


def find_paths(page: Any) -> list[Any]:
    """The drawn shapes among the objects of the raw `page`; none where the page is a drawing."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _TOO_MANY:
        return []
    kinds = map(get_kind, map(get_object, repeat(page), range(count)))
    path = pdfium.FPDF_PAGEOBJ_PATH
    return [get_object(page, at) for at, kind in enumerate(kinds) if kind == path]


def count_images(page: Any) -> int:
    """How many images the raw `page` shows, itself or in the forms (ISO 32000-1, 8.10) on it."""
    images = 0
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        item = get_object(page, at)
        kind = get_kind(item)
        images += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inside in range(pdfium.FPDFFormObj_CountObjects(item)):
                nested = pdfium.FPDFFormObj_GetObject(item, inside)
                images += get_kind(nested) == pdfium.FPDF_PAGEOBJ_IMAGE
    return images


def find_black_pieces(paths: Iterable[Any], display: Display, usual: float) -> Iterator[Box]:
    """The black rectangles among `paths` that are about as high as text of the size `usual`
    (points), on the displayed page. A bar may come in several pieces."""
    lowest, highest = (share * usual for share in _HEIGHTS)
    properties = _PathProperties()
    turned = display.rotation in (90, 270)
    for path in paths:
        left, bottom, right, top = properties.measure_bounds(path)
        height, width = (right - left, top - bottom) if turned else (top - bottom, right - left)
        if height < lowest or width < _THIN:  # most are rules; the black area is never larger
            continue
        box = _find_black_area(properties, path, Box(left, bottom, right, top))
        if box is None:
            continue
        box = display.place(box)
        high = lowest <= box.y1 - box.y0 <= highest
        if high and box.x1 - box.x0 >= _THIN and display.shows(box):
            yield box


class _PathProperties:
    """Asks PDFium about paths; holds the memory that the answers go to."""

    def __init__(self) -> None:
        self._bounds, self._to_bounds = _make_memory(ctypes.c_float, 4)
        self._colour, self._to_colour = _make_memory(ctypes.c_uint, 4)
        self._mode, self._to_mode = _make_memory(ctypes.c_int, 2)
        self._width, self._to_width = _make_memory(ctypes.c_float, 1)

    def measure_bounds(self, path: Any) -> Sequence[float]:
        """Left, bottom, right and top in user space; all 0 where the path has none."""
        return self._bounds.tolist() if fetch_bounds(path, *self._to_bounds) else [0.0] * 4

    def read_fill_and_stroke(self, path: Any) -> Sequence[float]:
        """How the path is filled, 0 where it is not, and whether it is stroked."""
        return self._mode.tolist() if fetch_draw_mode(path, *self._to_mode) else [0, 0]

    def measure_stroke_width(self, path: Any) -> float:
        """How thick its line is, in points."""
        fetch_stroke_width(path, *self._to_width)
        return float(self._width[0])

    def is_black(self, path: Any, colour: Callable[..., int]) -> bool:
        """Whether the path is black; `colour` fetches its colour of filling or of stroking."""
        if not colour(path, *self._to_colour):
            return False
        red, green, blue, opacity = self._colour
        return max(red, green, blue) < _DARKEST and opacity >= _OPAQUE


def _make_memory(kind: Any, count: int) -> tuple[memoryview, list[Any]]:
    """Memory for numbers, and a pointer to each of them for PDFium."""
    memory = (kind * count)()
    view = memoryview(memory).cast("B").cast(kind._type_)
    return view, [ctypes.byref(memory, at * ctypes.sizeof(kind)) for at in range(count)]


def _find_black_area(properties: _PathProperties, path: Any, bounds: Box) -> Box | None:
    """The area that a path with these `bounds` blacks out, if it is a rectangle or a thick line."""
    segments = count_segments(path)
    if segments > _SEGMENTS or bounds.y1 - bounds.y0 < _THIN:
        return None
    filled, stroked = properties.read_fill_and_stroke(path)
    if filled:
        black = properties.is_black(path, fetch_fill_colour) and _is_rectangle(path, segments)
        return bounds if black else None
    if segments != 2 or not stroked:
        return None
    thick = properties.measure_stroke_width(path)
    # PDFium's bounds of a line reach a whole line width beyond it on every side
    if thick < _THIN or not properties.is_black(path, fetch_stroke_colour):
        return None
    if abs(bounds.x1 - bounds.x0 - 2 * thick) < _THIN:
        return _shrink_box(bounds, thick / 2, thick)
    if abs(bounds.y1 - bounds.y0 - 2 * thick) < _THIN:
        return _shrink_box(bounds, thick, thick / 2)
    return None


def _is_rectangle(path: Any, segments: int) -> bool:
    """Whether the path's corners are those of an upright rectangle, not of a triangle."""
    if segments == _RECTANGLE:  # asking for every corner would cost as much as all the rest
        return True
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = set()
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            corners.add((round(x.value, 1), round(y.value, 1)))
    return len(corners) == 4 and len({x for x, _ in corners}) == len({y for _, y in corners}) == 2


def _shrink_box(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 + across, box.y0 + down, box.x1 - across, box.y1 - down)
