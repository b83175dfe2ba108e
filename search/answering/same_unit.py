"""Pages on which two parts of a question stand in one sentence or one paragraph.

An engine knows no sentences. It says where both stand near each other, and the stored text of these
pages says whether a sentence or a paragraph ends between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine import question as asked
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.store.stored import StoredPage
from search.answering.text_hits import SearchedText
from search.asking.query import Within
from search.expanding.expansion import Expansion


def find_pages_of_unit(
    library: Library, expansion: Expansion, term: Within, near: asked.Question
) -> dict[int, Collection[int]]:
    """By document: the pages (0-based) on which a place of `term` begins; `near` asks the engine
    for both parts near each other, in one unit or not."""
    found = library.engine.find(near)
    pages: dict[int, Collection[int]] = {}
    ranges = {entry.document.id: keys for entry, keys in library.list_key_ranges()}
    for document, ranked in found.documents.items():
        if document not in ranges:
            continue
        tried = _add_pages_before(page for page, _ in ranked)
        keys = ranges[document]
        wanted = sorted({keys.start + at for page in tried for at in (page, page + 1)})
        texts = library.store.read_pages([key for key in wanted if key in keys])
        held: list[int] = []
        for page in tried:
            here, following = texts[keys.start + page], texts.get(keys.start + page + 1)
            if _begins_on(here, following, term, expansion):
                held.append(page)
        if held:
            pages[document] = held
    return pages


def _add_pages_before(pages: Iterable[int]) -> list[int]:
    """`pages` and those before them: a phrase that goes on begins before its last word."""
    return sorted({at for page in pages for at in (page, page - 1) if at >= 0})


def _begins_on(
    page: StoredPage, following: StoredPage | None, term: Within, expansion: Expansion
) -> bool:
    joined = join_pages([page, following] if following else [page])
    spans = SearchedText(joined.text, expansion).find_spans(term)
    if any(start < joined.ends[0] for start, _ in spans):
        return True
    return bool(page.notes) and bool(SearchedText(page.notes, expansion).find_spans(term))
