"""How sure the words of a page's text are that was read from its picture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from indexer.cleaning.text_map import TextMap
    from indexer.readers.pictures.picture_reading import SeenWord
    from indexer.readers.sheets import Sheet

DOUBTFUL = 80
"""Words that are less sure than this (of 100) are marked as uncertain."""


class SureWord(NamedTuple):
    """A word of a text, or a part of one that was broken at a line's end."""

    start: int
    """Offset in the text, 0-based."""
    end: int
    confidence: int
    """0 to 100."""


def place_words(sheet: Sheet, text_map: TextMap, seen: Sequence[SeenWord]) -> list[SureWord]:
    """The words `seen` in the sheet's picture where they stand in the text with this map."""
    words = sorted(seen)
    ends = [word.end for word in words]
    placed: list[SureWord] = []
    for run in text_map.runs:
        first = sheet.lines[run.line].start + run.offset
        last = first + (run.length * run.step or 1)
        for word in words[bisect_left(ends, first + 1) :]:
            if word.start >= last:
                break
            start = run.start + max(word.start - first, 0)
            end = min(run.start + word.end - first, run.start + run.length)
            placed.append(SureWord(start, end, word.confidence))
    return placed


def find_least_sure(words: Iterable[SureWord], start: int, end: int) -> int | None:
    """The lowest confidence of the words between two offsets; None if there are none."""
    inside = (word.confidence for word in words if word.start < end and word.end > start)
    return min(inside, default=None)


def list_doubtful(words: Iterable[SureWord]) -> Iterator[SureWord]:
    """Those of the words that are to be marked as uncertain."""
    return (word for word in words if word.confidence < DOUBTFUL)
