"""Lists of terms beside what they mean: read entry by entry, not column by column.

Tesseract takes the two for columns of text. What tells them apart: the terms' column is narrow, has
rows left free where an explanation is longer, and a term begins where an explanation does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from indexer.readers.pictures.seen_line import SeenLine

_FEWEST = 6
"""So many lines has a column of terms at least."""
_GAPS = 3
"""So many times rows are left free in it."""
_NARROW = 0.7
"""It is narrower than this share of the other column."""
_SURE = 0.8
"""This share of the terms begins where an explanation may begin."""
_LEVEL = 0.25
"""Baselines nearer to each other than this share of the size are one row."""
_ENDS = re.compile(r"[.!?:;)”\"]$")


class _Row(NamedTuple):
    """What stands at one height."""

    term: SeenLine | None
    meaning: SeenLine | None


def order_glossaries(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines of a page, a list of terms with their meanings in the order of its entries."""
    columns = _find_columns(lines)
    if columns is None:
        return list(lines)
    rows = list(_list_rows(*columns))
    starts = [at for at in range(len(rows)) if _begins_entry(rows, at)]
    if not starts or not _is_glossary(rows, starts):
        return list(lines)
    ordered: list[SeenLine] = []
    for begin, end in zip([0, *starts[1:]], [*starts[1:], len(rows)], strict=True):
        ordered += [row.term for row in rows[begin:end] if row.term]
        ordered += [row.meaning for row in rows[begin:end] if row.meaning]
    top = ordered[0].baseline
    rest = [line for line in lines if not any(line is one for one in ordered)]
    above = [line for line in rest if line.baseline < top]
    return [*above, *ordered, *(line for line in rest if line.baseline >= top)]


def _find_columns(lines: Sequence[SeenLine]) -> tuple[list[SeenLine], list[SeenLine]] | None:
    """The lines of the terms and those of the meanings, if the page may have such columns."""
    if len(lines) < 2 * _FEWEST:
        return None
    size = median(line.size for line in lines)
    edges = Counter(round(line.box.x0 / size) for line in lines)
    (first, count), *_ = sorted(edges.most_common(2)) if len(edges) > 1 else [(0, 0)]
    second = max(edge for edge, _ in edges.most_common(2))
    terms = [line for line in lines if abs(line.box.x0 / size - first) <= 1]
    meanings = [line for line in lines if abs(line.box.x0 / size - second) <= 1]
    if second - first < 3 or min(count, len(terms), len(meanings)) < _FEWEST:
        return None
    left, right = min(line.box.x0 for line in terms), min(line.box.x0 for line in meanings)
    terms = [line for line in terms if line.box.x1 < right]
    width = max((line.box.x1 for line in terms), default=0.0) - left
    other = max(line.box.x1 for line in meanings) - right
    return (terms, meanings) if len(terms) >= _FEWEST and width <= _NARROW * other else None


def _list_rows(terms: Sequence[SeenLine], meanings: Sequence[SeenLine]) -> Iterator[_Row]:
    """What stands beside what, from the first row that has both."""
    size = median(line.size for line in meanings)
    left = sorted(terms, key=lambda line: line.baseline)
    right = sorted(meanings, key=lambda line: line.baseline)
    begun = False
    while left or right:
        apart = left[0].baseline - right[0].baseline if left and right else 0.0
        row = _Row(
            left.pop(0) if left and (not right or apart <= _LEVEL * size) else None,
            right.pop(0) if right and (not left or apart >= -_LEVEL * size) else None,
        )
        begun = begun or bool(row.term and row.meaning)
        if begun:
            yield row


def _begins_entry(rows: Sequence[_Row], at: int) -> bool:
    row, before = rows[at], rows[at - 1] if at else _Row(None, None)
    if not row.term or not row.meaning:
        return False
    return not before.term or not before.meaning or bool(_ENDS.search(_get_end(before.meaning)))


def _is_glossary(rows: Sequence[_Row], starts: Sequence[int]) -> bool:
    gaps = sum(
        1 for at in range(1, len(rows)) if rows[at - 1].term is None and rows[at].term is not None
    )
    before = [rows[at - 1].meaning for at in starts[1:]]
    fitting = sum(1 for line in before if line is None or _ENDS.search(_get_end(line)))
    return gaps >= _GAPS and fitting >= _SURE * len(before)


def _get_end(line: SeenLine) -> str:
    return line.words[-1].text
