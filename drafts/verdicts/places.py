"""Whether the place that a draft cites is where the words stand."""

from __future__ import annotations

from collections.abc import Sequence

from citation.record.pinpoint import LabelRange
from drafts.verdicts.verdict import ResolvedClaim, covers
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import list_pdf_pages
from search.locating.match import Match

_FOLLOWING = 10
"""How many pages "12 ff" may mean beyond the one it names."""


def stands_on_cited_pages(
    claimed: ResolvedClaim, match: Match, labels: Sequence[PageLabel]
) -> bool:
    """Whether all the words stand on pages that a claim names, by printed number or by position in
    the file; `labels` are all of the document's."""
    if not claimed.pages and not claimed.pdf_pages:
        return False
    if claimed.pdf_pages and not _are_among(list_pdf_pages(match.labels), claimed.pdf_pages):
        return False
    known = [label.label or "" for label in labels]
    parts = claimed.pages
    if claimed.onward and parts:
        parts = (*parts, _list_following(parts[-1], known))
    return not parts or covers(parts, match.labels, known)


def stands_in_cited_paragraphs(
    claimed: ResolvedClaim, match: Match, numbers: Sequence[str]
) -> bool | None:
    """Whether all the words stand in paragraphs (or sections) that a claim names; None where it
    names none, or that cannot be told. `numbers` are those of all the document's paragraphs."""
    if not match.paragraphs or not claimed.paragraphs:
        return None
    order = list(numbers)
    named: set[str] = set()
    for part in claimed.paragraphs:
        first, last = part.first, part.last or part.first
        named |= {first, last}
        if first in order and last in order:
            named |= set(order[order.index(first) : order.index(last) + 1])
    return all(
        any(number == name or number.startswith(f"{name}.") for name in named)
        for number in match.paragraphs
    )


def stands_in_cited_minute(claimed: ResolvedClaim, match: Match) -> bool | None:
    """Whether the words stand in the minute that a claim names; None where it names none, or that
    cannot be told."""
    from indexer.minutes.numbers import normalise_minute_number

    wanted = normalise_minute_number(claimed.minute)
    minute = match.context.minute if wanted else None
    if minute is None or wanted is None or minute.counted:
        return None
    # "Min. No. 208/12" leaves out the letter that the minutes print
    spelt = (wanted, minute.number[:1] + wanted) if wanted[:1].isdigit() else (wanted,)
    return any(map(minute.is_named, spelt))


def _list_following(part: LabelRange, known: Sequence[str]) -> LabelRange:
    """The pages from `part` on that "ff" may mean."""
    first = part.first.casefold()
    order = [label.casefold() for label in known]
    if first not in order:
        return part
    at = order.index(first)
    last = next((label for label in reversed(known[at : at + _FOLLOWING + 1]) if label), part.first)
    return LabelRange(part.first, last)


def _are_among(numbers: Sequence[int], parts: Sequence[LabelRange]) -> bool:
    named: set[int] = set()
    for part in parts:
        first, last = int(part.first), int(part.last or part.first)
        named |= set(range(first, min(last, first + 10_000) + 1))
    return set(numbers) <= named
