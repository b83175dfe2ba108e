"""The commands of the program, each in a module of its own that is imported when it is needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

COMMANDS: dict[str, tuple[str, str]] = {
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
"""Each command, its module and its function, in the order in which help lists them."""


def program(arguments: Sequence[str]) -> typer.Typer:
    """The program, with the one command that `arguments` name, or with all of them."""
    app = typer.Typer(
        name="pincite",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    named = next((word for word in arguments if not word.startswith("-")), "")
    for name in [named] if named in COMMANDS else COMMANDS:
        module, function = COMMANDS[name]
        # a query may begin with a minus: "-word" is no option there
        taking = {"ignore_unknown_options": True} if name in ("search", "locate") else {}
        app.command(name, context_settings=taking)(getattr(import_module(module), function))
    return app


def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Find, quote and cite public documents exactly: the source's words, the printed page."""
    if debug:
        os.environ["PINCITE_DEBUG"] = "1"
