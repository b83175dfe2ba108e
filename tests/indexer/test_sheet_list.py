"""Sheets of files of very many pages: kept as bytes, and read as any others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.pages.document import derive, read_document
from indexer.readers.sheet_list import SheetList, collect_sheets
from indexer.readers.sheets import Line, Sheet

CASES = sorted(Path(__file__).with_name("cases").glob("*.pdf"))

_numbers = st.floats(allow_nan=False)
_texts = st.text(st.characters(), max_size=20)
"""Halves of characters, too, as damaged files have them."""
_lines = st.builds(
    Line, _texts, _numbers, _numbers, _numbers, _numbers, st.integers(0), _numbers,
    st.sampled_from((0, 90, 180, 270)), st.booleans(),
)  # fmt: skip
_sheets = st.builds(
    Sheet, st.integers(1), _numbers, _numbers, st.lists(_lines, max_size=4).map(tuple), _texts,
    st.integers(0), _texts, st.sampled_from(("text", "layer", "picture")), _texts,
    st.sampled_from(("", "left", "bottom right")), _numbers, _numbers,
)  # fmt: skip


@given(st.lists(_sheets, min_size=1), st.data())
def test_many_sheets_come_back_as_they_were(sheets: Sequence[Sheet], data: st.DataObject) -> None:
    kept = collect_sheets(sheets, many=data.draw(st.integers(1, len(sheets))))
    assert isinstance(kept, SheetList)
    assert len(kept) == len(sheets)
    assert list(kept) == sheets
    at, end = data.draw(st.integers(-len(sheets), len(sheets) - 1)), data.draw(st.integers(0, 9))
    assert (kept[at], kept[at:end]) == (sheets[at], sheets[at:end])


@given(st.lists(_sheets, min_size=1), _sheets, st.data())
def test_a_sheet_takes_the_place_of_another(
    sheets: list[Sheet], other: Sheet, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sheets) - 1))
    kept = SheetList(many=data.draw(st.integers(1, len(sheets) + 1)))
    for sheet in sheets:
        kept.append(sheet)
    kept.replace(at, other)
    assert list(kept.finish()) == [*sheets[:at], other, *sheets[at + 1 :]]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_long_document_is_derived_as_a_short_one_is(path: Path) -> None:
    sheets = read_document(path).sheets
    kept = collect_sheets(sheets, many=1)
    assert isinstance(kept, SheetList)
    assert derive(kept) == derive(sheets)
