"""The dark rectangles of a picture, among which are the bars that black out words of a scan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from indexer.readers.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

BAR_HEIGHTS = (0.65, 2.0)
"""How high a bar is, in sizes of the page's text: rules are thinner, dark areas higher."""
_DARK = re.compile(rb"[\x00-\x50]{8,}")
"""A row of dark points that no letter is wide enough for."""
_RAGGED = 2
"""Points by which the rows of a scanned bar differ."""


def find_dark_blocks(picture: Image, scale: float) -> list[Box]:
    """The dark rectangles of any height in the grey `picture`, in points from its top left corner;
    `scale` is its pixels per point."""
    width, height = (max(round(side / scale), 1) for side in picture.size)
    levels = picture.resize((width, height), 4).tobytes()  # each point the mean of its pixels
    return [
        Box(*block)
        for block in _join_rows(
            [run.span() for run in _DARK.finditer(levels[width * row : width * (row + 1)])]
            for row in range(height)
        )
    ]


def _join_rows(rows: Iterable[list[tuple[int, int]]]) -> Iterator[tuple[int, int, int, int]]:
    """The rectangles that dark runs of one row after the other form: left, top, right, bottom."""
    open_ones: list[tuple[int, int, int]] = []  # left, right, and the first row
    y = 0
    for y, runs in enumerate((*rows, [])):
        going_on: list[tuple[int, int, int]] = []
        for left, right in runs:
            first = y
            for one in open_ones:
                if abs(one[0] - left) <= _RAGGED and abs(one[1] - right) <= _RAGGED:
                    open_ones.remove(one)
                    first = one[2]
                    break
            going_on.append((left, right, first))
        yield from ((left, first, right, y) for left, right, first in open_ones)
        open_ones = going_on
