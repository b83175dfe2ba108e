"""Lines divided at wide gaps: PDFium joins whatever stands at one height, across columns too.

A wide gap alone divides nothing: headings are set with tabs, and justified lines are stretched. It
does where something else on the page shows that two things stand side by side: another line lies in
the gap, lines below or above begin where it ends, or it goes on through neighbouring rows.

PDFium is slow to give boxes. So only lines are measured that are wide for their letters or have
another line in their middle; and three more, since of a page stored row by row every line is wide.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from operator import sub
from typing import NamedTuple

from indexer.readers.pdfium.buffers import EDGES
from indexer.readers.pdfium.characters import Characters
from indexer.readers.sheets import Line

_WIDE = 1.0
"""A gap of so many font sizes is wide."""
_STRETCHED = 2.5
"""It is also so many times as wide as the line's usual gap: justified lines are stretched."""
_NARROW = 0.5
"""Before the place where other lines' parts begin, a gap of so many font sizes divides..."""
_LESS_STRETCHED = 1.25
"""... if it is so many times as wide as the usual one."""
_LOOSE = 1.12
"""A line is wide for its letters if it is so many times as wide as the page's usual line."""
_SHORT = 40
"""Characters; a shorter line is measured if it is longer by a wide gap than it should be."""
_WIDEST_LETTERS = 0.58
"""Where a usual line is wider than so many font sizes for each letter, it has gaps itself."""
_VARIES = 0.04
"""Font sizes by which the letters of a short line are wider than usual by chance."""
_FEW_LINES = 8
"""On a page of fewer lines all are measured."""
_ALIGNED = 1.5
"""Points by which lines that begin at one place may differ."""
_NEAR_ROWS = 4.0
"""Neighbouring rows are at most so many font sizes apart."""
_LEAST_COMMON = 0.7
"""Font sizes that the gaps of neighbouring rows have in common where they are one gutter."""
_SEVERAL = 2
"""So many other lines, or rows, show that there is a column."""
_WORD = re.compile(r"\S+")
_MARKER = re.compile(r"\W*(?:[\divxlcIVXLC]{1,6}|[A-Za-z]{1,2}|[A-Z]?\d[\d.\-\u2013]{0,9})?\W*")
"""A bullet, number or letter before an item, which belongs to the item's words; or dots."""
_LEADERS = re.compile(r"(?:[.\u2026]\s?){3,}$")
"""Between an entry of a table of contents and its number."""
_WORDS = re.compile(r"[^\W\d_]{3}|_{3}")
_LETTERS = re.compile(r"[^\W\d_]{2}|_{3}")
"""Enough where it is known that a column begins."""


class _Gap(NamedTuple):
    """A wide gap between two words of a line."""

    line: int
    """Index of the line."""
    x0: float
    """Where the word before it ends."""
    x1: float
    """Where the word after it begins."""
    begin: int
    """Position of that word in the page's text."""
    marker: bool
    """What stands before it, back to the line's beginning, is the marker of an item."""
    figure: bool
    """What stands behind it, to the line's end, is figures: of a table, or of a table of contents,
    which belong to the words before them."""


def find_divisions(page: Characters, lines: Sequence[Line]) -> dict[int, list[int]]:
    """The lines that are several, by index: where in the page's text each further part begins."""
    upright = [at for at, line in enumerate(lines) if not line.angle and line.size]
    if not upright:
        return {}
    interrupted = set(_find_interrupted(lines, upright))
    loose, sample = _choose_lines(lines, upright)
    loose |= interrupted
    gaps = _measure_gaps(page, lines, [*loose, *sample - loose])
    if any(gap.line in sample for gap in gaps):
        rest = [at for at in upright if at not in loose and at not in sample]
        gaps += _measure_gaps(page, lines, rest)
    gaps = [gap for gap in gaps if not gap.marker or gap.line in interrupted]
    if not gaps:
        return {}
    found = _confirm(gaps, lines, upright, interrupted)
    if found:  # a long line leaves less room before the next column
        columns = sorted(gap.x1 for gap in found)
        crossing = [at for at in upright if _crosses(lines[at], columns)]
        found += [
            gap
            for gap in _measure_gaps(page, lines, crossing, columns)
            if not (gap.marker or gap.figure) and _is_at_column(gap, found, lines, upright)
        ]
    divisions: dict[int, set[int]] = {}
    for gap in found:
        divisions.setdefault(gap.line, set()).add(gap.begin)
    return {at: sorted(places) for at, places in divisions.items()}


