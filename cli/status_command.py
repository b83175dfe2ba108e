"""`pincite status`: what is wrong with the corpus."""

from __future__ import annotations

from cli.common import CorpusOption, JsonOption, echo, opened, print_json
from cli.layout import hanging


def status(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """Say what the corpus holds and what is wrong: unread files, pages without text, …"""
    from indexer.inventory import condition

    with opened(corpus) as library:
        found = condition(library)
    if json_output:
        print_json(found.as_json())
        return 0
    for line in found.lines():
        echo(hanging(line))
    return 0
