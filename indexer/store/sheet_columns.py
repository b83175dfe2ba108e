"""Sheets and their maps as one long text and columns of numbers.

Whatever can be computed from earlier numbers is not written: most lines begin where the one before
ended, and most of a clean text is whole lines, one after the other.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import add, sub
from typing import TypeAlias, get_args

from indexer.cleaning.text_map import MappedRun, TextMap
from indexer.readers.sheets import Line, ReadFrom, Sheet
from indexer.store.columns import Column, make_integer_column, read_columns, write_columns

Maps: TypeAlias = tuple[TextMap, TextMap]
"""Of a page's running text and of its notes."""

_LENGTH = struct.Struct("<I")
_ORIGINS: tuple[ReadFrom, ...] = get_args(ReadFrom)
"""Where words were read from, as numbers from 0."""
_TENTHS = 10
"""Parts of a point in which positions are whole numbers (`indexer.pages.document`)."""
_HUNDREDTHS = 100
"""Parts of a point in which font sizes are whole numbers."""
_FAR = 2**31
"""Parts beyond which no sheet reaches; the difference between two smaller numbers fits into 64
bits."""
_PARTS = (_TENTHS, _TENTHS, _TENTHS, _TENTHS, _HUNDREDTHS)
"""For x0, top, x1, bottom and font size."""


def write_sheets(sheets: Sequence[Sheet], maps: Sequence[Maps]) -> bytes:
    """`sheets` with their maps, ready to be compressed."""
    lines = [line for sheet in sheets for line in sheet.lines]
    texts = [line.text for line in lines]
    texts += [sheet.embedded_label for sheet in sheets] + [sheet.hidden for sheet in sheets]
    texts += [sheet.begins for sheet in sheets] + [sheet.sheet_part for sheet in sheets]
    text = " ".join(texts).encode("utf-8", "surrogatepass")
    columns = [
        make_integer_column([sheet.pdf_page for sheet in sheets]),
        _convert_to_counts([sheet.width for sheet in sheets], _TENTHS),
        _convert_to_counts([sheet.height for sheet in sheets], _TENTHS),
        _convert_to_counts([sheet.left for sheet in sheets], _TENTHS),
        _convert_to_counts([sheet.top for sheet in sheets], _TENTHS),
        make_integer_column([sheet.images for sheet in sheets]),
        make_integer_column([_ORIGINS.index(sheet.read_from) for sheet in sheets]),
        make_integer_column([len(sheet.lines) for sheet in sheets]),
        make_integer_column([len(text_map) for both in maps for text_map in both]),
        make_integer_column(list(map(len, texts))),
        *_make_line_columns(lines),
        *_make_run_columns(sheets, maps),
    ]
    return b"".join((_LENGTH.pack(len(text)), text, write_columns(columns)))


def _make_line_columns(lines: Sequence[Line]) -> Iterator[Column]:
    columns = list(zip(*lines, strict=True)) or [()] * len(Line._fields)
    text, x0, top, x1, bottom, start, size, angle, hyphenated = columns
    yield _convert_to_counts(x0, _TENTHS)
    yield _convert_to_steps(_convert_to_counts(top, _TENTHS))
    yield _convert_to_counts(x1, _TENTHS)
    yield _convert_to_steps(_convert_to_counts(bottom, _TENTHS))
    yield make_integer_column(list(map(sub, start, [0, *map(add, start, map(len, text))])))
    yield _convert_to_counts(size, _HUNDREDTHS)
    yield make_integer_column(angle)
    yield make_integer_column(hyphenated)


def _make_run_columns(sheets: Sequence[Sheet], maps: Sequence[Maps]) -> Iterator[Column]:
    """How many characters and lines each run skips, and how much of its line it leaves."""
    gaps: list[int] = []
    passed: list[int] = []
    offsets: list[int] = []
    left: list[int] = []
    steps: list[int] = []
    for sheet, both in zip(sheets, maps, strict=True):
        line_lengths = [len(line.text) for line in sheet.lines]
        for text_map in both:
            starts, lengths, lines, own_offsets, own_steps = text_map.columns
            gaps += map(sub, starts, chain((0,), map(add, starts, lengths)))
            passed += map(sub, lines, chain((0,), lines))
            offsets += own_offsets
            ends = map(add, own_offsets, lengths)
            left += map(sub, map(line_lengths.__getitem__, lines), ends)
            steps += own_steps
    return map(make_integer_column, (gaps, passed, offsets, left, steps))


