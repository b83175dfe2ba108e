"""The outermost rows of text on a sheet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.labels.rows import EdgeRow, RepeatedLines, find_outer_rows
from indexer.readers.sheets import Line, Sheet

TOPS = st.integers(0, 60)
HEIGHTS = st.integers(1, 50)


@given(st.lists(st.tuples(TOPS, HEIGHTS), min_size=1, max_size=4))
def test_a_row_is_the_same_from_above_and_from_below(places: list[tuple[int, int]]) -> None:
    lines = tuple(
        Line("Page 7", 200.0 * at, float(top), 200.0 * at + 40, float(top + height), 0, 10.0)
        for at, (top, height) in enumerate(places)
    )
    found = list(find_outer_rows(Sheet(1, 612, 792, lines), RepeatedLines([])))
    rows = {edge: [_lines(row) for row in found if row.edge == edge] for edge in ("top", "bottom")}
    assert rows["top"] == rows["bottom"][::-1]


def _lines(row: EdgeRow) -> list[int]:
    return [piece.at for piece in row.pieces]
