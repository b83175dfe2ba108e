"""`pincite pages`: the label of every page and where it comes from, and setting labels by hand."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json, say_remarks
from cli.declaring import Argument, Option
from cli.layout import WIDTH

if TYPE_CHECKING:
    from indexer.page_labels import LabelledPages


def pages(
    item: Annotated[str | None, Argument("Citation key or file (default: all).")] = None,
    settings: Annotated[
        list[str] | None,
        Option(
            "5=1 (number PDF page 5 as 1 and continue from there), 1-4=i or 1=none; repeatable.",
            "--set",
            metavar="PAGE=LABEL",
        ),
    ] = None,
    unset: Annotated[bool, Option("Forget the labels set by hand.")] = False,
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """Show every page's label and its source, or set labels.

    Labels set by hand are kept in the catalogue and come before all others.

    Example: pincite pages tulloch-2018

    Example: pincite pages tulloch-2018 --set 1-4=i --set 5=1
    """
    from corpus.errors import RequestError
    from indexer.page_labels import list_labelled_pages, set_labels

    if item is None and (settings or unset):
        raise RequestError("Say which document: pincite pages ITEM --set 5=1.")
    if item is not None and (settings or unset):
        with open_corpus(corpus) as library:
            say_remarks(set_labels(library, item, settings or [], unset=unset))
    with open_corpus(corpus) as library:
        documents = list_labelled_pages(library, item)
    for document in documents:
        if json_output:
            print_json(document.as_json(), on_one_line=item is None)
        else:
            _print(document)
    return 0


def _print(document: LabelledPages) -> None:
    from indexer.labels.pinpoint_wording import format_sheet_part

    echo(f"{document.item}  {document.file}")
    for label in document.labels:
        shown = label.label if label.label is not None else "–"
        sheet = f"PDF {label.pdf_page:>4}" if label.pdf_page is not None else f"{label.number:>8}"
        line = f"  {sheet}{format_sheet_part(label)}  {shown:>8}  {label.source:<9}  "
        evidence = textwrap.wrap(label.evidence, WIDTH - len(line)) or [""]
        echo(f"{line}{evidence[0]}".rstrip())
        for more in evidence[1:]:
            echo(f"{'':>{len(line)}}{more}")
