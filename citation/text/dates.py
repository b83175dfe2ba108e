"""Dates as the styles write them, with as many parts as are known.

A season stands in place of a month, as 21 (spring) to 24 (winter), which is how ISO 8601-2 and EDTF
number them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citation.text.joining import join_words
from corpus.items import PartialDate

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SEASONS = "Spring Summer Autumn Winter".split()
_FRENCH_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
_FRENCH_SEASONS = "printemps été automne hiver".split()
_SHORT_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
"""MLA 9 (appendix 1) and Bluebook (T12) have the same abbreviations."""


def format_year(date: PartialDate) -> str:
    """`2006`."""
    return str(date.year)


def format_day_first(date: PartialDate) -> str:
    """`18 May 2006` (McGill)."""
    return join_words(_format_day(date), _format_month(date), str(date.year))


def format_french_day_first(date: PartialDate) -> str:
    """`18 mai 2006`, `1er mai 2006` (McGill in French)."""
    day = _format_day(date)
    return join_words(
        "1er" if day == "1" else day,
        _format_month(date, _FRENCH_MONTHS, _FRENCH_SEASONS),
        str(date.year),
    )


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


def format_span(first: PartialDate, last: PartialDate, write: Callable[[PartialDate], str]) -> str:
    """Two dates with an en dash, what they share once: `18–19 May 2007`, `May 30–June 2, 2007`."""
    start, end = (re.findall(r"[^\s,]+|,", write(date)) for date in (first, last))
    before = after = 0
    if first.year == last.year:
        shortest = min(len(start), len(end))
        while after < shortest and start[-1 - after] == end[-1 - after]:
            after += 1
        if first.month == last.month:
            while before < shortest - after and start[before] == end[before]:
                before += 1
    middle = [" ".join(words[before : len(words) - after]) for words in (start, end)]
    whole = [*start[:before], "–".join(filter(None, middle)), *start[len(start) - after :]]
    return " ".join(filter(None, whole)).replace(" ,", ",")


def _format_month(
    date: PartialDate, names: list[str] = _MONTHS, seasons: list[str] = _SEASONS
) -> str:
    if 21 <= date.month <= 24:
        return seasons[date.month - 21]
    return names[date.month - 1] if 1 <= date.month <= 12 else ""


def _format_day(date: PartialDate) -> str:
    return str(date.day) if _format_month(date) and date.day else ""
