"""Redactions: black bars over words, shown as marks so that no quotation closes the gap.

A redacted file often holds no text at all below its bars; its characters alone would read on as if
nothing had been left out.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from indexer.geometry import Box, Display
from indexer.raised import RAISED, SMALLER, superscript
from indexer.sheets import Line

MARK = "█"
"""Stands where words were blacked out: one for all bars that nothing legible parts."""

_DARKEST = 40
"""Black is a colour whose red, green and blue (0 to 255) are all below this."""
_OPAQUE = 250
_SEGMENTS = 6
"""A rectangle is a path of at most so many steps."""
_RECTANGLE = 5
"""As many steps has a rectangle drawn by PDF's own operator for it."""
_HEIGHTS = (0.65, 2.0)
"""How high a bar is, in sizes of the page's text: rules are thinner, dark areas higher."""
_THIN = 1.0
_NARROWEST = 8.0
"""A bar's least width in points. It may be drawn in pieces, for some programs black out letter by
letter, and the narrow letters as thick lines, none thinner than `_THIN`."""
_TOUCHING = 0.5
"""Pieces that are nearer than this, in points, touch."""
_TOO_MANY = 5000
"""Pages with more objects than this are drawings."""
_NEXT_WORD = 1.5
"""Bars, and a bar and a word, further apart than this share of the text size are not neighbours."""
_SAME_WORD = 0.15
"""Nearer than this share of the size, no space parts a bar from a character."""
_SQUARE = 0.2
"""A lone bar as wide as it is high, to this share, is rather a box that was ticked."""

CharBox = Callable[[int], Box | None]
"""The box of the character at a place in the page's text, as `Line.start` counts."""


def mark_redactions(
    page: Any, display: Display, lines: tuple[Line, ...], char_box: CharBox
) -> tuple[Line, ...]:
    """`lines` of PDFium's raw `page` with a mark at each place where a bar hides words.

    Between words the mark is put into the line; a line that is wholly black becomes a line of its
    own, after the one above it.
    """
    sizes = [line.size for line in lines if line.size and not line.angle]
    if not sizes:
        return lines
    usual = median(sizes)
    found = list(lines)
    for row in _rows(_pieces(page, display, usual), usual):
        beside = [line for line in lines if _on_row(line, row[0])]
        legible = sorted(_middles(beside, row[0], char_box))
        for bar in reversed(list(_bars(row, legible, usual))):
            near = [at for at, line in enumerate(found) if _on_row(line, bar)]
            at = min(near, key=lambda at: _gap(found[at], bar), default=-1)
            if near and _gap(found[at], bar) <= _NEXT_WORD * usual:
                found[at] = _with_mark(found[at], bar, char_box)
            else:
                _insert(found, bar)
    return tuple(found)


def _pieces(page: Any, display: Display, usual: float) -> Iterator[Box]:
    """The black filled rectangles of the page that are as high as a line of text."""
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _TOO_MANY:
        return
    edges = [ctypes.c_float() for _ in range(4)]
    where = [ctypes.byref(edge) for edge in edges]
    get, kind = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for at in range(count):
        thing = get(page, at)
        if kind(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, *where):
            continue
        box = _black(thing, Box(*(edge.value for edge in edges)))
        if box is None:
            continue
        box = display.place(box)
        high = _HEIGHTS[0] * usual <= box.y1 - box.y0 <= _HEIGHTS[1] * usual
        if high and box.x1 - box.x0 >= _THIN and display.shows(box):
            yield box


def _black(path: Any, bounds: Box) -> Box | None:
    """What the path, which has these `bounds`, makes black if it is a rectangle or a thick line."""
    segments = pdfium.FPDFPath_CountSegments(path)
    if segments > _SEGMENTS or bounds.y1 - bounds.y0 < _THIN:
        return None
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return None
    if fill.value:
        black = _is_black(path, pdfium.FPDFPageObj_GetFillColor) and _is_rectangle(path, segments)
        return bounds if black else None
    if segments != 2 or not stroke.value:
        return None
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, ctypes.byref(width))
    thick = width.value
    # PDFium's bounds of a line reach a whole line width beyond it on every side
    if thick < _THIN or not _is_black(path, pdfium.FPDFPageObj_GetStrokeColor):
        return None
    if abs(bounds.x1 - bounds.x0 - 2 * thick) < _THIN:
        return _inset(bounds, thick / 2, thick)
    if abs(bounds.y1 - bounds.y0 - 2 * thick) < _THIN:
        return _inset(bounds, thick, thick / 2)
    return None


def _is_rectangle(path: Any, segments: int) -> bool:
    """Whether the path's corners are those of an upright rectangle, and not of a triangle."""
    if segments == _RECTANGLE:  # asking for every corner would cost as much as all else
        return True
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = set()
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            corners.add((round(x.value, 1), round(y.value, 1)))
    return len(corners) == 4 and len({x for x, _ in corners}) == len({y for _, y in corners}) == 2


def _inset(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 + across, box.y0 + down, box.x1 - across, box.y1 - down)


def _is_black(path: Any, ask: Callable[..., Any]) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    if not ask(path, *map(ctypes.byref, colour)):
        return False
    *mixed, opacity = (part.value for part in colour)
    return max(mixed) < _DARKEST and opacity >= _OPAQUE


