"""Where every word of a page's text stands on the picture of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from corpus.errors import ReadingError
from indexer.cleaning.text_map import TextMap
from indexer.library import Library
from indexer.readers.geometry import Box
from indexer.readers.sheets import Line, Sheet
from indexer.readers.word_boxes import LineText, WordBox, guess_word_boxes
from indexer.records.entries import DocumentEntry

Measure = Callable[[Path, int, Sequence[LineText]], Sequence[Sequence[WordBox] | None]]
"""Where the words of lines stand on a sheet (1-based) of a file, as the reader says; None for a
line of which it cannot tell. May raise ReadingError."""


class PlacedWord(NamedTuple):
    """A word of a page's text, or the part of it that stands on one line."""

    start: int
    """0-based offset in the page's running text, or in its notes."""
    end: int
    line: int
    """0-based, among the sheet's lines; words of one line stand beside each other."""
    box: Box
    """In points from the page's top left corner."""
    angle: int
    """Reading direction on the displayed page, degrees clockwise: 0, 90, 180 or 270."""


class PageWords(NamedTuple):
    """The words of one page."""

    width: float
    """Of the page, in points."""
    height: float
    body: list[PlacedWord]
    """In the order of the text."""
    notes: list[PlacedWord]
    estimated: bool
    """Whether the place of some word in its line is estimated from the usual widths of letters."""


def read_page_words(
    library: Library, entry: DocumentEntry, number: int, measure: Measure | None = None
) -> PageWords:
    """The words of a document's page (1-based), which must have sheets.

    `measure` asks the file for their places; without it, or where it fails, they are estimated from
    those of the lines.
    """
    key = library.get_page_key(entry, number)
    sheet, *maps = library.store.read_page_map(key)
    placed, estimated = _place_words(library, entry, sheet, measure)
    body, notes = (list(_list_words(sheet, text_map, placed)) for text_map in maps)
    return PageWords(sheet.width, sheet.height, body, notes, estimated)


def find_boxes(words: Sequence[PlacedWord], start: int, end: int) -> list[Box]:
    """The boxes around what stands between two offsets of a text: one for each line."""
    boxes: list[Box] = []
    line = -1
    for word in words:
        if word.end <= start or word.start >= end:
            continue
        if word.line == line:
            boxes[-1] = _join(boxes[-1], word.box)
        else:
            boxes.append(word.box)
            line = word.line
    return boxes


def _join(one: Box, other: Box) -> Box:
    low, high = (map(min, one[:2], other[:2]), map(max, one[2:], other[2:]))
    return Box(*low, *high)


def _place_words(
    library: Library, entry: DocumentEntry, sheet: Sheet, measure: Measure | None
) -> tuple[list[Sequence[WordBox]], bool]:
    """The words of each line of the sheet, and whether any of their places is estimated."""
    if sheet.read_from == "picture":
        seen = library.store.pictures.read_words(entry.document.sha256, sheet.pdf_page)
        starts = [word.start for word in seen]
        by_line: list[Sequence[WordBox]] = [
            [
                WordBox(max(0, word.start - line.start), word.end - line.start, word.box)
                for word in seen[bisect_left(starts, line.start) :]
                if word.start < line.start + len(line.text)
            ]
            for line in sheet.lines
        ]
        return _shift(by_line, sheet), False
    measured: Sequence[Sequence[WordBox] | None] = [None] * len(sheet.lines)
    if measure is not None and entry.document.reader == "pdfium":
        path = library.paths.root / entry.files[0]
        lines = [LineText(line.text, line.start) for line in sheet.lines]
        with suppress(ReadingError):  # the picture, for which the same file is opened, says why
            measured = measure(path, sheet.pdf_page, lines)
    found = [None if words is None else _shift([words], sheet)[0] for words in measured]
    by_line = [
        _level(words, line) if words is not None and _agree(words, line) else guess_word_boxes(line)
        for words, line in zip(found, sheet.lines, strict=True)
    ]
    return by_line, None in found


def _shift(by_line: Sequence[Sequence[WordBox]], sheet: Sheet) -> list[Sequence[WordBox]]:
    """Boxes of the whole sheet, counted from the corner of the page that is a part of it."""
    left, top = sheet.left, sheet.top
    if not (left or top):
        return list(by_line)
    return [
        [
            WordBox(a, b, Box(box.x0 - left, box.y0 - top, box.x1 - left, box.y1 - top))
            for a, b, box in words
        ]
        for words in by_line
    ]


_NEAR = 6.0
"""Points by which a word may stand outside of its line's box: accents and italics reach out."""


def _agree(words: Sequence[WordBox], line: Line) -> bool:
    """Whether the words stand on their line: the file may have changed since it was read."""
    return all(
        line.x0 - _NEAR <= box.x0
        and box.x1 <= line.x1 + _NEAR
        and line.top - _NEAR <= (box.y0 + box.y1) / 2 <= line.bottom + _NEAR
        for _, _, box in words
    )


def _level(words: Sequence[WordBox], line: Line) -> Sequence[WordBox]:
    """The words as high as their line: signs of other fonts have boxes of other heights."""
    if line.angle in (90, 270):
        return words
    return [WordBox(a, b, Box(box.x0, line.top, box.x1, line.bottom)) for a, b, box in words]


def _list_words(
    sheet: Sheet, text_map: TextMap, by_line: Sequence[Sequence[WordBox]]
) -> Iterator[PlacedWord]:
    """The words in the order of the text, each as far as it is part of it."""
    for run in text_map.runs:
        stop = run.offset + (run.length * run.step or 1)
        for start, end, box in by_line[run.line]:
            if end <= run.offset or start >= stop:
                continue
            first = run.start + max(start - run.offset, 0) * run.step
            last = run.start + (min(end, stop) - run.offset if run.step else run.length)
            yield PlacedWord(first, last, run.line, box, sheet.lines[run.line].angle)
