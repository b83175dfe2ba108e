"""Sheets whose own number was not read: numbered from the sheets around them."""

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
    """The run that gives its number, None where it has none."""
    candidate: Candidate | None = None
    """The number read off the sheet itself."""
    inferred_from: str = ""
    """For a person: where a number that was not read comes from."""


_LEAD = 3
"""How many unnumbered sheets before a run may be counted back to the number 1."""
_LEAD_IN_FILE = 10
"""The same where the numbers equal the position in the file: the report counts its cover."""
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
    for count, members in _list_stretches(pages):
        _count_back(pages, count, members[0], sheets, text, evidence)
    for count, members in _list_stretches(pages):
        _count_on(pages, count, members[-1], text, evidence)
    blank = _find_blank_sheets(sheets, repeated)
    for count, members in _list_stretches(pages):
        _number_blank_back(pages, count, members[-1], blank)


def _find_blank_sheets(sheets: Sequence[Sheet], repeated: RepeatedLines) -> list[bool]:
    """Which sheets show nothing but lines that stand on most sheets."""
    return [
        not sheet.images
        and len(sheet.lines) <= _FEW_LINES
        and all(line in repeated for line in sheet.lines)
        for sheet in sheets
    ]


def _list_stretches(pages: Sequence[Page]) -> list[tuple[Count, list[int]]]:
    """The stretches of sheets that one count numbers, in order, each with its count."""
    grouped = groupby(range(len(pages)), key=lambda at: pages[at].count)
    return [(count, list(members)) for count, members in grouped if count is not None]


def _fill_gaps(pages: list[Page], evidence: CountEvidence) -> None:
    """Sheets between two stretches of one run were counted, whatever else they show."""
    last_of: dict[Count, list[int]] = {}
    for count, members in _list_stretches(pages):
        before = last_of.get(count)
        if before is not None:
            gap = range(before[-1] + 1, members[0])
            numbers = [
                sum(pages[at].candidate is not None for at in stretch)
                for stretch in (before, members)
            ]
            if len(gap) <= _SHORT_GAP or min(numbers) >= _SEVERAL:
                for at in gap:
                    mark = evidence.marks[count].get(at)
                    pages[at] = Page(count, mark.candidate if mark else None, "the pages around it")
        last_of[count] = members


def _count_back(
    pages: list[Page],
    count: Count,
    first: int,
    sheets: Sequence[Sheet],
    text: Sequence[bool],
    evidence: CountEvidence,
) -> None:
    """Number the sheets before a run's first: back to 1 if they are few, otherwise one of text."""
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


def _count_on(
    pages: list[Page], count: Count, last: int, text: Sequence[bool], evidence: CountEvidence
) -> None:
    """Number one sheet of text after a run's last, unless that says "3 of 3"."""
    after, candidate = last + 1, pages[last].candidate
    ended = candidate is not None and candidate.last == count.offset + last
    free = after < len(pages) and pages[after].count is None and not ended
    if free and text[after] and not evidence.shows_other(count, after):
        pages[after] = Page(count, None, "the number on the page before")


def _number_blank_back(pages: list[Page], count: Count, last: int, blank: Sequence[bool]) -> None:
    """Number the blank back of a run's last leaf, where the next run begins on the front of one."""
    after = last + 1
    if after + 1 >= len(pages) or pages[after].count is not None or not blank[after]:
        return
    following = pages[after + 1].count
    if _is_front(count, last) and following is not None and _is_front(following, after + 1):
        pages[after] = Page(count, None, "the number on the front of its leaf")


def _is_front(count: Count, sheet: int) -> bool:
    """Whether the sheet's number is odd, as on the front of a leaf in a book."""
    return (count.offset + sheet) % 2 == 1
