"""`pincite minutes`: the numbered items of a meeting."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json, say
from cli.declaring import Argument
from cli.layout import wrap_hanging


def minutes(
    item: Annotated[str, Argument("Citation key or file of minutes.")],
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """List the numbered items of a meeting's minutes.

    Shows number, title and pages of each. Exit code 1 if there are none.

    Example: pincite minutes tpsb-2008-11-20
    """
    from indexer.minute_listing import list_minutes

    with open_corpus(corpus) as library:
        listing = list_minutes(library, library.get_entry(item))
    if json_output:
        print_json(listing.as_json())
        return 0 if listing.minutes else 1
    for entry in listing.minutes:
        echo(wrap_hanging(f"{entry.minute.written}  {entry.minute.title} · {entry.pages}"))
    for remark in listing.list_remarks():
        say(remark)
    return 0 if listing.minutes else 1
