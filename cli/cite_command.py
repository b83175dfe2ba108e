"""`pincite cite`: the citation of an item and a place in it."""

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
    item: Annotated[str, Argument(help="Citation key, file, or number of a result.")],
    page: Annotated[str, Option(help="147, 147-148, iv, '147, 149-150'.")] = "",
    para: Annotated[str, Option(help="Paragraph: 12, 5-6.")] = "",
    section: Annotated[str, Option(help="Section: 31.")] = "",
    minute: Annotated[str, Option(help="Minute: P208/12.")] = "",
    style: AnyStyleOption = None,
    form: Annotated[Form | None, Option(help="Else the style's usual one.")] = None,
    note_number: Annotated[
        int | None, Option(help="The note that “supra” points to.", min=1)
    ] = None,
    output: FormatOption = "text",
    copy: Annotated[
        bool, Option("--copy", help="Also onto the clipboard, with a result's words.")
    ] = False,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
) -> int:
    """Cite ITEM; of result ITEM of the last search, the pages that it stands on."""
    from citation.written.citation import AskedPlace, find_place, make_citation

    with open_records(corpus, catalogue) as known:
        result = known.find_result(item)
        cited = result.item if result else known.get_item(item)
        asked = AskedPlace(page, para, section, minute)
        where = find_place(asked, known.list_labels(cited), result.labels if result else ())
        made = make_citation(
            cited, where, choose_style(style), form=form, note_number=note_number,
            among=known.items, quotation=result.excerpt if result else "",
        )  # fmt: skip
    for remark in made.remarks:
        say(f"note: {made.item.id}: {remark}.")
    if output == "json":
        print_json(made.as_json())
    else:
        echo(made.write_as(output))
    if copy:
        from citation.written import clipboard

        wanted = "text" if output == "json" else output
        clipboard.copy(made.write_with_quotation(wanted), wanted)
        say("Copied." if not made.quotation else "Copied, with the quotation.")
    return 0
