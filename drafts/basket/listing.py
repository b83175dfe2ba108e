"""The basket in the documented, stable form: headings, and passages as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafts.basket.basket_file import load_basket
from drafts.basket.contents import Basket, Heading
from drafts.basket.rechecking import Rechecked, recheck_basket
from indexer.library import Library
from search.answering.making import Cite


def list_basket(library: Library, cite: Cite) -> list[dict[str, Any]]:
    """The entries of the basket of a corpus, in order, compared with sizes and times of the files.
    Raises CorpusError if it is damaged."""
    basket = load_basket(library.paths)
    return list_entries(basket, recheck_basket(library, basket, cite, thorough=False))


def list_entries(basket: Basket, checked: Sequence[Rechecked]) -> list[dict[str, Any]]:
    """The entries of a basket whose passages were `checked`."""
    by_id = {one.passage.id: one for one in checked}
    return [
        entry.as_json() if isinstance(entry, Heading) else by_id[entry.id].as_json()
        for entry in basket.entries
    ]
