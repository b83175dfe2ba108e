"""How long work tells how far it is, without knowing who watches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Told of every step by the work, shown by whoever asked for it."""

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        """`things`, one by one, while showing `what` is done to how many of `total`."""
        ...


class SilentProgress:
    """Shows nothing."""

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        """`things` as they are."""
        return iter(things)
