"""Dates as the styles write them, with as many parts as are known."""

from __future__ import annotations

from citation.text.joining import join_words
from corpus.items import PartialDate

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
"""MLA 9 (appendix 1) and Bluebook (T12) have the same abbreviations."""


def format_year(date: PartialDate) -> str:
    """`2006`."""
    return str(date.year)


def format_day_first(date: PartialDate) -> str:
    """`18 May 2006` (McGill)."""
    return join_words(_format_day(date), _format_month(date), str(date.year))


def format_short_day_first(date: PartialDate) -> str:
    """`20 Nov. 2008` (MLA)."""
    return join_words(_format_day(date), _format_month(date, _SHORT_MONTHS), str(date.year))


def format_month_first(date: PartialDate) -> str:
    """`May 18, 2006`, `May 2006` (Chicago, APA)."""
    comma = "," if _format_day(date) else ""
    return join_words(format_month_day(date) + comma, str(date.year))


def format_short_month_first(date: PartialDate) -> str:
    """`Nov. 20, 2008` (Bluebook)."""
    comma = "," if _format_day(date) else ""
    return join_words(_format_month(date, _SHORT_MONTHS), _format_day(date) + comma, str(date.year))


def format_month_day(date: PartialDate) -> str:
    """`May 18`, `May`, or "" where only the year is known."""
    return join_words(_format_month(date), _format_day(date))


def _format_month(date: PartialDate, names: list[str] = _MONTHS) -> str:
    return names[date.month - 1] if 1 <= date.month <= 12 else ""


def _format_day(date: PartialDate) -> str:
    return str(date.day) if _format_month(date) and date.day else ""
