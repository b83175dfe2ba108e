"""The program as Typer runs it: its commands, their help, and what is said of a wrong use."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, get_args

import typer

from cli.commands import COMMANDS, MAY_BEGIN_WITH_MINUS, import_function
from cli.declaring import Argument, Option


def build_program(
    arguments: Sequence[str], function: Callable[[str], Callable[..., int]] = import_function
) -> typer.Typer:
    """The program, with the one command that `arguments` name, or with all of them.

    `function` says what a command calls.
    """
    app = typer.Typer(
        name="pincite",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_set_options)
    named = next((word for word in arguments if not word.startswith("-")), "")
    about_all = named not in COMMANDS or "--help" in arguments[: arguments.index(named)]
    for name in COMMANDS if about_all else [named]:
        taking = {"ignore_unknown_options": name in MAY_BEGIN_WITH_MINUS}
        app.command(name, context_settings=taking)(_convert_for_typer(function(name)))
    return app


def _set_options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Find, quote and cite public documents exactly: the source's words, the printed page."""
    if debug:
        os.environ["PINCITE_DEBUG"] = "1"


def _convert_for_typer(command: Callable[..., int]) -> Callable[..., int]:
    """The command with its declarations in Typer's terms."""
    plain = inspect.signature(command, eval_str=True)
    parameters = [
        parameter.replace(annotation=_convert_annotation(parameter.annotation))
        for parameter in plain.parameters.values()
    ]

    @wraps(command)
    def call_command(**values: Any) -> int:
        return command(**values)

    call_command.__signature__ = plain.replace(parameters=parameters)  # type: ignore[attr-defined]
    call_command.__annotations__ = {one.name: one.annotation for one in parameters}
    return call_command


def _convert_annotation(annotation: Any) -> Any:
    kind, declared = get_args(annotation)
    if isinstance(declared, Argument):
        argument = typer.Argument(help=declared.help, metavar=declared.metavar, show_default=False)
        return Annotated[kind, argument]
    assert isinstance(declared, Option)
    option = typer.Option(*declared.names, help=declared.help, min=declared.min, max=declared.max)
    return Annotated[kind, option]
