"""What the second readers make of the words of quotations: one for text, one for pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafts.verdicts import picture_reader
from drafts.verdicts.second_reader import SeenPages, describe_disagreement, read_again
from drafts.verdicts.verdict import CheckedQuotation
from indexer.library import Library
from search.locating.match import Match


def add_second_readings(
    library: Library, checked: Sequence[CheckedQuotation]
) -> Iterator[CheckedQuotation]:
    """The same, with what the second reader makes of the words."""
    matches = [match for one in checked for match in one.matches]
    lines = iter(read_second_time(library, matches))
    for one in checked:
        own = [next(lines) for _ in one.matches]
        yield replace(one, second_reading=next(filter(None, own), ""))


def read_second_time(library: Library, matches: Sequence[Match]) -> list[str]:
    """For each match one sentence on where the second reader disagrees; "" if it does not, or if
    there is none for pictures."""
    seen = read_again(library, [one for one in matches if "picture" not in one.read_from])
    return [_read_one(library, match, seen) for match in matches]


def _read_one(library: Library, match: Match, seen: SeenPages) -> str:
    if "picture" not in match.read_from:
        return describe_disagreement(library, match, seen)
    if not picture_reader.is_installed():
        return ""
    return picture_reader.describe_disagreement(library, match)
