"""Asking PDFium the same about many objects at once."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any, Literal

_AT_ONCE = 256
"""Objects that are asked about in one go: more would need memory for as many answers."""
_NUMBERS = 4

Kind = Literal["f", "i", "I"]
"""Numbers of four bytes, as memoryview.cast has them: float, int, unsigned int."""


class Bulk:
    """Answers of up to four numbers for each of many objects; holds the memory that they go to."""

    def __init__(self) -> None:
        memory = (ctypes.c_uint * (_NUMBERS * _AT_ONCE))()
        offsets = range(0, ctypes.sizeof(memory), ctypes.sizeof(ctypes.c_uint))
        pointers = list(map(ctypes.byref, repeat(memory), offsets))
        self._sides = [pointers[_AT_ONCE * side : _AT_ONCE * (side + 1)] for side in range(4)]
        self._memory = memoryview(memory).cast("B")

    def ask(
        self, fetch: Callable[..., int], items: Sequence[Any], kind: Kind, numbers: int = _NUMBERS
    ) -> tuple[list[int], list[list[Any]]]:
        """Whether `fetch` had an answer for each of the `items`, and lists of their first numbers,
        their second ones, and so on; those of an item without an answer are of no meaning."""
        found: list[int] = []
        answers: list[list[Any]] = [[] for _ in range(numbers)]
        for part in _split(items):
            found += map(fetch, part, *self._sides[:numbers])
            for side, own in enumerate(answers):
                own += self._read(side, len(part), kind)
        return found, answers

    def ask_ends(
        self, fetch: Callable[..., int], items: Sequence[Any], kind: Kind
    ) -> Iterator[tuple[bool, Any, Any]]:
        """For some of the `items` after the other: whether `fetch` had an answer of four numbers
        for all of them, and if so the greatest of the first numbers and the least of the last
        ones."""
        first, second, third, last = self._sides
        for part in _split(items):
            count = len(part)
            has_all = all(map(fetch, part, first, repeat(second[0]), repeat(third[0]), last))
            yield has_all, max(self._read(0, count, kind)), min(self._read(3, count, kind))

    def _read(self, side: int, count: int, kind: Kind) -> list[Any]:
        numbers: Any = self._memory.cast(kind)
        answers: list[Any] = numbers[_AT_ONCE * side : _AT_ONCE * side + count].tolist()
        return answers


def _split(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    if len(items) <= _AT_ONCE:
        yield from [items] if items else []
        return
    for begin in range(0, len(items), _AT_ONCE):
        yield items[begin : begin + _AT_ONCE]
