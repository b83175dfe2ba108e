"""Progress of downloads: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys

from cli.common import say
from cli.visible import make_visible
from corpus.progress import SilentWatcher, Watcher


class DownloadBar:
    """A bar on standard error for each download, with its size, speed and the time left."""

    def __init__(self) -> None:
        from rich import progress as bar
        from rich.console import Console

        self._bar = bar.Progress(
            bar.TextColumn("{task.description}", markup=False),
            bar.BarColumn(),
            bar.DownloadColumn(),
            bar.TransferSpeedColumn(),
            bar.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = bar.TaskID(0)

    def begin(self, name: str) -> None:
        """Show a bar for `name`."""
        self._task = self._bar.add_task(make_visible(name), total=None)
        self._bar.start()

    def report_size(self, done: int, total: int | None) -> None:
        """Show that `done` of `total` bytes have arrived."""
        self._bar.update(self._task, completed=done, total=total)

    def remark(self, text: str) -> None:
        """Print the remark above the bar."""
        self._bar.console.print(make_visible(text), markup=False, highlight=False)

    def end(self) -> None:
        """Remove the bar."""
        self._bar.stop()
        self._bar.remove_task(self._task)


class DownloadLines(SilentWatcher):
    """Lines on standard error: what is asked for, and each remark; no sizes, which would flood a
    log."""

    def begin(self, name: str) -> None:
        """Print that `name` is asked for."""
        say(f"asking for {name}")

    def remark(self, text: str) -> None:
        """Print the remark."""
        say(f"  {text}")


def make_watcher() -> Watcher:
    """A bar if standard error is a terminal, otherwise lines."""
    return DownloadBar() if sys.stderr.isatty() else DownloadLines()
