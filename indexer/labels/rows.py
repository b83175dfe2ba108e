"""The outermost rows of text on a sheet: where running heads and feet stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from math import inf
from operator import attrgetter
from typing import Literal, NamedTuple

from indexer.labels.numbers_in_line import fold_line, may_hold_number
from indexer.readers.frames import find_main_angle, make_upright_box, measure_height
from indexer.readers.geometry import Box
from indexer.readers.sheets import Line, Sheet

Edge = Literal["top", "bottom"]

ROWS = 4
"""How many rows from the top, and from the bottom, are looked at, repeated lines not counted."""
BAND = 6.0
"""Points; lines of one running foot stand within less, neighbouring lines of text further apart."""
_OUTER_LINES = 12
"""How many lines from the top, and from the bottom, are compared with other sheets'."""
_LEAST_REPEATED = 3
"""Sheets on which a line must stand to be a repeated one."""
_TABLE_NUMBERS = 3
"""This many bare numbers side by side are a row of a table; two may be the pages of a spread."""
_GAP = 0.6
"""Line heights between a running line and the text; lines of text stand closer."""
_TALLEST_ROW = 40.0
"""Points; what stands beside a taller thing stands below its top, not beside it."""

BARE_NUMBER = re.compile(r"[\W_]*\d{1,6}[\W_]*")
_FIGURES = re.compile(r"[\W\d_]*\d[\W\d_]*")
_NUMBER = re.compile(r"\S*\d\S*")
_line_top = attrgetter("top")
_piece_left = attrgetter("box.x0")


class RowPiece(NamedTuple):
    """A line in the frame in which it reads."""

    box: Box
    at: int
    """Index of the line in the sheet's lines."""
    line: Line


class EdgeRow(NamedTuple):
    """Lines side by side near an edge of the content."""

    pieces: list[RowPiece]
    """From left to right."""
    edge: Edge
    depth: int
    """How many rows lie between it and that edge of the content."""
    distance: float
    """Points from it to that edge of the sheet (as read)."""
    isolated: bool
    """A gap sets it off from the text."""
    turned: bool = False
    """It reads in another direction than most of the sheet."""


_Span = tuple[float, float, int]
"""Top and bottom of a line in the frame in which it reads, and its index in the sheet's lines."""


