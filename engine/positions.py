"""Phrases and nearness by the positions of their words in a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

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
    words: Sequence[Sequence[int]], distance: int, starts: PageStarts, *, ordered: bool = False
) -> list[int]:
    """Where the shortest stretches begin that hold one position of each of `words`, with at most
    `distance` others between them; within running text over no more than two pages, or within the
    notes of one page."""
    return [
        first
        for first, last in _find_spans(words, distance, starts, ordered)
        if starts.find_page(last) <= starts.find_page(first) + 1
    ]


def _find_spans(
    words: Sequence[Sequence[int]], distance: int, starts: PageStarts, ordered: bool
) -> Iterator[tuple[int, int]]:
    from engine.nearness import find_near_spans, find_ordered_spans  # few questions need them

    fits: dict[int, int] = {}
    for number, positions in enumerate(_keep_near_rarest(words, len(words) + distance)):
        for position in positions:
            fits[position] = fits.get(position, 0) | 1 << number
    for stretch in starts.split_by_text(sorted(fits)):
        fitting = [fits[position] for position in stretch]
        if ordered:
            yield from find_ordered_spans(
                [
                    [at for at, fit in zip(stretch, fitting, strict=True) if fit >> number & 1]
                    for number in range(len(words))
                ],
                distance,
            )
        else:
            yield from find_near_spans(stretch, fitting, len(words), distance)


def _keep_near_rarest(words: Sequence[Sequence[int]], reach: int) -> list[Sequence[int]]:
    """The positions of each word that are less than `reach` from one of the rarest word: a shorter
    stretch has no others."""
    rarest = min(words, key=len)
    stretches: list[tuple[int, int]] = []
    for position in rarest:
        begin, end = position - reach + 1, position + reach
        if stretches and begin <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((begin, end))
    return [
        positions if positions is rarest else list(_choose_within(positions, stretches))
        for positions in words
    ]


def _choose_within(positions: Sequence[int], stretches: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Those of `positions` that are in one of the `stretches`; both ascend."""
    at = 0
    for begin, end in stretches:
        at = bisect_left(positions, begin, at)
        after = bisect_left(positions, end, at)
        yield from positions[at:after]
        at = after
