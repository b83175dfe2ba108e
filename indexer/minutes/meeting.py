"""Which meeting a document is the minutes of, by its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.late_pattern import compile_late

if TYPE_CHECKING:
    from corpus.items import Item, PartialDate
    from indexer.store.minutes import FoundMinutes

_YEAR = compile_late(r"\d{4}")


def find_year(item: Item, held: int | None) -> int | None:
    """The year of the meeting: from the record, or else `held`, which the text says."""
    recorded = _YEAR.match(str(item.own.get("meeting_date", "")))
    if recorded:
        return int(recorded[0])
    return item.issued.year if item.issued else held


def name_meeting(meeting: PartialDate | None) -> str:
    """What of the meeting's date makes a difference to the minutes found in a text: all of it where
    it is known to the day, otherwise nothing."""
    return str(meeting) if meeting is not None and meeting.day else ""


def is_up_to_date(found: FoundMinutes, item: Item) -> bool:
    """Whether what was `found` in a document counts for the record that it has now."""
    return found.meeting == name_meeting(item.issued)
