"""How a command declares its options: once, in the annotations of its function, for two readers.

`cli.program` turns them into Typer's options; `cli.quick` reads plain command lines without Typer.
"""

from __future__ import annotations


class Option:
    """A value with a name, such as `--limit 3`; a flag where the annotated type is bool."""

    def __init__(
        self,
        help: str,
        name: str = "",
        *,
        metavar: str | None = None,
        min: float | None = None,
        max: float | None = None,
    ) -> None:
        """Without `name`, the option is named after its parameter. `min` and `max` are inclusive.

        `metavar` is what help calls the value; by default FILE for a path, N for a number, and
        otherwise the option's name.
        """
        self.help = help
        self.name = name
        self.metavar = metavar
        self.min = min
        self.max = max

    def choose_name(self, parameter: str) -> str:
        """The name as it is typed, such as `--author-body` for the parameter author_body."""
        return self.name or f"--{parameter.replace('_', '-')}"


class Argument:
    """A value without a name. A command has at most one; a list takes all the words there are."""

    def __init__(self, help: str, *, metavar: str | None = None) -> None:
        """`metavar` is what help calls the value; by default the parameter in capitals."""
        self.help = help
        self.metavar = metavar
