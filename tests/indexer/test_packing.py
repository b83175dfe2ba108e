"""What is packed comes back exactly, whatever a reader found on a page."""

from __future__ import annotations

import math
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusDamaged
from indexer.cleaning.page_text import PageText
from indexer.cleaning.text_map import MappedRun, TextMap
from indexer.labels.page_label import PageLabel
from indexer.pages.document import DocumentReading, round_positions
from indexer.readers.sheets import Line, ReadFrom, Sheet
from indexer.store.packing import PackedDocument, pack_document, unpack_sheets
from indexer.store.store_errors import translate_errors

TEXT = st.text(max_size=12)
POINTS = st.one_of(
    st.floats(-50, 900),
    st.floats(allow_nan=False),
    st.sampled_from([0.05, 0.35, 72.05, 9e17, -9e17]),
)
WHOLE = st.integers(0, 10**6)
LINES = st.builds(
    Line, TEXT | st.text("\n \ud800"), POINTS, POINTS, POINTS, POINTS, WHOLE,
    st.floats(0, 99).map(lambda size: round(size, 2)) | POINTS,
    st.sampled_from([0, 90, 180, 270]), st.booleans(),
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> DocumentReading:
    sheets, texts = [], []
    for page in range(1, draw(st.integers(1, 30)) + 1):
        lines = draw(st.lists(LINES, max_size=3))
        size = draw(st.tuples(POINTS, POINTS))
        origin = draw(st.sampled_from(get_args(ReadFrom)))
        sheet = Sheet(
            page // 2 + 7, *size, tuple(lines), draw(TEXT), draw(st.integers(0, 9)), draw(TEXT),
            origin, draw(TEXT), *draw(st.tuples(POINTS, POINTS)),
        )  # fmt: skip
        sheets.append(round_positions(sheet))
        printed = st.text(st.characters(codec="utf-8"), max_size=12)
        body = draw(printed) * draw(st.sampled_from([1, 5000]))
        maps = [TextMap(tuple(draw(runs(len(lines))))) for _ in "ab"]
        texts.append(PageText(page, body, maps[0], draw(printed), maps[1]))
    labels = tuple(PageLabel(page.number, None, "none", "") for page in texts)
    return DocumentReading("pdfium", {}, (), tuple(sheets), labels, tuple(texts))


def runs(lines: int) -> st.SearchStrategy[list[MappedRun]]:
    line = st.integers(0, max(0, lines - 1))
    run = st.builds(MappedRun, WHOLE, WHOLE, line, WHOLE, st.sampled_from([0, 1]))
    return st.lists(run, max_size=4 if lines else 0)


def unpacked(packed: PackedDocument) -> list[tuple[Sheet, TextMap, TextMap]]:
    pages = []
    for first, count, data in packed.sheets:
        rows = packed.pages[first - 1 : first - 1 + count]
        written = unpack_sheets(data, [(row[6], row[7]) for row in rows])
        pages += [
            (written.read_sheet(number), *written.read_maps(number)) for number in range(count)
        ]
    return pages


@settings(max_examples=60)
@given(readings())
def test_sheets_and_maps_survive_packing(reading: DocumentReading) -> None:
    expected = [
        (sheet, text.body_map, text.notes_map)
        for sheet, text in zip(reading.sheets, reading.texts, strict=True)
    ]
    assert unpacked(pack_document(reading)) == expected


def reading_of(*lines: Line) -> DocumentReading:
    text = PageText(1, "body", TextMap(), "", TextMap())
    sheet = round_positions(Sheet(1, 612.04, 792, lines, "iv", 2, "not seen"))
    label = PageLabel(1, "iv", "printed", "it says so")
    return DocumentReading("pdfium", {}, (), (sheet,), (label,), (text,))


def test_a_line_comes_back_as_it_was() -> None:
    reading = reading_of(Line("naïve ﬁ \ud800 § 3²", 1.26, 2.0, 3.14, 4.0, 7, 11.25, 90, True))
    assert reading.sheets[0].lines[0].x0 == 1.3
    ((sheet, _, _),) = unpacked(pack_document(reading))
    assert sheet == reading.sheets[0]
    assert isinstance(sheet.lines[0].hyphenated, bool)
    assert isinstance(sheet.lines[0].start, int)


def test_positions_that_are_no_numbers_come_back_too() -> None:
    reading = reading_of(Line("far", -math.inf, 1.5, 1e300, math.nan, 0, 12.0))
    ((sheet, _, _),) = unpacked(pack_document(reading))
    line = sheet.lines[0]
    assert line.x0 == -math.inf
    assert (line.top, line.x1, line.size) == (1.5, 1e300, 12.0)
    assert math.isnan(line.bottom)


@pytest.mark.parametrize("tenths", [0, 1, 3, 35, 6119, 7919, 32767, 32768, -1, -40000])
def test_a_tenth_of_a_count_is_what_rounding_gives(tenths: int) -> None:
    assert tenths / 10 == round(tenths / 10, 1)


def test_a_damaged_sheet_is_named() -> None:
    _, _, data = pack_document(reading_of()).sheets[0]
    for damaged, body in ((b"nothing packed", "body"), (data[:-3], "body"), (data, "other")):
        with pytest.raises(CorpusDamaged, match="sheet"), translate_errors(Path("store.db")):
            unpack_sheets(damaged, [(body, "")])
