"""How downloads tell how far they are, without knowing who watches."""

from __future__ import annotations

from typing import Protocol


class Watcher(Protocol):
    """Told by downloads how far they are."""

    def begin(self, name: str) -> None:
        """The download of `name` begins."""
        ...

    def report_size(self, done: int, total: int | None) -> None:
        """`done` bytes are there; `total` are expected, None where the server does not say."""
        ...

    def remark(self, text: str) -> None:
        """Something that takes time, such as a wait before another try."""
        ...

    def end(self) -> None:
        """The download is over, well or badly."""
        ...


class Unwatched:
    """Nobody watches."""

    def begin(self, name: str) -> None:
        """Nothing."""

    def report_size(self, done: int, total: int | None) -> None:
        """Nothing."""

    def remark(self, text: str) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""
