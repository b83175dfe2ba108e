"""Which lines of a sheet are footnotes: smaller than the text, below it, from a note mark on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from indexer.frames import framed
from indexer.geometry import Box
from indexer.sheets import Sheet
from indexer.words import SUPERSCRIPT_DIGITS

_SMALLER = 0.93
"""Footnotes are set at most this large, against the document's text."""
_MARK = re.compile(
    rf"\s*(?:(?P<raised>[{SUPERSCRIPT_DIGITS}]+)|(?P<number>\d{{1,3}})(?=[\s.)]|[A-Z“\"‘])"
    r"|(?P<sign>[*†‡§]{1,3})\s?)\S?"
)


def text_size(sheets: Sequence[Sheet]) -> float:
    """The size in which most of the document's letters are set, points; 0.0 where none is known."""
    letters: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def find_footnotes(
    sheet: Sheet, lines: Sequence[int], size: float, *, goes_on: bool
) -> tuple[set[int], set[int]]:
    """The indices of footnote lines among `lines` (the sheet's text, in reading order), and of those
    the ones that begin a note.

    `goes_on` says that the last sheet had footnotes, whose last one may run on here without a mark.
    """
    boxes = {at: framed(sheet.lines[at], sheet) for at in lines}
    small = {at for at in lines if sheet.lines[at].size <= _SMALLER * size}
    large = [boxes[at] for at in lines if at not in small]
    low = {at for at in small if not any(_is_below(box, boxes[at]) for box in large)}
    if not low:
        return set(), set()
    found: set[int] = set()
    inside = False
    ordered = [at for at in lines if at in low]
    first = min(ordered, key=lambda at: boxes[at].y0)
    for at in ordered:
        starts = bool(_MARK.match(sheet.lines[at].text))
        runs_on = goes_on and at == first and bool(large)
        if starts or runs_on:
            inside = True
        elif found and _is_apart(boxes, found, at):
            inside = False
        if inside:
            found.add(at)
    return found, _note_starts(sheet, [at for at in ordered if at in found])


def _note_starts(sheet: Sheet, notes: Sequence[int]) -> set[int]:
    """Lines that begin a note: a raised mark or sign, or a number that counts on from the last."""
    starts: set[int] = set()
    last = 0
    for at in notes:
        mark = _MARK.match(sheet.lines[at].text)
        if not mark:
            continue
        number = int(unicodedata.normalize("NFKC", mark["raised"] or mark["number"] or "0"))
        if mark["sign"] or mark["raised"] or not last or number == last + 1:
            starts.add(at)
            last = number
    return starts


def _is_below(box: Box, other: Box) -> bool:
    """Whether `box` stands below `other` in the same column."""
    return box.y0 >= other.y1 - 1 and box.x0 < other.x1 and other.x0 < box.x1


def _is_apart(boxes: dict[int, Box], found: set[int], at: int) -> bool:
    """Whether a line has nothing above it, in its column, that is a footnote already."""
    height = boxes[at].y1 - boxes[at].y0
    return not any(
        _is_below(boxes[at], boxes[other]) and boxes[at].y0 - boxes[other].y1 <= 2 * height
        for other in found
    )
