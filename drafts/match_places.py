"""The place of a located quotation as an id, by which it is shown, copied and kept."""

from __future__ import annotations

from search.answering.result_place import ResultPlace
from search.locating.match import Match


def place_match(match: Match) -> ResultPlace:
    """Where the words of a match stand, from the first to the last."""
    number, start = match.position
    end = start + len(match.text)
    return ResultPlace(match.entry.item.id, number, match.in_notes, start, end)
