"""`pincite minutes`: the numbered items of a meeting."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json, say
from cli.declaring import Argument
from cli.layout import wrap_hanging


def minutes(
    item: Annotated[str, Argument(help="Citation key or file name of minutes.")],
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """List the minutes in ITEM: number, title, pages. Exit code 1 when there is none."""
    from indexer.minutes.listing import list_minutes

    with open_corpus(corpus) as library:
        found = list_minutes(library, library.get_entry(item))
    if json_output:
        print_json(found.as_json())
        return 0 if found.minutes else 1
    for one in found.minutes:
        echo(wrap_hanging(f"{one.minute.written}  {one.minute.title} · {one.pages}"))
    for remark in found.list_remarks():
        say(remark)
    return 0 if found.minutes else 1
