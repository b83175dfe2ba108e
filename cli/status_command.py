"""`pincite status`: what the corpus holds and what is wrong with it."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, EngineOption, JsonOption, echo, open_corpus, print_json
from cli.declaring import Option
from cli.layout import wrap_hanging

_SECONDS = 20.0
"""A folder may grow as fast as it is looked at."""


def status(
    corpus: CorpusOption = None,
    engine: EngineOption = None,
    time_limit: Annotated[
        float | None,
        Option("Longest time for looking at the files [default: 20].", metavar="SECONDS", min=0.1),
    ] = None,
    json_output: JsonOption = False,
) -> int:
    """Say what the corpus holds and what is wrong with it.

    Lists unreadable files, pages without text, incomplete records and files that have changed. Also
    says where your index of the corpus is, and how large.

    Example: pincite status
    """
    from indexer.inventory import check_corpus

    with open_corpus(corpus, engine) as library:
        state = check_corpus(library, time_limit or _SECONDS)
    if json_output:
        print_json(state.as_json())
        return 0
    for line in state.format_lines():
        echo(wrap_hanging(line))
    return 0
