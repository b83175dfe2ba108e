"""Sheets whose own number was not read: what the sheets around them say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from indexer.labels.candidates import Candidate
from indexer.labels.evidence import Count, CountEvidence
from indexer.labels.rows import RepeatedLines
from indexer.readers.sheets import Sheet


@dataclass(slots=True)
class Page:
    """A sheet's label in the making."""

    count: Count | None = None
    """The run that gives its number, None where there is none."""
    candidate: Candidate | None = None
    """The number read off the sheet itself."""
    inferred_from: str = ""
    """For a person: where the number comes from when it was not read."""


_LEAD = 3
"""How many unnumbered sheets before a run may be counted back to the number 1."""
_LEAD_IN_FILE = 10
"""The same where the numbers equal the position in the file: a report that counts its cover."""
_SPARSE = 0.3
"""A sheet with less text than this share of the median is a cover, a divider or blank."""
_FEW_LINES = 8
"""A sheet with more lines is not blank, even if all of them are running lines."""
_SHORT_GAP = 5
"""Sheets; over a longer gap a run goes on only if it has several numbers on both sides."""
_SEVERAL = 3


def fill_from_neighbours(
    pages: list[Page], sheets: Sequence[Sheet], evidence: CountEvidence, repeated: RepeatedLines
) -> None:
    """Give the sheets between and next to the runs in `pages` their numbers, in place."""
    _fill_gaps(pages, evidence)
    letters = [sum([len(line.text) for line in sheet.lines]) for sheet in sheets]
    least = _SPARSE * median(letters) if letters else 0.0
    text = [0 < count >= least for count in letters]
    for members in _list_stretches(pages):
        _count_back(pages, members[0], sheets, text, evidence)
    for members in _list_stretches(pages):
        _count_on(pages, members[-1], text, evidence)
    blank = _find_blank_sheets(sheets, repeated)
    for members in _list_stretches(pages):
        _number_blank_back(pages, members[-1], blank)


def _find_blank_sheets(sheets: Sequence[Sheet], repeated: RepeatedLines) -> list[bool]:
    """Which sheets show nothing but lines that stand on most sheets."""
    return [
        not sheet.images
        and len(sheet.lines) <= _FEW_LINES
        and all(line in repeated for line in sheet.lines)
        for sheet in sheets
    ]


def _list_stretches(pages: Sequence[Page]) -> list[list[int]]:
    """The stretches of sheets that one count numbers, in order."""
    grouped = groupby(range(len(pages)), key=lambda at: pages[at].count)
    return [list(members) for count, members in grouped if count is not None]


def _fill_gaps(pages: list[Page], evidence: CountEvidence) -> None:
    """Sheets between two stretches of one run were counted, whatever else they show."""
    last_of: dict[Count, list[int]] = {}
    for members in _list_stretches(pages):
        count = pages[members[0]].count
        assert count is not None
        before = last_of.get(count)
        if before is not None:
            gap = range(before[-1] + 1, members[0])
            numbers = [
                sum(pages[at].candidate is not None for at in of) for of in (before, members)
            ]
            if len(gap) <= _SHORT_GAP or min(numbers) >= _SEVERAL:
                for at in gap:
                    mark = evidence.marks[count].get(at)
                    pages[at] = Page(count, mark.candidate if mark else None, "the pages around it")
        last_of[count] = members


def _count_back(
    pages: list[Page],
    first: int,
    sheets: Sequence[Sheet],
    text: Sequence[bool],
    evidence: CountEvidence,
) -> None:
    """Back from a run's first number: to 1 where few sheets lie before, else over one of text."""
    count = pages[first].count
    assert count is not None
    free = 0
    while free < first and pages[first - free - 1].count is None:
        free += 1
    lead = count.offset + first - 1
    if 0 < lead <= min(free, _LEAD_IN_FILE if count.offset == 1 else _LEAD):
        for at in range(first - lead, first):
            pages[at] = Page(count, None, "counting back from the numbers after it")
    elif lead > 0 and free and text[first - 1] and not evidence.shows_other(count, first - 1):
        same_paper = sheets[first - 1].width == sheets[first].width
        if same_paper:
            pages[first - 1] = Page(count, None, "the number on the next page")


def _count_on(pages: list[Page], last: int, text: Sequence[bool], evidence: CountEvidence) -> None:
    """On from a run's last number over one sheet of text; "3 of 3" is the last."""
    count, after = pages[last].count, last + 1
    assert count is not None
    candidate = pages[last].candidate
    ended = candidate is not None and candidate.last == count.offset + last
    free = after < len(pages) and pages[after].count is None and not ended
    if free and text[after] and not evidence.shows_other(count, after):
        pages[after] = Page(count, None, "the number on the page before")


def _number_blank_back(pages: list[Page], last: int, blank: Sequence[bool]) -> None:
    """Number the blank back of a run's last leaf, where the next run begins on the front of one."""
    count, after = pages[last].count, last + 1
    assert count is not None
    if after + 1 >= len(pages) or pages[after].count is not None or not blank[after]:
        return
    following = pages[after + 1].count
    if _is_front(count, last) and following is not None and _is_front(following, after + 1):
        pages[after] = Page(count, None, "the number on the front of its leaf")


def _is_front(count: Count, sheet: int) -> bool:
    """Whether the number is odd: the front of a leaf in a book."""
    return (count.offset + sheet) % 2 == 1
