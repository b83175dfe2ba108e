"""Sheets that show two or four printed pages are found out, and taken apart.

A two-column page looks like two pages; what tells them apart is the numbers. Sheets are cut only
where each part has a number of its own, and these count on from part to part and from sheet to
sheet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from statistics import median
from typing import NamedTuple

from indexer.labels.candidates import Candidate, count_numbers_by_words, find_candidates
from indexer.labels.numbers_in_line import LONE
from indexer.labels.numerals import Numeral
from indexer.labels.rows import RepeatedLines
from indexer.pages.cutting import ACROSS, DOWN, ROWS, WHOLE, Frame, Grid, cut_sheet
from indexer.pages.gutters import find_gutter
from indexer.readers.sheet_list import collect_sheets
from indexer.readers.sheets import Sheet

_FEWEST = {2: 2, 4: 3}
"""So many parts of a sheet must show numbers that count on, of two and of four."""
_ENOUGH = 6
"""So many numbers that count on show that the sheets hold several pages each, even if some of their
parts show none."""
_ENOUGH_IF_ALL = 4
"""So many do if no part that holds text is without."""
_RECURS = 3
"""So many numbers must stand beside the same words to be those of a running head or foot."""
_FREE = 0.8
"""Share of the sheets between the first and the last of them that no text may run across."""
_BEYOND = 3
"""So many sheets before the first and after the last may show no numbers: title, contents,
index."""
_AT_ONE_PLACE = 3.0
"""Points by which the places of the numbers in one row of pages may differ."""
_DIGITS = re.compile(r"\d+")
_SAME_SIZE = 0.02
"""Difference in size, as a share, between sheets of one kind."""


class _Numbering(NamedTuple):
    """How the parts of sheets are counted."""

    order: tuple[str, ...]
    """The parts of a sheet as they are read."""
    style: str
    prefix: str
    first: int
    """The number that the first part of the file's first sheet would have."""


class _Number(NamedTuple):
    """What may be the number of a page."""

    numeral: Numeral
    top: float
    """How far down the sheet it stands, points."""
    stated: bool
    """It is in the outermost line, with the word page or a total."""


_Numbered = dict[int, dict[str, _Number]]
"""The numbers by sheet (0-based) and part."""


