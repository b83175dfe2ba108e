"""Redactions: black bars over words, shown as marks so that no quotation closes the gap.

A redacted file often holds no text at all under its bars; its characters alone would read on as if
nothing had been left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from statistics import median

from indexer.readers.geometry import Box
from indexer.readers.sheets import Line
from indexer.readers.superscripts import RAISED, SMALLER, convert_to_superscript

MARK = "█"
"""Stands where words were blacked out: one for all bars with nothing legible between them."""

_NARROWEST = 8.0
"""A bar's least width in points. Its pieces may be narrower: some programs black out letter by
letter, and narrow letters with a thick line."""
_TOUCHING = 0.5
"""Pieces that are nearer than this, in points, touch."""
_NEXT_WORD = 1.5
"""Bars, and a bar and a word, further apart than this share of the text size are not neighbours."""
_SAME_WORD = 0.15
"""A bar nearer to a character than this share of the size has no space before or after it."""
_SQUARE = 0.2
"""A lone bar whose width and height differ by no more than this share is rather a ticked box."""

CharBoxes = Callable[[Sequence[int]], Sequence[Box]]
"""The boxes of the characters at ascending offsets in the page's text, counted as `Line.start` is;
offsets past its end give none."""


def mark_redactions(
    lines: tuple[Line, ...],
    pieces: Callable[[float], Iterable[Box]],
    char_boxes: CharBoxes,
    covered: Sequence[Box] = (),
) -> tuple[Line, ...]:
    """The lines of a page with a mark at each place where a bar hides words.

    `pieces` gives the page's black rectangles that are about as high as text of a given size, and
    the places of `covered` words: there a bar is certain, however small.

    Between words the mark is put into the line; a line that is wholly black becomes a line of its
    own, after the one above it.
    """
    sizes = [line.size for line in lines if line.size and not line.angle]
    sizes = sizes or [box.y1 - box.y0 for box in covered]
    if not sizes:
        return lines
    usual = median(sizes)
    marked = list(lines)
    for row in _group_rows(pieces(usual), usual):
        beside = [lines[at] for at in _find_on_row(lines, row[0])]
        legible = sorted(_list_middles(beside, row[0], char_boxes))
        # from the right, so that offsets in the line stay true until a mark is set before them
        for bar in reversed(list(_find_bars(row, legible, usual, covered))):
            near = _find_on_row(marked, bar)
            at = min(near, key=lambda at: _measure_gap(marked[at], bar), default=-1)
            if near and _measure_gap(marked[at], bar) <= _NEXT_WORD * usual:
                marked[at] = _insert_mark(marked[at], bar, char_boxes)
            else:
                _insert_line(marked, bar)
    return tuple(marked)


def _group_rows(pieces: Iterable[Box], usual: float) -> Iterator[list[Box]]:
    """The pieces that stand side by side, row by row from the top, left to right; pieces that touch
    are merged."""
    rows: list[list[Box]] = []
    boxes = list(pieces)
    heights = [top + bottom for _, top, _, bottom in boxes]  # doubled
    last: float | None = None
    for at in sorted(range(len(boxes)), key=heights.__getitem__):
        if last is None or heights[at] - last > 0.5 * usual:
            rows.append([])
        rows[-1].append(boxes[at])
        last = heights[at]
    for row in rows:
        joined: list[Box] = []
        for piece in sorted(row):
            if joined and piece[0] - joined[-1][2] <= _TOUCHING:
                joined[-1] = _merge_boxes(joined[-1], piece)
            else:
                joined.append(piece)
        yield joined


def _find_bars(
    row: Sequence[Box], legible: Sequence[float], usual: float, covered: Sequence[Box]
) -> Iterator[Box]:
    """The bars in the row, left to right: pieces near each other with no character between them.

    `legible` are the middles of the characters at this height, ascending: on a piece that holds
    one, words are printed in white.
    """
    pieces: list[Box] = []
    for piece in row:
        holds = bisect_right(legible, piece.x1) > bisect_left(legible, piece.x0)
        if holds and not any(_holds_middle(piece, word) for word in covered):
            continue
        if pieces and (
            piece.x0 - pieces[-1].x1 > _NEXT_WORD * usual
            or bisect_left(legible, piece.x0) > bisect_left(legible, pieces[0].x0)
        ):
            yield from _join_pieces(pieces, covered)
            pieces = []
        pieces.append(piece)
    yield from _join_pieces(pieces, covered)


def _join_pieces(pieces: Sequence[Box], covered: Sequence[Box]) -> Iterator[Box]:
    """The bar that the pieces form, unless it is too small or a ticked box and covers no word."""
    if not pieces:
        return
    bar = reduce(_merge_boxes, pieces)
    width, height = bar.x1 - bar.x0, bar.y1 - bar.y0
    large = width >= _NARROWEST and (len(pieces) > 1 or abs(width - height) > _SQUARE * height)
    if large or any(_holds_middle(bar, word) for word in covered):
        yield bar


def _holds_middle(bar: Box, word: Box) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return bar.x0 <= across <= bar.x1 and bar.y0 <= down <= bar.y1


def _merge_boxes(a: Box, b: Box) -> Box:
    (left, top, right, bottom), (x0, y0, x1, y1) = a, b
    # `min` and `Box` take three times as long: there may be thousands
    edges = (
        left if left < x0 else x0,
        top if top < y0 else y0,
        right if right > x1 else x1,
        bottom if bottom > y1 else y1,
    )
    return tuple.__new__(Box, edges)


def _find_on_row(lines: Sequence[Line], bar: Box) -> list[int]:
    """Which of the lines stand at the bar's height: the middle of each within the other."""
    _, top, _, bottom = bar
    middle = (top + bottom) / 2
    return [
        at
        for at, line in enumerate(lines)
        if line.top < middle < line.bottom
        and top < (line.top + line.bottom) / 2 < bottom
        and not line.angle
    ]


