"""How many of a question's terms stand close together on a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from search.answering.evaluate import Evaluator
from search.answering.ranking import RankedDocument
from search.asking.query import Term

_TOGETHER = 50
"""Words, about two sentences."""


def measure_closeness(
    evaluator: Evaluator, terms: Sequence[Term], documents: Sequence[RankedDocument], pages: int
) -> dict[tuple[int, int], int]:
    """By document id and PDF page (1-based), how many different terms stand within about two
    sentences' length, at most; for the best `pages` pages of each document."""
    ids = [one.entry.document.id for one in documents]
    places = [evaluator.find_places(term, ids) for term in terms]
    found: dict[tuple[int, int], int] = {}
    for id, one in zip(ids, documents, strict=True):
        own = [of_term.get(id, ()) for of_term in places]
        starts = evaluator.get_starts(id)
        for page, _ in one.pages[:pages]:
            found[id, page] = max(
                _count_together(own, first, last) for first, last in starts.get_spans(page - 1)
            )
    return found


def _count_together(places: Sequence[Sequence[int]], first: int, last: int) -> int:
    """The most terms within `_TOGETHER` places, from `first` up to, not including, `last`."""
    inside: list[tuple[int, int]] = []
    for term, of_term in enumerate(places):
        begin = bisect_left(of_term, first)
        inside += [(place, term) for place in of_term[begin : bisect_left(of_term, last, begin)]]
    inside.sort()
    most, begin = 0, 0
    held = [0] * len(places)
    for place, term in inside:
        held[term] += 1
        while place - inside[begin][0] > _TOGETHER:
            held[inside[begin][1]] -= 1
            begin += 1
        most = max(most, len(held) - held.count(0))
    return most