def _convert_to_counts(values: Sequence[float], parts: int) -> Column:
    """`values`, in points, as whole numbers of parts, `parts` to a point; unchanged if any of them
    is not whole.

    Dividing such a number by `parts` gives exactly the value that was rounded.
    """
    try:
        counts = [round(value * parts) for value in values]
    except (ValueError, OverflowError):  # not a number, or infinite
        return array("d", values)
    near = max(map(abs, counts), default=0) < _FAR
    if near and [count / parts for count in counts] == list(values):
        return make_integer_column(counts)
    return array("d", values)


def _convert_to_points(column: Column, parts: int) -> Sequence[float]:
    """The values of which `_convert_to_counts` made `column`."""
    return column if column.typecode == "d" else [count / parts for count in column]


def _convert_to_steps(column: Column) -> Column:
    """The differences from each number to the next, if they are whole."""
    if column.typecode == "d":
        return column
    return make_integer_column(list(map(sub, column, chain((0,), column))))


def _convert_from_steps(column: Column) -> Column:
    """The numbers of which `_convert_to_steps` made `column`."""
    if column.typecode == "d":
        return column
    return make_integer_column(list(accumulate(map(int, column))))


class SheetColumns:
    """Sheets and maps that `write_sheets` wrote, read one by one; numbers count from 0."""

    def __init__(self, data: bytes) -> None:
        (size,) = _LENGTH.unpack_from(data)
        text, columns = data[_LENGTH.size :][:size], read_columns(data[_LENGTH.size + size :])
        self._text = text.decode("utf-8", "surrogatepass")
        self._pages, *measures, self._images, self._origins, lines, runs, lengths = columns[:10]
        self._sheet_measures = [_convert_to_points(column, _TENTHS) for column in measures]
        self._lines_from, self._runs_from = _find_starts(lines), _find_starts(runs)
        self._text_from = _find_starts(lengths, between=1)
        x0, top, x1, bottom, start, font_size, *marks = columns[10:18]
        starts = make_integer_column(list(accumulate(map(add, start, chain((0,), lengths)))))
        self._measures = (x0, _convert_from_steps(top), x1, _convert_from_steps(bottom), font_size)
        self._marks = (starts, *marks)
        self._runs = columns[18:]

    def __len__(self) -> int:
        return len(self._pages)

    def read_sheet(self, number: int) -> Sheet:
        """One sheet."""
        first, end = self._lines_from[number : number + 2]
        x0, top, x1, bottom, size = (
            _convert_to_points(column[first:end], parts)
            for column, parts in zip(self._measures, _PARTS, strict=True)
        )
        start, angle, hyphenated = (column[first:end] for column in self._marks)
        texts = map(self._get_text, range(first, end))
        lines = map(Line, texts, x0, top, x1, bottom, start, size, angle, map(bool, hyphenated))
        width, height, left, upper = (column[number] for column in self._sheet_measures)
        label, hidden, begins, part = (
            self._get_text(self._lines_from[-1] + kind * len(self) + number) for kind in range(4)
        )
        images = int(self._images[number])
        return Sheet(
            int(self._pages[number]), width, height, tuple(lines), label, images, hidden,
            _ORIGINS[int(self._origins[number])], begins, part, left, upper,
        )  # fmt: skip

    def read_maps(self, number: int) -> Maps:
        """The maps of one sheet's running text and notes."""
        return self._read_map(number, 2 * number), self._read_map(number, 2 * number + 1)

    def _read_map(self, number: int, map_number: int) -> TextMap:
        begin, end = self._runs_from[map_number : map_number + 2]
        first_line = self._lines_from[number]
        runs: list[MappedRun] = []
        reached = line = 0
        for gap, passed, offset, left, step in zip(
            *(column[begin:end] for column in self._runs), strict=True
        ):
            line += passed
            length = self._get_length(first_line + line) - offset - left
            runs.append(MappedRun(reached + gap, length, line, offset, step))
            reached += gap + length
        return TextMap(runs)

    def _get_length(self, text: int) -> int:
        return self._text_from[text + 1] - self._text_from[text] - 1

    def _get_text(self, text: int) -> str:
        return self._text[self._text_from[text] : self._text_from[text + 1] - 1]


def _find_starts(counts: Column, between: int = 0) -> list[int]:
    """Where each of several stretches with these lengths begins, and where one after them would."""
    return list(accumulate((int(count) + between for count in counts), initial=0))
