"""Phrases and nearness by the positions of their words in a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from engine.document_words import PageStarts

_FEW = 8
"""A set of positions costs about as much as looking so many times into the sorted ones."""


def find_phrase_positions(words: Sequence[Sequence[int]], starts: PageStarts) -> list[int]:
    """Where the phrase begins whose words stand at `words`, ascending; each given ascending.

    It may go over to the next page, and no further.
    """
    order = sorted(range(len(words)), key=lambda at: len(words[at]))
    begins = [position - order[0] for position in words[order[0]]]
    for at in order[1:]:
        if not begins:
            break
        begins = _keep_followed(begins, words[at], at)
    return starts.drop_reaching_third_page(begins, len(words) - 1)


def _keep_followed(begins: list[int], positions: Sequence[int], distance: int) -> list[int]:
    """Those of `begins` at whose distance one of `positions` is."""
    if len(begins) * _FEW > len(positions):
        known = set(positions)
        return [begin for begin in begins if begin + distance in known]
    last = len(positions) - 1
    return [
        begin
        for begin in begins
        if (at := bisect_left(positions, begin + distance)) <= last
        and positions[at] == begin + distance
    ]


def find_near_positions(
    words: Sequence[Sequence[int]], distance: int, starts: PageStarts
) -> list[int]:
    """Where the shortest stretches begin that hold one position of each of `words`, with at most
    `distance` others between them; within running text over no more than two pages, or within the
    notes of one page."""
    from engine.nearness import find_near_spans  # here: few questions ask for nearness

    fits: dict[int, int] = {}
    for number, positions in enumerate(words):
        for position in positions:
            fits[position] = fits.get(position, 0) | 1 << number
    return [
        first
        for stretch in starts.split_by_text(sorted(fits))
        for first, last in find_near_spans(
            stretch, [fits[position] for position in stretch], len(words), distance
        )
        if starts.find_page(last) <= starts.find_page(first) + 1
    ]
