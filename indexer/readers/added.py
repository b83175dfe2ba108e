"""Lines that lie on a page rather than in it: the values of form fields, text typed on top.

A file holds them after all the page's own words; they are read where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.readers.sheets import Line


def place_added_lines(lines: Sequence[Line], first: int) -> tuple[Line, ...]:
    """`lines` with those that begin at the character `first` or later put in their places: after
    what stands left of them in the same row, else after what stands above them."""
    placed = [line for line in lines if line.start < first]
    for line in lines:
        if line.start >= first:
            placed.insert(_find_place(placed, line), line)
    return tuple(placed)


def _find_place(lines: Sequence[Line], added: Line) -> int:
    middle = (added.top + added.bottom) / 2
    upright = [(at, line) for at, line in enumerate(lines) if line.angle == added.angle == 0]
    beside = [
        (line.x1, at) for at, line in upright if line.top <= middle <= line.bottom
        and line.x1 <= added.x0 + added.size
    ]  # fmt: skip
    if beside:
        return max(beside)[1] + 1
    above = [(line.bottom, at) for at, line in upright if line.bottom <= middle]
    if above:
        return max(above)[1] + 1
    return min((at for at, line in upright if line.top >= middle), default=len(lines))
