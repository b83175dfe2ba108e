"""The outermost rows of text on a sheet: where running heads and feet stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import inf
from operator import attrgetter
from typing import Literal, NamedTuple

from indexer.frames import frame_height, framed, main_angle
from indexer.geometry import Box
from indexer.labels.wording import folded
from indexer.sheets import Line, Sheet

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
_piece_top = attrgetter("box.y0", "box.y1")


class Piece(NamedTuple):
    """A line in the frame in which it reads."""

    box: Box
    at: int
    """Index of the line in the sheet's lines."""
    line: Line


@dataclass(frozen=True, slots=True)
class Row:
    """Lines side by side near an edge of the content."""

    pieces: tuple[Piece, ...]
    """From left to right."""
    edge: Edge
    depth: int
    """How many rows lie between it and that edge of the content."""
    distance: float
    """Points from it to that edge of the sheet (as read)."""
    isolated: bool
    """A gap sets it off from the text."""
    turned: bool
    """It reads in another direction than most of the sheet."""


def outer_rows(sheet: Sheet, repeated: set[tuple[str, int]]) -> Iterator[Row]:
    """The rows near the edges of each reading direction; rows of tables and `repeated` lines are
    left out."""
    upright = main_angle(sheet)
    for angle in sorted({line.angle for line in sheet.lines}):
        rows = _rows(sheet, angle)
        height = frame_height(sheet, angle)
        for row in _from_edge(rows, "top", height, repeated):
            yield Row(*row, turned=angle != upright)
        for row in _from_edge(reversed(rows), "bottom", height, repeated):
            yield Row(*row, turned=angle != upright)


def _from_edge(
    rows: Iterable[list[Piece]], edge: Edge, height: float, repeated: set[tuple[str, int]]
) -> Iterator[tuple[tuple[Piece, ...], Edge, int, float, bool]]:
    kept = (row for row in rows if not all(standing(piece.line) in repeated for piece in row))
    outer = list(islice(kept, ROWS + 1))
    for depth, row in enumerate(outer[:ROWS]):
        inner = outer[depth + 1] if depth + 1 < len(outer) else None
        top, bottom = _span(row)
        gap = inf
        if inner is not None:
            gap = _span(inner)[0] - bottom if edge == "top" else top - _span(inner)[1]
        isolated = gap >= _GAP * (bottom - top)
        column = inner is not None and not isolated and _is_figures(row) and _is_figures(inner)
        if not column and not _is_of_table(row):
            distance = top if edge == "top" else height - bottom
            yield tuple(sorted(row, key=_piece_left)), edge, depth, distance, isolated


def _rows(sheet: Sheet, angle: int) -> list[list[Piece]]:
    """The lines of one direction, those side by side together, from the top down."""
    pieces = [
        Piece(framed(line, sheet), at, line)
        for at, line in enumerate(sheet.lines)
        if line.angle == angle
    ]
    pieces.sort(key=_piece_top)
    rows: list[list[Piece]] = []
    bottom = 0.0
    for piece in pieces:
        middle = (piece.box.y0 + piece.box.y1) / 2
        if rows and middle < bottom and middle - rows[-1][0].box.y0 < _TALLEST_ROW:
            rows[-1].append(piece)
            bottom = min(bottom, piece.box.y1)
        else:
            rows.append([piece])
            bottom = piece.box.y1
    return rows


def _span(row: Sequence[Piece]) -> tuple[float, float]:
    """Top of the row and bottom of the piece that ends first."""
    return row[0].box.y0, min(piece.box.y1 for piece in row)


def _is_figures(row: Sequence[Piece]) -> bool:
    """Whether it holds nothing but figures: beside another such row, a column of a table."""
    return all(_FIGURES.fullmatch(piece.line.text) for piece in row)


def _is_of_table(row: Sequence[Piece]) -> bool:
    """Whether several numbers stand side by side that are not the kerned pieces of one."""
    figures = [piece.line.text for piece in row if _FIGURES.fullmatch(piece.line.text)]
    if sum(len(_NUMBER.findall(text)) for text in figures) < _TABLE_NUMBERS:
        return False
    ordered = sorted(row, key=_piece_left)
    return any(after.box.x0 - piece.box.x1 >= piece.line.size for piece, after in pairwise(ordered))


def repeated_lines(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """Lines that stand word for word on a third of the sheets, as `standing` gives them: no page
    numbers are in them."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({standing(line) for line in _outer_lines(sheet)})
    least = max(_LEAST_REPEATED, len(sheets) / 3)
    return {line for line, count in seen.items() if count >= least}


def _outer_lines(sheet: Sheet) -> Sequence[Line]:
    """The lines that lie uppermost and lowest: the others are of no interest here."""
    if len(sheet.lines) <= 2 * _OUTER_LINES:
        return sheet.lines
    ordered = sorted(sheet.lines, key=_line_top)
    return ordered[:_OUTER_LINES] + ordered[-_OUTER_LINES:]


def standing(line: Line) -> tuple[str, int]:
    """A line's words, and for a bare number its place, too: numbers recur in tables."""
    place = round(line.top / BAND) if BARE_NUMBER.fullmatch(line.text) else -1
    return folded(line.text), place
