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
    seen = read_again(library, [one for one in matches if "picture" not in one.read_from])
    for one in checked:
        lines = (_read_second_time(library, match, seen) for match in one.matches)
        yield replace(one, second_reading=next(filter(None, lines), ""))


def _read_second_time(library: Library, match: Match, seen: SeenPages) -> str:
    """Where the second reader disagrees; "" if it does not, or if there is none for pictures."""
    if "picture" not in match.read_from:
        return describe_disagreement(library, match, seen)
    if not picture_reader.is_installed():
        return ""
    return picture_reader.describe_disagreement(library, match)
