"""How a command declares what it takes: in the annotations of its function, once, for two readers.

`cli.program` makes Typer's options of it, `cli.quick` reads plain command lines without Typer.
"""

from __future__ import annotations


class Option:
    """Something with a name, such as `--limit 3`; a flag where the annotated type is bool."""

    def __init__(
        self, *names: str, help: str, min: float | None = None, max: float | None = None
    ) -> None:
        """Without names it is called as its parameter; `min` and `max` are allowed themselves."""
        self.names = names
        self.help = help
        self.min = min
        self.max = max


class Argument:
    """Something without a name; a command has one at most. Of a list, it takes all there are."""

    def __init__(self, *, help: str, metavar: str | None = None) -> None:
        """`metavar` is what help calls it, by default the parameter in capitals."""
        self.help = help
        self.metavar = metavar
