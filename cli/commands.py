"""The commands, each in a module of its own that is imported only when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

_WHERE: dict[str, tuple[str, str]] = {
    "index": ("cli.index_command", "index"),
    "search": ("cli.search_command", "search"),
    "locate": ("cli.locate_command", "locate"),
    "check": ("cli.check_command", "check"),
    "minutes": ("cli.minutes_command", "minutes"),
    "lint": ("cli.lint_command", "lint"),
    "show": ("cli.show_command", "show"),
    "open": ("cli.open_command", "open_result"),
    "cite": ("cli.cite_command", "cite"),
    "bibliography": ("cli.bibliography_command", "bibliography"),
    "pages": ("cli.pages_command", "pages"),
    "list": ("cli.list_command", "list_items"),
    "status": ("cli.status_command", "status"),
    "add": ("cli.add_command", "add"),
    "edit": ("cli.edit_command", "edit"),
    "remove": ("cli.remove_command", "remove"),
    "import": ("cli.import_command", "import_records"),
    "export": ("cli.export_command", "export"),
    "sources": ("cli.sources_command", "list_sources"),
    "fetch": ("cli.fetch_command", "fetch"),
    "demo": ("cli.demo_command", "demo"),
}

COMMANDS: tuple[str, ...] = tuple(_WHERE)
"""In the order of the help."""

MAY_BEGIN_WITH_MINUS = ("search", "locate")
"""Commands that take an unknown option for a word of the query: "-draft" excludes drafts."""


def import_function(name: str) -> Callable[..., int]:
    """The function of a command; it returns the exit code."""
    module, function = _WHERE[name]
    imported = __import__(module, fromlist=(function,))  # importlib would have to be loaded first
    return cast("Callable[..., int]", getattr(imported, function))
