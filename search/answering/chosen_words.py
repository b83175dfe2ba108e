"""Words that somebody chose on the pages themselves, as a passage like those of a search."""

from __future__ import annotations

from corpus.errors import RequestError
from indexer.library import Library
from indexer.pages.joins import join_pages
from search.answering.result_place import ResultPlace

_MOST_PAGES = 10

Spot = tuple[int, int]
"""A page's number (1-based), and an offset in its running text or its notes."""


def place_chosen(
    library: Library, item: str, start: Spot, end: Spot, *, in_notes: bool = False
) -> ResultPlace:
    """The place of the words from `start` up to `end`, blanks at their ends left out.

    Raises RequestError where the document has no such words, or they go over too many pages.
    """
    entry = library.get_entry(item)
    last = start[0] if in_notes else end[0]
    pages = library.read_pages(entry, start[0], last)
    if not 0 <= last - start[0] < _MOST_PAGES or len(pages) != last - start[0] + 1:
        raise RequestError("These pages do not follow one another.", "Choose the words again.")
    joined = join_pages(pages)
    text = pages[0].notes if in_notes else joined.text
    first = start[1]
    stop = end[1] if in_notes else joined.starts[-1] + end[1]
    words = text[first:stop] if 0 <= first < stop <= len(text) else ""
    if not words.strip():
        raise RequestError("There are no words here.", "Choose the words again.")
    first += len(words) - len(words.lstrip())
    stop -= len(words) - len(words.rstrip())
    return ResultPlace(entry.item.id, start[0], in_notes, first, stop)
