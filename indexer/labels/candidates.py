"""Every number on a sheet that could be its page number, with where it stands and how it looks.

Page numbers stand at an edge of the content (not of the sheet: small pages are printed on big
sheets), in a line of their own, or in a running head or foot; on landscape sheets they are turned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from indexer.labels.numbers_in_line import LONE, Shape, find_wordings, may_hold_number
from indexer.labels.numerals import Numeral
from indexer.labels.rows import BARE_NUMBER, Edge, EdgeRow, RepeatedLines, RowPiece, find_outer_rows
from indexer.readers.sheets import Line, Sheet

_MOST_PIECES = 6
"""A row of more pieces than this is no running line and is not put together."""
_APART = 4.0
"""A number nearer to its neighbour in the row than this many font sizes belongs to its words."""
_BIG = 1.3
"""Times the text's font size; a larger line is a heading, and no running head or foot."""
_YEARS = range(1900, 2100)
_PAIR = 2
_RECURS = 3
"""Different numbers that the same words must have beside them to be a running head or foot."""


class Candidate(NamedTuple):
    """One number that could be the page number of one sheet."""

    sheet: int
    """0-based index of the sheet."""
    numeral: Numeral
    line: int
    """0-based index of the line in the sheet's lines."""
    shape: Shape
    rest: str
    """The line without the number, folded: what recurs with a running head or foot."""
    edge: Edge
    row: int
    """How many rows lie between it and the edge of the content."""
    distance: float
    """Points from its line to that edge of the sheet (as read)."""
    angle: int
    """Reading direction of its line."""
    last: int = 0
    """M of "Page N of M"; 0 where there is none."""
    isolated: bool = False
    """A gap sets its row off from the text."""
    turned: bool = False
    """It reads in another direction than most of the sheet, in a margin or a drawing."""

    @property
    def is_edge(self) -> bool:
        """Whether it is in the outermost line, set off from the text."""
        return self.row == 0 and self.isolated


def find_candidates(sheets: Sequence[Sheet], repeated: RepeatedLines) -> list[list[Candidate]]:
    """For each sheet its candidates, which are none of the `repeated` lines."""
    sizes = [_measure_text_size(sheet.lines) for sheet in sheets]
    usual = median(sizes) if sizes else 0.0
    found = [
        [
            candidate
            for row in find_outer_rows(sheet, repeated)
            for candidate in _find_in_row(index, sheet, row, max(usual, sizes[index]))
        ]
        for index, sheet in enumerate(sheets)
    ]
    return _drop_pairs(_drop_chance_words(found))


def _drop_chance_words(found: list[list[Candidate]]) -> list[list[Candidate]]:
    """All but the numbers between words, or N/M beside words, that recur too little: any text has
    some."""
    values = count_numbers_by_words(found)
    totals: dict[int, set[Numeral]] = defaultdict(set)
    for candidate in (candidate for at_sheet in found for candidate in at_sheet):
        if candidate.last:
            totals[candidate.last].add(candidate.numeral)

    def is_by_chance(candidate: Candidate) -> bool:
        recurs = values[candidate.edge, candidate.rest] >= _RECURS
        if candidate.shape == "inside":
            return not recurs
        if candidate.shape == "of" and candidate.rest not in LONE:
            least = 2 if candidate.last == len(found) else _RECURS
            return len(totals[candidate.last]) < least
        return False

    return [[one for one in at_sheet if not is_by_chance(one)] for at_sheet in found]


def _drop_pairs(found: list[list[Candidate]]) -> list[list[Candidate]]:
    """All but the numbers side by side that rise by two from sheet to sheet: they count columns, or
    the pages of a spread, and neither is the sheet's own."""
    pairs = [_find_pair(at_sheet) for at_sheet in found]
    runs = Counter(pair - 2 * sheet for sheet, pair in enumerate(pairs) if pair)
    return [
        [one for one in at_sheet if one.numeral.value not in (pair, pair + 1)]
        if pair and runs[pair - 2 * sheet] >= _RECURS
        else at_sheet
        for sheet, (at_sheet, pair) in enumerate(zip(found, pairs, strict=True))
    ]


