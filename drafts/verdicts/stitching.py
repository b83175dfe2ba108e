"""Quotations put together from stretches that stand in different places, or in another order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from drafts.quotations.quotation_finder import SHORTEST
from drafts.verdicts.marked_changes import MarkedQuotation
from indexer.records.entries import DocumentEntry
from search.locating.locate import Locator
from search.locating.match import Match
from search.locating.word_text import WordText

_PIECE = SHORTEST + 1
"""Consecutive words by which the parts of a stitched quotation are found."""
_MOST_PIECES = 60
"""How many of them are looked up: of a longer quotation fewer of its words are tried."""
_COVERED = 0.8
"""The share of a quotation's words that its parts must have."""
_PLACES = 20
"""Places of a part among which one beside the part before is chosen."""

Part = tuple[int, int, Match]
"""Index of the first word in the quotation and of the one after the last, and the place."""


def find_stitched(
    locator: Locator, marked: MarkedQuotation, claimed: Sequence[DocumentEntry]
) -> list[Match]:
    """The places of a quotation's parts if they are different places; else none."""
    if len(marked.segments) > 1:
        return _find_segments(locator, marked, claimed)
    if marked.words < 2 * SHORTEST:
        return []
    text = marked.segments[0].own
    parts = _find_parts(locator, text)
    covered = sum(end - start for start, end, _ in parts)
    places = [match for _, _, match in parts]
    apart = any(not _is_next_to(a, b) for a, b in pairwise(places))
    return places if apart and covered >= _COVERED * len(text.words) else []


def _find_segments(
    locator: Locator, marked: MarkedQuotation, claimed: Sequence[DocumentEntry]
) -> list[Match]:
    """The place of each segment: in a claimed document if it can be, and near the one before."""
    places: list[Match] = []
    for segment in marked.segments:
        if not segment.own.words:
            continue
        found = _find_places(locator, segment.own, claimed)
        if not found:
            return []
        places.append(min(found, key=lambda match: _measure_distance(places[-1:], match)))
    return places if len(places) > 1 else []


def _find_places(
    locator: Locator, text: WordText, claimed: Sequence[DocumentEntry]
) -> Sequence[Match]:
    for entry in (*claimed, None):
        found = locator.locate(text.text, limit=_PLACES, entry=entry)
        if found.matches:
            best = found.matches[0].similarity
            return [match for match in found.matches if match.similarity == best]
    return ()


def _measure_distance(before: Sequence[Match], match: Match) -> tuple[bool, int]:
    if not before or before[0].entry is not match.entry:
        return bool(before), 0
    return False, abs(match.position[0] - before[0].end[0])


def _find_parts(locator: Locator, text: WordText) -> list[Part]:
    """Stretches of the quotation that stand word for word in the corpus, in order, each as long as
    it can be."""
    count = len(text.words)
    step = max(2, count // _MOST_PIECES)
    parts: list[Part] = []
    start = done = 0
    while start + _PIECE <= count:
        piece = WordText(text.slice_words(start, start + _PIECE))
        extended = [
            locator.extend(match, text, start, done)
            for match in locator.find_exact(piece)[:_PLACES]
        ]
        if extended:
            part = max(extended, key=lambda part: part[1] - part[0])
            parts.append(part)
            start = done = part[1]
        else:
            start += step
    return parts


def _is_next_to(a: Match, b: Match) -> bool:
    """Whether `b` begins where `a` ends, a few words apart at most."""
    if a.entry is not b.entry or a.in_notes != b.in_notes:
        return False
    if a.end[0] == b.position[0]:
        return -5 <= b.position[1] - a.end[1] <= 60
    return b.position[0] == a.end[0] + 1 and b.position[1] <= 60
