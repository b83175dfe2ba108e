"""`pincite cite`: the citation of an item, with a place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from citation.styles.interface import Form
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
from cli.common import CorpusOption, echo, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from citation.text.richtext import Format as TextFormat
    from citation.written.citation import AskedPlace, Citation


def cite(
    items: Annotated[
        list[str],
        Argument(
            "Citation key, file, or number or id of a search result; of several each perhaps with"
            " its place: 'KEY, p 12'.",
            metavar="ITEM...",
        ),
    ],
    page: Annotated[str, Option("Printed page: 147, 147-148, iv, '147, 149-150'.")] = "",
    para: Annotated[str, Option("Paragraph: 12, 5-6.")] = "",
    section: Annotated[str, Option("Section: 31.")] = "",
    at: Annotated[
        str, Option("Any other place: 'art 5', 'sub 2', 'cl 2', 'sch 3', 'col 4175'.")
    ] = "",
    minute: Annotated[str, Option("Minute: P208/12.")] = "",
    style: AnyStyleOption = None,
    form: Annotated[
        Form | None,
        Option(
            "note, in-text, narrative, bibliography, short, supra, ibid or id"
            " [default: the style's usual form]."
        ),
    ] = None,
    note_number: Annotated[
        int | None, Option("Number of the note that “supra” refers to.", min=1)
    ] = None,
    prefix: Annotated[str, Option("Words before it, such as 'see'.")] = "",
    suffix: Annotated[str, Option("Words after it, such as 'emphasis added'.")] = "",
    output: FormatOption = "text",
    file: OutputOption = None,
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
    from citation.text.surroundings import add_words
    from citation.written.citation import AskedPlace
    from citation.written.joint_citation import join_citations

    target = require_file(output, file)
    place = AskedPlace(page, para, section, minute, at)
    with open_records(corpus, catalogue) as records:
        chosen = choose_style(style)
        citations = [
            _cite_one(records, name, asked, chosen, form, note_number)
            for name, asked in _split_places(records, items, place)
        ]
    citation = citations[0].replace_text(add_words(join_citations(citations), prefix, suffix))
    for remark in [f"{one.item.id}: {remark}" for one in citations for remark in one.remarks]:
        say(f"note: {remark}.")
    if target is not None and (output == "docx" or output == "odt"):
        from citation.written.office_files import write_office_file
        from citation.written.output import OutputParagraph

        write_office_file([OutputParagraph(citation.text)], output, target)
        say(f"Written to {target}.")
    elif output == "json":
        print_json(citation.as_json())
    elif output != "docx" and output != "odt":
        echo(citation.write_as(output))
    if copy:
        from citation.written import clipboard

        markup: TextFormat = "text"
        if output != "json" and output != "docx" and output != "odt":
            markup = output
        clipboard.copy(citation.write_with_quotation(markup), markup)
        say("Copied, with the quotation." if citation.quotation else "Copied.")
    return 0


def _split_places(
    records: Records, names: list[str], place: AskedPlace
) -> list[tuple[str, AskedPlace]]:
    """Each item with its place: the one asked for by options, or what follows its key.

    Raises RequestError where options name a place and there are several items.
    """
    from citation.written.citation import AskedPlace
    from corpus.errors import RequestError

    if len(names) > 1 and place != AskedPlace():
        raise RequestError(
            "A place asked for by an option belongs to one item.",
            "Write the places of several items behind their keys: 'KEY, p 12'.",
        )
    split = []
    for name in names:
        key, comma, rest = name.partition(",")
        whole = not comma or not rest.strip() or records.has_item(name)
        split.append((name, place) if whole else (key.strip(), AskedPlace(other=rest.strip())))
    return split


def _cite_one(
    records: Records,
    name: str,
    asked: AskedPlace,
    style: str,
    form: Form | None,
    note_number: int | None,
) -> Citation:
    """The citation of one item, or of a result of the last search."""
    from citation.written.citation import find_place, make_citation

    result = records.find_result(name)
    cited = result.item if result else records.get_item(name)
    if result:
        say(f"Result {name}: {cited.title}, {result.pinpoint}.")
    where = find_place(
        asked,
        records.list_labels(cited),
        result.labels if result else (),
        records.list_paragraphs(cited) if asked.paragraph else (),
    )
    return make_citation(
        cited, where, style, form=form, note_number=note_number, among=records.items,
        quotation=result.excerpt if result else "",
    )  # fmt: skip
