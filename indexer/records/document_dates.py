"""The date of a document, as its name, its title and its first page write it."""

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
"""In a text longer than this a year alone may be any year."""


def choose_date(texts: Iterable[str]) -> PartialDate | None:
    """The date that says most (day, month, year), of several the one in the earlier text."""
    found = [date for text in texts if (date := find_date(text))]
    return max(found, key=_count_parts, default=None)


def find_date(text: str) -> PartialDate | None:
    """The first full date in `text`, else the first month with year, else the first year.

    Dates that there are not, and dates to come, are passed over.
    """
    for dates in (_find_full_dates(text), _find_months(text), _find_years(text)):
        there_are = [(start, date) for start, date in dates if _has_come(date)]
        if there_are:
            return min(there_are)[1]
    return None


def _find_full_dates(text: str) -> Iterator[tuple[int, PartialDate]]:
    for found in _ISO.finditer(text):
        year, month, day = (int(part) for part in found.groups())
        yield found.start(), PartialDate(year, month, day)
    for found in _FIGURES.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if first > 12:  # 20/11/2008; 11/12/2008 may be either
            yield found.start(), PartialDate(year, second, first)
        elif second > 12 or first == second:
            yield found.start(), PartialDate(year, first, second)
    for found in _DAY_FIRST.finditer(text):
        yield found.start(), PartialDate(int(found[3]), _parse_month(found[2]), int(found[1]))
    for found in _MONTH_FIRST.finditer(text):
        yield found.start(), PartialDate(int(found[3]), _parse_month(found[1]), int(found[2]))


def _find_months(text: str) -> Iterator[tuple[int, PartialDate]]:
    for found in _MONTH_YEAR.finditer(text):
        yield found.start(), PartialDate(int(found[2]), _parse_month(found[1]))
    for found in _YEAR_MONTH.finditer(text):
        yield found.start(), PartialDate(int(found[1]), int(found[2]))


def _find_years(text: str) -> Iterator[tuple[int, PartialDate]]:
    if len(text) <= _LONG:
        for found in _YEAR_ALONE.finditer(text):
            yield found.start(), PartialDate(int(found[1]))


def _parse_month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _has_come(date: PartialDate) -> bool:
    try:
        return datetime.date(date.year, date.month or 1, date.day or 1) <= datetime.date.today()
    except ValueError:
        return False


def _count_parts(date: PartialDate) -> int:
    return bool(date.month) + bool(date.day)
