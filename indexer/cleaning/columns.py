"""Columns of running text, tables and signature blocks whose lines stand side by side.

Columns of running text are read one after the other, a table row by row and cell by cell, and each
cell with words is a paragraph, so that no sentence is read across two of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from indexer.readers.frames import SheetLayout
from indexer.readers.geometry import Box

_GUTTER = 0.9
"""Least width of a gutter, in line heights."""
_LEAST_ROWS = 3
"""A gutter divides so many rows; that of a signature block two."""
_ALIGNED = 3.0
"""Points by which lines of one column may differ where they begin."""
_FAR = 3.0
"""Line heights between rows that do not belong together."""
_NEXT_ROW = 1.5
"""Line heights from one line of a cell to the next, at most."""
_FULL = 0.55
"""In a column of running text the middle line fills more than this share of the column."""
_FREE = 0.5
"""A line of a cell that leaves more than this share of its column free ends the cell."""
_WORDS = 4
"""Words that the middle line of such a column has at least."""
_GOES_ON = 0.35
"""At least this share of its lines go on in the next one in mid-sentence; of a doubtful one..."""
_MAY_GO_ON = 0.2
"""... at least this share."""
_CHANGES = 0.25
"""The file changes from side to side less often than in this share of the rows where it goes
column by column."""
_SIGNED = re.compile(
    r"\s*(?:[_.\u2026\s]{6,}$|/s/|\((?:signed|sgd)|(?:signed|by)\s*:)", re.IGNORECASE
)
_MOST_SIGNATURE_ROWS = 8
_HAS_WORDS = re.compile(r"[^\W\d_]*[a-zà-ÿ]{3}|[^\W\d_]{3,}\s[^\W\d_]{2,}")
"""Other cells are figures, codes and initials, which belong to the words before them."""
_GOING_ON = re.compile(r"\s*[(a-zà-ÿ]")
_CLAUSE_END = re.compile(r"[.!?:;][\s'\"’”)\]]*$")


@dataclass(slots=True)
class Arranged:
    """Lines in reading order, as indices among those of the sheet."""

    lines: Sequence[int]
    cells: set[int] = field(default_factory=set)
    """Those that begin a cell of a table, or a column that begins anew."""
    is_doubtful: bool = False


Row = list[int]
"""Lines side by side, from left to right."""


def arrange_columns(page: SheetLayout, lines: Sequence[int]) -> Arranged:
    """`lines` in reading order, given in the reader's, region by region of the sheet."""
    arranged = Arranged(list(lines))
    rows = _group_rows(page.boxes, lines)
    done: set[int] = set()
    while True:
        gutter = _find_gutter(page.boxes, rows)
        if gutter is None:
            return arranged
        first, last, place = gutter
        region = [at for row in rows[first:last] for at in row]
        _arrange_region(page, rows[first:last], place, arranged)
        done.update(region)
        rows = [[at for at in row if at not in done] for row in rows]
        rows = [row for row in rows if row]


def _group_rows(boxes: Sequence[Box], lines: Sequence[int]) -> list[Row]:
    rows: list[Row] = []
    bottom = -float("inf")
    for at in sorted(lines, key=lambda at: boxes[at].y0):
        box = boxes[at]
        if rows and (box.y0 + box.y1) / 2 < bottom:
            rows[-1].append(at)
        else:
            rows.append([at])
            bottom = box.y1
    for row in rows:
        row.sort(key=lambda at: boxes[at].x0)
    return rows


