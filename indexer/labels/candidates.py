"""Every number on a sheet that could be its page number, with where it stands and how it looks.

Page numbers stand at an edge of the content (not of the sheet: small pages are printed on big
sheets), in a line of their own, or in a running head or foot; on landscape sheets they are turned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from statistics import median
from typing import NamedTuple

from indexer.labels.numbers_in_line import LONE, Shape, find_wordings, may_hold_number
from indexer.labels.numerals import Numeral
from indexer.labels.rows import BARE_NUMBER, Edge, EdgeRow, RepeatedLines, RowPiece, find_outer_rows
from indexer.labels.stamps import is_stamp
from indexer.readers.sheets import Line, Sheet

_MOST_PIECES = 6
"""A row of more pieces than this is not a running line and is not put together."""
_APART = 4.0
"""A number nearer to its neighbour in the row than this many font sizes belongs to its words."""
_BIG = 1.3
"""Times the text's font size; a larger line is a heading, and no running head or foot."""
_FOOT = 0.12
"""Share of the sheet's height; down there no heading stands, but a foot below a table set small."""
_YEARS = range(1900, 2100)
_RECURS = 3
"""Different numbers that must stand beside the same words to make them a running head or foot."""


class Candidates(NamedTuple):
    """What the sheets of a document show."""

    by_sheet: list[list[Candidate]]
    paired: list[frozenset[int]]
    """Of each sheet the lines with two numbers side by side that rise by two: no candidates."""


class Candidate(NamedTuple):
    """One number that could be the page number of one sheet."""

    sheet: int
    """0-based index of the sheet."""
    numeral: Numeral
    line: int
    """0-based index of the line in the sheet's lines."""
    shape: Shape
    rest: str
    """The line without the number, folded: the same on every sheet of a running head or foot."""
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
    large: bool = False
    """Its line is set larger than the text, as headings are, and some running feet below tables."""

    @property
    def is_edge(self) -> bool:
        """Whether it is in the outermost line, set off from the text."""
        return self.row == 0 and self.isolated


def find_candidates(sheets: Sequence[Sheet], repeated: RepeatedLines) -> Candidates:
    """The candidates of each sheet; none of them is in a `repeated` line."""
    sizes = [_measure_median_size(sheet.lines) for sheet in sheets]
    usual = median(sizes) if sizes else 0.0
    by_sheet = [
        [
            candidate
            for row in find_outer_rows(sheet, repeated)
            for candidate in _find_in_row(index, sheet, row, max(usual, sizes[index]))
        ]
        for index, sheet in enumerate(sheets)
    ]
    return _drop_pairs(_drop_chance_words(by_sheet))


def _drop_chance_words(by_sheet: list[list[Candidate]]) -> list[list[Candidate]]:
    """All but the numbers between words, or N/M beside words, that recur too rarely: any text has
    some."""
    values = count_numbers_by_words(by_sheet)
    totals = group_by_total(by_sheet)

    def is_by_chance(candidate: Candidate) -> bool:
        recurs = values[candidate.edge, candidate.rest] >= _RECURS
        if candidate.shape == "inside" or candidate.large:
            return not recurs
        if candidate.shape == "of" and candidate.rest not in LONE:
            least = 2 if candidate.last == len(by_sheet) else _RECURS
            return len(totals[candidate.last]) < least
        return False

    return [
        [candidate for candidate in at_sheet if not is_by_chance(candidate)]
        for at_sheet in by_sheet
    ]


def _drop_pairs(by_sheet: list[list[Candidate]]) -> Candidates:
    """All but the numbers side by side that rise by two from sheet to sheet: they count columns, or
    the pages of a spread, and neither is the sheet's own."""
    pairs = [_find_pair(at_sheet) for at_sheet in by_sheet]
    offsets = Counter(pair - 2 * sheet for sheet, pair in enumerate(pairs) if pair)
    kept: list[list[Candidate]] = []
    paired: list[frozenset[int]] = []
    for at, (at_sheet, pair) in enumerate(zip(by_sheet, pairs, strict=True)):
        numbers = (pair, pair + 1) if pair and offsets[pair - 2 * at] >= _RECURS else ()
        kept.append([one for one in at_sheet if one.numeral.value not in numbers])
        paired.append(frozenset(one.line for one in at_sheet if one.numeral.value in numbers))
    return Candidates(kept, paired)


def _find_pair(at_sheet: Sequence[Candidate]) -> int:
    """The lower of two successive numbers that share a row; 0 where there are none."""
    rows: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for candidate in at_sheet:
        if candidate.numeral.style == "arabic" and candidate.shape in ("alone", "start", "end"):
            row = candidate.edge, candidate.angle, candidate.row
            rows[row].add(candidate.numeral.value)
    for values in rows.values():
        if len(values) == 2 and max(values) - min(values) == 1:
            return min(values)
    return 0


