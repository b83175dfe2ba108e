"""`pincite export`: records for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import CorpusOption, echo, say
from cli.declaring import Argument, Option


def export(
    items: Annotated[
        list[str] | None, Argument("Citation keys (default: all).", metavar="ITEM...")
    ] = None,
    file_format: Annotated[
        str, Option("csl-json, csl-yaml, biblatex, bibtex or ris.", "--format")
    ] = "csl-json",
    output: Annotated[Path | None, Option("File to write [default: standard output].")] = None,
    corpus: CorpusOption = None,
) -> int:
    """Write records in a format that other programs read.

    What the format cannot carry is reported on standard error.

    Example: pincite export --format biblatex --output sources.bib
    """
    from corpus.catalogue import Catalogue, write_whole
    from corpus.formats.exporting import describe_losses, export_items
    from corpus.formats.registry import get_format
    from corpus.paths import find_catalogue

    record_format = get_format(file_format)
    catalogue = Catalogue.load(find_catalogue(corpus).catalogue)
    chosen = [catalogue.get(key) for key in items] if items else list(catalogue)
    text = export_items(chosen, record_format)
    if output is None:
        echo(text, end="")
    else:
        write_whole(output, text)
        say(f"{len(chosen)} records written to {output}.")
    for loss in describe_losses(chosen, text, record_format):
        say(f"note: {loss}")
    return 0
