"""Rule `date-differs`: a record gives different dates in different places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citation.text.dates import format_day_first
from corpus.items import Item, PartialDate
from drafts.citations.citation_dates import find_dates, read_minute_year
from drafts.lint.finding import Finding
from drafts.lint.url_dates import find_contradiction

_MINUTE = re.compile(r"\bP\d+/\d\d\b", re.IGNORECASE)


def check_record_dates(item: Item) -> Iterator[Finding]:
    """Findings on the record's date against its address, meeting date, titles and minute number."""
    issued = item.issued
    if issued is None or not 1000 <= issued.year <= 9999:
        return
    contradiction = check_url_date(item.id, item, issued)
    if contradiction is not None:
        yield contradiction
    if item.kind == "minutes":
        yield from _check_meeting_dates(item, issued)


def check_url_date(
    place: str, item: Item, issued: PartialDate, field: str = "URL"
) -> Finding | None:
    """The finding on an item whose address contradicts its date, None for any other."""
    url = item.get_text("URL").strip()
    event = item.kind in ("minutes", "brief")
    against = find_contradiction(url, issued, to_the_day=event) if url else None
    if against is None:
        return None
    date = format_day_first(issued)
    if against.weight == "weak":
        wrong = f"The address has “{against.written}”, the date is {date}."
        remedy = "It may only be when the file was put there; check the document’s own date."
        return Finding("date-differs", place, wrong, remedy, "warning", field)
    wrong = f"The address says “{against.written}”, the date is {date}."
    remedy = "Open the document, see which date it bears, and correct the date or the address."
    return Finding("date-differs", place, wrong, remedy, "error", field)


def _check_meeting_dates(item: Item, issued: PartialDate) -> Iterator[Finding]:
    meeting = str(item.own.get("meeting_date") or "")
    if meeting and issued.day and meeting != str(issued):
        yield _make_finding(item, "custom.pincite.meeting_date", meeting, issued)
    for field in ("title-short", "title"):
        for date in find_dates(item.get_text(field)):
            if date.day and issued.day and date != issued:
                yield _make_finding(item, field, format_day_first(date), issued)
    number = f"{item.get_text('number')} {item.own.get('minute') or ''}"
    minutes: dict[int, str] = {}
    for minute in _MINUTE.findall(number):
        minutes.setdefault(read_minute_year(minute), minute)
    for year, minute in minutes.items():
        if year % 100 != issued.year % 100:
            yield _make_finding(item, "number", minute, issued)


def _make_finding(item: Item, field: str, written: str, issued: PartialDate) -> Finding:
    wrong = f"The record says “{written}” here, but gives {format_day_first(issued)} as its date."
    remedy = "See which date the minutes bear, and correct the other."
    return Finding("date-differs", item.id, wrong, remedy, "error", field)
