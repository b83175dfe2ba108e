"""The program: its commands, and the one place where errors become a sentence and an exit code.

Exit codes, as grep's: 0 found or done, 1 nothing found or some file could not be read, 2 an error.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from cli import (
    add_command,
    demo_command,
    edit_command,
    export_command,
    fetch_command,
    import_command,
    index_command,
    list_command,
    locate_command,
    open_command,
    pages_command,
    remove_command,
    search_command,
    show_command,
    sources_command,
    status_command,
)
from corpus.errors import PinciteError

_INTERRUPTED = 130
"""128 and the number of the signal, as shells do; Typer does so too."""

app = typer.Typer(
    name="pincite",
    help="Find, quote and cite public documents exactly: the source's words, the printed page.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("index")(index_command.index)
app.command("search")(search_command.search)
app.command("locate")(locate_command.locate)
app.command("show")(show_command.show)
app.command("open")(open_command.open_result)
app.command("pages")(pages_command.pages)
app.command("list")(list_command.list_items)
app.command("status")(status_command.status)
app.command("add")(add_command.add)
app.command("edit")(edit_command.edit)
app.command("remove")(remove_command.remove)
app.command("import")(import_command.import_records)
app.command("export")(export_command.export)
app.command("sources")(sources_command.list_sources)
app.command("fetch")(fetch_command.fetch)
app.command("demo")(demo_command.demo)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"pincite {version('pincite')}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Find, quote and cite public documents exactly: the source's words, the printed page."""
    if debug:
        os.environ["PINCITE_DEBUG"] = "1"


def main() -> None:
    """Run the program and exit."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False)
        if code == _INTERRUPTED:
            _say_interrupted()
    except SystemExit:  # Typer's answer to a reader of our output who has left
        code = 0
    except Exception as error:
        code = _explain(error)
    except KeyboardInterrupt:
        code = _INTERRUPTED
        _say_interrupted()
    _flush()
    sys.exit(code if isinstance(code, int) else 0)


def _explain(error: Exception) -> int:
    """Say what went wrong; returns the exit code."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if os.environ.get("PINCITE_DEBUG"):
        raise error
    if isinstance(error, PinciteError):
        typer.echo(f"pincite: {error}", err=True)
        return 2
    show = getattr(error, "format_message", None)
    if show is not None:
        said = show()
        help_only = said.startswith("Usage:")
        typer.echo(said if help_only else f"pincite: {said} See `pincite --help`.", err=True)
        return 2
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"pincite: {where}{error.strerror or error}.", err=True)
        return 2
    typer.echo(
        f"pincite: something unexpected happened ({type(error).__name__}: {error})."
        " Your documents are untouched; `pincite --debug …` shows where.",
        err=True,
    )
    return 2


def _say_interrupted() -> None:
    typer.echo("pincite: interrupted; what was done so far is kept.", err=True)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