def take_apart(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """`sheets`, those that show several printed pages replaced by these pages, in reading order.

    A sheet among such that text runs across stays whole, and its `sheet_part` says that it is
    several.
    """
    found: dict[int, tuple[Grid | None, int]] = {}
    for pages in (2, 4):
        found |= _find_imposed(sheets, pages, found)
    return collect_sheets(_take_apart(sheets, found)) if found else sheets


def _take_apart(
    sheets: Sequence[Sheet], found: Mapping[int, tuple[Grid | None, int]]
) -> Iterator[Sheet]:
    for at, sheet in enumerate(sheets):
        grid, pages = found.get(at, (None, 0))
        if grid is not None:
            yield from cut_sheet(sheet, grid)
        else:
            yield replace(sheet, sheet_part=WHOLE[pages]) if pages else sheet


def _find_imposed(
    sheets: Sequence[Sheet], pages: int, taken: Mapping[int, object]
) -> dict[int, tuple[Grid | None, int]]:
    """The sheets (0-based) that show so many pages each: where to cut them, None where that is not
    possible, and how many pages."""
    gutters = {
        at: find_gutter(sheet, pages)
        for at, sheet in enumerate(sheets)
        if at not in taken and (pages == 4 or sheet.width > sheet.height)
    }
    free = {at: grid for at, grid in gutters.items() if grid is not None}
    # the numbers of spreads are read even where text runs across: neither may be claimed alone
    grids = {at: grid or Grid(ACROSS, sheets[at].width / 2) for at, grid in gutters.items()}
    found: dict[int, tuple[Grid | None, int]] = {}
    for numbering, numbered, sure in _find_numbered(sheets, free if pages == 4 else grids, pages):
        first, last = min(numbered), max(numbered)
        within = [at for at in range(first, last + 1) if _are_alike(sheets[at], sheets[first])]
        if not sure or sum(at in free for at in within) < _FREE * len(within):
            if pages == 2:
                found |= {at: (None, pages) for at in numbered if at not in found}
            continue
        frame = _find_frame(sheets, free, numbered) if pages == 4 else None
        for at in (*_list_beyond(sheets, free, first, last), *within):
            if at not in found or found[at][0] is None:
                grid = free.get(at)
                found[at] = (grid and replace(grid, parts=numbering.order, frame=frame), pages)
    return found


def _find_numbered(
    sheets: Sequence[Sheet], grids: Mapping[int, Grid], pages: int
) -> Iterator[tuple[_Numbering, _Numbered, bool]]:
    """The ways of counting that number the parts of sheets, with their sheets, and whether there
    are numbers enough to leave no doubt; of one sheet only if no part is without."""
    if not any(len(sheets[at].lines) >= pages for at in grids):
        return
    counted: dict[_Numbering, _Numbered] = defaultdict(lambda: defaultdict(dict))
    for at, part, number in _read_numbers(sheets, grids):
        for order in (DOWN, ROWS) if pages == 4 else (grids[at].parts,):
            first = number.numeral.value - order.index(part) - pages * at
            numbering = _Numbering(order, number.numeral.style, number.numeral.prefix, first)
            counted[numbering][at][part] = number
    texts = {at: _list_parts_with_text(sheets[at], grid) for at, grid in grids.items()}
    for numbering, parts in sorted(counted.items(), key=_count_numbers, reverse=True):
        firm = {at: of_sheet for at, of_sheet in parts.items() if len(of_sheet) >= _FEWEST[pages]}
        count = sum(map(len, firm.values()))
        complete = all(of_sheet.keys() >= texts[at] for at, of_sheet in firm.items())
        sure = count >= _ENOUGH or (complete and count >= _ENOUGH_IF_ALL)
        if firm and (sure or (complete and all(map(_are_stated, firm.values())))):
            yield numbering, firm, sure


def _are_stated(numbers: Mapping[str, _Number]) -> bool:
    """Whether the numbers of a sheet stand in its outermost lines, and say that they are pages."""
    return all(number.stated for number in numbers.values())


def _find_frame(
    sheets: Sequence[Sheet], grids: Mapping[int, Grid], numbered: _Numbered
) -> Frame | None:
    """The frame of the pages on sheets with four; None where the numbers do not show it.

    Pages of one sheet are alike: what recurs further above the number of an upper page than
    anything stands above that of a lower page is the head of the sheet, and so with the foot.
    """
    tops = {
        row: [one.top for parts in numbered.values() for part, one in parts.items() if row in part]
        for row in ("top", "bottom")
    }
    if any(not row or max(row) - min(row) > _AT_ONE_PLACE for row in tops.values()):
        return None
    upper, lower = (median(tops[row]) for row in ("top", "bottom"))
    lines = [
        (line, upper if line.top < grids[at].y else lower)
        for at in numbered
        for line in sheets[at].lines
    ]
    above = min(line.top - number for line, number in lines if number == lower)
    below = max(line.bottom - number for line, number in lines if number == upper)
    words = Counter(_DIGITS.sub("0", line.text) for line, _ in lines)
    own = [
        (line.top - number, line.bottom - number)
        for line, number in lines
        if words[_DIGITS.sub("0", line.text)] < max(2, len(numbered) / 2)
    ]
    above = min(above, *(top for top, _ in own), 0.0)
    below = max(below, *(bottom for _, bottom in own), 0.0)
    return Frame(floor(upper + above), floor(lower + above), ceil(below - above) + 1)


def _count_numbers(counted: tuple[_Numbering, _Numbered]) -> int:
    return sum(map(len, counted[1].values()))


def _read_numbers(
    sheets: Sequence[Sheet], grids: Mapping[int, Grid]
) -> Iterator[tuple[int, str, _Number]]:
    """The sheet, the part, and a number that may be that of the page there."""
    cut = {at: cut_sheet(sheets[at], grid) for at, grid in grids.items()}
    places = [(at, page) for at, parts in cut.items() for page in parts]
    parts = [page for _, page in places]
    by_part = find_candidates(parts, RepeatedLines(parts)).by_sheet
    beside = count_numbers_by_words(by_part)
    for (at, page), of_part in zip(places, by_part, strict=True):
        for one in of_part:
            if _may_be_folio(one, beside):
                top = page.top + page.lines[one.line].top
                stated = one.is_edge and one.shape in ("page", "of") and one.rest in LONE
                yield at, page.sheet_part, _Number(one.numeral, top, stated)


def _may_be_folio(one: Candidate, beside: Counter[tuple[str, str]]) -> bool:
    if one.turned or one.shape == "stamp":
        return False
    if one.rest in LONE:
        return one.isolated or one.shape in ("page", "of")
    is_item = one.shape == "start" and one.rest[:1] in (".", ")")
    return one.isolated and not is_item and beside[one.edge, one.rest] >= _RECURS


def _list_parts_with_text(sheet: Sheet, grid: Grid) -> set[str]:
    return {page.sheet_part for page in cut_sheet(sheet, grid) if page.lines}


def _list_beyond(
    sheets: Sequence[Sheet], grids: Mapping[int, Grid], first: int, last: int
) -> Iterator[int]:
    """The sheets of the same size before the first and after the last that may be cut alike."""
    for start, step in ((first, -1), (last, 1)):
        for at in range(start + step, start + step * (_BEYOND + 1), step):
            if at not in grids or not _are_alike(sheets[at], sheets[start]):
                break
            yield at


def _are_alike(one: Sheet, other: Sheet) -> bool:
    return (
        abs(one.width - other.width) <= _SAME_SIZE * other.width
        and abs(one.height - other.height) <= _SAME_SIZE * other.height
    )
