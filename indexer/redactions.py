"""Redactions: black bars drawn where words were, shown as marks so that no quotation closes the gap.

A redacted file often holds no text at all below its bars; its characters alone would read on as if
nothing had been left out.
"""

from __future__ import annotations

import ctypes
from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from indexer.geometry import Box, Display
from indexer.sheets import Line

MARK = "█"
"""Stands where words were blacked out: one for all bars that nothing legible parts."""

_DARKEST = 40
"""Black is a colour whose red, green and blue (0 to 255) are all below this."""
_OPAQUE = 250
_SEGMENTS = 6
"""A rectangle is a path of five or six steps."""
_HEIGHTS = (0.5, 2.0)
"""How high a bar is, in sizes of the page's text: rules are thinner, dark areas higher."""
_WIDEST_PIECE = 1.0
_NARROWEST = 8.0
"""A bar's least width in points. It may be drawn in pieces, for some programs black out letter by
letter, none narrower than `_WIDEST_PIECE`."""
_TOO_MANY = 5000
"""Pages with more objects than this are drawings."""
_NEXT_WORD = 0.9
"""Bars, and a bar and a word, further apart than this share of the text size are not neighbours."""
_SAME_WORD = 0.15
"""Nearer than this share of the size, no space parts a bar from a character."""
_SQUARE = 0.1
"""A lone bar as wide as it is high, to this share, is rather a box that was ticked."""

CharBox = Callable[[Line, int], Box | None]
"""The box of the character at an offset of a line's text."""


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
    pieces = list(_pieces(page, display, usual))
    found = list(lines)
    for bar in _bars(pieces, usual) if pieces else ():
        beside = [at for at, line in enumerate(found) if _on_row(line, bar)]
        if any(_covers(bar, box) for at in beside for box in _shown(found[at], char_box)):
            continue
        near = [at for at in beside if _gap(found[at], bar) <= _NEXT_WORD * usual]
        if near:
            at = min(near, key=lambda at: _gap(found[at], bar))
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
        box = display.place(Box(*(edge.value for edge in edges)))
        if not _HEIGHTS[0] * usual <= box.y1 - box.y0 <= _HEIGHTS[1] * usual:
            continue
        if box.x1 - box.x0 >= _WIDEST_PIECE and display.shows(box) and _is_black(thing):
            yield box


def _is_black(path: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if pdfium.FPDFPath_CountSegments(path) > _SEGMENTS:
        return False
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke)):
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    if not mode.value or not pdfium.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, colour)):
        return False
    *mixed, opacity = (part.value for part in colour)
    return max(mixed) < _DARKEST and opacity >= _OPAQUE


def _bars(pieces: Sequence[Box], usual: float) -> Iterator[Box]:
    """The runs of neighbouring `pieces`, from the top of the page down."""
    rows: list[list[Box]] = []
    for piece in sorted(pieces, key=lambda box: (box.y0 + box.y1, box.x0)):
        last = rows[-1][-1] if rows else None
        if last is None or abs(piece.y0 + piece.y1 - last.y0 - last.y1) > 0.5 * usual:
            rows.append([])
        rows[-1].append(piece)
    for row in rows:
        row.sort(key=lambda box: box.x0)
        run: list[Box] = []
        for piece in row:
            if run and piece.x0 - max(box.x1 for box in run) > _NEXT_WORD * usual:
                yield from _bar(run)
                run = []
            run.append(piece)
        yield from _bar(run)


def _bar(run: Sequence[Box]) -> Iterator[Box]:
    bar = Box(
        run[0].x0,
        min(box.y0 for box in run),
        max(box.x1 for box in run),
        max(box.y1 for box in run),
    )
    width, height = bar.x1 - bar.x0, bar.y1 - bar.y0
    square = len(run) == 1 and abs(width - height) <= _SQUARE * height
    if width >= _NARROWEST and not square:
        yield bar


def _on_row(line: Line, bar: Box) -> bool:
    """Whether the bar's middle is at the line's height, or the line's at the bar's."""
    if line.angle:
        return False
    middle, centre = (bar.y0 + bar.y1) / 2, (line.top + line.bottom) / 2
    return line.top < middle < line.bottom and bar.y0 < centre < bar.y1


def _gap(line: Line, bar: Box) -> float:
    return max(line.x0 - bar.x1, bar.x0 - line.x1, 0.0)


def _shown(line: Line, char_box: CharBox) -> Iterator[Box]:
    for at, character in enumerate(line.text):
        box = None if character.isspace() or character == MARK else char_box(line, at)
        if box is not None:
            yield box


def _covers(bar: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return bar.x0 < x < bar.x1 and bar.y0 < y < bar.y1
