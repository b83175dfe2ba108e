"""Line numbers in the margin: a column of figures that rises by a steady step at a steady pitch.

Bills, pleadings, transcripts and poems are numbered so. The rows of a table and the items of a list
are numbered too, and there the figure belongs to the text: so a column counts only where it goes
down most of the sheet, and where another sheet has the same one or goes on counting from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.readers.frames import SheetLayout

_NUMBER = re.compile(r"\s*(\d{1,4})(?:\s+|$)")
_LEAST = 6
"""Fewer numbers than this on a sheet may well be something else."""
_STEPS = (1, 2, 5, 10)
_STEADY = 0.9
"""The share of numbers that must follow their predecessor by the same step and at the same
pitch."""
_COVERED = 0.6
"""The share of the text's height that the column must go down."""
_PLACE = 6.0
"""Points by which the first numbers of two sheets may stand apart."""


@dataclass(frozen=True, slots=True)
class _Number:
    at: int
    """Index of the line."""
    value: int
    end: int
    """How many characters of the line the number and the space behind it take."""
    y: float
    bare: bool
    """Nothing else stands on the line."""


Column = dict[int, int | None]
"""Lines that bear a line number: how many characters to pass over; None for the whole line."""


def find_line_numbers(pages: Sequence[SheetLayout], taken: Sequence[set[int]]) -> list[Column]:
    """The line numbers of every sheet, in order; `taken` are lines that are something else."""
    columns = [_find_column(page, lines) for page, lines in zip(pages, taken, strict=True)]
    firsts = Counter(column[0].value for column in columns if column)
    found: list[Column] = []
    for at, column in enumerate(columns):
        real = bool(column) and (
            len(pages) == 1
            or any(
                _begin_alike(column, other) for k, other in enumerate(columns) if k != at and other
            )
            if column and firsts[column[0].value] > 1
            else bool(column) and _goes_on(columns, at)
        )
        found.append({one.at: None if one.bare else one.end for one in column} if real else {})
    return found


def _begin_alike(column: Sequence[_Number], other: Sequence[_Number]) -> bool:
    """Whether both begin with the same number at the same height."""
    return column[0].value == other[0].value and abs(column[0].y - other[0].y) <= _PLACE


def _goes_on(columns: Sequence[Sequence[_Number]], at: int) -> bool:
    """Whether the sheet before or after counts on from or to this one."""
    column = columns[at]
    step = column[1].value - column[0].value
    before = columns[at - 1] if at else ()
    after = columns[at + 1] if at + 1 < len(columns) else ()
    return bool(
        (before and before[-1].value + step == column[0].value)
        or (after and column[-1].value + step == after[0].value)
    )


def _find_column(page: SheetLayout, taken: set[int]) -> list[_Number]:
    """The sheet's column of numbers from top to bottom, [] where it has none."""
    lines = page.sheet.lines
    possible = [at for at in page.upright if not lines[at].text[:1].isalpha()]
    if len(possible) < _LEAST:
        return []
    bare: list[tuple[float, _Number]] = []
    leading: list[tuple[float, _Number]] = []
    for at in possible:
        text, box = lines[at].text, page.boxes[at]
        found = _NUMBER.match(text)
        if found and at not in taken:
            whole = found.end() >= len(text.rstrip())
            number = _Number(at, int(found[1]), found.end(), box.y0, whole)
            (bare if whole else leading).append((box.x1 if whole else box.x0, number))
    if len(bare) + len(leading) < _LEAST:
        return []
    tops = [page.boxes[at].y0 for at in page.upright]
    for candidates in (_find_aligned(bare), _find_aligned(leading + bare)):
        if _is_steady(candidates) and (
            candidates[-1].y - candidates[0].y >= _COVERED * (max(tops) - min(tops))
        ):
            return candidates
    return []


def _find_aligned(numbers: Sequence[tuple[float, _Number]]) -> list[_Number]:
    """The largest group that stands at one place across the sheet, from top to bottom."""
    if not numbers:
        return []
    places = Counter(round(x / 12) for x, _ in numbers)
    place = max(places, key=lambda one: places[one] + max(places[one - 1], places[one + 1]))
    if places[place - 1] > places[place + 1]:
        place -= 1
    group = [number for x, number in numbers if round(x / 12) in (place, place + 1)]
    return sorted(group, key=lambda number: number.y)


def _is_steady(numbers: Sequence[_Number]) -> bool:
    if len(numbers) < _LEAST:
        return False
    steps = Counter(b.value - a.value for a, b in pairwise(numbers))
    step, often = steps.most_common(1)[0]
    pitch = median(b.y - a.y for a, b in pairwise(numbers))
    even = sum(1 for a, b in pairwise(numbers) if abs(b.y - a.y - pitch) <= 0.15 * pitch)
    least = _STEADY * (len(numbers) - 1)
    return step in _STEPS and often >= least and even >= least
