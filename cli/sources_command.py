"""`pincite sources`: the starting catalogue, and what the corpus has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.common import CorpusOption, JsonOption, echo, print_json

if TYPE_CHECKING:
    from corpus.starting_sources import StartingSource


def list_sources(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """List the primary sources to begin with, the pages cited from each, and which are here."""
    from corpus.fetching.folder import find_folder_if_any
    from corpus.starting_sources import collect_sources

    found = collect_sources(find_folder_if_any(corpus))
    if json_output:
        print_json([source.as_json() for source in found])
        return 0
    for source in found:
        _print(source)
    here = sum(bool(source.file) for source in found)
    echo(f"{len(found)} sources, {here} in the corpus. `pincite fetch ITEM` downloads one.")
    return 0


def _print(source: StartingSource) -> None:
    item = source.item
    echo(f"{item.id}  {item.kind}, {item.issued or 'no date'}")
    echo(f"    {source.body}: {item.title}")
    if source.cited_pages:
        echo(f"    cited at: {', '.join(source.cited_pages)}")
    if source.file:
        echo(f"    in the corpus: {source.file}")
    else:
        echo(f"    {item.get_text('URL') or 'no address known'}")
    for note in source.notes:
        echo(f"    note: {note}")
