"""The minutes in the running text of a document: where each begins, its number and title.

The forms are those of the Toronto Police Services Board: `#P208.` and a title in capitals (2001 to
2013), `P127.` and a title in small letters (2014 on), `P2021-0323-0.1.` (2021), with C for P where
the minute is confidential. Where there are none of these, items that are only counted are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from corpus.items import PartialDate
from indexer.minutes.counted import find_counted_headings
from indexer.minutes.minute import Minute
from indexer.minutes.minute_titles import begins_in_capitals, find_title
from indexer.pages.joins import JoinedPages
from indexer.records.document_dates import find_date

_MARKED = re.compile(r"#\s?(?P<number>[PC]\s?\d{1,4})\s?[.:]\s+(?=\S)")
_UNMARKED = re.compile(
    r"#?(?P<number>[PC](?:\d{4}-\d{4}-\d+(?:\.\d+)*|\d{1,4}))\.\s+(?=[“‘\"(]?[A-Z0-9])"
)
_FIRST = re.compile(r"\n\n(?=#?[PC]\d)")
_WITHIN = (re.compile(r" P(?=\d)"), re.compile(r" C(?=\d)"))
_RUNNING_LINE = re.compile(
    r"this is an extract from the minutes\b[^#]{0,250}\Z", re.IGNORECASE | re.DOTALL
)
_HELD = re.compile(r"\bheld\s+on\b", re.IGNORECASE)
_LEAP = 20
"""If more numbers than this are missing, the rest are probably those of another meeting."""
_TEXT_OF_ITS_OWN = 500
"""Characters after a heading; further ones add nothing to its weight."""
_FAR = 300
"""Characters before a heading in which its running line may stand."""


class _Heading(NamedTuple):
    start: int
    number: str
    order: tuple[int, ...]
    """The parts that rise from minute to minute; the first two tell the series apart."""
    rest: str
    """The paragraph after the number."""
    marked: bool = False
    """Whether "#" stands before the number, as it does where titles are set in capitals."""


def find_minutes(
    joined: JoinedPages, year: int | None, meeting: PartialDate | None = None
) -> list[Minute]:
    """The minutes in the running text of a document, in order.

    `year` is that of the meeting, `meeting` its date where it is known to the day.
    """
    text = joined.text
    starts = frozenset(joined.starts)
    numbered = _drop_other_meetings(sorted(_find_numbered(text, starts)), text, meeting)
    headings = _keep_rising(numbered, len(text))
    if not headings:
        headings = [
            _Heading(item.start, str(item.number), (), item.rest)
            for item in find_counted_headings(text, starts)
        ]
    ends = [_find_end(text, after.start, before.start) for before, after in pairwise(headings)]
    ends += [len(text)] * bool(headings)
    return [
        Minute(
            heading.number,
            year,
            find_title(heading.rest, set_in_capitals=heading.marked),
            (heading.start, end),
            joined.locate_on_page(heading.start),
            _find_place_after(joined, end),
        )
        for heading, end in zip(headings, ends, strict=True)
    ]


def find_held_year(text: str) -> int | None:
    """The year of the meeting, as the first pages of `text` say it."""
    held = _HELD.search(text, 0, 10_000)
    date = find_date(text[held.end() : held.end() + 60]) if held else None
    return date.year if date else None


def _find_numbered(text: str, page_starts: frozenset[int]) -> Iterator[_Heading]:
    for numbered in _MARKED.finditer(text):
        yield from _read_heading(numbered, text)
    places = {place.end() for place in _FIRST.finditer(text)} | page_starts
    for pattern in _WITHIN:  # after the year that ends a running line
        spaces = (place.start() for place in pattern.finditer(text))
        places |= {at + 1 for at in spaces if text[max(0, at - 4) : at].isdigit()}
    for numbered in filter(None, (_UNMARKED.match(text, start) for start in places)):
        yield from _read_heading(numbered, text)


def _read_heading(numbered: re.Match[str], text: str) -> Iterator[_Heading]:
    start, end = numbered.span()
    number = re.sub(r"\s", "", numbered["number"])
    stop = text.find("\n\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    first_of_paragraph = start == 0 or text[start - 2 : start] == "\n\n"
    marked = numbered[0].startswith("#")
    if first_of_paragraph or begins_in_capitals(rest) or not marked:
        parts = tuple(int(part) for part in re.findall(r"\d+", number))
        order = (ord(number[0]), len(parts), *parts)
        yield _Heading(start, number, order, rest, marked)


def _drop_other_meetings(
    headings: list[_Heading], text: str, meeting: PartialDate | None
) -> list[_Heading]:
    """The headings without a minority under another meeting's running line: that is bound in."""
    if meeting is None or not meeting.day:
        return headings
    others: set[int] = set()
    for heading in headings:
        line = _RUNNING_LINE.search(text, max(0, heading.start - _FAR), heading.start)
        date = find_date(line[0]) if line else None
        if date and date.day and date != meeting:
            others.add(heading.start)
    if 2 * len(others) >= len(headings):
        return headings
    return [heading for heading in headings if heading.start not in others]


def _keep_rising(headings: Sequence[_Heading], length: int) -> list[_Heading]:
    """The headings whose numbers rise through the document, each series separately.

    What breaks the row is not a minute of this meeting, but a table of contents (without text of
    its own) or an extract from older minutes that is bound in.
    """
    unique = list({heading.start: heading for heading in headings}.values())
    ends = [*(heading.start for heading in unique[1:]), length][: len(unique)]
    series: dict[tuple[int, ...], list[tuple[_Heading, float]]] = {}
    for heading, end in zip(unique, ends, strict=True):
        own = min(end - heading.start, _TEXT_OF_ITS_OWN) / _TEXT_OF_ITS_OWN
        series.setdefault(heading.order[:2], []).append((heading, 1 + own))
    return sorted(chain.from_iterable(map(_choose_best_row, series.values())))


def _choose_best_row(row: Sequence[tuple[_Heading, float]]) -> list[_Heading]:
    """The rising row of headings with the most weight; a step of one weighs more than a leap."""
    headings = [heading for heading, _ in row]
    if all(before.order < after.order for before, after in pairwise(headings)):
        return headings
    best: list[tuple[float, int]] = []
    for at, (heading, weight) in enumerate(row):
        options = [(weight, -1)]
        for earlier, previous in enumerate(headings[:at]):
            if previous.order < heading.order:
                score = weight + best[earlier][0] + _score_step(previous, heading)
                options.append((score, earlier))
        best.append(max(options))
    chosen: list[_Heading] = []
    at = max(range(len(best)), key=lambda index: best[index][0])
    while at >= 0:
        chosen.append(headings[at])
        at = best[at][1]
    return chosen[::-1]


def _score_step(before: _Heading, after: _Heading) -> float:
    step = after.order[-1] - before.order[-1]
    return 0.5 if step == 1 else -0.5 if step > _LEAP else 0.0


def _find_end(text: str, start: int, least: int) -> int:
    """Where the minute that begins at `least` ends if the next heading is at `start`: before the
    running line above that heading."""
    running_line = _RUNNING_LINE.search(text, max(least, start - _FAR), start)
    end = running_line.start() if running_line else start
    return least + len(text[least:end].rstrip())


def _find_place_after(joined: JoinedPages, end: int) -> tuple[int, int]:
    page, offset = joined.locate_on_page(max(0, end - 1))
    return page, offset + 1
