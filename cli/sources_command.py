"""`pincite sources`: the starting catalogue, and what the corpus has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.common import CorpusOption, JsonOption, print_json

if TYPE_CHECKING:
    from corpus.sources import Source


def list_sources(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """List the primary sources to begin with, the pages cited from each, and which are here."""
    from corpus.fetching.folder import folder_if_any
    from corpus.sources import sources

    found = sources(folder_if_any(corpus))
    if json_output:
        print_json([source.as_json() for source in found])
        return 0
    for source in found:
        _print(source)
    here = sum(bool(source.file) for source in found)
    typer.echo(f"{len(found)} sources, {here} in the corpus. `pincite fetch ITEM` downloads one.")
    return 0


def _print(source: Source) -> None:
    item = source.item
    typer.echo(f"{item.id}  {item.kind}, {item.issued or 'no date'}")
    typer.echo(f"    {source.body}: {item.title}")
    if source.cited_pages:
        typer.echo(f"    cited at: {', '.join(source.cited_pages)}")
    if source.file:
        typer.echo(f"    in the corpus: {source.file}")
    else:
        typer.echo(f"    {item.text('URL') or 'no address known'}")
    for note in source.notes:
        typer.echo(f"    note: {note}")
