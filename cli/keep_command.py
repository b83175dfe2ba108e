"""`pincite keep`: results are put into the basket."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo_wrapped, open_corpus, print_json, say
from cli.declaring import Argument, Option


def keep(
    results: Annotated[
        list[str], Argument("Numbers of the last search, or ids of results.", metavar="N...")
    ],
    note: Annotated[str, Option("A note of your own, kept with each of them.")] = "",
    under: Annotated[str, Option("Heading to put them under; a new one is made.")] = "",
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """Put results aside in the basket, with a note.

    The basket lies in the corpus (basket.json); `pincite basket` shows, orders and exports it.

    Example: pincite keep 1 3 --note 'for the second argument'
    """
    from drafts.basket.keeping import keep_results

    with open_corpus(corpus) as library:
        kept, basket = keep_results(library, results, note=note, under=under)
        titles = [library.get_entry(passage.place.item).full_title for passage in kept]
    if json_output:
        print_json([passage.as_json() for passage in kept])
        return 0
    for passage, title in zip(kept, titles, strict=True):
        echo_wrapped(f"{passage.id}  {title}, {passage.pinpoint}", indent="")
    passages = len(basket.passages)
    say(f"{passages} passage{'' if passages == 1 else 's'} in the basket.")
    return 0