def _rows(pieces: Iterable[Box], usual: float) -> Iterator[list[Box]]:
    """The pieces that stand side by side, from the top of the page down, left to right; those
    that touch in one."""
    rows: list[list[Box]] = []
    for piece in sorted(pieces, key=lambda box: box.y0 + box.y1):
        last = rows[-1][-1] if rows else None
        if last is None or abs(piece.y0 + piece.y1 - last.y0 - last.y1) > 0.5 * usual:
            rows.append([])
        rows[-1].append(piece)
    for row in rows:
        joined: list[Box] = []
        for piece in sorted(row):
            if joined and piece.x0 - joined[-1].x1 <= _TOUCHING:
                joined[-1] = _around(joined[-1], piece)
            else:
                joined.append(piece)
        yield joined


def _bars(row: Sequence[Box], legible: Sequence[float], usual: float) -> Iterator[Box]:
    """What is blacked out in the row, left to right: the runs of pieces that no character parts.

    `legible` are the middles of the characters at this height, ascending: on a piece that holds
    one, words are printed in white.
    """
    run: list[Box] = []
    for piece in row:
        if bisect_right(legible, piece.x1) > bisect_left(legible, piece.x0):
            continue
        if run and (
            piece.x0 - run[-1].x1 > _NEXT_WORD * usual
            or bisect_left(legible, piece.x0) > bisect_left(legible, run[0].x0)
        ):
            yield from _whole(run)
            run = []
        run.append(piece)
    yield from _whole(run)


def _whole(run: Sequence[Box]) -> Iterator[Box]:
    """The bar that the pieces are together, unless it is too small or a box that was ticked."""
    if not run:
        return
    bar = reduce(_around, run)
    width, height = bar.x1 - bar.x0, bar.y1 - bar.y0
    if width >= _NARROWEST and (len(run) > 1 or abs(width - height) > _SQUARE * height):
        yield bar


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.x0, other.x0),
        min(one.y0, other.y0),
        max(one.x1, other.x1),
        max(one.y1, other.y1),
    )


def _on_row(line: Line, bar: Box) -> bool:
    """Whether line and bar stand at the same height: the middle of each within the other."""
    if line.angle:
        return False
    middle, centre = (bar.y0 + bar.y1) / 2, (line.top + line.bottom) / 2
    return line.top < middle < line.bottom and bar.y0 < centre < bar.y1


def _gap(line: Line, bar: Box) -> float:
    return max(line.x0 - bar.x1, bar.x0 - line.x1, 0.0)


def _shown(line: Line, char_box: CharBox) -> Iterator[tuple[int, Box]]:
    """The visible characters of the line up to its first mark, as offset and box."""
    for at, character in enumerate(line.text):
        if character == MARK:
            return
        box = None if character.isspace() else char_box(line.start + at)
        if box is not None:
            yield at, box


def _middles(lines: Sequence[Line], bar: Box, char_box: CharBox) -> Iterator[float]:
    for line in lines:
        for _, box in _shown(line, char_box):
            if bar.y0 < (box.y0 + box.y1) / 2 < bar.y1:
                yield (box.x0 + box.x1) / 2


def _with_mark(line: Line, bar: Box, char_box: CharBox) -> Line:
    """The line with a mark where the bar is. Marks further right may be in it already."""
    middle, before, after = (bar.x0 + bar.x1) / 2, line.x0, line.x1
    place = line.text.find(MARK) if MARK in line.text else len(line.text)
    for at, box in _shown(line, char_box):
        if (box.x0 + box.x1) / 2 > middle:
            place, after = at, box.x0
            break
        before = box.x1
    head, tail = line.text[:place].rstrip(), line.text[place:]
    space = _SAME_WORD * line.size
    if _is_note_mark(line, bar):
        head, tail = superscript(head), superscript(tail)
    left = " " if head and bar.x0 - before > space else ""
    right = " " if tail.strip() and (after - bar.x1 > space or tail[0] == MARK) else ""
    return replace(
        line,
        text=f"{head}{left}{MARK}{right}{tail}",
        x0=min(line.x0, bar.x0),
        x1=max(line.x1, bar.x1),
        hyphenated=line.hyphenated and bool(tail.strip()),
    )


def _is_note_mark(line: Line, bar: Box) -> bool:
    """Whether all that is legible of the line is note marks: small, raised digits."""
    height = bar.y1 - bar.y0
    small = line.size <= SMALLER * height and bar.y1 - line.bottom >= RAISED * height
    return small and not any(character.isalpha() for character in line.text)


def _insert(lines: list[Line], bar: Box) -> None:
    """Put a line that is nothing but a mark behind the line above the bar, or else before the one
    below it."""
    column = [
        (line.bottom, at)
        for at, line in enumerate(lines)
        if not line.angle and line.x0 < bar.x1 and bar.x0 < line.x1
    ]
    above = [(bottom, at) for bottom, at in column if bottom <= (bar.y0 + bar.y1) / 2]
    below = [(bottom, at) for bottom, at in column if bottom > (bar.y0 + bar.y1) / 2]
    at = max(above)[1] + 1 if above else min(below)[1] if below else len(lines)
    start = lines[at].start if at < len(lines) else lines[-1].start + len(lines[-1].text)
    size = round(bar.y1 - bar.y0, 2)
    lines.insert(at, Line(MARK, bar.x0, bar.y0, bar.x1, bar.y1, start, size))
