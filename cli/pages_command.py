"""`pincite pages`: the label of every page, where it came from, and setting it for good."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json
from cli.declaring import Argument, Option
from cli.layout import WIDTH

if TYPE_CHECKING:
    from indexer.page_labels import LabelledPages


def pages(
    item: Annotated[str | None, Argument(help="Citation key or file; all without it.")] = None,
    settings: Annotated[
        list[str] | None,
        Option("--set", help="5=1 (PDF page 5 is printed 1, counting on), 1-4=i, 1=none."),
    ] = None,
    unset: Annotated[bool, Option("--unset", help="Forget the labels set by hand.")] = False,
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """Show the page label of every page with its source and evidence, or set labels by hand."""
    from corpus.errors import RequestError
    from indexer.page_labels import list_labelled_pages, set_labels

    if item is None and (settings or unset):
        raise RequestError("Say which document: pincite pages ITEM --set 5=1.")
    with open_corpus(corpus) as library:
        if item is not None and (settings or unset):
            set_labels(library, item, settings or [], unset=unset)
    with open_corpus(corpus) as library:
        found = list_labelled_pages(library, item)
    for one in found:
        if json_output:
            print_json(one.as_json(), on_one_line=item is None)
        else:
            _print(one)
    return 0


def _print(found: LabelledPages) -> None:
    echo(f"{found.item}  {found.file}")
    for label in found.labels:
        shown = label.label if label.label is not None else "–"
        line = f"  PDF {label.pdf_page:>4}  {shown:>8}  {label.source:<9}  "
        evidence = textwrap.wrap(label.evidence, WIDTH - len(line)) or [""]
        echo(f"{line}{evidence[0]}".rstrip())
        for more in evidence[1:]:
            echo(f"{'':>{len(line)}}{more}")
