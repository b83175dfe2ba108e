"""`pincite export`: records for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import CorpusOption, echo, say
from cli.declaring import Argument, Option


def export(
    items: Annotated[
        list[str] | None, Argument(metavar="[ITEM]...", help="Citation keys; all without.")
    ] = None,
    file_format: Annotated[
        str, Option("--format", help="csl-json, csl-yaml, biblatex, bibtex or ris.")
    ] = "csl-json",
    output: Annotated[Path | None, Option(help="A file to write; else standard output.")] = None,
    corpus: CorpusOption = None,
) -> int:
    """Write records in a format that other programs read."""
    from corpus.catalogue import Catalogue, write_whole
    from corpus.formats.exporting import describe_losses, export_items
    from corpus.formats.registry import get_format
    from corpus.paths import find_corpus

    wanted = get_format(file_format)
    catalogue = Catalogue.load(find_corpus(corpus).catalogue)
    chosen = [catalogue.get(key) for key in items] if items else list(catalogue)
    text = export_items(chosen, wanted)
    if output is None:
        echo(text, end="")
    else:
        write_whole(output, text)
        say(f"{len(chosen)} records written to {output}.")
    for line in describe_losses(chosen, text, wanted):
        say(f"note: {line}")
    return 0
