"""The words that Tesseract sees, from its own TSV: what both ways of calling it give."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from indexer.readers.geometry import Box

_WORD = "5"
"""Level of a word in the TSV."""
_COLUMNS = 12
_NO_SIGN = 60.0
"""What holds neither letter nor figure is a speck or a rule where it is less sure than this (of
100)."""
_NO_TEXT = 45.0
"""A block whose letters are on the whole less sure than this is no text: a photograph, a drawing, a
signature."""


class Word(NamedTuple):
    """A word as it is seen."""

    text: str
    box: Box
    """Pixels in the picture that was read."""
    confidence: float
    """How sure Tesseract is, 0 to 100."""
    block: str
    line: str
    """The text line that it stands in, unique in the picture."""


def parse_words(tsv: str) -> list[Word]:
    """The words of a picture in Tesseract's order, without what is no text."""
    words: list[Word] = []
    for row in tsv.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        box = Box(left, top, left + width, top + height)
        place = " ".join(cells[1:5])
        words.append(Word(cells[11].strip(), box, float(cells[10]), cells[2], place))
    blocks = (list(block) for _, block in groupby(words, key=lambda word: word.block))
    return [word for block in blocks if measure_sureness(block) >= _NO_TEXT for word in block
            if word.confidence >= _NO_SIGN or any(map(str.isalnum, word.text))]  # fmt: skip


def measure_sureness(words: Sequence[Word]) -> float:
    """How sure the letters of these words are on the whole, 0 to 100."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def stand_upright(words: Sequence[Word]) -> bool:
    """Whether the longer ones of these words are wider than high; True where there are none."""
    longer = [word.box for word in words if len(word.text) >= 4]
    return 2 * sum(box.x1 - box.x0 > box.y1 - box.y0 for box in longer) >= len(longer)
