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
from operator import mul

from search.meaning.word_table import LENGTH, OFFSET, WordTable, load_word_table

_MOST = 256
"""So many numbers of a byte can be added up in 16 bits."""
STRETCH = 30
"""Words, about a sentence."""


class Meaning:
    """What a text is about, to be compared with others."""

    def __init__(self, words: Sequence[str]) -> None:
        """`words` are folded; those that the table does not have say nothing."""
        self._table = load_word_table()
        self._vector = _add_up(self._table, words)
        self._square = sum(map(mul, self._vector, self._vector))

    def measure_likeness(self, words: Sequence[str]) -> float:
        """From -1 to 1, where 1 is the same and 0 is no relation, or that nothing is known."""
        if not self._square:
            return 0.0
        other = _add_up(self._table, words)
        squares = self._square * sum(map(mul, other, other))
        return sum(map(mul, self._vector, other)) / math.sqrt(squares) if squares else 0.0

    def measure_closest(self, words: Sequence[str]) -> float:
        """The same for the stretch of `STRETCH` words that is most alike; the next begins in the
        middle of one."""
        half = STRETCH // 2
        starts = range(0, max(1, len(words) - half), half)
        return max(self.measure_likeness(words[at : at + STRETCH]) for at in starts)


def _add_up(table: WordTable, words: Sequence[str]) -> list[int]:
    """The sum of the words' vectors."""
    sums = [0] * LENGTH
    for first in range(0, len(words), _MOST):
        some = words[first : first + _MOST]
        added = sum(map(table.get_lanes, some))
        lanes = memoryview(added.to_bytes(2 * LENGTH, sys.byteorder)).cast("H")
        offset = OFFSET * len(some)
        sums = [before + lane - offset for before, lane in zip(sums, lanes, strict=True)]
    return sums
