"""`pincite list`: what the corpus holds."""

from __future__ import annotations

from cli.common import CorpusOption, EngineOption, JsonOption, echo, open_corpus, print_json
from cli.layout import wrap_hanging


def list_items(
    corpus: CorpusOption = None, engine: EngineOption = None, json_output: JsonOption = False
) -> int:
    """List the documents of the corpus.

    Shows citation key, kind, date, number of pages, title and file of each.

    Example: pincite list --json
    """
    from indexer.inventory import list_holdings
    from indexer.labels.pinpoint_wording import format_count

    with open_corpus(corpus, engine) as library:
        holdings = list_holdings(library)
    if json_output:
        print_json([holding.as_json() for holding in holdings])
        return 0
    for holding in holdings:
        pages = format_count(holding.pages, "page") if holding.pages else "no pages"
        about = ", ".join((holding.kind, holding.date or "no date", pages))
        incomplete = " (record incomplete)" if holding.incomplete else ""
        echo(wrap_hanging(f"{holding.item}  {about}{incomplete}"))
        for line in (holding.title, *holding.files):
            echo(wrap_hanging(line, "    "))
    return 0
