"""`pincite sources`: the starting catalogue, and which of it the corpus has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.common import CorpusOption, JsonOption, echo, print_json

if TYPE_CHECKING:
    from corpus.starting_sources import StartingSource


def sources(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """List the primary sources to begin with.

    Shows where each can be had, the pages cited from it, and whether the corpus has it.

    Example: pincite sources
    """
    from corpus.fetching.folder import find_folder_if_any
    from corpus.starting_sources import collect_sources

    known = collect_sources(find_folder_if_any(corpus))
    if json_output:
        print_json([source.as_json() for source in known])
        return 0
    for source in known:
        _print(source)
    here = sum(bool(source.file) for source in known)
    echo(f"{len(known)} sources, {here} in the corpus. `pincite fetch ITEM` downloads one.")
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
