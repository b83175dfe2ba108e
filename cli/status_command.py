"""`pincite status`: what is wrong with the corpus."""

from __future__ import annotations

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json
from cli.layout import wrap_hanging


def status(corpus: CorpusOption = None, json_output: JsonOption = False) -> int:
    """Say what the corpus holds and what is wrong: unread files, pages without text, …"""
    from indexer.inventory import check_corpus

    with open_corpus(corpus) as library:
        found = check_corpus(library)
    if json_output:
        print_json(found.as_json())
        return 0
    for line in found.format_lines():
        echo(wrap_hanging(line))
    return 0