def _measure_gap(line: Line, bar: Box) -> float:
    return max(line.x0 - bar.x1, bar.x0 - line.x1, 0.0)


def _list_visible_characters(line: Line, char_boxes: CharBoxes) -> Iterator[tuple[int, Box]]:
    """The visible characters of the line up to its first mark, as offset and box."""
    before_mark = line.text.partition(MARK)[0]
    visible = [at for at, character in enumerate(before_mark) if not character.isspace()]
    return zip(visible, char_boxes([line.start + at for at in visible]), strict=False)


def _list_middles(lines: Sequence[Line], bar: Box, char_boxes: CharBoxes) -> Iterator[float]:
    for line in lines:
        for _, box in _list_visible_characters(line, char_boxes):
            if bar.y0 < (box.y0 + box.y1) / 2 < bar.y1:
                yield (box.x0 + box.x1) / 2


def _insert_mark(line: Line, bar: Box, char_boxes: CharBoxes) -> Line:
    """The line with a mark where the bar is; it may already have marks further right."""
    middle, before, after = (bar.x0 + bar.x1) / 2, line.x0, line.x1
    place = line.text.find(MARK) if MARK in line.text else len(line.text)
    for at, box in _list_visible_characters(line, char_boxes):
        if (box.x0 + box.x1) / 2 > middle:
            place, after = at, box.x0
            break
        before = box.x1
    head, tail = line.text[:place].rstrip(), line.text[place:]
    space = _SAME_WORD * line.size
    if _is_note_mark(line, bar):
        head, tail = convert_to_superscript(head), convert_to_superscript(tail)
    left = " " if head and bar.x0 - before > space else ""
    right = " " if tail.strip() and (after - bar.x1 > space or tail[0] == MARK) else ""
    return line._replace(
        text=f"{head}{left}{MARK}{right}{tail}",
        x0=min(line.x0, bar.x0),
        x1=max(line.x1, bar.x1),
        hyphenated=line.hyphenated and bool(tail.strip()),
    )


def _is_note_mark(line: Line, bar: Box) -> bool:
    """Whether nothing is legible in the line but note marks: small, raised digits."""
    height = bar.y1 - bar.y0
    small = line.size <= SMALLER * height and bar.y1 - line.bottom >= RAISED * height
    return small and not any(character.isalpha() for character in line.text)


def _insert_line(lines: list[Line], bar: Box) -> None:
    """Insert a line that is only a mark after the line above the bar, or before the one below."""
    column = [
        (line.bottom, at)
        for at, line in enumerate(lines)
        if not line.angle and line.x0 < bar.x1 and bar.x0 < line.x1
    ]
    above = [place for place in column if place[0] <= (bar.y0 + bar.y1) / 2]
    at = max(above)[1] + 1 if above else min(column)[1] if column else len(lines)
    start = lines[at].start if at < len(lines) else _find_end(lines)
    size = round(bar.y1 - bar.y0, 2)
    lines.insert(at, Line(MARK, bar.x0, bar.y0, bar.x1, bar.y1, start, size))


def _find_end(lines: Sequence[Line]) -> int:
    return lines[-1].start + len(lines[-1].text) if lines else 0
