"""The order in which a sheet's lines are read, and which of them stand beside the running text.

The reader's order is the file's, which is nearly always right. It is left only where the page
itself shows another: columns whose lines the file gives row by row, a single column whose lines it
gives in disorder, and boxes and side columns that it gives after or between the text they stand
beside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from indexer.cleaning.columns import arrange_columns
from indexer.cleaning.paragraphs import Flow, is_on_same_row
from indexer.readers.frames import SheetLayout
from indexer.readers.geometry import Box
from indexer.readers.redactions import MARK

_BESIDE = 0.9
"""Line heights between two lines of one row that stand in two columns."""
_NARROW = 0.5
"""A side column is at most this share of the text's width."""
_FEW = 0.3
"""It has at most this share of the text's letters, and stands beside at most so many of its
rows: more would be a column of a table."""
_WIDE = 0.6
"""Lines of at least this share of the longest one's width say how far the text reaches."""
_SCATTERED = 3
"""So often the order that remains goes back up the page where that is not the next column's top."""
_LEAST_COLUMN = 6
"""Lines that a column of text has at least."""
_LEAST_TEXT = 5
"""So many of these lines are running text beside which something may stand."""


@dataclass(slots=True)
class ReadingOrder:
    """Lines, as 0-based indices among those of the sheet."""

    lines: Sequence[int]
    """In reading order, without those beside the text."""
    cells: set[int] = field(default_factory=set)
    """Those of `lines` that begin a cell of a table, or a column whose text does not go on from
    the one before: always a paragraph."""
    beside: list[list[int]] = field(default_factory=list)
    """Boxes and side columns, block by block; they are read after the paragraph beside which they
    begin."""
    is_doubtful: bool = False
    """Whether the words may stand in another order on the page."""


def find_reading_order(page: SheetLayout, lines: Sequence[int]) -> ReadingOrder:
    """The reading order of `lines`, which are in the reader's order; all are upright."""
    boxes = page.boxes
    jumps, beside = _count_moves(boxes, lines)
    if not jumps and not beside:
        return ReadingOrder(lines)
    order = ReadingOrder(_sort_blocks(boxes, lines) if jumps else lines)
    _set_aside(page, order)
    jumps, beside = _count_moves(boxes, order.lines)
    if jumps > 1 and not _has_columns([boxes[at] for at in order.lines]):
        by_row = sorted(order.lines, key=lambda at: (round(boxes[at].y0 / 3), boxes[at].x0))
        order.lines = by_row
    elif beside or (jumps and not _is_column_by_column(boxes, order.lines)):
        arranged = arrange_columns(page, order.lines)
        order.lines, order.cells = arranged.lines, arranged.cells
        order.is_doubtful = arranged.is_doubtful
    order.is_doubtful |= _count_returns(page, order.lines) >= _SCATTERED
    return order


def _is_column_by_column(boxes: Sequence[Box], lines: Sequence[int]) -> bool:
    """Whether the lines, none of which is followed by another of its row, go down one column of
    text after the other; the cells of a table are not so long."""
    last, length = lines[0], 0
    for at in lines:
        if boxes[at].y1 < boxes[last].y0 - 2:
            if length < _LEAST_COLUMN:
                return False
            length = 0
        last, length = at, length + 1
    return True


def _count_returns(page: SheetLayout, lines: Sequence[int]) -> int:
    """How often the next line stands higher without beginning another column to the right; bars
    without words do not count."""
    boxes = [page.boxes[at] for at in lines if page.sheet.lines[at].text != MARK]
    return sum(1 for a, b in pairwise(boxes) if b.y1 < a.y0 - 2 and b.x0 < a.x1)


def _split_into_runs(boxes: Sequence[Box], lines: Sequence[int]) -> list[list[int]]:
    """Lines that go down the page, each run beginning where they jump up."""
    runs: list[list[int]] = []
    for at in lines:
        if runs and boxes[at].y1 >= boxes[runs[-1][-1]].y0 - 2:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _sort_blocks(boxes: Sequence[Box], lines: Sequence[int]) -> Sequence[int]:
    """The lines with their runs from top to bottom, if each stands over the next and none beside
    another."""
    runs = _split_into_runs(boxes, lines)
    extents = [
        Box(
            min(boxes[at].x0 for at in run),
            min(boxes[at].y0 for at in run),
            max(boxes[at].x1 for at in run),
            max(boxes[at].y1 for at in run),
        )
        for run in runs
    ]
    by_top = sorted(zip(extents, runs, strict=True), key=lambda entry: entry[0].y0)
    for (above, _), (below, _) in pairwise(by_top):
        if above.y1 > below.y0 + 2 or above.x1 <= below.x0 or below.x1 <= above.x0:
            return lines
    return [at for _, run in by_top for at in run]


def _count_moves(boxes: Sequence[Box], lines: Sequence[int]) -> tuple[int, int]:
    """How often the next line stands higher, and how often it stands in another column of the same
    row."""
    jumps = beside = 0
    last_top = last_bottom = -float("inf")
    last_right = 0.0
    for at in lines:
        left, top, right, bottom = boxes[at]
        if top < last_bottom - 1:  # all other lines stand below the last one
            if bottom < last_top - 2:
                jumps += 1
            elif left - last_right > _BESIDE * (bottom - top):
                beside += 1
        last_right, last_top, last_bottom = right, top, bottom
    return jumps, beside


