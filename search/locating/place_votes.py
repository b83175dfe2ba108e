"""Which places the words of a quotation agree on, and how strongly.

A word at offset 5 of the quotation that stands at position 1,205 of a document votes for a
beginning at 1,200 there. In a large corpus many places have some of the words near one another by
chance, but few have them at the same distances: votes for the very same beginning count in full,
those for one a few words off count less, and where words are left out the words before and behind
the gap vote for two beginnings, in this order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from engine.interface import DocumentPositions
from engine.question import AnyOf

_MOST_WEIGHED = 200
"""Beginnings that are looked at with those around them: the ones that most rare words vote for."""
_CLOSE, _GAP = 4, 24
"""Words: votes for beginnings so close are one place's, with or without a word too many; and what
may be left out, or put in, in one go."""
_BESIDE, _NEAR = 0.9, 0.5
"""What a vote for the word beside a beginning counts, and one up to `_CLOSE` words away."""
_PRICE_OF_GAP = 1.0
"""What a place with a gap must have more than one without, in logarithms of rarity."""
_SAME = 8
"""Beginnings closer than this many words are one place."""
_MIDDLE = 1 << 31
"""Keeps beginnings before a document's first word apart from those of the document before."""


class Voter(NamedTuple):
    """A word of a quotation, or the words that may stand in for it."""

    spellings: AnyOf
    pages: int
    """On about how many pages they stand."""
    offset: int
    """0-based index in the quotation."""


class VotedPlace(NamedTuple):
    """A place that some words vote for."""

    document: int
    position: int
    """In the document, of the rarest word that votes for it."""
    offset: int
    """0-based index of that word in the quotation."""
    weight: float
    """How strongly the words agree: about the logarithm of how unlikely it is by chance."""


class PlaceVotes:
    """The votes of a quotation's words in all documents."""

    def __init__(self, voters: Iterable[Voter], page_count: int) -> None:
        self._voters = sorted(voters, key=lambda voter: voter.offset)
        self._rarities = [math.log(1 + page_count / voter.pages) for voter in self._voters]
        self._votes: dict[int, int] = {}
        """By document and beginning: the voters, as the bits of a number."""
        self._weights: dict[int, float] = {}
        self._listed: dict[tuple[int, float, int | None], list[VotedPlace]] = {}

    @property
    def voters(self) -> Sequence[Voter]:
        """In the order of the quotation."""
        return self._voters

    @property
    def rarities(self) -> Sequence[float]:
        """How much the vote of each weighs."""
        return self._rarities

    def count(self, number: int, places: DocumentPositions, known: Iterable[int]) -> None:
        """Add the votes of the voter `number` (0-based) in the `known` ones of some documents."""
        votes, bit = self._votes, 1 << number
        get = votes.get
        shift = _MIDDLE - self._voters[number].offset
        for document in known:
            base = (document << 32) + shift
            for position in places.get(document, ()):
                beginning = base + position
                votes[beginning] = get(beginning, 0) | bit

    def list_places(self, limit: int, share: float, document: int | None) -> list[VotedPlace]:
        """The likeliest places, at most `limit`, likeliest first; none whose weight is less than
        this share of the likeliest one's. Only in `document` (an id), if it is given."""
        asked = limit, share, document
        if asked not in self._listed:
            self._listed[asked] = self._choose_places(limit, share, document)
        return self._listed[asked]

    def _choose_places(self, limit: int, share: float, document: int | None) -> list[VotedPlace]:
        weighed = sorted(self._weigh_beginnings(document), reverse=True)
        chosen: list[VotedPlace] = []
        taken: list[int] = []
        for weight, beginning in weighed:
            if len(chosen) == limit or weight < share * weighed[0][0]:
                break
            if all(abs(beginning - other) >= _SAME for other in taken):
                taken.append(beginning)
                chosen.append(self._make_place(beginning, weight))
        return chosen

    def _weigh_beginnings(self, document: int | None) -> Iterator[tuple[float, int]]:
        votes = self._votes
        asked = [key for key in votes if document is None or key >> 32 == document]
        # one word alone is hardly a place; several seldom agree by chance
        agreed = [key for key in asked if votes[key] & (votes[key] - 1)] or asked
        for key in nlargest(_MOST_WEIGHED, agreed, key=lambda key: self._weigh(votes[key])):
            yield self._weigh_place(key), key

    def _weigh_place(self, key: int) -> float:
        get, weigh = self._votes.get, self._weigh
        exact = self._votes[key]
        beside = exact | get(key - 1, 0) | get(key + 1, 0)
        near = beside
        for step in range(2, _CLOSE + 1):
            near |= get(key + step, 0) | get(key - step, 0)
        together = weigh(exact) + _BESIDE * weigh(beside & ~exact) + _NEAR * weigh(near & ~beside)
        return max(together, self._weigh_with_gap(key, beside) - _PRICE_OF_GAP)

    def _weigh_with_gap(self, key: int, here: int) -> float:
        """The weight of the best pair of beginnings, of which one is `key` with the voters `here`:
        the first words of the quotation vote for the one, the others for the other."""
        best = 0.0
        for step in range(2, _GAP + 1):
            for first, second in (
                (here, self._votes.get(key + step, 0)),
                (self._votes.get(key - step, 0), here),
            ):
                if first and second and self._weigh(first | second) > best:
                    best = max(best, self._weigh_in_order(first, second))
        return best

    def _weigh_in_order(self, first: int, second: int) -> float:
        splits = ((1 << at) - 1 for at in range(1, len(self._voters)))
        return max(
            (self._weigh(first & low) + self._weigh(second & ~low) for low in splits), default=0.0
        )

    def _weigh(self, voters: int) -> float:
        if voters not in self._weights:
            rarities = enumerate(self._rarities)
            self._weights[voters] = sum(rarity for at, rarity in rarities if voters >> at & 1)
        return self._weights[voters]

    def _make_place(self, beginning: int, weight: float) -> VotedPlace:
        voted = self._votes[beginning]
        own = [each for at, each in enumerate(self._voters) if voted >> at & 1]
        offset = min(own, key=lambda voter: voter.pages).offset
        start = (beginning & 0xFFFFFFFF) - _MIDDLE
        return VotedPlace(beginning >> 32, start + offset, offset, weight)
