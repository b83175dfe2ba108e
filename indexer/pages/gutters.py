"""The white between the printed pages of one sheet."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from indexer.pages.cutting import ACROSS, DOWN, Grid
from indexer.readers.sheets import Line, Sheet

_FROM, _TO = 0.4, 0.6
"""Shares of the sheet between which it is cut: printed pages side by side are of one size, and a
scanned book lies nearly in the middle."""
_MARGIN = 0.1
"""Share of the sheet's height at its head and foot, where a line may run over both pages: a title
of the whole, a stamp."""
_WIDE = 1.0
"""Least width of the white in line heights; that between two lines of text is narrower."""
_FEW = 2
"""So many lines that run across the whole middle already show running text."""


def find_gutter(sheet: Sheet, pages: int) -> Grid | None:
    """Where a sheet would be cut into two pages, or four; None where text stands in the way."""
    low, high = _FROM * sheet.width, _TO * sheet.width
    body = [line for line in sheet.lines if _is_inside(line, sheet)]
    if sum(line.x0 < low and line.x1 > high for line in body) > _FEW:  # most sheets end here
        return None
    least = _WIDE * median([line.bottom - line.top for line in body] or [0.0])
    x = _find_white(((line.x0, line.x1) for line in body), sheet.width, least)
    if x is None or pages == 2:
        return None if x is None else Grid(ACROSS, x)
    y = _find_white(((line.top, line.bottom) for line in body), sheet.height, least)
    return None if y is None else Grid(DOWN, x, y)


def _is_inside(line: Line, sheet: Sheet) -> bool:
    margin = _MARGIN * sheet.height
    return line.angle == 0 and line.bottom > margin and line.top < sheet.height - margin


def _find_white(spans: Iterable[tuple[float, float]], size: float, least: float) -> float | None:
    """The middle of `size`, or else of the widest white in its middle; None where it is narrower
    than `least`."""
    low, high = _FROM * size, _TO * size
    inked = sorted((max(low, start), min(high, end)) for start, end in spans if end > low)
    reached, white = low, (low, low)
    for start, end in [*(span for span in inked if span[0] < high), (high, high)]:
        if start - reached > white[1] - white[0]:
            white = reached, start
        reached = max(reached, end)
    if white[1] - white[0] < least:
        return None
    middle = size / 2 if white[0] < size / 2 < white[1] else sum(white) / 2
    return float(round(middle))
