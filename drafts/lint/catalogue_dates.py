"""Rule `date-differs`: what one record says of its date in several places disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.items import Item, PartialDate
from drafts.citations.citation_dates import find_dates
from drafts.lint.finding import Finding
from drafts.lint.url_dates import find_contradiction, format_date

_MINUTE_YEAR = re.compile(r"\bP\d+/(\d\d)\b", re.IGNORECASE)


def check_record_dates(item: Item) -> Iterator[Finding]:
    """Findings on the record's date against its address, meeting date, short title and minute."""
    issued = item.issued
    if issued is None or not 1000 <= issued.year <= 9999:
        return
    found = check_url_date(item.id, item, issued)
    if found is not None:
        yield found
    if item.kind == "minutes":
        yield from _check_meeting_dates(item, issued)


def check_url_date(
    place: str, item: Item, issued: PartialDate, field: str = "URL"
) -> Finding | None:
    """What the item's address says against its date, None where nothing."""
    url = item.get_text("URL").strip()
    event = item.kind in ("minutes", "brief")
    against = find_contradiction(url, issued, to_the_day=event) if url else None
    if against is None:
        return None
    if against.weight == "weak":
        return Finding(
            "date-differs",
            place,
            f"The address has “{against.said}”, the date is {format_date(issued)}.",
            "It may be only when the file was put there; look at the document’s own date.",
            "warning",
            field,
        )
    return Finding(
        "date-differs",
        place,
        f"The address says “{against.said}”, the date is {format_date(issued)}.",
        "Open the document, see which date it bears, and correct the date or the address.",
        "error",
        field,
    )


def _check_meeting_dates(item: Item, issued: PartialDate) -> Iterator[Finding]:
    meeting = str(item.own.get("meeting_date") or "")
    if meeting and issued.day and meeting != str(issued):
        yield _make_finding(item, "custom.pincite.meeting_date", meeting, issued)
    for field in ("title-short", "title"):
        for said in find_dates(item.get_text(field)):
            if said.day and issued.day and said != issued:
                yield _make_finding(item, field, format_date(said), issued)
    number = f"{item.get_text('number')} {item.own.get('minute') or ''}"
    for year in dict.fromkeys(_MINUTE_YEAR.findall(number)):
        if int(year) != issued.year % 100:
            minute = next(m.group() for m in _MINUTE_YEAR.finditer(number) if m[1] == year)
            yield _make_finding(item, "number", minute, issued)


def _make_finding(item: Item, field: str, said: str, issued: PartialDate) -> Finding:
    return Finding(
        "date-differs",
        item.id,
        f"The record says “{said}” here, and {format_date(issued)} as its date.",
        "See which date the minutes bear, and correct the other.",
        "error",
        field,
    )
