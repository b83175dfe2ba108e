"""Asking PDFium the same about many objects at once."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

_AT_ONCE = 512
"""Objects that are asked about in one go: more would need memory for as many answers."""
_NUMBERS = 4


class Bulk:
    """Answers of up to four numbers for each of many objects; holds the memory that they go to."""

    def __init__(self, kind: Any) -> None:
        """`kind` is the ctypes type of the numbers."""
        memory = (kind * (_NUMBERS * _AT_ONCE))()
        offsets = range(0, ctypes.sizeof(memory), ctypes.sizeof(kind))
        pointers = list(map(ctypes.byref, repeat(memory), offsets))
        self._sides = [pointers[_AT_ONCE * side : _AT_ONCE * (side + 1)] for side in range(4)]
        self._aside = pointers[-1]
        view = memoryview(memory).cast("B").cast(kind._type_)
        self._answers = [view[_AT_ONCE * side : _AT_ONCE * (side + 1)] for side in range(4)]

    def ask(
        self, fetch: Callable[..., int], items: Sequence[Any], numbers: int = _NUMBERS
    ) -> tuple[list[int], list[list[Any]]]:
        """Whether `fetch` had an answer for each of the `items`, and lists of their first numbers,
        their second ones, and so on; those of an item without an answer are of no meaning."""
        found: list[int] = []
        answers: list[list[Any]] = [[] for _ in range(numbers)]
        for part in _split(items):
            found += map(fetch, part, *self._sides[:numbers])
            for side, own in enumerate(answers):
                own += self._answers[side][: len(part)].tolist()
        return found, answers

    def ask_ends(
        self, fetch: Callable[..., int], items: Sequence[Any]
    ) -> Iterator[tuple[bool, Any, Any]]:
        """Whether `fetch` had an answer of four numbers for all of some of the `items`, the
        greatest of the first numbers and the least of the last ones; for some after the other."""
        aside = repeat(self._aside)
        for part in _split(items):
            count = len(part)
            has_all = all(list(map(fetch, part, self._sides[0], aside, aside, self._sides[1])))
            first, last = self._answers[0][:count], self._answers[1][:count]
            yield has_all, max(first), min(last)


def _split(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    if len(items) <= _AT_ONCE:
        yield from [items] if items else []
        return
    for begin in range(0, len(items), _AT_ONCE):
        yield items[begin : begin + _AT_ONCE]
