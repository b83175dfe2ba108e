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
"""How many rows from the top and from the bottom are examined, not counting repeated lines."""
BAND = 6.0
"""Points; the lines of one running foot are closer together, neighbouring lines of text are not."""
_OUTER_LINES = 12
"""How many lines from the top and from the bottom are compared with those of other sheets."""
_LEAST_REPEATED = 3
"""The number of sheets on which a line must stand to be a repeated one."""
_TABLE_NUMBERS = 3
"""This many bare numbers side by side are a row of a table; two may be the pages of a spread."""
_GAP = 0.6
"""Line heights between a running line and the text; lines of text stand closer."""
_TALLEST_ROW = 40.0
"""Points; a line whose middle is further down than this from the top of a row is not in the row."""

BARE_NUMBER = re.compile(r"[\W_]*\d{1,6}[\W_]*")
_FIGURES = re.compile(r"[\W\d_]*\d[\W\d_]*")
_NUMBER = re.compile(r"\S*\d\S*")
_line_top = attrgetter("top")
_piece_left = attrgetter("box.x0")


class RowPiece(NamedTuple):
    """A line with its upright box."""

    box: Box
    at: int
    """Index of the line in the sheet's lines."""
    line: Line
    recurs: bool = False
    """Whether it stands word for word on many sheets; not asked of a line alone in its row."""


class EdgeRow(NamedTuple):
    """Lines side by side near an edge of the content."""

    pieces: list[RowPiece]
    """From left to right."""
    edge: Edge
    depth: int
    """How many rows lie between it and that edge of the content."""
    distance: float
    """Points from it to that edge of the sheet, seen upright."""
    isolated: bool
    """A gap sets it off from the text."""
    turned: bool = False
    """It reads in another direction than most of the sheet."""


_Span = tuple[float, float, int]
"""Top and bottom of a line's upright box, and the line's index in the sheet's lines."""


class RepeatedLines:
    """Lines that stand word for word on a third of the sheets, and so hold no page numbers."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        seen: Counter[tuple[str, int]] = Counter()
        if len(sheets) >= _LEAST_REPEATED:
            for sheet in sheets:
                seen.update({_make_line_key(line) for line in _choose_outer_lines(sheet)})
        least = max(_LEAST_REPEATED, len(sheets) / 3)
        self._lines = {line for line, count in seen.items() if count >= least}
        self._initials = {words[:1] for words, _ in self._lines}

    def __contains__(self, line: Line) -> bool:
        """Whether `line` is one of them."""
        # the first letter rules most lines out at little cost
        initial = line.text.lstrip()[:1].casefold()[:1]
        return initial in self._initials and _make_line_key(line) in self._lines


def find_outer_rows(sheet: Sheet, repeated: RepeatedLines) -> Iterator[EdgeRow]:
    """The rows near the edges that may hold a number, for each reading direction, without rows of
    tables and `repeated` lines."""
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
    """Those of `rows` (all of one direction, from `edge` inwards) that may hold a page number."""
    lines = sheet.lines
    kept = (row for row in rows if not all(lines[at] in repeated for _, _, at in row))
    outer = list(islice(kept, ROWS + 1))
    for depth, row in enumerate(outer[:ROWS]):
        if not any(may_hold_number(lines[at].text) for _, _, at in row):
            continue
        inner = outer[depth + 1] if depth + 1 < len(outer) else None
        isolated = _is_isolated(row, inner, edge)
        if inner and not isolated and _is_column(row, inner, lines):
            continue
        pieces = [
            RowPiece(
                make_upright_box(lines[at], sheet),
                at,
                lines[at],
                recurs=len(row) > 1 and lines[at] in repeated,
            )
            for _, _, at in row
        ]
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
    """The highest bottom of the row's lines."""
    return min([bottom for _, bottom, _ in row])


def _measure_distance(sheet: Sheet, row: Sequence[_Span], edge: Edge) -> float:
    """Points from a row to an edge of the sheet."""
    top, _, at = row[0]
    if edge == "top":
        return top
    return measure_height(sheet, sheet.lines[at].angle) - _measure_bottom(row)


def _is_figures(row: Sequence[_Span], lines: Sequence[Line]) -> bool:
    """Whether the row is nothing but figures: two such rows are a column of a table."""
    return all(_FIGURES.fullmatch(lines[at].text) for _, _, at in row)


def _is_column(row: Sequence[_Span], inner: Sequence[_Span], lines: Sequence[Line]) -> bool:
    """Whether both rows are figures that stand below each other, as in a table."""
    return (
        _is_figures(row, lines)
        and _is_figures(inner, lines)
        and any(_overlap(lines[one], lines[other]) for _, _, one in row for _, _, other in inner)
    )


def _overlap(one: Line, other: Line) -> bool:
    """Whether a line stands above or below another one; turned lines are not compared."""
    return one.angle != 0 or (one.x0 < other.x1 + one.size and other.x0 < one.x1 + one.size)


def _is_of_table(pieces: Sequence[RowPiece]) -> bool:
    """Whether several numbers stand side by side and are not the kerned pieces of one."""
    if len(pieces) < 2:
        return False
    figures = [piece.line.text for piece in pieces if _FIGURES.fullmatch(piece.line.text)]
    if sum(len(_NUMBER.findall(text)) for text in figures) < _TABLE_NUMBERS:
        return False
    return any(after.box.x0 - piece.box.x1 >= piece.line.size for piece, after in pairwise(pieces))


def _list_spans(sheet: Sheet, angle: int) -> list[_Span]:
    """The spans of the lines of one direction, from the top down."""
    lines = enumerate(sheet.lines)
    if not angle:
        return sorted([(line.top, line.bottom, at) for at, line in lines if not line.angle])
    boxes = [(make_upright_box(line, sheet), at) for at, line in lines if line.angle == angle]
    return sorted([(box.y0, box.y1, at) for box, at in boxes])


def _group_rows(spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    """The lines of one direction in rows, from the top down."""
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
    """The same rows from the bottom up, computed only as far as they are asked for."""
    # rows are told from the top down, but a line whose middle is below the line before it always
    # begins one: only the lines from there on need be looked at
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
    """The uppermost and lowest lines."""
    if len(sheet.lines) <= 2 * _OUTER_LINES:
        return sheet.lines
    ordered = sorted(sheet.lines, key=_line_top)
    return ordered[:_OUTER_LINES] + ordered[-_OUTER_LINES:]


def _make_line_key(line: Line) -> tuple[str, int]:
    """A line's words, and for a bare number its place as well: numbers recur in tables."""
    place = round(line.top / BAND) if BARE_NUMBER.fullmatch(line.text) else -1
    return fold_line(line.text), place
