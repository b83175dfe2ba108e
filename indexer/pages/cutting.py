"""A sheet that shows several printed pages, taken apart into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from indexer.readers.sheets import Line, Sheet

ACROSS = ("left", "right")
"""The parts of a spread, in the order in which they are read."""
DOWN = ("top left", "bottom left", "top right", "bottom right")
"""Those of a sheet with four pages, read down each column, as condensed transcripts are."""
ROWS = ("top left", "top right", "bottom left", "bottom right")
"""The same, read row by row."""
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_LONGEST = 40
"""Characters; a longer line holds more than two numbers and the word page."""
_LETTER = 0.55
"""Font sizes that a figure is wide, or a letter beside it."""
WHOLE = {2: "both", 4: "all"}
"""The part that a sheet is which shows so many pages and cannot be taken apart."""


class Frame(NamedTuple):
    """The upper and the lower pages of a sheet, points; what is above and below them is the sheet's
    own head and foot."""

    upper: float
    """Where the upper pages begin, from the top of the sheet."""
    lower: float
    """The same of the lower pages."""
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a sheet is cut, in points from its top left corner, and in which order it is read."""

    parts: tuple[str, ...]
    x: float
    y: float = 0.0
    """0 where it is not cut across."""
    frame: Frame | None = None
    """Of the four pages; None where they reach to the edges of the sheet."""


def cut_sheet(sheet: Sheet, grid: Grid) -> list[Sheet]:
    """The pages of a sheet, in reading order, each with the lines that stand on it."""
    lines = share_lines(sheet, grid)
    return [_make_page(sheet, grid, part, [line for _, line in lines[part]]) for part in grid.parts]


def share_lines(sheet: Sheet, grid: Grid) -> dict[str, list[tuple[int, Line]]]:
    """By part, the lines that stand on it, each with its 0-based index among the sheet's.

    A line that runs over two parts is on the first, but two numbers far apart are two lines.
    """
    lines: dict[str, list[tuple[int, Line]]] = {part: [] for part in grid.parts}
    for at, whole in enumerate(sheet.lines):
        for line in _divide_numbers(whole, grid.x):
            lines[_find_part(line, grid)].append((at, line))
    return lines


def _find_part(line: Line, grid: Grid) -> str:
    side = "left" if line.x0 < grid.x else "right"
    if not grid.y:
        return side
    return f"{'top' if line.top + line.bottom < 2 * grid.y else 'bottom'} {side}"


def _divide_numbers(line: Line, x: float) -> list[Line]:
    """The numbers of two pages side by side, which the reader joins to one line, as two; any other
    line as it is."""
    if not line.x0 < x < line.x1 or line.angle or len(line.text) > _LONGEST:
        return [line]
    words = list(_WORD.finditer(line.text))
    if len(words) < 2 or len(words) % 2:
        return [line]
    begin = words[len(words) // 2].start()
    one, other = line.text[:begin].rstrip(), line.text[begin:].rstrip()
    ends = line.x0 + _LETTER * line.size * len(one), line.x1 - _LETTER * line.size * len(other)
    alike = _DIGITS.sub("0", one) == _DIGITS.sub("0", other) and len(_DIGITS.findall(one)) == 1
    if not alike or not ends[0] < x < ends[1]:
        return [line]
    return [
        line._replace(text=one, x1=ends[0], hyphenated=False),
        line._replace(text=other, x0=ends[1], start=line.start + begin),
    ]


def _measure_height(sheet: Sheet, grid: Grid, part: str) -> tuple[float, float]:
    """Where a page begins, from the top of its sheet, and its height."""
    is_lower = part.startswith("bottom")
    if not grid.y:
        return 0.0, sheet.height
    if grid.frame:
        return grid.frame.lower if is_lower else grid.frame.upper, grid.frame.height
    return (grid.y, sheet.height - grid.y) if is_lower else (0.0, grid.y)


def _make_page(sheet: Sheet, grid: Grid, part: str, lines: Sequence[Line]) -> Sheet:
    left = grid.x if part.endswith("right") else 0.0
    right = sheet.width if part.endswith("right") else grid.x
    top, height = _measure_height(sheet, grid, part)
    moved = [
        line._replace(
            x0=line.x0 - left, x1=line.x1 - left, top=line.top - top, bottom=line.bottom - top
        )
        for line in lines
    ]
    first = part == grid.parts[0]
    return replace(
        sheet,
        width=right - left,
        height=height,
        lines=tuple(moved),
        embedded_label="",
        hidden=sheet.hidden if first else "",
        sheet_part=part,
        left=left,
        top=top,
    )
