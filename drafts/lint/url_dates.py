"""Dates in an address, and whether they contradict the date of what is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import unquote, urlsplit

from corpus.formats.date_fields import parse_month
from corpus.items import PartialDate
from drafts.citations.citation_dates import MONTH

_SEP = r"[\s_.,+-]{0,2}"
_NAMED = re.compile(
    r"(?<!\d)(?P<yy>\d\d)(?P<short>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?P<dd>\d\d)(?!\d)"
    rf"|(?<![a-z])(?:(?<!\d)(?P<before>\d{{1,2}})(?:st|nd|rd|th)?{_SEP})?{MONTH}(?![a-z])"
    rf"(?:{_SEP}(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    r"(?:[\s_.,+-]{0,3}(?P<year>(?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_/](?P<m>0[1-9]|1[0-2])[-_/](?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_UPLOADED = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])/(?!\d\d/)")
_NEAR = 31
"""Days: a document put online within them may bear either date."""

Weight = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An address that contains another date."""

    written: str
    """The date as the address has it."""
    weight: Weight
    """`weak`: it may only be when the file was put there."""


def find_contradiction(url: str, issued: PartialDate, *, to_the_day: bool) -> Contradiction | None:
    """How `url` contradicts the date `issued`, None if it does not.

    `to_the_day`: the date is that of an event, such as a meeting; otherwise a document may be put
    online some weeks later.
    """
    path = unquote(urlsplit(url).path)
    name = path.rstrip("/").rpartition("/")[2]
    named = [match for match in _NAMED.finditer(name) if _has_number(match)]
    if named:
        if any(_agrees(match, issued, to_the_day) for match in named):
            return None
        return Contradiction(named[0].group().strip(" _.,+-"), "strong")
    numbered = list(_NUMBERED.finditer(path))
    if numbered:
        if any(_is_near(match, issued, to_the_day) for match in numbered):
            return None
        return Contradiction(numbered[0].group(), "strong")
    uploaded = _UPLOADED.search(path)
    if uploaded and int(uploaded["y"]) != issued.year:
        return Contradiction(uploaded.group().strip("/"), "weak")
    return None


def _has_number(match: re.Match[str]) -> bool:
    """Whether the name of a month stands by a number: alone, "may" or "march" can be a word."""
    return bool(match["short"] or match["year"] or match["before"] or match["after"])


def _agrees(match: re.Match[str], issued: PartialDate, to_the_day: bool) -> bool:
    month = parse_month(match["month"] or match["short"])
    if match["short"]:
        numbers = int(match["yy"]), int(match["dd"])
        return any(
            year == issued.year % 100
            and (not issued.month or month == issued.month)
            and (not to_the_day or not issued.day or day == issued.day)
            for year, day in (numbers, numbers[::-1])
        )
    if match["year"] and int(match["year"]) != issued.year:
        return False
    if not issued.month:
        return True
    if month != issued.month:
        certain = to_the_day or (bool(match["year"]) and not issued.day)
        return not certain
    if not (to_the_day and issued.day):
        return True
    days = [int(n) for n in (match["before"], match["after"]) if n]
    return not days or bool({issued.day, issued.year % 100} & set(days))


def _is_near(match: re.Match[str], issued: PartialDate, to_the_day: bool) -> bool:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    try:
        stated = date(year, month, day)
        meant = date(issued.year, issued.month or month, issued.day or min(day, 28))
    except ValueError:
        return True
    if issued.day and to_the_day:
        return stated == meant
    return stated.year == meant.year if not issued.month else abs((stated - meant).days) <= _NEAR
