"""`pincite bibliography`: a list of works, in the order and form of a style."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.citation_options import (
    AnyStyleOption,
    CatalogueOption,
    FormatOption,
    OutputOption,
    Records,
    choose_style,
    open_records,
    require_file,
)
from cli.common import CorpusOption, MemoryOption, echo, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from citation.written.bibliography import ListEntry
    from corpus.items import Item


def bibliography(
    items: Annotated[
        list[str] | None, Argument("Citation keys (default: all).", metavar="ITEM...")
    ] = None,
    cited_in: Annotated[Path | None, Option("List what this draft cites.")] = None,
    style: AnyStyleOption = None,
    heading: Annotated[
        bool, Option("With the guide's heading: References, Works Cited, Bibliography.")
    ] = False,
    output: FormatOption = "text",
    file: OutputOption = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
    memory: MemoryOption = None,
) -> int:
    """List items, or what a draft cites, as a bibliography.

    Exit code 1 if the list is empty.

    Example: pincite bibliography tulloch-2018 noii-2015 --style apa

    Example: pincite bibliography --cited-in thesis.docx --format rtf
    """
    from citation.written.bibliography import HEADINGS, build_bibliography, write_bibliography

    target = require_file(output, file)
    with open_records(corpus, catalogue) as records:
        chosen = _choose_items(records, items or [], cited_in, memory)
        style = choose_style(style)
        entries = build_bibliography(chosen, style)
        _say_remarks(chosen, entries, records.items, style)
    if output == "json":
        print_json([entry.as_json(style) for entry in entries])
        return 0 if entries else 1
    title = HEADINGS.get(style, "References") if heading else ""
    if target is not None and (output == "docx" or output == "odt"):
        from citation.written.bibliography import make_paragraphs
        from citation.written.office_files import write_office_file

        write_office_file(make_paragraphs(entries, title), output, target, hanging=True)
        say(f"Written to {target}.")
    elif entries and output != "docx" and output != "odt":
        echo(write_bibliography(entries, output, title))
    return 0 if entries else 1


def _choose_items(
    records: Records, names: list[str], draft: Path | None, memory: int | None
) -> list[Item]:
    """The items named and those cited in the draft; all where neither is given."""
    if draft is not None:
        from corpus.apart.limits import choose_memory
        from corpus.apart.pool import Pool
        from drafts.claims.cited import find_cited_items

        with Pool(memory=choose_memory(memory), may_fork=True) as apart:
            cited = find_cited_items(draft, records.items, apart)
        for remark in cited.remarks:
            say(f"note: {remark}.")
        names = [*names, *cited.ids]
    elif not names:
        return list(records.items)
    return [records.get_item(name) for name in dict.fromkeys(names)]


def _say_remarks(
    chosen: Sequence[Item], entries: Sequence[ListEntry], catalogue: Sequence[Item], style: str
) -> None:
    from citation.record.source import Source
    from citation.written.bibliography import find_relettered_items
    from citation.written.citation import describe_incomplete_record
    from citation.written.unprinted import describe_unprinted

    listed = {entry.item.id for entry in entries}
    unprinted = {
        entry.item.id: describe_unprinted(
            Source(entry.item), style, "bibliography", str(entry.text)
        )
        for entry in entries
    }
    relettered = find_relettered_items(chosen, catalogue, style)
    for item in chosen:
        if item.id not in listed:
            say(f"note: {item.id}: left out; the style has no entry for such a document.")
        if item.id in relettered:
            say(f"note: {item.id}: its year letter differs from the one used across the catalogue.")
        for remark in (unprinted.get(item.id, ""), describe_incomplete_record(item)):
            if remark:
                say(f"note: {item.id}: {remark}.")