def _find_pair(at_sheet: Sequence[Candidate]) -> int:
    """The lower of two successive numbers that share a row; 0 where there are none."""
    rows: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for one in at_sheet:
        if one.numeral.style == "arabic" and one.shape in ("alone", "start", "end"):
            rows[one.edge, one.angle, one.row].add(one.numeral.value)
    for values in rows.values():
        if len(values) == _PAIR and max(values) - min(values) == 1:
            return min(values)
    return 0


def count_numbers_by_words(found: Sequence[Sequence[Candidate]]) -> Counter[tuple[str, str]]:
    """How many different numbers the words of a line have beside them, by edge and words."""
    values: dict[tuple[str, str], set[Numeral]] = defaultdict(set)
    for at_sheet in found:
        for candidate in at_sheet:
            values[candidate.edge, candidate.rest].add(candidate.numeral)
    return Counter({words: len(numbers) for words, numbers in values.items()})


def _measure_text_size(lines: Sequence[Line]) -> float:
    """The median font size of the letters, 0.0 where there are none."""
    letters: dict[float, int] = {}
    for line in lines:
        letters[line.size] = letters.get(line.size, 0) + len(line.text)
    half = sum(letters.values()) / 2
    counted = 0
    for size in sorted(letters):
        counted += letters[size]
        if counted >= half:
            return size
    return 0.0


def _find_in_row(index: int, sheet: Sheet, row: EdgeRow, size: float) -> Iterator[Candidate]:
    """The candidates in one row of a sheet whose text has the font size `size`."""
    for at, text in _find_texts(row.pieces):
        heading = sheet.lines[at].size > _BIG * size > 0
        for value, shape, rest, last in find_wordings(text):
            if (heading and rest not in LONE) or _is_year(value, at, sheet, heading):
                continue
            yield Candidate(
                sheet=index,
                numeral=value,
                line=at,
                shape=shape,
                rest=rest,
                edge=row.edge,
                row=row.depth,
                distance=row.distance,
                angle=sheet.lines[at].angle,
                last=last,
                isolated=row.isolated,
                turned=row.turned,
            )


def _find_texts(row: Sequence[RowPiece]) -> Iterator[tuple[int, str]]:
    """The pieces of a row that may hold a number, with the index of their line, and all of it."""
    if len(row) == 1:
        yield row[0].at, row[0].line.text
        return
    if len(row) <= _MOST_PIECES:
        yield row[0].at, _join_pieces(row)
    for piece in row:
        text = piece.line.text
        if may_hold_number(text) and (not BARE_NUMBER.fullmatch(text) or _stands_apart(piece, row)):
            yield piece.at, text


def _stands_apart(number: RowPiece, row: Sequence[RowPiece]) -> bool:
    """Whether a number has room around it: "12." beside a line of text is the text's number."""
    return all(
        max(other.box.x0 - number.box.x1, number.box.x0 - other.box.x1) > _APART * number.line.size
        for other in row
        if other is not number
    )


def _join_pieces(row: Sequence[RowPiece]) -> str:
    """Pieces of one row put together from left to right; kerned pieces touch."""
    text = row[0].line.text.strip()
    for before, piece in pairwise(row):
        gap = piece.box.x0 - before.box.x1
        text += ("" if gap < 0.25 * piece.line.size else " ") + piece.line.text.strip()
    return text


def _is_year(value: Numeral, at: int, sheet: Sheet, heading: bool) -> bool:
    """A number like a year is one where it heads the sheet or another of its lines has it, too."""
    if value.prefix or value.style != "arabic" or value.value not in _YEARS:
        return False
    year = str(value.value)
    return heading or any(
        year in line.text for other, line in enumerate(sheet.lines) if other != at
    )
