"""A sheet that shows several printed pages, taken apart into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.readers.sheets import Line, Sheet

ACROSS = ("left", "right")
"""The parts of a spread, in the order in which they are read."""
DOWN = ("top left", "bottom left", "top right", "bottom right")
"""Those of a sheet with four pages, read down each column, as condensed transcripts are."""
ROWS = ("top left", "top right", "bottom left", "bottom right")
"""The same, read row by row."""
WHOLE = {2: "both", 4: "all"}
"""The part that a sheet is which shows so many pages and cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a sheet is cut, in points from its top left corner, and in which order it is read."""

    parts: tuple[str, ...]
    x: float
    y: float = 0.0
    """0 where it is not cut across."""
    head: float = 0.0
    """Where the upper pages begin; what is above is the head of the sheet."""
    foot: float = 0.0
    """Where the lower pages end; 0 where nothing is below them."""


def cut_sheet(sheet: Sheet, grid: Grid) -> list[Sheet]:
    """The pages of a sheet, in reading order, each with the lines that stand on it."""
    lines: dict[str, list[Line]] = {part: [] for part in grid.parts}
    for line in sheet.lines:
        lines[find_part(line, grid)].append(line)
    return [_make_page(sheet, grid, part, lines[part]) for part in grid.parts]


def find_part(line: Line, grid: Grid) -> str:
    """The part of the sheet that a line stands on: where it runs over two of them, the first."""
    side = "left" if line.x0 < grid.x else "right"
    if not grid.y:
        return side
    return f"{'top' if line.top + line.bottom < 2 * grid.y else 'bottom'} {side}"


def _make_page(sheet: Sheet, grid: Grid, part: str, lines: Sequence[Line]) -> Sheet:
    left = grid.x if part.endswith("right") else 0.0
    top = grid.y if part.startswith("bottom") else grid.head
    right = sheet.width if part.endswith("right") else grid.x
    bottom = grid.y if part.startswith("top") else min(grid.foot or sheet.height, sheet.height)
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
        height=bottom - top,
        lines=tuple(moved),
        embedded_label="",
        hidden=sheet.hidden if first else "",
        part=part,
        left=left,
        top=top,
    )
