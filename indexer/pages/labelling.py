"""The labels of pages, also of sheets that hold several which could not be taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from corpus.frozen import replace_fields
from indexer.labels.page_label import LabelSource, PageLabel, mark_repeats
from indexer.labels.pinpoint_wording import format_span
from indexer.labels.solve import solve_labels
from indexer.pages.cutting import ACROSS, DOWN, WHOLE, Grid, cut_sheet, share_lines
from indexer.readers.frames import find_outside
from indexer.readers.sheets import Sheet

_SURE: tuple[LabelSource, ...] = ("printed", "inferred")


def label_pages(sheets: Sequence[Sheet]) -> tuple[PageLabel, ...]:
    """The label of every page, in order; of a sheet that holds several, theirs as a span."""
    grids = [_make_grid(sheet) for sheet in sheets]
    if not any(grids):
        return tuple(_solve(sheets))
    parts = [
        cut_sheet(sheet, grid) if grid else [sheet]
        for sheet, grid in zip(sheets, grids, strict=True)
    ]
    solved = iter(_solve(list(chain.from_iterable(parts))))
    labels = [
        _span(sheet, grid, list(islice(solved, len(pages)))) if grid else next(solved)
        for sheet, grid, pages in zip(sheets, grids, parts, strict=True)
    ]
    numbered = (replace_fields(label, number=number) for number, label in enumerate(labels, 1))
    return tuple(mark_repeats(numbered))


def _solve(sheets: Sequence[Sheet]) -> list[PageLabel]:
    """The labels of pages, found in the lines that are the page's own."""
    outside = [find_outside(sheet) for sheet in sheets]
    if not any(outside):
        return list(solve_labels(sheets))
    kept = [
        [at for at in range(len(sheet.lines)) if at not in apart]
        for sheet, apart in zip(sheets, outside, strict=True)
    ]
    bare = [
        replace(sheet, lines=tuple(sheet.lines[at] for at in inside))
        for sheet, inside in zip(sheets, kept, strict=True)
    ]
    return [
        replace_fields(label, lines=tuple(inside[at] for at in label.lines))
        for label, inside in zip(solve_labels(bare), kept, strict=True)
    ]


def _make_grid(sheet: Sheet) -> Grid | None:
    """How a sheet that could not be taken apart would be, roughly; None for any other."""
    if sheet.sheet_part == WHOLE[2]:
        return Grid(ACROSS, sheet.width / 2)
    return Grid(DOWN, sheet.width / 2, sheet.height / 2) if sheet.sheet_part == WHOLE[4] else None


def _span(sheet: Sheet, grid: Grid, labels: Sequence[PageLabel]) -> PageLabel:
    """The labels of a sheet's pages as one; no label where one of them has none."""
    first, last = labels[0], labels[-1]
    lines = tuple(sorted(set(_list_lines(sheet, grid, labels))))
    sources = {label.source for label in labels}
    if not sources.issubset(_SURE):
        evidence = "several pages on one sheet, not all of them with a number that was made out"
        return replace_fields(
            first,
            label=None,
            source="unread",
            evidence=evidence,
            lines=lines,
            sheet_part=sheet.sheet_part,
        )
    return replace_fields(
        first,
        label=format_span([str(first.label), str(last.label)]),
        source="printed" if sources == {"printed"} else "inferred",
        evidence=f"several pages on one sheet: {'; '.join(label.evidence for label in labels)}",
        lines=lines,
        sheet_part=sheet.sheet_part,
    )


def _list_lines(sheet: Sheet, grid: Grid, labels: Sequence[PageLabel]) -> Iterator[int]:
    """The sheet's lines (0-based) that exist only for the numbers of its pages."""
    shared = share_lines(sheet, grid)
    for label, part in zip(labels, grid.parts, strict=True):
        yield from (shared[part][at][0] for at in label.lines)
