"""Asking PDFium the same about many objects at once."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any


class Bulk:
    """Answers of four numbers for each of many objects; holds the memory that they go to."""

    def __init__(self, kind: Any) -> None:
        """`kind` is the ctypes type of the numbers."""
        self._kind = kind
        self._make_memory(256)

    def _make_memory(self, count: int) -> None:
        numbers = (self._kind * (4 * count))()
        size = ctypes.sizeof(self._kind)
        pointers = [ctypes.byref(numbers, size * at) for at in range(4 * count)]
        self._dense = pointers
        self._to = [pointers[side::4] for side in range(4)]
        self._numbers: Any = memoryview(numbers).cast("B").cast(self._kind._type_)

    def ask(self, fetch: Callable[..., int], items: Sequence[Any]) -> tuple[list[int], list[Any]]:
        """Whether `fetch` had an answer for each of the `items`, and the numbers, four for each;
        those without an answer are of no meaning."""
        if len(items) > len(self._to[0]):
            self._make_memory(2 * len(items))
        found = list(map(fetch, items, *self._to))
        return found, self._numbers[: 4 * len(items)].tolist()

    def ask_ends(
        self, fetch: Callable[..., int], items: Sequence[Any]
    ) -> tuple[list[int], list[Any], list[Any]]:
        """As `ask`, but only the first and the last number of each, apart."""
        count = len(items)
        if 2 * count > len(self._to[0]):
            self._make_memory(2 * count)
        first, last, aside = self._dense[:count], self._dense[count : 2 * count], self._dense[-1]
        found = list(map(fetch, items, first, repeat(aside), repeat(aside), last))
        return found, self._numbers[:count].tolist(), self._numbers[count : 2 * count].tolist()

    def ask_pairs(
        self, fetch: Callable[..., int], items: Sequence[Any]
    ) -> tuple[list[int], list[Any], list[Any]]:
        """As `ask`, of a function that gives two numbers, apart."""
        count = len(items)
        if 2 * count > len(self._dense):
            self._make_memory(count)
        found = list(map(fetch, items, self._dense[:count], self._dense[count : 2 * count]))
        return found, self._numbers[:count].tolist(), self._numbers[count : 2 * count].tolist()
