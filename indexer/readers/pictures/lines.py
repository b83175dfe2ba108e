"""The lines of an upright, level picture, from the words that were seen in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import mean
from typing import TYPE_CHECKING

from indexer.readers.pictures.glossaries import order_glossaries
from indexer.readers.pictures.raised_figures import raise_figures
from indexer.readers.pictures.seen_line import SeenLine
from indexer.readers.pictures.type_sizes import (
    measure_baseline,
    measure_size,
    unite_sizes,
)
from indexer.readers.pictures.words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

_GAP = 2.5
"""Words further apart than this, in sizes of their type, are no longer of one line."""
_CAPITAL = (0.5, 0.95)
"""How high a capital is, in sizes of its type, with what blurring adds."""
_UNSURE = 75.0
"""How sure a word is at most that is not read as it was seen, of 100."""
_SAME_ROW = 0.25
"""Baselines nearer to each other than this share of the size are one."""


def build_lines(words: Sequence[Word], picture: Image) -> list[SeenLine]:
    """The lines that the words stand in, in Tesseract's order; the raised figures of the grey
    `picture` are superscripts."""
    lines = [_measure(picture, line) for line in _group_words(words)]
    letters = [sum(len(word.text) for word in line.words) for line in lines]
    sizes = unite_sizes([line.size for line in lines], letters)
    lines = [line._replace(size=size) for line, size in zip(lines, sizes, strict=True)]
    parts = [part for line in lines for part in _split_line(line)]
    return order_glossaries(_level_rows(parts))


def _group_words(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    for _, line in groupby(words, key=lambda word: word.line):
        yield tuple(line)


def _measure(picture: Image, words: Sequence[Word]) -> SeenLine:
    size = measure_size(words)
    baseline = measure_baseline(words, size)
    raised = tuple(raise_figures(word, picture, size, baseline) for word in words)
    return SeenLine(tuple(_read_strokes(raised, size)), size, baseline)


def _read_strokes(words: Sequence[Word], size: float) -> Iterator[Word]:
    """The words, with a capital I for each upright stroke as high as one that stands among them:
    rules are higher, or stand alone."""
    for at, word in enumerate(words):
        low, high = (share * size for share in _CAPITAL)
        among = any(
            abs(other.box.x0 - word.box.x1) < size or abs(word.box.x0 - other.box.x1) < size
            for other in words[max(0, at - 1) : at + 2]
            if other is not word
        )
        if word.text == "|" and among and low <= word.box.y1 - word.box.y0 <= high:
            word = word._replace(text="I", confidence=min(word.confidence, _UNSURE))
        yield word


def _split_line(line: SeenLine) -> Iterator[SeenLine]:
    """The line in pieces where a wide gap parts its words."""
    begin = 0
    for at, (before, word) in enumerate(pairwise(line.words), 1):
        if word.box.x0 - before.box.x1 > _GAP * line.size:
            yield line._replace(words=line.words[begin:at])
            begin = at
    yield line._replace(words=line.words[begin:])


def _level_rows(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines, those of one row on one baseline."""
    levelled = list(lines)
    order = sorted(range(len(lines)), key=lambda at: lines[at].baseline)
    row: list[int] = []
    for at in [*order, -1]:
        if row and (at < 0 or not _is_level(lines[row[-1]], lines[at])):
            baseline = mean(lines[one].baseline for one in row)
            for one in row:
                levelled[one] = lines[one]._replace(baseline=baseline)
            row = []
        row.append(at)
    return levelled


def _is_level(above: SeenLine, below: SeenLine) -> bool:
    return below.baseline - above.baseline <= _SAME_ROW * min(above.size, below.size)
