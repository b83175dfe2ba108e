"""The places of words within lines: what is asked of a reader, what it answers, and a guess."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.readers.geometry import Box
from indexer.readers.sheets import Line

_WORD = re.compile(r"\S+")
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’‘|![]()-"), frozenset("mwMWOQ—…%@")


class LineText(NamedTuple):
    """A line whose words are looked for on their page."""

    text: str
    start: int
    """As `Line.start`."""


class WordBox(NamedTuple):
    """A word of a line."""

    start: int
    """0-based offset in the line's text of its first character."""
    end: int
    box: Box
    """In points from the top left corner of the page as displayed."""


def guess_word_boxes(line: Line) -> list[WordBox]:
    """Where the words of a line would stand if its letters had their usual widths."""
    return [
        WordBox(word.start(), word.end(), guess_stretch(line, word.start(), word.end()))
        for word in _WORD.finditer(line.text)
    ]


def guess_stretch(line: Line, start: int, end: int) -> Box:
    """Where the characters of a line between two offsets would stand, in the same way."""
    weights = [_guess_width(character) for character in line.text.strip()]
    before = len(line.text) - len(line.text.lstrip())
    total = sum(weights) or 1.0
    first = sum(weights[: max(0, start - before)]) / total
    last = sum(weights[: max(0, end - before)]) / total
    if line.angle in (180, 270):
        first, last = 1 - last, 1 - first
    if line.angle in (90, 270):
        height = line.bottom - line.top
        return Box(line.x0, line.top + first * height, line.x1, line.top + last * height)
    width = line.x1 - line.x0
    return Box(line.x0 + first * width, line.top, line.x0 + last * width, line.bottom)


def _guess_width(character: str) -> float:
    if character in _NARROW:
        return 0.55
    if character in _WIDE:
        return 1.5
    if character.isspace():
        return 0.5
    return 1.3 if character.isupper() else 1.0
