"""`pincite status`: what the corpus holds and what is wrong with it."""

from __future__ import annotations

from cli.common import CorpusOption, EngineOption, JsonOption, echo, open_corpus, print_json
from cli.layout import wrap_hanging


def status(
    corpus: CorpusOption = None, engine: EngineOption = None, json_output: JsonOption = False
) -> int:
    """Say what the corpus holds and what is wrong with it.

    Lists unreadable files, pages without text, incomplete records and files that have changed. Also
    says where your index of the corpus is, and how large.

    Example: pincite status
    """
    from indexer.inventory import check_corpus

    with open_corpus(corpus, engine) as library:
        state = check_corpus(library)
    if json_output:
        print_json(state.as_json())
        return 0
    for line in state.format_lines():
        echo(wrap_hanging(line))
    return 0
