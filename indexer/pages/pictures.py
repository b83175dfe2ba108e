"""What was read of the pictures of pages becomes their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.pages.document import round_positions
from indexer.readers.pictures.picture_reading import PictureReading
from indexer.readers.sheets import Line, Sheet

_OWN = 1_000_000
"""From here on the characters of lines count that are the file's own on a page read from its
picture; no picture holds so many."""
_SURE = 80
_LEAST = 15
"""Beside text of the file itself, a picture is read only if it holds so many letters that are as
sure as this (of 100): it may as well be a photograph."""
_SAME = 0.5
"""A line of the picture that lies on a line of the file with this share of itself is that line."""


def put_in_pictures(
    sheets: Sequence[Sheet], readings: Mapping[int, PictureReading], illegible: Iterable[int]
) -> tuple[Sheet, ...]:
    """The sheets with the lines that were read of their pictures, by 1-based PDF page.

    What the file itself writes there, such as a stamp, stays, but for the `illegible` pages, whose
    letters the file does not tell.
    """
    unread = set(illegible)
    return tuple(
        _put_in(sheet, readings[sheet.pdf_page], keep=sheet.pdf_page not in unread)
        if sheet.pdf_page in readings and readings[sheet.pdf_page].lines
        else sheet
        for sheet in sheets
    )


def _put_in(sheet: Sheet, reading: PictureReading, keep: bool) -> Sheet:
    own = _list_own_lines(sheet) if keep else ()
    seen = [line for line in reading.lines if not any(_lies_on(line, other) for other in own)]
    if own and _count_sure_letters(reading, seen) < _LEAST:
        return sheet
    return round_positions(replace(sheet, lines=(*seen, *own), read_from="picture"))


def _count_sure_letters(reading: PictureReading, lines: Sequence[Line]) -> int:
    inside = {at for line in lines for at in range(line.start, line.start + len(line.text))}
    sure = [word for word in reading.words if word.confidence >= _SURE and word.start in inside]
    return sum(word.end - word.start for word in sure)


def _list_own_lines(sheet: Sheet) -> tuple[Line, ...]:
    if sheet.read_from == "picture":
        return tuple(line for line in sheet.lines if line.start >= _OWN)
    return tuple(line._replace(start=line.start + _OWN) for line in sheet.lines)


def _lies_on(line: Line, other: Line) -> bool:
    across = min(line.x1, other.x1) - max(line.x0, other.x0)
    down = min(line.bottom, other.bottom) - max(line.top, other.top)
    area = (line.x1 - line.x0) * (line.bottom - line.top)
    return across > 0 and down > 0 and across * down >= _SAME * area
