"""Dates in an address, and whether they contradict the date of what is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import unquote, urlsplit

from corpus.items import PartialDate

MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEP = r"[\s_.,+-]{0,2}"
_NAMED = re.compile(
    r"(?<!\d)(?P<yy>\d\d)(?P<short>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?P<dd>\d\d)(?!\d)"
    rf"|(?<![a-z])(?:(?<!\d)(?P<before>\d{{1,2}})(?:st|nd|rd|th)?{_SEP})?{_MONTH}(?![a-z])"
    rf"(?:{_SEP}(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    r"(?:[\s_.,+-]{0,3}(?P<year>(?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_/](?P<m>0[1-9]|1[0-2])[-_/](?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_UPLOADED = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])/(?!\d\d/)")
_NEAR = 31
"""Days: what is put online within them may bear either date."""

Weight = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An address that speaks of another date."""

    said: str
    """What the address has, as it stands there."""
    weight: Weight
    """`weak`: it may be only the date when the file was put there."""


def find_contradiction(url: str, issued: PartialDate, *, to_the_day: bool) -> Contradiction | None:
    """How `url` contradicts the date `issued`, None where it does not.

    `to_the_day`: the date is that of an event, as of a meeting; else what is put online some weeks
    later contradicts nothing.
    """
    path = unquote(urlsplit(url).path)
    slug = path.rstrip("/").rpartition("/")[2]
    named = [found for found in _NAMED.finditer(slug) if _has_number(found)]
    if named:
        if any(_agrees(found, issued, to_the_day) for found in named):
            return None
        return Contradiction(_strip_separators(named[0].group()), "strong")
    numbered = list(_NUMBERED.finditer(path))
    if numbered:
        if any(_is_near(found, issued, to_the_day) for found in numbered):
            return None
        return Contradiction(numbered[0].group(), "strong")
    uploaded = _UPLOADED.search(path)
    if uploaded and int(uploaded["y"]) != issued.year:
        return Contradiction(uploaded.group().strip("/"), "weak")
    return None


def _has_number(found: re.Match[str]) -> bool:
    """Whether a month's name stands by a number: alone "may" or "march" can be a word."""
    return bool(found["short"] or found["year"] or found["before"] or found["after"])


def _agrees(found: re.Match[str], issued: PartialDate, to_the_day: bool) -> bool:
    month = _get_month_number(found["month"] or found["short"])
    if found["short"]:
        numbers = int(found["yy"]), int(found["dd"])
        return any(
            year == issued.year % 100
            and (not issued.month or month == issued.month)
            and (not to_the_day or not issued.day or day == issued.day)
            for year, day in (numbers, numbers[::-1])
        )
    if found["year"] and int(found["year"]) != issued.year:
        return False
    if not issued.month:
        return True
    if month != issued.month:
        certain = to_the_day or (bool(found["year"]) and not issued.day)
        return not certain
    if not (to_the_day and issued.day):
        return True
    days = [int(n) for n in (found["before"], found["after"]) if n]
    return not days or bool({issued.day, issued.year % 100} & set(days))


def _is_near(found: re.Match[str], issued: PartialDate, to_the_day: bool) -> bool:
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    try:
        said = date(year, month, day)
        meant = date(issued.year, issued.month or month, issued.day or min(day, 28))
    except ValueError:
        return True
    if issued.day and to_the_day:
        return said == meant
    return said.year == meant.year if not issued.month else abs((said - meant).days) <= _NEAR


def _get_month_number(month: str) -> int:
    return next(at for at, name in enumerate(MONTHS, 1) if name[:3].lower() == month[:3].lower())


def _strip_separators(text: str) -> str:
    return text.strip(" _.,+-")


def format_date(when: PartialDate) -> str:
    """`22 November 2018`, `May 2008`, `2015`."""
    month = MONTHS[when.month - 1] if 1 <= when.month <= 12 else ""
    return " ".join(part for part in (str(when.day or ""), month, str(when.year)) if part)
