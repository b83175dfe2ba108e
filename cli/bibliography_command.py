"""`pincite bibliography`: a list of works, sorted as a style prescribes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.citation_options import (
    AnyStyleOption,
    CatalogueOption,
    FormatOption,
    Records,
    choose_style,
    open_records,
)
from cli.common import CorpusOption, echo, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from citation.written.bibliography import ListEntry
    from corpus.items import Item


def bibliography(
    items: Annotated[
        list[str] | None, Argument(metavar="[ITEM]...", help="Citation keys; all without.")
    ] = None,
    cited_in: Annotated[
        Path | None, Option("--cited-in", help="A draft: list what it cites.")
    ] = None,
    style: AnyStyleOption = None,
    output: FormatOption = "text",
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
) -> int:
    """List ITEMs, or all that a draft cites, as a bibliography. Exit code 1 when it is empty."""
    from citation.written.bibliography import build_bibliography as listed
    from citation.written.bibliography import write_bibliography

    with open_records(corpus, catalogue) as known:
        chosen = _choose_items(known, items or [], cited_in)
        named = choose_style(style)
        entries = listed(chosen, named)
        _say_remarks(chosen, entries, known.items, named)
    if output == "json":
        print_json([entry.as_json(named) for entry in entries])
    elif entries:
        echo(write_bibliography(entries, output))
    return 0 if entries else 1


def _choose_items(known: Records, names: list[str], draft: Path | None) -> list[Item]:
    if draft is None:
        return (
            [known.get_item(name) for name in dict.fromkeys(names)] if names else list(known.items)
        )
    from drafts.claims.cited import find_cited_items

    cited = find_cited_items(draft, known.items)
    for remark in cited.remarks:
        say(f"note: {remark}.")
    return [known.get_item(name) for name in dict.fromkeys((*names, *cited.ids))]


def _say_remarks(
    chosen: Sequence[Item], entries: Sequence[ListEntry], catalogue: Sequence[Item], style: str
) -> None:
    from citation.written.bibliography import find_relettered_items
    from citation.written.citation import describe_incomplete_record

    present = {entry.item.id for entry in entries}
    other = find_relettered_items(chosen, catalogue, style)
    for item in chosen:
        if item.id not in present:
            say(f"note: {item.id}: left out, the style has no entry for such a document.")
        if item.id in other:
            say(f"note: {item.id}: the letter after its year is another than in the catalogue.")
        if item.incomplete:
            say(f"note: {item.id}: {describe_incomplete_record(item)}.")
