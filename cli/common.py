"""What commands share: options, opening the corpus, JSON, colour."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

from cli.declaring import Option

if TYPE_CHECKING:
    from indexer.library import Library

CorpusOption = Annotated[
    Path | None,
    Option("--corpus", help="The corpus; else PINCITE_CORPUS, else the nearest one upwards."),
]
StyleOption = Annotated[
    str | None, Option("--style", help="Cite in a style: mcgill, apa, chicago, mla, …")
]
JsonOption = Annotated[bool, Option("--json", help="Print JSON.")]


@contextmanager
def open_corpus(corpus: Path | None) -> Iterator[Library]:
    """The corpus that a command is about."""
    from cli.progress_bar import make_progress
    from corpus.paths import find_corpus
    from indexer.opening import open_library
    from indexer.store.store_errors import make_user_error

    places = find_corpus(corpus)
    try:
        library = open_library(places, make_progress())
        if library.remark:
            say(f"note: {library.remark}")
        try:
            yield library
        finally:
            library.close()
    except sqlite3.Error as error:
        raise make_user_error(error, places.store) from error


def print_json(value: Any, *, on_one_line: bool = False) -> None:
    """`value` as JSON on standard output."""
    echo(json.dumps(value, ensure_ascii=False, indent=None if on_one_line else 2))


def echo(text: str = "", *, end: str = "\n") -> None:
    """`text` on standard output, at once, so that it keeps its place among remarks."""
    _write(text + end, sys.stdout)


def say(text: str) -> None:
    """A remark, on standard error."""
    _write(f"{text}\n", sys.stderr)


def _write(text: str, stream: TextIO) -> None:
    if sys.platform == "win32" and stream.isatty():  # older ones there need help with colours
        import typer

        typer.echo(text, file=stream, nl=False)
    else:
        stream.write(text)
        stream.flush()


def may_colour() -> bool:
    """Whether standard output is a terminal that may be coloured (no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