def _confirm(
    gaps: Sequence[_Gap], lines: Sequence[Line], upright: Sequence[int], interrupted: set[int]
) -> list[_Gap]:
    """The gaps that the rest of the page confirms."""
    edges = sorted([lines[at].x0 for at in upright] + [gap.x1 for gap in gaps])
    cells = Counter(gap.line for gap in gaps if not gap.marker)
    return [
        gap
        for gap in gaps
        if (gap.line in interrupted and _holds_line(gap, lines, upright))
        or (
            not gap.marker
            and (not gap.figure or cells[gap.line] >= _SEVERAL)  # of two, one may be a page number
            and (_ends_at_column(gap, edges) or _goes_on_in_rows(gap, gaps, lines))
        )
    ]


def _is_at_column(
    gap: _Gap, found: Sequence[_Gap], lines: Sequence[Line], upright: Sequence[int]
) -> bool:
    """Whether a column begins where the gap ends: gaps `found` end there, and near it other lines,
    or parts of lines, begin."""
    own = lines[gap.line]
    places = [(other.x1, other.line) for other in found]
    places += [(lines[at].x0, at) for at in upright]
    near = {
        at
        for x, at in places
        if abs(x - gap.x1) <= _ALIGNED and abs(lines[at].top - own.top) <= 2 * _NEAR_ROWS * own.size
    }
    return len(near) >= _SEVERAL


def _crosses(line: Line, columns: Sequence[float]) -> bool:
    """Whether the line begins left of one of these places, and ends right of it."""
    return bisect_left(columns, line.x0 + line.size) < bisect_left(columns, line.x1 - line.size)


