"""`pincite list`: what the corpus holds."""

from __future__ import annotations

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json
from cli.layout import wrap_hanging


def list_items(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """List the documents: citation key, kind, date, pages, title, file."""
    from indexer.inventory import list_holdings
    from indexer.labels.pinpoint_wording import format_count

    with open_corpus(corpus) as library:
        found = list_holdings(library)
    if json_output:
        print_json([one.as_json() for one in found])
        return 0
    for one in found:
        about = ", ".join((one.kind, one.date or "no date", format_count(one.pages, "page")))
        incomplete = " (record incomplete)" if one.incomplete else ""
        echo(wrap_hanging(f"{one.item}  {about}{incomplete}"))
        for line in (one.title, *one.files):
            echo(wrap_hanging(line, "    "))
    return 0