class RepeatedLines:
    """Lines that stand word for word on a third of a document's sheets: no page numbers are in
    them."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        seen: Counter[tuple[str, int]] = Counter()
        if len(sheets) >= _LEAST_REPEATED:
            for sheet in sheets:
                seen.update({_make_line_key(line) for line in _choose_outer_lines(sheet)})
        least = max(_LEAST_REPEATED, len(sheets) / 3)
        self._lines = {line for line, count in seen.items() if count >= least}
        self._initials = {words[:1] for words, _ in self._lines}

    def __contains__(self, line: Line) -> bool:
        """Whether `line` is one of them; most are not by their first letter."""
        initial = line.text.lstrip()[:1].casefold()[:1]
        return initial in self._initials and _make_line_key(line) in self._lines


def find_outer_rows(sheet: Sheet, repeated: RepeatedLines) -> Iterator[EdgeRow]:
    """The rows near the edges of each reading direction that may hold a number; rows of tables and
    `repeated` lines are left out."""
    angles = {line.angle for line in sheet.lines}
    for angle in sorted(angles):
        turned = len(angles) > 1 and angle != find_main_angle(sheet)
        spans = _list_spans(sheet, angle)
        for edge, rows in _EDGES:
            for row in _find_near_edge(sheet, edge, rows(spans), repeated):
                yield row if not turned else row._replace(turned=True)


def _find_near_edge(
    sheet: Sheet, edge: Edge, rows: Iterable[list[_Span]], repeated: RepeatedLines
) -> Iterator[EdgeRow]:
    """Those of `rows`, which are of one direction and begin at `edge`, that are of interest."""
    lines = sheet.lines
    kept = (row for row in rows if not all(lines[at] in repeated for _, _, at in row))
    outer = list(islice(kept, ROWS + 1))
    for depth, row in enumerate(outer[:ROWS]):
        if not [at for _, _, at in row if may_hold_number(lines[at].text)]:
            continue
        inner = outer[depth + 1] if depth + 1 < len(outer) else None
        isolated = _is_isolated(row, inner, edge)
        if inner and not isolated and _is_figures(row, lines) and _is_figures(inner, lines):
            continue  # a column of a table
        pieces = [RowPiece(make_upright_box(lines[at], sheet), at, lines[at]) for _, _, at in row]
        pieces.sort(key=_piece_left)
        if not _is_of_table(pieces):
            yield EdgeRow(pieces, edge, depth, _measure_distance(sheet, row, edge), isolated)


def _is_isolated(row: Sequence[_Span], inner: Sequence[_Span] | None, edge: Edge) -> bool:
    """Whether a gap sets a row off from the next one towards the middle of the sheet."""
    if inner is None:
        return True
    top, bottom = row[0][0], _measure_bottom(row)
    gap = inner[0][0] - bottom if edge == "top" else top - _measure_bottom(inner)
    return gap >= _GAP * (bottom - top)


def _measure_bottom(row: Sequence[_Span]) -> float:
    """Where the piece of the row that ends first ends."""
    return min([bottom for _, bottom, _ in row])


def _measure_distance(sheet: Sheet, row: Sequence[_Span], edge: Edge) -> float:
    """Points from a row to an edge of the sheet."""
    top, _, at = row[0]
    if edge == "top":
        return top
    return measure_height(sheet, sheet.lines[at].angle) - _measure_bottom(row)


def _is_figures(row: Sequence[_Span], lines: Sequence[Line]) -> bool:
    """Whether it holds nothing but figures: beside another such row, a column of a table."""
    return all(_FIGURES.fullmatch(lines[at].text) for _, _, at in row)


def _is_of_table(pieces: Sequence[RowPiece]) -> bool:
    """Whether several numbers stand side by side that are not the kerned pieces of one."""
    if len(pieces) < 2:
        return False
    figures = [piece.line.text for piece in pieces if _FIGURES.fullmatch(piece.line.text)]
    if sum(len(_NUMBER.findall(text)) for text in figures) < _TABLE_NUMBERS:
        return False
    return any(after.box.x0 - piece.box.x1 >= piece.line.size for piece, after in pairwise(pieces))


def _list_spans(sheet: Sheet, angle: int) -> list[_Span]:
    """Where the lines of one direction lie, from the top down."""
    lines = enumerate(sheet.lines)
    if not angle:
        return sorted([(line.top, line.bottom, at) for at, line in lines if not line.angle])
    boxes = [(make_upright_box(line, sheet), at) for at, line in lines if line.angle == angle]
    return sorted([(box.y0, box.y1, at) for box, at in boxes])


def _group_rows(spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    """The lines of one direction, those side by side together, from the top down."""
    row: list[_Span] = []
    first = bottom = -inf
    for span in spans:
        top, end, _ = span
        middle = (top + end) / 2
        if middle < bottom and middle - first < _TALLEST_ROW:
            row.append(span)
            bottom = min(bottom, end)
        else:
            if row:
                yield row
            row, first, bottom = [span], top, end
    if row:
        yield row


def _group_rows_upwards(spans: list[_Span]) -> Iterator[list[_Span]]:
    """The same rows from the bottom up, no more of them found than are asked for.

    Rows are told from the top down; but a line the middle of which lies below the line before it
    always begins one.
    """
    end = len(spans)
    for start in range(end - 1, -1, -1):
        top, bottom, _ = spans[start]
        if not start or (top + bottom) / 2 >= spans[start - 1][1]:
            apart = spans[start:end]
            if len(apart) == 1:
                yield apart
            else:
                yield from reversed(list(_group_rows(apart)))
            end = start


_EDGES: tuple[tuple[Edge, Callable[[list[_Span]], Iterator[list[_Span]]]], ...] = (
    ("top", _group_rows),
    ("bottom", _group_rows_upwards),
)


def _choose_outer_lines(sheet: Sheet) -> Sequence[Line]:
    """The lines that lie uppermost and lowest: the others are of no interest here."""
    if len(sheet.lines) <= 2 * _OUTER_LINES:
        return sheet.lines
    ordered = sorted(sheet.lines, key=_line_top)
    return ordered[:_OUTER_LINES] + ordered[-_OUTER_LINES:]


def _make_line_key(line: Line) -> tuple[str, int]:
    """A line's words, and for a bare number its place, too: numbers recur in tables."""
    place = round(line.top / BAND) if BARE_NUMBER.fullmatch(line.text) else -1
    return fold_line(line.text), place
