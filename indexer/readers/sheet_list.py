"""The sheets of a file; those of a file of very many pages take little room.

Fifty lines as tuples of numbers and texts take four times the memory of the same as bytes. A file
of thousands of pages is looked through a dozen times, page after page: unpacking a page takes a
hundredth of the time of reading it.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import repeat
from operator import attrgetter
from typing import Any, overload

from indexer.readers.sheets import Line, Sheet

_MANY = 2000
"""Sheets from which on they are kept as bytes."""

_NAMES = [field.name for field in fields(Sheet)]
_LINES = _NAMES.index("lines")
_list_values = attrgetter(*_NAMES)


class SheetList(Sequence[Sheet]):
    """Sheets, to which others can be added. If there are `many`, each is made anew when it is asked
    for: equal to the one that was added, but another object."""

    def __init__(self, many: int = _MANY) -> None:
        self._many = many
        self._sheets: list[Sheet] = []
        self._packed: list[bytes] = []

    def append(self, sheet: Sheet) -> None:
        """Add a sheet after the last."""
        if self._packed:
            self._packed.append(_pack(sheet))
            return
        self._sheets.append(sheet)
        if len(self._sheets) >= self._many:
            self._packed = list(map(_pack, self._sheets))
            self._sheets = []

    def replace(self, at: int, sheet: Sheet) -> None:
        """Put another sheet in place of the one at this 0-based index."""
        if self._packed:
            self._packed[at] = _pack(sheet)
        else:
            self._sheets[at] = sheet

    def finish(self) -> Sequence[Sheet]:
        """The sheets: as a tuple, unless there are many."""
        return self if self._packed else tuple(self._sheets)

    def __len__(self) -> int:
        return len(self._packed) or len(self._sheets)

    def __iter__(self) -> Iterator[Sheet]:
        return map(_unpack, self._packed) if self._packed else iter(self._sheets)

    @overload
    def __getitem__(self, at: int) -> Sheet: ...
    @overload
    def __getitem__(self, at: slice) -> list[Sheet]: ...
    def __getitem__(self, at: int | slice) -> Sheet | list[Sheet]:
        if not self._packed:
            return self._sheets[at]
        found = self._packed[at]
        return _unpack(found) if isinstance(found, bytes) else list(map(_unpack, found))


def collect_sheets(sheets: Iterable[Sheet], many: int = _MANY) -> Sequence[Sheet]:
    """The `sheets` as a tuple, or, if there are `many`, in little room."""
    collected = SheetList(many)
    for sheet in sheets:
        collected.append(sheet)
    return collected.finish()


def _pack(sheet: Sheet) -> bytes:
    values: list[Any] = list(_list_values(sheet))
    values[_LINES] = list(zip(*sheet.lines, strict=True))
    return marshal.dumps(values)


def _unpack(packed: bytes) -> Sheet:
    values = marshal.loads(packed)
    # as Line(…), which takes longer
    lines = map(tuple.__new__, repeat(Line), zip(*values[_LINES], strict=True))
    values[_LINES] = tuple(lines)
    return Sheet(*values)
