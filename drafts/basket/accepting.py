"""What the files say now is taken over into the basket, at the user's word."""

from __future__ import annotations

from collections.abc import Sequence

from citation.written.excerpt_citations import cite_without_style
from corpus.errors import RequestError
from drafts.basket.arranging import find_entry, replace_passage
from drafts.basket.basket_file import change_basket, load_basket
from drafts.basket.contents import Basket, KeptPassage
from drafts.basket.keeping import make_passage
from drafts.basket.rechecking import recheck_basket
from indexer.library import Library


def accept_changes(library: Library, names: Sequence[str]) -> Basket:
    """Put the words and places of the files as indexed in place of those kept, for the passages
    named by their ids.

    Raises RequestError where a document has nothing like the words, or is no passage.
    """
    kept = load_basket(library.paths)
    chosen: list[KeptPassage] = []
    for entry in (find_entry(kept, name) for name in names):
        if not isinstance(entry, KeptPassage):
            raise RequestError(f"“{entry.id}” is a heading, not a passage.")
        chosen.append(entry)
    checked = recheck_basket(library, Basket(tuple(chosen)), cite_without_style, thorough=False)
    accepted: list[KeptPassage] = []
    for one in checked:
        if one.now is None:
            raise RequestError(
                f"{one.passage.id}: {' '.join(one.notes)}", "Search for the words, or remove it."
            )
        accepted.append(make_passage(one.now, one.passage.note, one.passage.id))

    def change(basket: Basket) -> Basket:
        for passage in accepted:
            basket = replace_passage(passage)(basket)
        return basket

    return change_basket(library.paths, change)
