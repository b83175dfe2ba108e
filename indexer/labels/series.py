"""Numbers that rise from sheet to sheet in one place, whatever they leave out.

Runs count every sheet. A series may have gaps: an extract from a transcript shows the pages that
matter. And of several numberings on the same sheets one that goes through the whole file, as in a
package of papers, identifies a page; those that begin anew with each paper do not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from indexer.labels.candidates import Candidate
from indexer.labels.evidence import Count, make_count
from indexer.labels.neighbours import Page
from indexer.labels.numbers_in_line import BESIDE_WORDS, LONE
from indexer.labels.rows import BAND

Series = dict[int, Candidate]
"""The number of each sheet (0-based) that has one; they rise."""

_LEAST = 3
"""Numbers without which nothing is a series."""
_MOST_SHEETS = 0.6
"""Share of the sheets with text that a series with gaps must number."""
_ALL = 0.95
"""Share of the sheets numbered otherwise that a series must number to be taken instead."""
_STEADY = 0.8
"""Share of the steps in which such a series counts the sheets."""
_IDENTIFIER = re.compile(r"[^\W_][-\u2010-\u2015]\Z")
"""What stands before the figures of "ABC-000123", which counts the pages of a whole archive."""
_SMALL_GAP = 4
"""Numbers; a gap as blank leaves leave it, which breaks no numbering."""


class SeriesPlace(NamedTuple):
    """Where and how a number stands, so that those of one series share it."""

    shape: str
    edge: str
    angle: int
    where: str
    """The words beside it, or how far from the edge of the sheet a lone number stands."""
    style: str
    prefix: str


def make_series_place(candidate: Candidate) -> SeriesPlace:
    """The place that a candidate shares with the others of its series."""
    beside = candidate.shape in BESIDE_WORDS
    lone = candidate.shape == "alone"
    return SeriesPlace(
        "text" if beside else candidate.shape,
        candidate.edge,
        candidate.angle,
        str(round(candidate.distance / BAND)) if lone else candidate.rest,
        candidate.numeral.style,
        candidate.numeral.prefix,
    )


def list_series(by_sheet: Sequence[Sequence[Candidate]]) -> list[Series]:
    """Every series of several numbers; a sheet with two of them in one place is in none there."""
    places: dict[SeriesPlace, dict[int, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for candidate in chain.from_iterable(by_sheet):
        places[make_series_place(candidate)][candidate.sheet].append(candidate)
    found: list[Series] = []
    for sheets in places.values():
        series = {
            at: standing[0]
            for at, standing in sorted(sheets.items())
            if len({candidate.numeral for candidate in standing}) == 1
        }
        values = [candidate.numeral.value for candidate in series.values()]
        if len(series) >= _LEAST and all(one < next_one for one, next_one in pairwise(values)):
            found.append(series)
    return found


def fill_with_gaps(
    pages: list[Page], by_sheet: Sequence[Sequence[Candidate]], with_text: int
) -> None:
    """Number the sheets without a number, in place, by a series with gaps that no number read so
    far contradicts.

    Each of its numbers follows the word page, with nothing else beside it, and it numbers most of
    the sheets `with_text`; or it stands alone between numbers that were read, which are half of the
    series at least.
    """
    if sum(page.candidate is not None for page in pages) == with_text:
        return
    fitting: list[Series] = []
    for series in list_series(by_sheet):
        place = make_series_place(next(iter(series.values())))
        numbered = [
            at
            for at, page in enumerate(pages)
            if page.candidate and page.count and page.count[:2] == (place.style, place.prefix)
        ]
        if not all(_agrees(pages[at], series, at) for at in numbered):
            continue
        if _is_stated(series) and len(series) >= _MOST_SHEETS * with_text:
            fitting.append(series)
        elif _stands_alone(series) and 2 * len(numbered) >= len(series):
            between = range(min(numbered), max(numbered) + 1)
            fitting.append({at: one for at, one in series.items() if at in between})
    if fitting:
        longest = max(fitting, key=len)
        for at in longest:
            pages[at] = _make_page(longest, at) or pages[at]


def _is_stated(series: Series) -> bool:
    return all(one.shape == "page" and one.rest in LONE and one.isolated for one in series.values())


def _stands_alone(series: Series) -> bool:
    return all(
        one.shape == "alone" and one.isolated and one.row <= 1 and not one.turned
        for one in series.values()
    )


def _agrees(page: Page, series: Series, at: int) -> bool:
    """Whether a sheet has the series' number."""
    return at in series and page.count == make_count(series[at].numeral, at)


def prefer_through_numbers(pages: list[Page], by_sheet: Sequence[Sequence[Candidate]]) -> None:
    """Number `pages` by the series that goes through, if there is one, where what numbers them now
    begins anew or changes its place."""
    numbered = [at for at, page in enumerate(pages) if page.candidate is not None]
    if not (_begins_anew(pages, numbered) or _changes_place(pages, numbered)):
        return
    through = [
        one
        for one in list_series(by_sheet)
        if not any(_IDENTIFIER.search(candidate.rest) for candidate in one.values())
        and _counts_steadily(one)
        and sum(at in one or pages[at].count == _get_count(one, at) for at in numbered)
        >= _ALL * len(numbered)
    ]
    if not through:
        return

    def rate(one: Series) -> tuple[int, int]:
        agrees = sum(pages[at].candidate is candidate for at, candidate in one.items())
        return agrees, len(one)

    best = max(through, key=rate)
    for at, page in enumerate(pages):
        if page.count is None or at in best or page.count != _get_count(best, at):
            pages[at] = _make_page(best, at) or Page()


def _make_page(series: Series, at: int) -> Page | None:
    candidate = series.get(at)
    return Page(make_count(candidate.numeral, at), candidate) if candidate else None


def _get_count(series: Series, at: int) -> Count | None:
    """How the last number before a sheet counts."""
    before = max((sheet for sheet in series if sheet < at), default=None)
    return None if before is None else make_count(series[before].numeral, before)


def _begins_anew(pages: Sequence[Page], numbered: Sequence[int]) -> bool:
    """Whether one number stands on two sheets."""
    numbers = [page.count.get_numeral(at) for at in numbered if (page := pages[at]).count]
    return len(set(numbers)) < len(numbers)


def _changes_place(pages: Sequence[Page], numbered: Sequence[int]) -> bool:
    """Whether a run of numbers is followed by another one, in another place, that does not go on
    from it."""
    runs = [(count, list(at)) for count, at in groupby(numbered, key=lambda at: pages[at].count)]
    return any(
        count is not None
        and after is not None
        and (count.style, count.prefix) == (after.style, after.prefix)
        and not 0 <= after.offset - count.offset <= _SMALL_GAP
        and _find_place(pages, at) != _find_place(pages, at_after)
        for (count, at), (after, at_after) in pairwise(runs)
    )


def _find_place(pages: Sequence[Page], at: Sequence[int]) -> SeriesPlace | None:
    """The place in which most numbers of a run stand."""
    places = Counter(make_series_place(c) for sheet in at if (c := pages[sheet].candidate))
    return max(places, key=places.__getitem__, default=None)


def _counts_steadily(series: Series) -> bool:
    """Whether most numbers are as far apart as their sheets."""
    steps = [
        after.numeral.value - before.numeral.value == sheet_after - sheet
        for (sheet, before), (sheet_after, after) in pairwise(series.items())
    ]
    return sum(steps) >= _STEADY * len(steps)
