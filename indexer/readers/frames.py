"""Lines in their own reading direction: on a turned line, "top" is where its ascenders point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, overload

from indexer.readers.geometry import Box, make_boxes
from indexer.readers.sheet_list import SheetList
from indexer.readers.sheets import Line, Sheet

_WIDEST_PITCH = 3.0
"""Lines are at most this far apart, in line heights; double spacing needs 2.6."""


class SheetLayout(NamedTuple):
    """A sheet with the boxes of its lines, computed once for every step that needs them."""

    sheet: Sheet
    angle: int
    """The direction in which most of its letters read: `find_main_angle`."""
    boxes: list[Box]
    """One for each of its lines, each upright: `make_upright_box`."""
    upright: list[int]
    """0-based indices of the lines that read in direction `angle`, in the reader's order, without
    those outside the page: `find_outside`."""


class SheetLayouts(Sequence[SheetLayout]):
    """The layouts of very many sheets, each made anew when it is asked for: together they take as
    much room as all lines."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets

    def __len__(self) -> int:
        return len(self._sheets)

    def __iter__(self) -> Iterator[SheetLayout]:
        return map(lay_out, self._sheets)

    @overload
    def __getitem__(self, at: int) -> SheetLayout: ...
    @overload
    def __getitem__(self, at: slice) -> list[SheetLayout]: ...
    def __getitem__(self, at: int | slice) -> SheetLayout | list[SheetLayout]:
        found = self._sheets[at]
        return lay_out(found) if isinstance(found, Sheet) else list(map(lay_out, found))


def lay_out_all(sheets: Sequence[Sheet]) -> Sequence[SheetLayout]:
    """The layouts of a document's sheets."""
    return SheetLayouts(sheets) if isinstance(sheets, SheetList) else list(map(lay_out, sheets))


def lay_out(sheet: Sheet) -> SheetLayout:
    """The sheet's layout."""
    # line[1:5] are the edges of an upright line's box: nearly all are
    boxes = list(make_boxes([line[1:5] for line in sheet.lines]))
    for at, line in enumerate(sheet.lines):
        if line.angle:
            boxes[at] = make_upright_box(line, sheet)
    angle = find_main_angle(sheet)
    outside = find_outside(sheet)
    upright = [
        at for at, line in enumerate(sheet.lines) if line.angle == angle and at not in outside
    ]
    return SheetLayout(sheet, angle, boxes, upright)


def find_outside(sheet: Sheet) -> frozenset[int]:
    """The lines (0-based) of a page that reach out of it: those of a sheet that shows several pages
    and belong to the sheet as a whole, such as its head and foot."""
    if not sheet.sheet_part:
        return frozenset()
    return frozenset(
        at
        for at, line in enumerate(sheet.lines)
        if line.x0 < 0 or line.x1 > sheet.width or line.bottom <= 0 or line.top >= sheet.height
    )


def make_upright_box(line: Line, sheet: Sheet) -> Box:
    """The line's box on the sheet turned so that the line is upright: origin top left, y down."""
    if line.angle == 90:
        return Box(line.top, sheet.width - line.x1, line.bottom, sheet.width - line.x0)
    if line.angle == 270:
        return Box(sheet.height - line.bottom, line.x0, sheet.height - line.top, line.x1)
    if line.angle == 180:
        return Box(
            sheet.width - line.x1,
            sheet.height - line.bottom,
            sheet.width - line.x0,
            sheet.height - line.top,
        )
    return Box(line.x0, line.top, line.x1, line.bottom)


def measure_height(sheet: Sheet, angle: int) -> float:
    """Height of the sheet, points, as seen by lines of this angle."""
    return sheet.width if angle in (90, 270) else sheet.height


def measure_pitch(boxes: Sequence[Box], least: float) -> float:
    """The usual distance from one row of these boxes to the next, points; 0.0 for a single row.

    The boxes go down the page; a step of `least` points or less stays within a row.
    """
    steps = [step for a, b in pairwise(boxes) if (step := b.y0 - a.y0) > least]
    if not steps:
        return 0.0
    return min(median(steps), _WIDEST_PITCH * median([box.y1 - box.y0 for box in boxes]))


def find_main_angle(sheet: Sheet) -> int:
    """The direction in which most of the sheet's letters read, 0 for a blank one."""
    angles = {line.angle for line in sheet.lines}
    if len(angles) <= 1:
        return next(iter(angles), 0)
    letters: Counter[int] = Counter()
    for line in sheet.lines:
        letters[line.angle] += len(line.text)
    return max(letters, key=lambda angle: (letters[angle], -angle))