def _choose_lines(lines: Sequence[Line], upright: Sequence[int]) -> tuple[set[int], set[int]]:
    """The lines that may have a wide gap, and a few others."""
    if len(upright) < _FEW_LINES:
        return set(upright), set()
    widths = [(x1 - x0) / (len(text) * size) for text, x0, _, x1, _, _, size, *_ in
              map(lines.__getitem__, upright)]  # fmt: skip
    usual = min(sorted(widths)[len(widths) // 2], _WIDEST_LETTERS)
    least = _LOOSE * usual
    loose = {
        at
        for at, width in zip(upright, widths, strict=True)
        if width > least
        or (width > usual and len(lines[at].text) < _SHORT
            and (width - usual - _VARIES) * len(lines[at].text) > _WIDE)
    }  # fmt: skip
    tight = [at for at in upright if at not in loose]
    long = [at for at in tight if len(lines[at].text) >= _SHORT] or tight
    sample = {long[len(long) * part // 6] for part in (1, 3, 5)} if long else set()
    return loose, sample


def _find_interrupted(lines: Sequence[Line], upright: Sequence[int]) -> Iterator[int]:
    """The lines that reach past another one of the same row on both sides."""
    by_height = sorted(upright, key=lambda at: lines[at].top + lines[at].bottom)
    for one, other in pairwise(by_height):
        if lines[other].top < lines[one].bottom - 0.5 * lines[one].size:
            outer, inner = (one, other) if lines[one].x0 < lines[other].x0 else (other, one)
            if lines[inner].x1 < lines[outer].x1:
                yield outer


def _measure_gaps(
    page: Characters,
    lines: Sequence[Line],
    chosen: Sequence[int],
    columns: Sequence[float] = (),
) -> list[_Gap]:
    """The wide gaps of the chosen lines; with `columns`, the places ascending where columns begin,
    those before one of them, which may be less wide."""
    spans: list[tuple[int, list[tuple[int, int]]]] = []
    positions: list[int] = []
    for at in chosen:
        line = lines[at]
        text = page.text[line.start : line.start + len(line.text)].split("\r", 1)[0]
        start = line.start
        found = map(re.Match.span, _WORD.finditer(text))
        words = [(start + begin, start + end) for begin, end in found]
        if len(words) > 1:
            spans.append((at, words))
            for begin, end in words:
                positions += (begin, end - 1)
    lefts, rights = _measure_sides(page, positions)
    done = 0
    gaps: list[_Gap] = []
    for at, words in spans:
        last = done + 2 * len(words)
        sides = rights[done + 1 : last : 2], lefts[done + 2 : last : 2]
        done = last
        gaps += _find_wide(page, lines[at], at, words, sides, columns)
    return gaps


def _measure_sides(page: Characters, positions: Sequence[int]) -> tuple[list[float], list[float]]:
    """The left edges and the right edges of the characters on the displayed page."""
    if page.display.rotation == 0:
        edges, left = page.measure_edges(positions), repeat(page.display.visible.x0)
        return list(map(sub, edges[0::EDGES], left)), list(map(sub, edges[2::EDGES], left))
    boxes = page.measure_boxes(positions)
    return [box.x0 for box in boxes], [box.x1 for box in boxes]


def _find_wide(
    page: Characters,
    line: Line,
    at: int,
    words: Sequence[tuple[int, int]],
    sides: tuple[Sequence[float], Sequence[float]],
    columns: Sequence[float],
) -> Iterator[_Gap]:
    """The wide gaps of a line; `sides` are where its words end, and where all but the first one
    begin."""
    ends, begins = sides
    widths = list(map(sub, begins, ends))
    least, stretched = (_NARROW, _LESS_STRETCHED) if columns else (_WIDE, _STRETCHED)
    least *= line.size
    if max(widths) < least:
        return
    if len(widths) > 2:
        # the usual gap is one of the narrower ones: in a row of a table most are wide
        usual = min(sorted(widths)[(len(widths) - 1) // 4], _WIDE * line.size)
        least = max(least, stretched * usual)
    first, end = words[0][0], words[-1][1]
    is_word = _LETTERS if columns else _WORDS
    for number, width in enumerate(widths):
        if width < least or (columns and not _is_near(begins[number], columns)):
            continue
        place = words[number + 1][0]
        before, behind = page.text[first : words[number][1]], page.text[place:end]
        if number == len(widths) - 1 and _LEADERS.search(before):
            continue
        yield _Gap(
            at, ends[number], begins[number], place,
            _MARKER.fullmatch(before) is not None, is_word.search(behind) is None,
        )  # fmt: skip


def _is_near(place: float, places: Sequence[float]) -> bool:
    """Whether at least two of the `places`, ascending, are this one."""
    near = bisect_right(places, place + _ALIGNED) - bisect_left(places, place - _ALIGNED)
    return near >= _SEVERAL


def _holds_line(gap: _Gap, lines: Sequence[Line], upright: Sequence[int]) -> bool:
    """Whether another line stands in the gap."""
    own = lines[gap.line]
    low, high = own.top + 0.25 * own.size, own.bottom - 0.25 * own.size
    return any(
        line.x0 >= gap.x0 - 1 and line.x1 <= gap.x1 + 1 and line.top < high and line.bottom > low
        for line in map(lines.__getitem__, upright)
    )


def _ends_at_column(gap: _Gap, edges: Sequence[float]) -> bool:
    """Whether other lines, or other lines' parts, begin where the gap ends; `edges` are all those
    places, ascending."""
    near = bisect_right(edges, gap.x1 + _ALIGNED) - bisect_left(edges, gap.x1 - _ALIGNED)
    return near > _SEVERAL  # one is its own


def _goes_on_in_rows(gap: _Gap, gaps: Sequence[_Gap], lines: Sequence[Line]) -> bool:
    """Whether neighbouring rows have a wide gap in the same place."""
    own = lines[gap.line]
    rows = {
        other.line
        for other in gaps
        if other.line != gap.line
        and abs(lines[other.line].top - own.top) <= _NEAR_ROWS * own.size
        and min(gap.x1, other.x1) - max(gap.x0, other.x0) >= _LEAST_COMMON * own.size
    }
    return len(rows) >= _SEVERAL
