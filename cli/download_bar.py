"""Downloads for whoever watches: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli.common import say
from corpus.progress import Watcher

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class DownloadBar:
    """A bar on standard error for each download, with its size, speed and the time left."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def begin(self, name: str) -> None:
        """A bar for `name` appears."""
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(name, total=None)
        self._progress.start()

    def report_size(self, done: int, total: int | None) -> None:
        """The bar shows `done` of `total` bytes."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=total)

    def remark(self, text: str) -> None:
        """The remark appears above the bar."""
        if self._progress is not None:
            self._progress.console.print(text, markup=False, highlight=False)

    def end(self) -> None:
        """The bar disappears."""
        if self._progress is not None:
            self._progress.stop()
        self._progress = self._task = None


class DownloadLines:
    """One line for each remark, on standard error."""

    def begin(self, name: str) -> None:
        """A line says that `name` is asked for."""
        say(f"asking for {name}")

    def report_size(self, done: int, total: int | None) -> None:
        """Nothing: a log is no place for a bar."""

    def remark(self, text: str) -> None:
        """The remark."""
        say(f"  {text}")

    def end(self) -> None:
        """Nothing: the outcome is printed by the command."""


def make_watcher() -> Watcher:
    """A bar where standard error is a terminal, else lines."""
    return DownloadBar() if sys.stderr.isatty() else DownloadLines()
