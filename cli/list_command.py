"""`pincite list`: what the corpus holds."""

from __future__ import annotations

import typer

from cli.common import CorpusOption, JsonOption, opened, print_json


def list_items(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """List the documents: citation key, kind, date, pages, title, file."""
    from indexer.inventory import holdings

    with opened(corpus) as library:
        found = holdings(library)
    if json_output:
        print_json([one.as_json() for one in found])
        return 0
    for one in found:
        incomplete = "  (record incomplete)" if one.incomplete else ""
        typer.echo(f"{one.item}  {one.kind}, {one.date or 'no date'}, {one.pages} pages{incomplete}")
        typer.echo(f"    {one.title}")
        for file in one.files:
            typer.echo(f"    {file}")
    return 0
