"""How long work and downloads report how far they are, without knowing who watches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Told of every step by the work, shown by whoever asked for it."""

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        """`things`, one by one, while showing that `what` is done to so many of `total`."""
        ...


def name_file(thing: object) -> str:
    """The name of the file that a step is about, "" where the step does not tell: `thing` is a
    path, has a `path`, or is several things of which the first is such a one."""
    first = thing[0] if isinstance(thing, tuple) and thing else thing
    path = getattr(first, "path", first)
    return path.name if isinstance(path, PurePath) else ""


class SilentProgress:
    """Shows nothing."""

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        """`things` as they are."""
        return iter(things)


class Watcher(Protocol):
    """Told by downloads how far they are."""

    def begin(self, name: str) -> None:
        """The download of `name` begins."""
        return

    def report_size(self, done: int, total: int | None) -> None:
        """`done` bytes have arrived of `total`, which is None if the server does not say."""
        return

    def remark(self, text: str) -> None:
        """Something takes time, such as a wait before another try."""
        return

    def end(self) -> None:
        """The download is over, successful or not."""
        return


class SilentWatcher(Watcher):
    """Shows nothing."""
