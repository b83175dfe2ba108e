"""Results that are made as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from search.answering.result import Result


class MadeResults(Sequence[Result]):
    """Makes each result when it is first looked at, and keeps it. To count them makes them all."""

    def __init__(self, results: Iterator[Result]) -> None:
        self._left = results
        self.made: list[Result] = []
        """Those that have been made so far."""

    def __iter__(self) -> Iterator[Result]:
        at = 0
        while self._has(at):
            yield self.made[at]
            at += 1

    def __bool__(self) -> bool:
        return self._has(0)

    def __len__(self) -> int:
        self.made += self._left
        return len(self.made)

    @overload
    def __getitem__(self, at: int) -> Result: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Result]: ...
    def __getitem__(self, at: int | slice) -> Result | Sequence[Result]:
        if isinstance(at, slice) or at < 0:
            len(self)
        elif not self._has(at):
            raise IndexError(at)
        return self.made[at]

    def _has(self, at: int) -> bool:
        """Whether there is a result `at` this place, 0-based; if so, it is made."""
        while len(self.made) <= at:
            result = next(self._left, None)
            if result is None:
                return False
            self.made.append(result)
        return True