def _find_gutter(boxes: Sequence[Box], rows: Sequence[Row]) -> tuple[int, int, float] | None:
    """The gutter that divides the most neighbouring rows: the first of them, the end of them, and
    where it is; None where there is none."""
    gaps = [
        (number, boxes[a].x1, boxes[b].x0)
        for number, row in enumerate(rows)
        for a, b in pairwise(row)
        if boxes[b].x0 - boxes[a].x1 >= _GUTTER * (boxes[b].y1 - boxes[b].y0)
    ]
    best: tuple[int, int, int, float] | None = None
    places = {round((x0 + x1) / 2) for _, x0, x1 in gaps} | {round(x1) - 2 for _, _, x1 in gaps}
    by_place = [
        (place, {number for number, x0, x1 in gaps if x0 < place < x1}) for place in sorted(places)
    ]
    by_place.sort(key=lambda entry: -len(entry[1]))
    for place, divided in by_place:
        if best is not None and len(divided) <= best[0]:
            break
        for first, last in _find_stretches(boxes, rows, place, divided):
            count = sum(1 for number in divided if first <= number < last)
            if count >= 2 and (best is None or count > best[0]):
                best = count, first, last, place
    if best is None or (best[0] < _LEAST_ROWS and best[2] - best[1] > best[0] + 1):
        return None
    return best[1:]


def _find_stretches(
    boxes: Sequence[Box], rows: Sequence[Row], place: float, divided: set[int]
) -> list[tuple[int, int]]:
    """The stretches of rows that no line at this place interrupts, each from the first to the
    last row that is `divided` there, with the rows of one side that go on below."""
    stretches: list[tuple[int, int]] = []
    first = 0
    for number in range(len(rows) + 1):
        crossed = number == len(rows) or any(
            boxes[at].x0 < place < boxes[at].x1 for at in rows[number]
        )
        if not crossed and not (number and _is_far(boxes, rows[number - 1], rows[number])):
            continue
        inside = [row for row in divided if first <= row < number]
        if inside:
            stretches.append((min(inside), number))
        first = number + crossed
    return stretches


def _is_far(boxes: Sequence[Box], above: Row, below: Row) -> bool:
    """Whether there is room for several lines between two rows."""
    top, bottom = boxes[below[0]].y0, boxes[below[0]].y1
    return top - max(boxes[at].y1 for at in above) > _FAR * (bottom - top)


def _arrange_region(
    page: SheetLayout, rows: Sequence[Row], place: float, arranged: Arranged
) -> None:
    """Put the lines of these rows, which a gutter divides at `place`, in order."""
    inside = {at for row in rows for at in row}
    slots = [k for k, at in enumerate(arranged.lines) if at in inside]
    given = [arranged.lines[k] for k in slots]
    region = _order_region(page, rows, place, given)
    if region.lines != given and slots[-1] - slots[0] + 1 != len(slots):
        arranged.is_doubtful = True
        return
    arranged.lines = [*arranged.lines]
    for k, at in zip(slots, region.lines, strict=True):
        arranged.lines[k] = at
    arranged.cells |= region.cells
    arranged.is_doubtful |= region.is_doubtful


def _order_region(
    page: SheetLayout, rows: Sequence[Row], place: float, given: Sequence[int]
) -> Arranged:
    """The lines of these rows, which a gutter divides at `place`, in order; `given` are they as the
    file has them."""
    boxes = page.boxes
    sides = [
        [at for row in rows for at in row if (boxes[at].x0 < place) == is_left]
        for is_left in (True, False)
    ]
    changes = sum(1 for a, b in pairwise(given) if (boxes[a].x0 < place) != (boxes[b].x0 < place))
    divided = sum(1 for row in rows if boxes[row[0]].x0 < place < boxes[row[-1]].x1)
    if 1 < changes <= _CHANGES * divided:
        return Arranged(given)  # column by column, with notes at the foot of each
    if changes <= 1:
        sides = [[at for at in given if at in set(side)] for side in sides]
        sides.sort(key=lambda side: side[0] != given[0])
        return _join_sides(page, sides)
    goes_on = [_measure_flow(page, side) for side in sides]
    if min(goes_on) >= _GOES_ON:
        return _join_sides(page, sides)
    if _is_signature_block(page, rows):
        return Arranged([*sides[0], *sides[1]], set(given))
    table = _arrange_table(page, rows, given)
    table.is_doubtful |= min(goes_on) >= _MAY_GO_ON
    return table


