"""Line numbers in the margin: a column of figures that rises by a steady step at a steady pitch.

Bills, pleadings, transcripts and poems are numbered like this. In tables and lists, which are
numbered too, the figure belongs to the text: so a column counts only where it goes down most of the
sheet, and where another sheet has the same one or continues it. The figures may be set between dots
or raised, and in a transcript of a recording the time may stand beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from indexer.readers.frames import SheetLayout
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_HOURS_MINUTES = r"\d\s?\d?\s?:\s?\d\s?\d(?:\s?:\s?\d\s?\d)?"
"""A time of day, which may be letter-spaced."""
_NUMBER = re.compile(
    rf"[\s·]*(?:{_HOURS_MINUTES}\s+(?=\d{{1,2}}\s*$))?"
    rf"(\d{{1,4}}|[{SUPERSCRIPT_DIGITS}]{{1,4}})(?:[\s·]+|$)"
)
_TIME = re.compile(rf"\s*{_HOURS_MINUTES}(?:\s?[AaPp]\.?[Mm]\.?)?\s*")
_LEAST = 6
"""Fewer numbers than this on a sheet may be something else."""
_STEPS = (1, 2, 5, 10)
_STEADY = 0.9
"""The share of numbers that must follow the one before by the same step and at the same pitch."""
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


NumberedLines = dict[int, int | None]
"""Lines that bear a line number: how many characters to skip; None for the whole line."""


def find_line_numbers(
    pages: Sequence[SheetLayout], taken: Sequence[set[int]]
) -> list[NumberedLines]:
    """The line numbers of every sheet, in order; `taken` are lines that are something else."""
    columns = [_find_column(page, lines) for page, lines in zip(pages, taken, strict=True)]
    heights: dict[int, list[float]] = defaultdict(list)
    for column in filter(None, columns):
        heights[column[0].value].append(column[0].y)
    return [
        {number.at: None if number.bare else number.end for number in column}
        | dict.fromkeys(_find_times(pages[at], column))
        if column and _is_confirmed(columns, at, heights[column[0].value])
        else {}
        for at, column in enumerate(columns)
    ]


def _find_times(page: SheetLayout, column: Sequence[_Number]) -> set[int]:
    """The lines that are nothing but a time of day and stand in the height of a line number, left
    or right of everything else; a single one may be an answer's only word."""
    lines, boxes = page.sheet.lines, page.boxes
    times = {at for at in page.upright if ":" in lines[at].text and _TIME.fullmatch(lines[at].text)}
    if len(times) < 2:
        return set()
    heights = [number.y for number in column]
    numbers = {number.at for number in column if number.bare}
    others = [boxes[at] for at in page.upright if at not in times and at not in numbers]
    left = min((box.x0 for box in others), default=0.0)
    right = max((box.x1 for box in others), default=0.0)
    return {
        at
        for at in times
        if (boxes[at].x1 <= left or boxes[at].x0 >= right)
        and any(abs(boxes[at].y0 - y) <= _PLACE for y in heights)
    }


def _is_confirmed(columns: Sequence[Sequence[_Number]], at: int, heights: list[float]) -> bool:
    """Whether another sheet bears out the column at index `at`; the only sheet needs no other.

    `heights` are those at which columns begin with the same number. If there are others, one must
    be near its own; if not, the sheet before or after must count on from or to it.
    """
    column = columns[at]
    if len(columns) == 1:
        return True
    if len(heights) > 1:
        near = (y for y in heights if abs(y - column[0].y) <= _PLACE)
        return len(list(islice(near, 2))) == 2  # its own and another
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
        figure = _NUMBER.match(text)
        if figure and at not in taken:
            whole = figure.end() >= len(text.rstrip())
            number = _Number(
                at, int(unicodedata.normalize("NFKC", figure[1])), figure.end(), box.y0, whole
            )
            (bare if whole else leading).append((box.x1 if whole else box.x0, number))
    if len(bare) + len(leading) < _LEAST:
        return []
    tops = [page.boxes[at].y0 for at in page.upright]
    for candidates in (_find_aligned(bare), _find_aligned(leading + bare)):
        if (
            _is_steady(candidates)
            and candidates[-1].y - candidates[0].y >= _COVERED * (max(tops) - min(tops))
            and _is_outermost(page, candidates)
        ):
            return candidates
    return []


def _is_outermost(page: SheetLayout, column: Sequence[_Number]) -> bool:
    """Whether the numbers stand left of the words in their rows, or beside nothing but another
    numbered column: in a table they begin a cell of their row."""
    lines, boxes = page.sheet.lines, page.boxes
    tops = {round(boxes[number.at].y0): boxes[number.at].x0 for number in column}
    left = [
        at
        for at in page.upright
        if boxes[at].x1 <= tops.get(round(boxes[at].y0), 0.0)
        and any(map(str.isalpha, lines[at].text))
    ]
    words = sum(1 for at in left if not _NUMBER.match(lines[at].text))
    return words <= (1 - _STEADY) * len(column) or all(number.bare for number in column)


def _find_aligned(numbers: Sequence[tuple[float, _Number]]) -> list[_Number]:
    """The largest group that stands at one place across the sheet, from top to bottom."""
    if not numbers:
        return []
    places = Counter(round(x / 12) for x, _ in numbers)
    place = max(places, key=lambda x: places[x] + max(places[x - 1], places[x + 1]))
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
