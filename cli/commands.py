"""The commands, each in a module of its own that is imported only when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

COMMANDS: tuple[str, ...] = (
    "index", "search", "timeline", "words", "watch", "locate", "check", "keep", "basket",
    "deputation", "minutes", "lint", "show", "open", "serve", "cite", "bibliography", "cite-in",
    "pages", "list", "status", "doctor", "cluster", "add", "edit", "remove", "undo", "import",
    "export", "sources", "fetch", "demo",
)  # fmt: skip
"""In the order of the help. `NAME` is a function of `cli.NAME_command`, with "_" for "-"."""

_FUNCTIONS = {
    "cite-in": "cite_in",
    "open": "open_result",
    "list": "list_items",
    "import": "import_records",
}
"""Functions whose name differs from that of their command, a word that Python uses itself."""

MAY_BEGIN_WITH_MINUS = ("search", "timeline", "watch", "locate")
"""Commands that take an unknown option for a word of the query: "-draft" excludes drafts."""


def import_function(name: str) -> Callable[..., int]:
    """The function of a command; it returns the exit code."""
    function = _FUNCTIONS.get(name, name)
    # importlib would have to be loaded first
    module = __import__(f"cli.{name.replace('-', '_')}_command", fromlist=(function,))
    return cast("Callable[..., int]", getattr(module, function))