def count_numbers_by_words(by_sheet: Sequence[Sequence[Candidate]]) -> Counter[tuple[str, str]]:
    """How many different numbers stand beside the same words, by edge and words."""
    numbers: dict[tuple[str, str], set[Numeral]] = defaultdict(set)
    for candidate in chain.from_iterable(by_sheet):
        numbers[candidate.edge, candidate.rest].add(candidate.numeral)
    return Counter({words: len(beside) for words, beside in numbers.items()})


def group_by_total(by_sheet: Sequence[Sequence[Candidate]]) -> dict[int, set[Numeral]]:
    """The numbers N of each M in "N of M"."""
    numbers: dict[int, set[Numeral]] = defaultdict(set)
    for candidate in chain.from_iterable(by_sheet):
        if candidate.last:
            numbers[candidate.last].add(candidate.numeral)
    return numbers


def _measure_median_size(lines: Sequence[Line]) -> float:
    """The median font size of one sheet's letters, 0.0 where there are none."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    half = letters.total() / 2
    ascending = sorted(letters)
    counts = accumulate(letters[size] for size in ascending)
    return next((size for size, count in zip(ascending, counts, strict=True) if count >= half), 0.0)


def _find_in_row(index: int, sheet: Sheet, row: EdgeRow, size: float) -> Iterator[Candidate]:
    """The candidates in one row of a sheet whose text is set in `size`, points."""
    stamped = _find_stamped(row.pieces)
    may_be_large = row.edge == "bottom" and row.distance <= _FOOT * sheet.height
    for at, text in _find_texts(row.pieces):
        large = sheet.lines[at].size > _BIG * size > 0
        for value, shape, rest, last in find_wordings(text):
            beside = large and rest not in LONE
            if (beside and not may_be_large) or _is_year(value, at, sheet, large):
                continue
            if shape in ("page", "of") and at in stamped:
                shape = "stamp"
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
                large=beside,
            )


def _find_stamped(row: Sequence[RowPiece]) -> set[int]:
    """The indices of the lines that together are a filing stamp; of one that is in pieces, all."""
    alone = {piece.at for piece in row if is_stamp(piece.line.text)}
    if alone or len(row) == 1 or not is_stamp(" ".join(piece.line.text for piece in row)):
        return alone
    return {piece.at for piece in row}


def _find_texts(row: Sequence[RowPiece]) -> Iterator[tuple[int, str]]:
    """The whole row and those of its pieces that may hold a number, with the index of a line."""
    if len(row) == 1:
        yield row[0].at, row[0].line.text
        return
    if len(row) <= _MOST_PIECES and not _are_figures_apart(row):
        yield row[0].at, _join_pieces(row)
    for piece in row:
        text = piece.line.text
        if may_hold_number(text) and (not BARE_NUMBER.fullmatch(text) or _stands_apart(piece, row)):
            yield piece.at, text


def _are_figures_apart(row: Sequence[RowPiece]) -> bool:
    """Whether the row is figures far from each other, which put together would be another
    number."""
    return all(BARE_NUMBER.fullmatch(piece.line.text) for piece in row) and any(
        piece.box.x0 - before.box.x1 > _APART * piece.line.size for before, piece in pairwise(row)
    )


def _stands_apart(number: RowPiece, row: Sequence[RowPiece]) -> bool:
    """Whether a number has space around it: "12." close to a line of text belongs to the text.

    A running head that recurs may be a line whose spaces reach past the number.
    """
    return all(
        max(other.box.x0 - number.box.x1, number.box.x0 - other.box.x1) > _APART * number.line.size
        for other in row
        if other is not number and not (other.recurs and _reaches_past(other, number))
    )


def _reaches_past(line: RowPiece, number: RowPiece) -> bool:
    """Whether the box of a line lies on both sides of a number."""
    return line.box.x0 < number.box.x0 and number.box.x1 < line.box.x1


def _join_pieces(row: Sequence[RowPiece]) -> str:
    """Pieces of one row put together from left to right; kerned pieces touch."""
    text = row[0].line.text.strip()
    for before, piece in pairwise(row):
        gap = piece.box.x0 - before.box.x1
        kerned = gap < 0.25 * piece.line.size and not _reaches_past(before, piece)
        text += ("" if kerned else " ") + piece.line.text.strip()
    return text


def _is_year(value: Numeral, at: int, sheet: Sheet, heading: bool) -> bool:
    """Whether a number that could be a year is one: it heads the sheet, or another line has it."""
    if value.prefix or value.style != "arabic" or value.value not in _YEARS:
        return False
    year = str(value.value)
    return heading or any(
        year in line.text for other, line in enumerate(sheet.lines) if other != at
    )
