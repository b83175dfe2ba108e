"""Where every character of clean text came from: the map back to the lines of a sheet."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple


class MappedRun(NamedTuple):
    """Characters of clean text that come from one line, one after the other."""

    start: int
    """Offset in the clean text, 0-based."""
    length: int
    """How many characters of clean text."""
    line: int
    """0-based index of the line among the sheet's lines."""
    offset: int
    """Offset of the first one in the line's text, 0-based."""
    step: int
    """1 where each character has its own source; 0 where all come from one (a ligature)."""


class LineStretch(NamedTuple):
    """A stretch of one line's text: the line's 0-based index, start and end in its text."""

    line: int
    start: int
    end: int


_FIELDS = len(MappedRun._fields)


class TextMap:
    """Which line each character of a clean text came from."""

    __slots__ = ("_numbers",)

    def __init__(self, runs: Iterable[MappedRun] = ()) -> None:
        # not as tuples: those of a page would take three times as much room as its text
        self._numbers = array("q", chain.from_iterable(runs))

    def __len__(self) -> int:
        """How many runs it has."""
        return len(self._numbers) // _FIELDS

    @property
    def runs(self) -> tuple[MappedRun, ...]:
        """In order; between two of them may be a space for a line break, or a paragraph break."""
        return tuple(map(MappedRun._make, zip(*self.columns, strict=True)))

    @property
    def columns(self) -> list[array[int]]:
        """The same: first where each run starts, then the next field of each, and so on."""
        return [self._numbers[at::_FIELDS] for at in range(_FIELDS)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextMap) and self._numbers == other._numbers

    def __hash__(self) -> int:
        return hash(self.runs)

    def __repr__(self) -> str:
        return f"TextMap({self.runs})"

    def find_line_stretches(self, start: int, end: int) -> Iterator[LineStretch]:
        """The stretches of lines that the characters from `start` to `end` came from, in order."""
        first = max(0, bisect_right(self._numbers[::_FIELDS], start) - 1)
        for run in self.runs[first:]:
            if run.start >= end:
                return
            begin, stop = max(start, run.start), min(end, run.start + run.length)
            if begin < stop:
                offset = run.offset + (begin - run.start) * run.step
                last = run.offset + (stop - 1 - run.start) * run.step
                yield LineStretch(run.line, offset, last + 1)


class TextBuilder:
    """Clean text in the making, with its map."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[MappedRun] = []
        self.length = 0

    def add_separator(self, text: str) -> None:
        """Append characters that stand on no line of the sheet."""
        self._parts.append(text)
        self.length += len(text)

    def add(self, text: str, line: int, offset: int, step: int = 1) -> None:
        """Append characters that come from `line`, the first from `offset`."""
        if not text:
            return
        length = len(text)
        runs = self._runs
        if runs and runs[-1].line == line and self._goes_on(runs[-1], offset, step):
            runs[-1] = runs[-1]._replace(length=runs[-1].length + length)
        else:
            # as MappedRun(…), which takes twice as long
            runs.append(tuple.__new__(MappedRun, (self.length, length, line, offset, step)))
        self._parts.append(text)
        self.length += length

    def _goes_on(self, run: MappedRun, offset: int, step: int) -> bool:
        """Whether the characters from `offset` of the run's line continue the run."""
        follows = run.start + run.length == self.length and run.offset + run.length == offset
        return follows and step == run.step == 1

    def drop_last(self) -> None:
        """Remove the last character, which must come from a line."""
        last = self._runs[-1]
        self._parts[-1] = self._parts[-1][:-1]
        self.length -= 1
        if last.length == 1:
            self._runs.pop()
        else:
            self._runs[-1] = last._replace(length=last.length - 1)

    def ends_with(self, character: str) -> bool:
        """Whether the text so far ends with this character."""
        return bool(self._parts) and self._parts[-1].endswith(character)

    def finish(self) -> tuple[str, TextMap]:
        """The text and its map."""
        return "".join(self._parts), TextMap(self._runs)
