"""A result made from its place alone: what a basket keeps, and what a reader selects on a page."""

from __future__ import annotations

from indexer.library import Library
from indexer.pages.joins import join_pages
from search.answering.excerpts import Excerpt
from search.answering.last_search import RememberedResult
from search.answering.making import Cite, make_result
from search.answering.result import Result
from search.answering.result_place import ResultPlace
from search.answering.shown_pages import find_excerpt, list_pages_of, read_words


def read_placed_result(library: Library, place: ResultPlace, cite: Cite) -> Result:
    """The words at a place with their pinpoint and citation; nothing in them is highlighted.

    Raises RequestError if there is no such item, or its document has no words there.
    """
    words = read_words(library, place)
    pages = list_pages_of(library, words)
    excerpt = Excerpt(
        words.excerpt,
        (),
        words.numbers,
        0,
        False,
        words.start,
        any(page.order_doubtful for page in pages),
        place.start if place.in_notes else 0,
    )
    return make_result(library, library.get_entry(place.item), excerpt, cite)


def place_result(library: Library, remembered: RememberedResult) -> ResultPlace:
    """Where the words of a remembered result stand now.

    Raises RequestError if the document has changed and no longer holds them.
    """
    pages = list_pages_of(library, remembered)
    in_notes = remembered.in_notes
    joined = join_pages(pages)
    start = find_excerpt(pages[0].notes if in_notes else joined.text, remembered)
    end = start + len(remembered.excerpt)
    if in_notes:
        return ResultPlace(remembered.item, pages[0].number, True, start, end)
    page, offset = joined.locate_on_page(start)
    return ResultPlace(remembered.item, page, False, offset, offset + end - start)
