"""A result is put aside: its words, and everything by which they are found again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from citation.written.excerpt_citations import cite_without_style
from corpus.errors import RequestError
from drafts.basket.arranging import add_passages, find_entry, find_same
from drafts.basket.basket_file import MOST_NOTE, MOST_WORDS, change_basket
from drafts.basket.contents import Basket, Heading, KeptPassage, describe_labels
from drafts.basket.work_files import clean_text
from indexer.library import Library
from search.answering.placed import place_result, read_placed_result
from search.answering.result import Result
from search.answering.result_place import ResultPlace
from search.answering.shown_pages import recall_result


def keep_results(
    library: Library, names: Sequence[str], *, note: str = "", under: str = ""
) -> tuple[list[KeptPassage], Basket]:
    """Put results aside, each named by its number in this terminal's last search or by its id.

    Returns them as they are in the basket now, those that were there before included, and the
    basket. `under` names a heading by its id or its text; one that is not there yet is added.
    Raises RequestError, CorpusError.
    """
    places = [_find_place(library, name) for name in names]
    return keep_places(library, places, note=note, under=under)


def keep_places(
    library: Library, places: Sequence[ResultPlace], *, note: str = "", under: str = ""
) -> tuple[list[KeptPassage], Basket]:
    """The same for words named by their place."""
    if len(note) > MOST_NOTE:
        raise RequestError(f"A note has at most {MOST_NOTE:,} characters.", "Shorten it.")
    note = clean_text(note).strip()
    passages = [
        make_passage(read_placed_result(library, place, cite_without_style), note)
        for place in places
    ]

    def change(basket: Basket) -> Basket:
        heading = ""
        if under:
            basket, heading = _find_heading(basket, under)
        return add_passages(passages, heading)(basket)

    basket = change_basket(library.paths, change)
    kept = [find_same(basket, passage) for passage in passages]
    return [passage for passage in kept if passage is not None], basket


def make_passage(result: Result, note: str = "", id: str = "") -> KeptPassage:
    """The passage of a result; without an `id` it gets one in the basket.

    Raises RequestError if it is too long.
    """
    words = result.excerpt.text
    if len(words) > MOST_WORDS:
        raise RequestError(
            f"A passage in the basket has at most {MOST_WORDS:,} characters.",
            "Take a shorter one.",
        )
    unit, labels, pdf_pages = describe_labels(result.labels)
    return KeptPassage(
        id,
        result.place,
        result.entry.document.sha256,
        words,
        unit,
        labels,
        pdf_pages,
        result.pinpoint,
        result.entry.item.title,
        note,
        date.today().isoformat(),
    )


def _find_place(library: Library, name: str) -> ResultPlace:
    remembered = recall_result(library, name)
    if remembered is None:
        raise RequestError(
            f"“{name}” is neither the number nor the id of a result.",
            "Search first, then keep the numbers shown.",
        )
    return place_result(library, remembered)


def _find_heading(basket: Basket, name: str) -> tuple[Basket, str]:
    """The basket and the id of a heading in it, which is added if there is none of that name."""
    from drafts.basket.arranging import add_heading

    for entry in basket.entries:
        if isinstance(entry, Heading) and name in (entry.id, entry.text):
            return basket, entry.id
    basket = add_heading(name)(basket)
    return basket, find_entry(basket, basket.entries[-1].id).id