def _join_sides(page: SheetLayout, sides: Sequence[Sequence[int]]) -> Arranged:
    """One column after the other, each with the columns that it has itself."""
    nested = [arrange_columns(page, side) for side in sides]
    cells = {at for side in nested for at in side.cells}
    if all(_has_few_words(page, side) for side in sides):
        # two blocks of short lines, such as a letterhead's
        cells |= {at for at in nested[1].lines[:1] if not _goes_on(page, at)}
    return Arranged(
        [at for side in nested for at in side.lines],
        cells,
        any(side.is_doubtful for side in nested),
    )


def _measure_flow(page: SheetLayout, column: Sequence[int]) -> float:
    """The share of the column's lines that go on in the next one in mid-sentence; 0.0 where most
    are too short for running text."""
    boxes = page.boxes
    texts = [page.sheet.lines[at].text for at in column]
    if len(column) < _LEAST_ROWS:
        return 0.0
    width = max(boxes[at].x1 for at in column) - min(boxes[at].x0 for at in column)
    full = median(boxes[at].x1 - boxes[at].x0 for at in column) / (width or 1.0)
    if full <= _FULL or _has_few_words(page, column):
        return 0.0
    going = sum(
        1
        for before, after in pairwise(texts)
        if after.lstrip()[:1].islower() and not _CLAUSE_END.search(before)
    )
    return going / (len(column) - 1)


def _has_few_words(page: SheetLayout, lines: Sequence[int]) -> bool:
    return median(len(page.sheet.lines[at].text.split()) for at in lines) < _WORDS


def _is_signature_block(page: SheetLayout, rows: Sequence[Row]) -> bool:
    """Whether people sign here side by side."""
    if len(rows) > _MOST_SIGNATURE_ROWS:
        return False
    texts = [[page.sheet.lines[at].text for at in row] for row in rows]
    return any(len(row) > 1 and all(map(_SIGNED.match, row)) for row in texts)


def _arrange_table(page: SheetLayout, rows: Sequence[Row], given: Sequence[int]) -> Arranged:
    """The lines of a table row by row, cell by cell; doubtful where the file gives those of a cell
    in another order than the page."""
    boxes = page.boxes
    edges = _find_column_edges(boxes, rows)
    column = {at: bisect_right(edges, boxes[at].x0 + 2) for row in rows for at in row}
    place = {at: number for number, at in enumerate(given)}
    table = Arranged([])
    for band in _group_bands(page, rows, column):
        ordered = sorted(band, key=lambda at: (column[at], place[at]))
        if any(_goes_back(boxes[a], boxes[b]) for a, b in pairwise(ordered)):
            table.is_doubtful = True
            ordered.sort(key=lambda at: (column[at], boxes[at].y0))
        table.lines = [*table.lines, *ordered]
        table.cells |= _find_cells(page, ordered, column)
    return table


def _group_bands(
    page: SheetLayout, rows: Sequence[Row], column: dict[int, int]
) -> Iterator[list[int]]:
    """The rows of a table, each of one or several rows of lines."""
    boxes = page.boxes
    tops = [min(boxes[at].y0 for at in row) for row in rows]
    extents = _measure_columns(boxes, column)
    usual = min((b - a for a, b in pairwise(tops)), default=0.0)
    band = list(rows[0])
    for number, (before, row) in enumerate(pairwise(rows)):
        height = boxes[row[0]].y1 - boxes[row[0]].y0
        near = tops[number + 1] - tops[number] < _NEXT_ROW * max(usual, height)
        if near and _goes_on_with(page, before, row, column, extents):
            band += row
        else:
            yield band
            band = list(row)
    yield band


def _find_cells(page: SheetLayout, row: Sequence[int], column: dict[int, int]) -> set[int]:
    """Those lines of a table's row, in reading order, that are paragraphs: the first one, and each
    that begins a cell with words after another."""
    texts = page.sheet.lines
    cells = {row[0]}
    has_words = has_cell_words(texts[row[0]].text)
    for before, at in pairwise(row):
        words = has_cell_words(texts[at].text)
        another = column[before] != column[at] and words and has_words
        if another and not is_label(texts[before].text, texts[at].text):
            cells.add(at)
        has_words = has_words or words
    return cells


