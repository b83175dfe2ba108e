"""Dates in citations: "18 May 2006", "May 18, 2006", "20 Nov. 2008", "November 2008", ISO."""

from __future__ import annotations

import re

from corpus.formats.date_fields import parse_month
from corpus.items import PartialDate

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
"""Matches the name of a month, whole or shortened, when capitals are ignored."""
_WORD = rf"{MONTH}\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_WORD},?\s+{_YEAR}",
        rf"\b{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"\b{_YEAR},\s+{_WORD}(?:\s+(?P<day>\d{{1,2}})\b)?",
        r"\b(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_WORD},?\s+{_YEAR}",
    )
)


_MINUTE = re.compile(r"P?\d+/(\d\d)(\d\d)?|P(\d{4})-", re.IGNORECASE)


def find_dates(text: str) -> list[PartialDate]:
    """The dates in `text` that have at least a month; no stretch of text is read twice."""
    dates: list[PartialDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = int(parts.get("number") or 0) or parse_month(parts.get("month") or "")
            dates.append(PartialDate(int(parts["year"]), month, int(parts.get("day") or 0)))
        text = form.sub(" ; ", text)
    return dates


def may_be_same_day(date: PartialDate, issued: PartialDate) -> bool:
    """Whether two dates of one year agree in month and day, as far as both have them."""
    return (not date.month or not issued.month or date.month == issued.month) and (
        not date.day or not issued.day or date.day == issued.day
    )


def read_minute_year(minute: str) -> int:
    """The year of `P208/12`, 0 if the number names none; two digits mean 1950 to 2049."""
    match = _MINUTE.match(minute)
    if not match:
        return 0
    short, rest, whole = match.groups()
    if whole or rest:
        return int(whole or short + rest)
    return int(short) + (2000 if int(short) < 50 else 1900)
