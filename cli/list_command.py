"""`pincite list`: what the corpus holds."""

from __future__ import annotations

from cli.common import CorpusOption, JsonOption, echo, opened, print_json
from cli.layout import hanging


def list_items(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """List the documents: citation key, kind, date, pages, title, file."""
    from indexer.inventory import holdings
    from indexer.labels.pinpoint import many

    with opened(corpus) as library:
        found = holdings(library)
    if json_output:
        print_json([one.as_json() for one in found])
        return 0
    for one in found:
        about = ", ".join((one.kind, one.date or "no date", many(one.pages, "page")))
        incomplete = " (record incomplete)" if one.incomplete else ""
        echo(hanging(f"{one.item}  {about}{incomplete}"))
        for line in (one.title, *one.files):
            echo(hanging(line, "    "))
    return 0
