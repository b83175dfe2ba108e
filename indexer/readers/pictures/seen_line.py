"""A line as it is seen in a picture."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from indexer.readers.geometry import Box
from indexer.readers.pictures.type_sizes import find_top_and_bottom
from indexer.readers.pictures.words import Word
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_TIGHT = 0.3
"""A raised mark nearer to its word than this share of the size follows it without a space."""


class SeenLine(NamedTuple):
    """A line of words, in pixels."""

    words: tuple[Word, ...]
    size: float
    baseline: float

    @property
    def box(self) -> Box:
        """As high as its type is large."""
        top, bottom = find_top_and_bottom(self.baseline, self.size)
        boxes = [word.box for word in self.words]
        return Box(min(box.x0 for box in boxes), top, max(box.x1 for box in boxes), bottom)

    def list_texts(self) -> list[str]:
        """The words, each with the space before it."""
        texts = [self.words[0].text]
        for before, word in pairwise(self.words):
            gap = word.box.x0 - before.box.x1
            tight = word.text[0] in SUPERSCRIPT_DIGITS and gap < _TIGHT * self.size
            texts.append(word.text if tight else f" {word.text}")
        return texts
