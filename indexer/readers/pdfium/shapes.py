"""The black rectangles of a page, as PDFium sees them among its drawn objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from indexer.readers.dark_blocks import BAR_HEIGHTS
from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.calls import (
    count_segments,
    fetch_draw_mode,
    fetch_fill_colour,
    fetch_stroke_colour,
    fetch_stroke_width,
)
from indexer.readers.pdfium.objects import Drawn, multiply, read_matrix, transform_box

_DARKEST = 40
"""Black is a colour whose red, green and blue (0 to 255) are all below this."""
_OPAQUE = 250
_SEGMENTS = 6
"""A path of more steps than this is not a single rectangle."""
_MOST_SEGMENTS = 3000
"""A path of more steps than this is a drawing."""
_RECTANGLE = 5
"""The steps of a rectangle drawn by PDF's own operator for it."""
_THIN = 1.0
"""Points; what is thinner is a rule."""


def find_black_pieces(
    paths: Iterable[tuple[Drawn, Box]], display: Display, usual: float
) -> Iterator[Box]:
    """The black rectangles among `paths`, given with their bounds, that are about as high as text
    of the size `usual` (points), on the displayed page. A bar may come in several pieces."""
    lowest, highest = (share * usual for share in BAR_HEIGHTS)
    properties = _PathProperties()
    turned = display.rotation in (90, 270)
    for path, bounds in paths:
        left, bottom, right, top = bounds
        height, width = (right - left, top - bottom) if turned else (top - bottom, right - left)
        if height < lowest or width < _THIN:  # most are rules; the black area is never larger
            continue
        for area in _find_black_areas(properties, path, bounds):
            box = display.place(area)
            high = lowest <= box.y1 - box.y0 <= highest
            if high and box.x1 - box.x0 >= _THIN and display.shows(box):
                yield box


class _PathProperties:
    """Asks PDFium about paths; holds the memory that the answers go to."""

    def __init__(self) -> None:
        self._colour, self._to_colour = _make_memory(ctypes.c_uint, 4)
        self._mode, self._to_mode = _make_memory(ctypes.c_int, 2)
        self._width, self._to_width = _make_memory(ctypes.c_float, 1)

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


def _find_black_areas(properties: _PathProperties, path: Drawn, bounds: Box) -> Iterator[Box]:
    """The areas that a path with these `bounds` blacks out: rectangles, or a thick line."""
    item = path.item
    segments = count_segments(item)
    if segments > _MOST_SEGMENTS or bounds.y1 - bounds.y0 < _THIN:
        return
    filled, stroked = properties.read_fill_and_stroke(item)
    if filled:
        if properties.is_black(item, fetch_fill_colour):
            # asking for every corner would cost as much as all the rest
            yield from [bounds] if segments == _RECTANGLE else find_rectangles(path)
        return
    if segments != 2 or not stroked:
        return
    thick = properties.measure_stroke_width(item)
    # PDFium's bounds of a line reach a whole line width beyond it on every side
    if thick < _THIN or not properties.is_black(item, fetch_stroke_colour):
        return
    if abs(bounds.x1 - bounds.x0 - 2 * thick) < _THIN:
        yield _shrink_box(bounds, thick / 2, thick)
    elif abs(bounds.y1 - bounds.y0 - 2 * thick) < _THIN:
        yield _shrink_box(bounds, thick, thick / 2)


def find_rectangles(path: Drawn) -> Iterator[Box]:
    """The upright rectangles that a path is made of, in the page's user space; none where any part
    of it is another shape."""
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for at in range(count_segments(path.item)):
        segment = pdfium.FPDFPath_GetPathSegment(path.item, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            parts.append([])
        if parts:
            parts[-1].append((round(x.value, 1), round(y.value, 1)))
    boxes = list(map(_find_rectangle, filter(lambda part: len(part) > 1, parts)))
    matrix = multiply(read_matrix(path.item), path.matrix)
    if None not in boxes:
        yield from (transform_box(box, matrix) for box in boxes if box is not None)


def _find_rectangle(corners: list[tuple[float, float]]) -> Box | None:
    """The upright rectangle with these corners, unless they are those of a triangle or the like."""
    across, down = {x for x, _ in corners}, {y for _, y in corners}
    if len(corners) > _SEGMENTS or not (len(set(corners)) == 4 and len(across) == len(down) == 2):
        return None
    return Box(min(across), min(down), max(across), max(down))


def _shrink_box(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 + across, box.y0 + down, box.x1 - across, box.y1 - down)
