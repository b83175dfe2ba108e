"""The date of a document, as written in its name, its title or on its first page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from corpus.items import PartialDate

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = rf"({'|'.join(f'{name}|{name[:3]}' for name in _MONTHS)}|sept)\.?"
_GAP = r"[\s_.,-]*"
_EDGE = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_YEAR = r"((?:19|20)\d\d)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"

_ISO = re.compile(rf"(?<!\d){_YEAR}[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FIGURES = re.compile(rf"(?<!\d)(\d{{1,2}})([-_./])(\d{{1,2}})\2{_YEAR}(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d){_DAY}{_GAP}(?:(?:day\s)?of\s)?{_MONTH}{_GAP}{_YEAR}(?!\d)", re.I)
_MONTH_FIRST = re.compile(rf"{_EDGE}{_MONTH}{_GAP}{_DAY}[\s_.,-]+{_YEAR}(?!\d)", re.I)
_MONTH_YEAR = re.compile(rf"{_EDGE}{_MONTH}{_GAP}{_YEAR}(?!\d)", re.I)
_YEAR_MONTH = re.compile(rf"(?<![^\W_]){_YEAR}[-_.](0[1-9]|1[0-2])(?![-_.]?\d)")
_YEAR_ALONE = re.compile(rf"{_EDGE}(?:fy)?{_YEAR}{_END}", re.I)
_LONG = 300
"""In a text longer than this, a year alone may be any year."""


def merge_dates(printed: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    """The date printed as the document's own, with what `other` adds to it where the two agree."""
    if printed is None or other is None:
        return printed or other
    agree = all(mine in (0, its) for mine, its in zip(printed, other, strict=True))
    return other if agree else printed


def choose_date(texts: Iterable[str]) -> PartialDate | None:
    """The most complete date (day, month, year) in the texts; of several, the first."""
    dates = (date for text in texts if (date := find_date(text)))
    return max(dates, key=lambda date: bool(date.month) + bool(date.day), default=None)


def find_date(text: str) -> PartialDate | None:
    """The first full date in `text`, or the first month with year, or the first year.

    Impossible and future dates are skipped.
    """
    found = locate_date(text)
    return found[1] if found else None


def locate_date(text: str) -> tuple[int, PartialDate] | None:
    """As `find_date`, with the 0-based offset at which the date begins."""
    for dates in (_find_full_dates(text), _find_months(text), _find_years(text)):
        past = [(start, date) for start, date in dates if has_come(date)]
        if past:
            return min(past)
    return None


def _find_full_dates(text: str) -> Iterator[tuple[int, PartialDate]]:
    for match in _ISO.finditer(text):
        yield match.start(), PartialDate(*map(int, match.groups()))
    for match in _FIGURES.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first > 12:  # 20/11/2008; 11/12/2008 may be either
            yield match.start(), PartialDate(year, second, first)
        elif second > 12 or first == second:
            yield match.start(), PartialDate(year, first, second)
    for match in _DAY_FIRST.finditer(text):
        yield match.start(), PartialDate(int(match[3]), _parse_month(match[2]), int(match[1]))
    for match in _MONTH_FIRST.finditer(text):
        yield match.start(), PartialDate(int(match[3]), _parse_month(match[1]), int(match[2]))


def _find_months(text: str) -> Iterator[tuple[int, PartialDate]]:
    for match in _MONTH_YEAR.finditer(text):
        yield match.start(), PartialDate(int(match[2]), _parse_month(match[1]))
    for match in _YEAR_MONTH.finditer(text):
        yield match.start(), PartialDate(int(match[1]), int(match[2]))


def _find_years(text: str) -> Iterator[tuple[int, PartialDate]]:
    if len(text) <= _LONG:
        for match in _YEAR_ALONE.finditer(text):
            yield match.start(), PartialDate(int(match[1]))


def _parse_month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def has_come(date: PartialDate) -> bool:
    """Whether the date exists, and is not to come."""
    try:
        return datetime.date(date.year, date.month or 1, date.day or 1) <= datetime.date.today()
    except ValueError:
        return False
