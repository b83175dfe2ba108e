"""Progress of long work: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from corpus.progress import Progress, SilentProgress

T = TypeVar("T")


class ProgressBar:
    """A bar on standard error."""

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        """Yield `things` one by one while a bar shows how many of `total` are done."""
        from rich import progress as bar
        from rich.console import Console

        if not total:
            yield from things
            return
        columns = (
            bar.TextColumn("{task.description}"),
            bar.BarColumn(),
            bar.MofNCompleteColumn(),
            bar.TimeRemainingColumn(),
        )
        with bar.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task(what, total=total)
            for thing in things:
                yield thing
                shown.advance(task)


def make_progress() -> Progress:
    """A bar if standard error is a terminal, otherwise nothing."""
    return ProgressBar() if sys.stderr.isatty() else SilentProgress()
