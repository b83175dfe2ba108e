"""The black rectangles of a page, as PDFium sees them among its drawn objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from operator import mul
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.readers.dark_blocks import BAR_HEIGHTS
from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.calls import (
    count_segments,
    fetch_draw_mode,
    fetch_fill_colour,
    fetch_stroke_colour,
    fetch_stroke_width,
)
from indexer.readers.pdfium.objects import (
    Drawn,
    find_bounds,
    multiply,
    read_matrix,
    transform_box,
)

_DARKEST = 40
"""Black is a colour whose red, green and blue (0 to 255) are all below this."""
_OPAQUE = 250
_PATTERN = -1
_SEGMENTS = 6
"""A path of more steps than this is not a single rectangle."""
_MOST_SEGMENTS = 3000
"""A path of more steps than this is a drawing."""
_RECTANGLE = 5
"""The steps of a rectangle drawn by PDF's own operator for it."""
_LINE = 2
"""The steps of a straight line."""
_THIN = 1.0
"""Points; what is thinner is a rule."""
_RULE = 0.3
"""Points; what is thinner neither hides nor blacks out even the smallest print."""


class Shape(NamedTuple):
    """A drawn path that is more than a rule."""

    path: Drawn
    bounds: Box
    """In user space."""
    is_filled: int
    """0 or not."""
    outline: float
    """How thick its outline is, in points, where nothing else of it is drawn; else 0."""
    ink: int
    """The brightest of the red, green and blue (0 to 255) that it is filled with, or that its
    outline is drawn with; -1 for a pattern."""
    opacity: int
    """Of the ink, 0 to 255."""


class Shapes(NamedTuple):
    """The paths of a page."""

    bounds: list[Box]
    """Of all of them, rules as well, in user space."""
    thick: list[Shape]
    """Those that could hide a word, in the order of drawing."""


def list_shapes(bulk: Bulk, paths: Sequence[Drawn]) -> Shapes:
    """What is drawn by the `paths` of a page."""
    bounds = find_bounds(bulk, paths)
    thick = [
        (path, box)
        for path, box in zip(paths, bounds, strict=True)
        if box[3] - box[1] >= _RULE and box[2] - box[0] >= _RULE
    ]
    if not thick:
        return Shapes(bounds, [])
    items = [path.item for path, _ in thick]
    drawn, modes = bulk.ask(fetch_draw_mode, items, "i", 2)
    fills, strokes = (list(map(mul, drawn, own)) for own in modes)
    inks, opacities = _list_inks(bulk, fetch_fill_colour, items)
    outlines = [0.0] * len(items)
    lines = [at for at, fill in enumerate(fills) if strokes[at] and not fill]
    if lines:
        drawn_lines = [items[at] for at in lines]
        _, (widths,) = bulk.ask(fetch_stroke_width, drawn_lines, "f", 1)
        own_inks = _list_inks(bulk, fetch_stroke_colour, drawn_lines)
        for at, width, ink, opacity in zip(lines, widths, *own_inks, strict=True):
            outlines[at], inks[at], opacities[at] = width, ink, opacity
    columns = (*zip(*thick, strict=True), fills, outlines, inks, opacities)
    # as Shape(…), which takes three times as long: there may be tens of thousands
    return Shapes(bounds, list(map(tuple.__new__, repeat(Shape), zip(*columns, strict=True))))


def _list_inks(
    bulk: Bulk, fetch: Callable[..., int], items: Sequence[Any]
) -> tuple[list[int], list[int]]:
    found, (reds, greens, blues, opacities) = bulk.ask(fetch, items, "I")
    inks = list(map(max, reds, greens, blues))
    if not all(found):
        inks = [ink if has else _PATTERN for has, ink in zip(found, inks, strict=True)]
    return inks, opacities


def find_black_pieces(shapes: Iterable[Shape], display: Display, usual: float) -> list[Box]:
    """The black rectangles among the `shapes` that are about as high as text of the size `usual`
    (points), on the displayed page. A bar may come in several pieces."""
    lowest, highest = (share * usual for share in BAR_HEIGHTS)
    turned = display.rotation in (90, 270)
    areas: list[Box] = []
    for shape in shapes:
        path, bounds, is_filled, _, ink, opacity = shape
        if not (0 <= ink < _DARKEST and opacity >= _OPAQUE):
            continue
        left, bottom, right, top = bounds
        high, wide = (right - left, top - bottom) if turned else (top - bottom, right - left)
        # most are rules; the black area is never larger
        if high >= lowest and wide >= _THIN and top - bottom >= _THIN:
            # asking for every corner of a rectangle would cost as much as all the rest
            if is_filled and count_segments(path[1]) == _RECTANGLE:
                areas.append(bounds)
            else:
                areas += _find_black_areas(shape)
    width, height = display.size
    return [
        box
        for box in display.place_all(areas)
        if lowest <= box[3] - box[1] <= highest
        and box[2] - box[0] >= _THIN
        # as Display.shows has it, which takes longer: there may be tens of thousands
        and 0 <= (box[0] + box[2]) / 2 <= width
        and 0 <= (box[1] + box[3]) / 2 <= height
    ]


def _find_black_areas(shape: Shape) -> Sequence[Box]:
    """The areas that a black shape blacks out: rectangles, or a thick line."""
    path, bounds, is_filled, outline, _, _ = shape
    if is_filled:
        is_drawing = count_segments(path[1]) > _MOST_SEGMENTS
        return () if is_drawing else list(find_rectangles(path))
    if outline >= _THIN and count_segments(path[1]) == _LINE:
        return _find_thick_line(bounds, outline)
    return ()


def _find_thick_line(bounds: Box, thick: float) -> Sequence[Box]:
    """The area that a line of this width blacks out if it is upright or level."""
    # PDFium's bounds of a line reach a whole line width beyond it on every side
    if abs(bounds.x1 - bounds.x0 - 2 * thick) < _THIN:
        return (_shrink_box(bounds, thick / 2, thick),)
    if abs(bounds.y1 - bounds.y0 - 2 * thick) < _THIN:
        return (_shrink_box(bounds, thick, thick / 2),)
    return ()


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
