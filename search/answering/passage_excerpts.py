"""From a ranked passage to its excerpt."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cleaning.page_text import PARAGRAPH
from indexer.library import Library
from indexer.pages.joins import PageOfText, join_pages
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import HEADING_BELOW, MARGIN, Excerpt, group_hits, make_excerpt
from search.answering.passages import Passage
from search.answering.text_hits import find_hits
from search.asking.query import Term
from search.expanding.expansion import Expansion

_LONGEST = 1000
"""Characters up to which a passage is shown from its first hit to its last."""
_GLANCE = 10
"""Characters that tell whether words of the same paragraph stand before or after."""


def find_passage_excerpt(
    library: Library,
    entry: DocumentEntry,
    passage: Passage,
    page: PageOfText,
    terms: Sequence[Term],
    expansion: Expansion,
    context: int,
) -> Excerpt | None:
    """The sentences of a passage of `page` from its first hit to its last, or those with most of
    the words where that is too long; None where the passage holds no hit of `terms`."""
    before, after = _measure_margins(passage, page.notes if passage.in_notes else page.body)
    pages: Sequence[PageOfText] = [page]
    if not passage.in_notes and (context or MARGIN in (before, after)):
        pages = library.read_pages(entry, page.number - 1, page.number + 1)
    joined = join_pages(pages)
    text = page.notes if passage.in_notes else joined.text
    offset = 0 if passage.in_notes else joined.starts[joined.pages.index(page.number)]
    own = (offset + passage.start, offset + passage.end)
    first = max(0, own[0] - (len(text) if context else before))
    text = text[first : own[1] + (len(text) if context else after)]
    own = (own[0] - first, own[1] - first)
    hits = find_hits(text, terms, expansion)
    stretches = group_hits(text, hits, own, context)
    if not stretches:
        return None
    whole = (min(start for start, _ in stretches), max(end for _, end in stretches))
    start, end = whole if whole[1] - whole[0] <= _LONGEST else stretches[0]
    if passage.in_notes:
        return make_excerpt(text, (start, end), hits, (page.number,), None, offset=first + start)
    numbers = joined.find_pages_of_span(first + start, first + end)
    place = joined.locate_on_page(first + start)
    doubtful = not joined.doubtful.isdisjoint(numbers)
    return make_excerpt(text, (start, end), hits, numbers, place, doubtful)


def _measure_margins(passage: Passage, page: str) -> tuple[int, int]:
    """How many characters before and after a passage matter: it is made of whole sentences, but
    for those that go on over a page break, and a heading is shown with the text below it."""
    last = max(passage.start, page.rfind(PARAGRAPH, passage.start, passage.end) + len(PARAGRAPH))
    ends = passage.end >= len(page) or passage.end - last < HEADING_BELOW
    return MARGIN if passage.start == 0 else _GLANCE, MARGIN if ends else _GLANCE
