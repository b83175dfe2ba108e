"""Words that are related to a word, as `tools/word_vectors.py` found them: *riot* and *unrest*."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

from search.meaning.word_table import load_rows

COUNT = 32
"""Of a word, at most."""
FULL = 255
"""What stands for 1 in the table."""
RELATED = Path(__file__).with_name("related.bin")
"""For each of `word_table.WORDS`, in their order, the places there of the `COUNT` words nearest to
it, and then, a byte each, how near they are: from 0, which is hardly at all, to `FULL`."""
_ROW = struct.Struct(f"<{COUNT}H{COUNT}B")


class RelatedWords:
    """Which words are related to a word."""

    def __init__(self, table: bytes) -> None:
        """The contents of `RELATED`."""
        self._table = table
        self._rows = load_rows()
        self._words = list(self._rows)

    def find(self, word: str) -> dict[str, float]:
        """The words related to a folded word, each with how near it is, above 0 and at most 1; none
        of a word that the table does not have."""
        row = self._rows.get(word)
        if row is None:
            return {}
        numbers = _ROW.unpack_from(self._table, row * _ROW.size)
        pairs = zip(numbers[:COUNT], numbers[COUNT:], strict=True)
        return {self._words[other]: share / FULL for other, share in pairs if share}


@lru_cache(maxsize=1)
def load_related_words() -> RelatedWords:
    """Those that come with pincite."""
    return RelatedWords(RELATED.read_bytes())
