"""Phrases and nearness by the places of words in a document, as the index gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from indexer.pages.word_places import PageStarts

_FEW = 8
"""A set of places costs about as much as looking so many times into the sorted ones."""


def find_phrase_places(words: Sequence[Sequence[int]], starts: PageStarts) -> list[int]:
    """Where the phrase begins whose words stand at `words`, ascending; each given ascending.

    It may go over to the next page, and no further.
    """
    order = sorted(range(len(words)), key=lambda at: len(words[at]))
    begins: list[int] = [place - order[0] for place in words[order[0]]]
    for at in order[1:]:
        if not begins:
            break
        begins = _keep_followed(begins, words[at], at)
    return starts.drop_reaching_third_page(begins, len(words) - 1)


def _keep_followed(begins: list[int], places: Sequence[int], distance: int) -> list[int]:
    """Those of `begins` at whose distance one of `places` is."""
    if len(begins) * _FEW > len(places):
        known = set(places)
        return [begin for begin in begins if begin + distance in known]
    last = len(places) - 1
    return [
        begin
        for begin in begins
        if (at := bisect_left(places, begin + distance)) <= last and places[at] == begin + distance
    ]


def find_near_places(
    words: Sequence[Sequence[int]], distance: int, starts: PageStarts
) -> list[int]:
    """Where the shortest stretches begin that hold one place of each of `words`, with at most
    `distance` others between them; within running text over no more than two pages, or within the
    notes of one page."""
    from search.nearness import find_near_spans  # here: few questions ask for nearness

    fits: dict[int, int] = {}
    for number, places in enumerate(words):
        for place in places:
            fits[place] = fits.get(place, 0) | 1 << number
    found: list[int] = []
    for stretch in starts.split_by_text(sorted(fits)):
        spans = find_near_spans(stretch, [fits[place] for place in stretch], len(words), distance)
        found += [
            first for first, last in spans if starts.find_page(last) <= starts.find_page(first) + 1
        ]
    return found