def _goes_back(box: Box, following: Box) -> bool:
    """Whether the following line stands right above the other, not in another column."""
    beneath = following.x0 < box.x1 and box.x0 < following.x1
    return beneath and following.y1 < box.y0 - 2


def has_cell_words(text: str) -> bool:
    """Whether the text of a cell could be read on in a sentence: not figures, codes, initials."""
    return _HAS_WORDS.search(text) is not None


def is_label(text: str, following: str) -> bool:
    """Whether a cell with this `text` says what the `following` one in its row is: "Date:"."""
    return text.rstrip().endswith(":") and not following.rstrip().endswith(":")


def _measure_columns(
    boxes: Sequence[Box], column: dict[int, int]
) -> dict[int, tuple[float, float]]:
    """Where the words of each column begin and end, points from the left."""
    extents: dict[int, tuple[float, float]] = {}
    for at, number in column.items():
        left, right = extents.get(number, (boxes[at].x0, boxes[at].x1))
        extents[number] = min(left, boxes[at].x0), max(right, boxes[at].x1)
    return extents


def _goes_on_with(
    page: SheetLayout,
    before: Row,
    row: Row,
    column: dict[int, int],
    extents: dict[int, tuple[float, float]],
) -> bool:
    """Whether a row of lines continues the cells of the row before: it has nothing in the first
    column, or one of its lines goes on in mid-sentence."""
    if column[row[0]] > min(column.values()):
        return True
    above = {column[at]: at for at in before}
    if len(row) > 1 and column[row[0]] not in above:
        return False  # the first cell had ended
    pairs = [(above[column[at]], at) for at in row if column[at] in above and _goes_on(page, at)]
    if any(_leaves_free(page, *pair, extents[column[pair[1]]]) for pair in pairs):
        return False
    return any(not _are_listed(page, *pair) for pair in pairs)


def _leaves_free(page: SheetLayout, above: int, at: int, extent: tuple[float, float]) -> bool:
    """Whether the line above one that begins with a small letter leaves so much of its column free
    that it was meant to end."""
    small = page.sheet.lines[at].text.lstrip()[:1].islower()
    return small and extent[1] - page.boxes[above].x1 > _FREE * (extent[1] - extent[0])


def _are_listed(page: SheetLayout, above: int, at: int) -> bool:
    """Whether single words without capitals, or codes, stand one under the other."""
    text = page.sheet.lines[above].text
    if not page.sheet.lines[at].text.lstrip()[:1].islower():
        return False
    alone = len(text.split()) == 1 and text.lstrip()[:1].islower()
    return alone or not has_cell_words(text)


def _goes_on(page: SheetLayout, at: int) -> bool:
    return _GOING_ON.match(page.sheet.lines[at].text) is not None


def _find_column_edges(boxes: Sequence[Box], rows: Sequence[Row]) -> list[float]:
    """Where the columns after the first begin: at the right end of what no line crosses, and where
    parts of several rows begin, though a heading may cross it."""
    spans = sorted((boxes[at].x0, boxes[at].x1) for row in rows for at in row)
    edges: list[float] = []
    reach = spans[0][1]
    for x0, x1 in spans:
        if x0 > reach + 2:
            edges.append(x0)
        reach = max(reach, x1)
    begins = sorted(boxes[at].x0 for row in rows for at in row[1:])
    for place in begins:
        alike = sum(1 for other in begins if abs(other - place) <= _ALIGNED)
        crossing = sum(1 for x0, x1 in spans if x0 < place - _ALIGNED and x1 > place + _ALIGNED)
        known = any(abs(edge - place) <= _ALIGNED for edge in edges)
        if not known and alike > 1 + crossing:
            edges.append(place)
    return sorted(edges)
