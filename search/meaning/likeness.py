"""How alike in meaning two texts are, by the sums of their words' vectors.

The vector of a text is the sum of those of its words, the commonest of which are worth hardly
anything; the likeness of two is the cosine of the angle between their vectors. All is worked out in
whole numbers, so that it is the same on every machine.

A vector is one integer, a number to each 16 bits, and with an offset that makes all of them
positive: a sum of such integers adds up all the numbers at once.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from search.meaning.word_table import LENGTH, OFFSET, WordTable, load_word_table

_MOST = 256
"""So many numbers of a byte can be added up in 16 bits."""
STRETCH = 30
"""Words, about a sentence."""


class Likeness(NamedTuple):
    """From -1 to 1, where 1 is the same and 0 is no relation, or that nothing is known."""

    whole: float
    closest: float
    """Of the `STRETCH` words on end that are most alike, each stretch half over the next."""


class Meaning:
    """What a text is about, to be compared with others."""

    def __init__(self, words: Sequence[str]) -> None:
        """`words` are folded; those that the table does not have say nothing."""
        self._table = load_word_table()
        self._vector = _add_up(self._table, words)
        self._shifted: dict[int, tuple[Sequence[float], Sequence[float]]] = {}
        self._square = sum(map(mul, self._vector, self._vector))

    def measure_likeness(self, words: Sequence[str]) -> Likeness:
        """How alike the text of these words is, and its closest stretch."""
        if not self._square:
            return Likeness(0.0, 0.0)
        half = STRETCH // 2
        lanes = list(map(self._table.get_lanes, words))
        halves = [sum(lanes[at : at + half]) for at in range(0, len(lanes), half)]
        whole = self._compare_whole(words, sum(halves))
        closest = (
            self._compare(first + second, min(STRETCH, len(words) - at * half))
            for at, (first, second) in enumerate(pairwise(halves))
        )
        return Likeness(whole, max(closest, default=whole))

    def _compare_whole(self, words: Sequence[str], lanes: int) -> float:
        if len(words) <= _MOST:
            return self._compare(lanes, len(words))
        other = _add_up(self._table, words)
        return self._divide(sum(map(mul, self._vector, other)), sum(map(mul, other, other)))

    def _compare(self, lanes: int, count: int) -> float:
        """The likeness of the words whose lanes, so many, were added up."""
        numbers = _read_lanes(lanes)
        nothing, own = self._shift(count)
        square = _square_distance(numbers, nothing)
        product = (square + self._square - _square_distance(numbers, own)) // 2
        return self._divide(product, square)

    def _shift(self, count: int) -> tuple[Sequence[float], Sequence[float]]:
        """The zero vector and that of the question, with the offset that the sum of so many has."""
        shifted = self._shifted.get(count)
        if shifted is None:
            offset = float(OFFSET * count)
            own = tuple(offset + number for number in self._vector)
            self._shifted[count] = shifted = (offset,) * LENGTH, own
        return shifted

    def _divide(self, product: int, square: int) -> float:
        squares = self._square * square
        return product / math.sqrt(squares) if squares else 0.0


def _square_distance(one: Sequence[int], other: Sequence[float]) -> int:
    """The square of the distance of two vectors of whole numbers, in a third of the time that
    products take one by one. It is exact, as a float holds 53 bits and 128 squares of 16 bits fewer
    than 40."""
    return round(math.dist(one, other) ** 2)


def _add_up(table: WordTable, words: Sequence[str]) -> list[int]:
    """The sum of the words' vectors."""
    sums = [0] * LENGTH
    for first in range(0, len(words), _MOST):
        some = words[first : first + _MOST]
        offset = OFFSET * len(some)
        lanes = _read_lanes(sum(map(table.get_lanes, some)))
        sums = [before + lane - offset for before, lane in zip(sums, lanes, strict=True)]
    return sums


def _read_lanes(lanes: int) -> list[int]:
    return memoryview(lanes.to_bytes(2 * LENGTH, sys.byteorder)).cast("H").tolist()
