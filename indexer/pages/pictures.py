"""What was read of the pictures of pages becomes their text."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from indexer.readers.pictures.picture_reading import PictureReading
from indexer.readers.sheets import Line, Sheet

_OWN = 1_000_000
"""From here on the characters of lines count that are the file's own on a page read from its
picture; no picture holds so many."""
_LEAST = 200
_SURE = 80
"""Beside text of the file itself, a picture is read only if it holds so many letters, on the whole
as sure as this (of 100): it may as well be a photograph or a chart."""
_SAME = 0.5
"""A line of the picture that lies on a line of the file with this share of itself is that line."""


def put_in_pictures(
    sheets: Sequence[Sheet],
    readings: Mapping[int, PictureReading],
    illegible: Container[int | None],
) -> tuple[Sheet, ...]:
    """The sheets with the lines that were read of their pictures, by 1-based PDF page.

    A sheet that was taken apart is whole again. What the file itself writes there, such as a stamp,
    stays, but for the `illegible` pages, whose letters the file does not tell.
    """
    put: list[Sheet] = []
    for pdf_page, grouped in groupby(sheets, key=attrgetter("pdf_page")):
        parts, reading = list(grouped), readings.get(pdf_page)
        if reading is None or not reading.lines:
            put += parts
        else:
            put += _put_in(parts, reading, keep=pdf_page not in illegible)
    return tuple(put)


def _put_in(parts: Sequence[Sheet], reading: PictureReading, keep: bool) -> Sequence[Sheet]:
    """The sheet that is given as its `parts`, with what was read of it."""
    own = [line for part in parts for line in _list_own_lines(part)] if keep else []
    seen = [line for line in reading.lines if not any(_lies_on(line, other) for other in own)]
    if own and not _is_text(reading, seen):
        return parts
    whole = replace(
        parts[0], lines=(*seen, *own), read_from="picture",
        width=reading.width, height=reading.height, sheet_part="", left=0.0, top=0.0,
    )  # fmt: skip
    return [whole]


def _is_text(reading: PictureReading, lines: Sequence[Line]) -> bool:
    """Whether these lines of a picture are a page's text, and not what a figure has in it."""
    inside = {at for line in lines for at in range(line.start, line.start + len(line.text))}
    words = [word for word in reading.words if word.start in inside]
    letters = sum(word.end - word.start for word in words)
    sure = sum((word.end - word.start) * word.confidence for word in words)
    return letters >= _LEAST and sure >= _SURE * letters


def _list_own_lines(page: Sheet) -> Iterator[Line]:
    """The file's own lines of a page, where they are on the whole sheet."""
    left, top = page.left, page.top
    for line in page.lines:
        start = line.start
        if page.read_from != "picture":
            start += _OWN
        if start >= _OWN:
            yield line._replace(
                x0=line.x0 + left, x1=line.x1 + left,
                top=line.top + top, bottom=line.bottom + top, start=start,
            )  # fmt: skip


def _lies_on(line: Line, other: Line) -> bool:
    across = min(line.x1, other.x1) - max(line.x0, other.x0)
    down = min(line.bottom, other.bottom) - max(line.top, other.top)
    area = (line.x1 - line.x0) * (line.bottom - line.top)
    return across > 0 and down > 0 and across * down >= _SAME * area