def _has_columns(boxes: Sequence[Box]) -> bool:
    """Whether several lines stand side by side."""
    ordered = sorted(boxes, key=lambda box: box.y0)
    beside = sum(
        1
        for a, b in pairwise(ordered)
        if b.y0 < (a.y0 + a.y1) / 2 and (b.x0 >= a.x1 or a.x0 >= b.x1)
    )
    return beside >= 3


def _set_aside(page: SheetLayout, order: ReadingOrder) -> None:
    """Take what stands beside the text out of the order's lines."""
    boxes, lines = page.boxes, order.lines
    longest = max(boxes[at].x1 - boxes[at].x0 for at in lines)
    wide = [at for at in lines if boxes[at].x1 - boxes[at].x0 >= _WIDE * longest]
    if len(wide) < _LEAST_TEXT:
        return
    left, right = min(boxes[at].x0 for at in wide), max(boxes[at].x1 for at in wide)
    out = [at for at in lines if boxes[at].x0 >= right + 6 or boxes[at].x1 <= left - 6]
    if out and _is_side_column(page, lines, out, (left, right)):
        taken = set(out)
        order.beside += _split_into_blocks(boxes, out)
        order.lines = [at for at in lines if at not in taken]
    order.beside += _take_boxes(page, order)


def _is_side_column(
    page: SheetLayout, lines: Sequence[int], out: Sequence[int], reach: tuple[float, float]
) -> bool:
    """Whether these lines right or left of everything else are few, short and words: numbers of
    paragraphs and columns of figures belong to their rows."""
    boxes, texts = page.boxes, page.sheet.lines
    if not all(any(map(str.isalpha, texts[at].text)) for at in out):
        return False
    if any(
        boxes[a].x1 <= reach[0] and is_on_same_row(boxes[a], boxes[b]) for a, b in pairwise(lines)
    ):
        return False  # numbers and headings left of the paragraphs that they begin
    width = max(boxes[at].x1 for at in out) - min(boxes[at].x0 for at in out)
    letters, all_letters = (sum(len(texts[at].text) for at in some) for some in (out, lines))
    rows = len({round(boxes[at].y0 / 6) for at in out})
    return (
        width <= _NARROW * (reach[1] - reach[0])
        and letters <= _FEW * all_letters
        and rows <= _FEW * (len(lines) - len(out))
    )


def _split_into_blocks(boxes: Sequence[Box], lines: Sequence[int]) -> list[list[int]]:
    """Lines that follow each other closely, block by block."""
    blocks: list[list[int]] = []
    for at in sorted(lines, key=lambda at: boxes[at].y0):
        box, last = boxes[at], boxes[blocks[-1][-1]] if blocks else None
        if last and box.y0 - last.y1 < box.y1 - box.y0 and box.x0 < last.x1 and last.x0 < box.x1:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return blocks


def _take_boxes(page: SheetLayout, order: ReadingOrder) -> list[list[int]]:
    """The boxes that the file gives before or after the text in a gap of which they stand: taken
    out of the order's lines."""
    boxes = page.boxes
    runs = _split_into_runs(boxes, order.lines)
    if not 1 < len(runs) <= 4:
        return []
    text = max(runs, key=lambda run: sum(len(page.sheet.lines[at].text) for at in run))
    taken = [run for run in runs if run is not text and _stands_in_gap(boxes, run, text)]
    rest = [at for run in runs if run not in taken for at in run]
    if _count_returns(page, rest):
        return []
    order.lines = rest
    return taken


def _stands_in_gap(boxes: Sequence[Box], run: Sequence[int], text: Sequence[int]) -> bool:
    """Whether these lines stand where the text above and below them leaves room over its whole
    width."""
    top, bottom = min(boxes[at].y0 for at in run), max(boxes[at].y1 for at in run)
    left, right = min(boxes[at].x0 for at in run), max(boxes[at].x1 for at in run)
    above = any(boxes[at].y1 <= top + 2 for at in text)
    below = [at for at in text if boxes[at].y0 >= bottom - 2]
    crossing = any(boxes[at].y0 < bottom - 2 and boxes[at].y1 > top + 2 for at in text)
    over = any(boxes[at].x0 < right and left < boxes[at].x1 for at in below)
    return above and over and not crossing


def insert_beside(
    page: SheetLayout, order: ReadingOrder, lines: Sequence[int], starts: set[int]
) -> list[int]:
    """`lines`, the running text in reading order, with what stands beside it put between its
    paragraphs; `starts`, the lines that begin one, gains those that now do.

    It follows the paragraph beside or under which it begins. Where that is the last, and may go on
    overleaf, it comes before it.
    """
    boxes, placed = page.boxes, list(lines)
    for block in sorted(order.beside, key=lambda block: boxes[block[0]].y0):
        at = _find_place(boxes[block[0]], boxes, placed, starts)
        starts.add(block[0])
        starts |= Flow(page, block).find_paragraph_starts()
        if at < len(placed):
            starts.add(placed[at])
        placed[at:at] = block
    return placed


def _find_place(block: Box, boxes: Sequence[Box], placed: Sequence[int], starts: set[int]) -> int:
    middle = (block.y0 + block.y1) / 2
    above: Callable[[int], bool] = lambda k: boxes[placed[k]].y0 <= middle  # noqa: E731
    last = max(filter(above, range(len(placed))), key=lambda k: boxes[placed[k]].y0, default=-1)
    if last < 0:
        return 0
    ends = [k for k in range(last + 1, len(placed)) if placed[k] in starts]
    if ends:
        return ends[0]
    begins = [k for k in range(1, last + 1) if placed[k] in starts]
    return begins[-1] if begins else len(placed)
