"""The vectors of some common English words, as `tools/word_vectors.py` made them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LENGTH = 128
"""Numbers of a vector."""
OFFSET = 128
"""What stands for 0 in the table."""
WORDS = Path(__file__).with_name("words.txt")
"""One folded word a line."""
VECTORS = Path(__file__).with_name("vectors.bin")
"""For each of `WORDS`, in their order, `LENGTH` bytes: numbers from -127 to 127, plus `OFFSET`."""


class WordTable:
    """Which numbers stand for a word."""

    def __init__(self, rows: Mapping[str, int], vectors: bytes) -> None:
        """`rows` says in which row of `vectors` a word's numbers stand."""
        self._lanes = _Lanes(rows, vectors)
        self.get_lanes = self._lanes.__getitem__
        """The numbers of a folded word, each plus `OFFSET`, as one integer with 16 bits to each; of
        an unknown word all are zeros."""


class _Lanes(dict[str, int]):
    """What was looked up so far; the rest is widened when it is wanted."""

    def __init__(self, rows: Mapping[str, int], vectors: bytes) -> None:
        super().__init__()
        self._rows = rows
        self._vectors = vectors
        self._zeros = _widen(bytes((OFFSET,)) * LENGTH)

    def __missing__(self, word: str) -> int:
        row = self._rows.get(word)
        if row is None:  # not kept: there are any number of them
            return self._zeros
        self[word] = lanes = _widen(self._vectors[row * LENGTH : (row + 1) * LENGTH])
        return lanes


def _widen(numbers: bytes) -> int:
    lanes = bytearray(2 * len(numbers))
    lanes[::2] = numbers
    return int.from_bytes(lanes, "little")


@lru_cache(maxsize=1)
def load_rows() -> Mapping[str, int]:
    """The words of `WORDS` in their order, each with its place there, 0-based."""
    return {word: at for at, word in enumerate(WORDS.read_text(encoding="utf-8").split())}


@lru_cache(maxsize=1)
def load_word_table() -> WordTable:
    """The table that comes with pincite."""
    return WordTable(load_rows(), VECTORS.read_bytes())
