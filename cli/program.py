"""The program as Typer runs it: its commands, their help, and the messages for wrong usage."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import typer

from cli.commands import COMMANDS, MAY_BEGIN_WITH_MINUS, import_function
from cli.declaring import Argument, Option


def build_program(
    arguments: Sequence[str], function: Callable[[str], Callable[..., int]] = import_function
) -> typer.Typer:
    """The program with the one command that `arguments` name, or with all commands.

    `function` returns what a command calls.
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
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Find, quote and cite public documents exactly: the source's words, the printed page."""
    if debug:
        os.environ["PINCITE_DEBUG"] = "1"


def _convert_for_typer(command: Callable[..., int]) -> Callable[..., int]:
    """Return the command with its declarations in Typer's terms."""
    plain = inspect.signature(command, eval_str=True)
    parameters = [
        parameter.replace(annotation=_convert_annotation(parameter))
        for parameter in plain.parameters.values()
    ]

    @wraps(command)
    def call_command(**values: Any) -> int:
        return command(**values)

    call_command.__signature__ = plain.replace(parameters=parameters)  # type: ignore[attr-defined]
    call_command.__annotations__ = {
        parameter.name: parameter.annotation for parameter in parameters
    }
    return call_command


def _convert_annotation(parameter: inspect.Parameter) -> Any:
    kind, declared = get_args(parameter.annotation)
    metavar = _choose_metavar(parameter.name, kind, declared)
    if isinstance(declared, Argument):
        argument = typer.Argument(help=declared.help, metavar=metavar, show_default=False)
        return Annotated[kind, argument]
    name = declared.choose_name(parameter.name)
    limits = {"min": declared.min, "max": declared.max}
    return Annotated[kind, typer.Option(name, help=declared.help, metavar=metavar, **limits)]


def _choose_metavar(name: str, kind: Any, declared: Option | Argument) -> str | None:
    """What help calls the value, in capitals; None for a flag, which has none."""
    kinds = {kind, *get_args(kind)}
    if declared.metavar or bool in kinds:
        return declared.metavar
    if isinstance(declared, Argument):
        takes_many = any(get_origin(kind) is list for kind in kinds)
        return f"{name.upper()}..." if takes_many else name.upper()
    if Path in kinds:
        return "FILE"
    if kinds & {int, float}:
        return "N"
    return declared.choose_name(name).removeprefix("--").upper()
