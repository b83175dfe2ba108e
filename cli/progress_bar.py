"""Progress of long work: a bar on a terminal, elsewhere nothing or a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

from corpus.progress import Progress, SilentProgress

T = TypeVar("T")

_SECONDS_BEFORE_FIRST_LINE = 10
_SECONDS_BETWEEN_LINES = 5


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


class ProgressLines:
    """A line on standard error every few seconds, for logs and pipes."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds from any beginning."""
        self._clock = clock

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        """Yield `things` one by one; short work writes nothing."""
        said = self._clock() + _SECONDS_BEFORE_FIRST_LINE - _SECONDS_BETWEEN_LINES
        for done, thing in enumerate(things):
            if self._clock() - said >= _SECONDS_BETWEEN_LINES:
                said = self._clock()
                print(f"{what}: {done:,} of {total:,}", file=sys.stderr, flush=True)
            yield thing


def make_progress(*, lines: bool = False) -> Progress:
    """A bar if standard error is a terminal; otherwise nothing, or with `lines` a line every few
    seconds."""
    if sys.stderr.isatty():
        return ProgressBar()
    return ProgressLines() if lines else SilentProgress()
