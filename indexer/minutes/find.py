"""The minutes in the running text of a document: where each begins, its number and title.

The forms are those of the Toronto Police Services Board: `#P208.` and a title in capitals (2001 to
2013), `P127.` and a title in small letters (2014 on), `P2021-0323-0.1.` (2021), with C for P where
the minute is confidential. Where there is none of them, items that are only counted are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.items import Item, PartialDate
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
"""Numbers that are left out: so many are rather those of another meeting."""
_TEXT_OF_ITS_OWN = 500
"""Characters behind a heading from which on more of them say nothing more."""
_FAR = 300
"""Characters before a heading in which its running line may stand."""


class _Heading(NamedTuple):
    start: int
    number: str
    order: tuple[int, ...]
    """What rises from minute to minute; the first part tells the series apart."""
    rest: str
    """The paragraph behind the number."""
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
            _Heading(one.start, str(one.number), (), one.rest)
            for one in find_counted_headings(text, starts)
        ]
    ends = [
        _find_end(text, following.start, one.start) for one, following in pairwise(headings)
    ] + [len(text)] * bool(headings)
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


def find_meeting_year(item: Item, text: str) -> int | None:
    """The year of the meeting: of the record, else as the first pages of `text` say it."""
    recorded = re.match(r"\d{4}", str(item.own.get("meeting_date", "")))
    if recorded:
        return int(recorded[0])
    if item.issued:
        return item.issued.year
    held = _HELD.search(text, 0, 10_000)
    date = find_date(text[held.end() : held.end() + 60]) if held else None
    return date.year if date else None


def _find_numbered(text: str, page_starts: frozenset[int]) -> Iterator[_Heading]:
    for found in _MARKED.finditer(text):
        yield from _read_heading(found, text)
    places = {place.end() for place in _FIRST.finditer(text)} | page_starts
    for pattern in _WITHIN:  # behind the year that ends a running line
        spaces = (place.start() for place in pattern.finditer(text))
        places |= {at + 1 for at in spaces if text[max(0, at - 4) : at].isdigit()}
    for start in places:
        unmarked = _UNMARKED.match(text, start)
        if unmarked:
            yield from _read_heading(unmarked, text)


def _read_heading(found: re.Match[str], text: str) -> Iterator[_Heading]:
    number = re.sub(r"\s", "", found["number"])
    stop = text.find("\n\n", found.end())
    rest = text[found.end() : stop if stop >= 0 else len(text)]
    first_of_paragraph = found.start() == 0 or text[found.start() - 2 : found.start()] == "\n\n"
    marked = found[0].startswith("#")
    if first_of_paragraph or begins_in_capitals(rest) or not marked:
        parts = tuple(int(part) for part in re.findall(r"\d+", number))
        order = (ord(number[0]), len(parts), *parts)
        yield _Heading(found.start(), number, order, rest, marked)


def _drop_other_meetings(
    headings: list[_Heading], text: str, meeting: PartialDate | None
) -> list[_Heading]:
    """Without those few under the running line of another meeting: they are bound in."""
    if meeting is None or not meeting.day:
        return headings
    others: set[int] = set()
    for heading in headings:
        line = _RUNNING_LINE.search(text, max(0, heading.start - _FAR), heading.start)
        date = find_date(line[0]) if line else None
        if date and date.day and date != meeting:
            others.add(heading.start)
    few = 2 * len(others) < len(headings)
    return [one for one in headings if one.start not in others] if few else headings


def _keep_rising(headings: Sequence[_Heading], length: int) -> list[_Heading]:
    """The headings whose numbers rise through the document, each series for itself.

    What breaks the row is no minute of this meeting: a table of contents (it has no text of its
    own), or an extract from older minutes that is bound in.
    """
    unique = list({one.start: one for one in headings}.values())
    ends = [*(one.start for one in unique[1:]), length][: len(unique)]
    series: dict[tuple[int, ...], list[tuple[_Heading, float]]] = {}
    for heading, end in zip(unique, ends, strict=True):
        own = min(end - heading.start, _TEXT_OF_ITS_OWN) / _TEXT_OF_ITS_OWN
        series.setdefault(heading.order[:2], []).append((heading, 1 + own))
    return sorted(one for row in series.values() for one in _choose_best_row(row))


def _choose_best_row(row: Sequence[tuple[_Heading, float]]) -> list[_Heading]:
    """The rising row of most weight; a step of one weighs more than a leap."""
    every = [heading for heading, _ in row]
    if all(before.order < after.order for before, after in pairwise(every)):
        return every
    best: list[tuple[float, int]] = []
    for at, (heading, weight) in enumerate(row):
        options = [(weight, -1)]
        for before in range(at):
            previous = row[before][0]
            if previous.order < heading.order:
                step = weight + best[before][0] + _score_step(previous, heading)
                options.append((step, before))
        best.append(max(options))
    chosen: list[_Heading] = []
    at = max(range(len(best)), key=lambda index: best[index][0])
    while at >= 0:
        chosen.append(row[at][0])
        at = best[at][1]
    return chosen[::-1]


def _score_step(before: _Heading, after: _Heading) -> float:
    step = after.order[-1] - before.order[-1]
    return 0.5 if step == 1 else -0.5 if step > _LEAP else 0.0


def _find_end(text: str, start: int, least: int) -> int:
    """Where a minute ends when the next heading is at `start`: before that one's running line.

    `least` is where it begins.
    """
    found = _RUNNING_LINE.search(text, max(least, start - _FAR), start)
    end = found.start() if found else start
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _find_place_after(joined: JoinedPages, end: int) -> tuple[int, int]:
    page, offset = joined.locate_on_page(max(0, end - 1))
    return page, offset + 1
