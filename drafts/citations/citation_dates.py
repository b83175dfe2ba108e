"""Dates in citations: "18 May 2006", "May 18, 2006", "20 Nov. 2008", "November 2008", ISO."""

from __future__ import annotations

import re

from corpus.items import PartialDate

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"\b{_YEAR},\s+{_MONTH}(?:\s+(?P<day>\d{{1,2}})\b)?",
        r"\b(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_MONTH},?\s+{_YEAR}",
    )
)


def find_dates(text: str) -> list[PartialDate]:
    """The dates in `text` that have at least a month; each stretch of text is read once."""
    found: list[PartialDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = int(parts.get("number") or 0) or _get_month_number(parts.get("month"))
            found.append(PartialDate(int(parts["year"]), month, int(parts.get("day") or 0)))
        text = form.sub(" ; ", text)
    return found


def _get_month_number(month: str | None) -> int:
    return _MONTHS.index(month[:3].lower()) + 1 if month else 0
