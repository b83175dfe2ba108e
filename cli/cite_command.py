"""`pincite cite`: the citation of an item, with a place in it."""

from __future__ import annotations

from typing import Annotated

from citation.styles.interface import Form
from cli.citation_options import (
    AnyStyleOption,
    CatalogueOption,
    FormatOption,
    choose_style,
    open_records,
)
from cli.common import CorpusOption, echo, print_json, say
from cli.declaring import Argument, Option


def cite(
    item: Annotated[str, Argument("Citation key, file, or number or id of a search result.")],
    page: Annotated[str, Option("Printed page: 147, 147-148, iv, '147, 149-150'.")] = "",
    para: Annotated[str, Option("Paragraph: 12, 5-6.")] = "",
    section: Annotated[str, Option("Section: 31.")] = "",
    minute: Annotated[str, Option("Minute: P208/12.")] = "",
    style: AnyStyleOption = None,
    form: Annotated[
        Form | None,
        Option(
            "note, in-text, bibliography, short, supra, ibid or id"
            " [default: the style's usual form]."
        ),
    ] = None,
    note_number: Annotated[
        int | None, Option("Number of the note that “supra” refers to.", min=1)
    ] = None,
    output: FormatOption = "text",
    copy: Annotated[
        bool, Option("Also copy it, with the quotation if ITEM is a search result.")
    ] = False,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
) -> int:
    """Cite an item, or a result of the last search.

    A result is cited with the pages it stands on, unless --page names others.

    Example: pincite cite tulloch-2018 --page 147-148 --style apa

    Example: pincite cite 1 --copy
    """
    from citation.written.citation import AskedPlace, find_place, make_citation

    with open_records(corpus, catalogue) as records:
        result = records.find_result(item)
        cited = result.item if result else records.get_item(item)
        place = find_place(
            AskedPlace(page, para, section, minute),
            records.list_labels(cited),
            result.labels if result else (),
        )
        citation = make_citation(
            cited, place, choose_style(style), form=form, note_number=note_number,
            among=records.items, quotation=result.excerpt if result else "",
        )  # fmt: skip
    if result:
        from indexer.labels.pinpoint_wording import describe_pages

        say(f"Result {item}: {cited.title}, {describe_pages(result.labels)}.")
    for remark in citation.remarks:
        say(f"note: {citation.item.id}: {remark}.")
    if output == "json":
        print_json(citation.as_json())
    else:
        echo(citation.write_as(output))
    if copy:
        from citation.written import clipboard

        markup = "text" if output == "json" else output
        clipboard.copy(citation.write_with_quotation(markup), markup)
        say("Copied, with the quotation." if citation.quotation else "Copied.")
    return 0
