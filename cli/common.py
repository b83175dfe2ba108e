"""What commands share: options, opening the corpus, output, colour."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

from cli.declaring import Option
from cli.layout import Span, format_marked_lines
from cli.visible import Painted, escape_json, make_visible

if TYPE_CHECKING:
    from corpus.paths import CorpusPaths
    from indexer.library import Library
    from indexer.records.entries import DocumentEntry

CorpusOption = Annotated[
    Path | None,
    Option(
        "Corpus folder [default: $PINCITE_CORPUS, else the nearest one"
        " in this or a parent folder].",
        metavar="DIR",
    ),
]
EngineOption = Annotated[
    str | None,
    Option(
        "Ask the cluster at opensearch://HOST:9200/NAME from now on; “whoosh” for this machine.",
        metavar="ADDRESS",
    ),
]
StyleOption = Annotated[str | None, Option("Citation style: mcgill, apa, chicago, mla, …")]
MemoryOption = Annotated[
    int | None,
    Option("Most memory for reading one file [default: 1000].", metavar="MB"),
]
JsonOption = Annotated[bool, Option("Print JSON.", "--json")]


@contextmanager
def open_corpus(
    corpus: Path | None, engine: str | None = None, *, memory: int = 0, searching: bool = False
) -> Iterator[Library]:
    """Open the corpus that a command works on, with the `engine` if one is named, which is noted;
    files that it reads again may take so much `memory` (bytes; 0 for the usual). A command that is
    `searching` sees one state of it all. Errors of its database become a PinciteError."""
    from cli.progress_bar import make_progress
    from corpus.paths import find_corpus
    from indexer.opening import open_library
    from indexer.store.store_errors import tell_damage

    paths = attach_corpus(corpus, engine) if engine else find_corpus(corpus)
    with tell_damage(paths):
        library = open_library(paths, make_progress(), memory=memory, searching=searching)
        if library.remark:
            say(f"note: {library.remark}")
        try:
            yield library
            _say_unasked(library)
        finally:
            library.close()


def _say_unasked(library: Library) -> None:
    """Say if a part of a cluster did not answer."""
    if unasked := library.count_unasked():
        from indexer.coverage import describe_unasked

        said = describe_unasked(unasked, library.measure_coverage()["pages"])
        say(f"note: {said}; `pincite cluster status` says what is missing.")


def attach_corpus(corpus: Path | None, engine: str) -> CorpusPaths:
    """The corpus that a command works on, with this engine from now on; where there is none, the
    folder is to have what is on the cluster."""
    from corpus.paths import find_corpus_or_folder
    from engine.chosen import choose_engine

    paths = find_corpus_or_folder(corpus)
    choose_engine(paths.root, engine)
    return paths


def print_json(value: Any, *, on_one_line: bool = False) -> None:
    """Print `value` as JSON on standard output."""
    echo(
        Painted(
            escape_json(json.dumps(value, ensure_ascii=False, indent=None if on_one_line else 2))
        )
    )


def echo(text: str = "", *, end: str = "\n") -> None:
    """Print `text` on standard output, at once, so that it keeps its place among remarks."""
    _write(make_visible(text) + end, sys.stdout)


def echo_wrapped(
    text: str,
    marks: Sequence[Span] = (),
    *,
    indent: str = "    ",
    colour: bool = False,
    paint: Callable[[str, bool], str] | None = None,
    doubts: Sequence[Span] = (),
) -> None:
    """Print `text` on standard output in lines of 80 columns, its stretches `marks` made visible.

    With `paint`, such as `make_dim`, each whole line is painted. Under the `doubts` stand question
    marks.
    """
    for line in format_marked_lines(text, marks, indent=indent, colour=colour, doubts=doubts):
        echo(paint(line, colour) if paint else line)


def say(text: str) -> None:
    """Print a remark on standard error."""
    _write(f"{make_visible(text)}\n", sys.stderr)


def say_remarks(remarks: Iterable[str]) -> None:
    """Print remarks on standard error, each as a note."""
    for remark in remarks:
        say(f"note: {remark}")


def say_changed(library: Library, entries: Iterable[DocumentEntry]) -> None:
    """Say which files of these documents have changed since they were indexed, if any has."""
    from indexer.cited_files import find_changed_files

    if changed := find_changed_files(library, entries).describe():
        say(f"note: {changed}")


def _write(text: str, stream: TextIO) -> None:
    if (
        sys.platform == "win32" and stream.isatty()
    ):  # older terminals there show no colours by themselves
        import typer

        typer.echo(text, file=stream, nl=False)
    else:
        stream.write(text)
        stream.flush()


def may_colour() -> bool:
    """Whether standard output is a terminal that may show colours (see no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
