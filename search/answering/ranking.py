"""The documents that answer a question, best first, and how close together its terms stand."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.frozen import frozen
from engine.interface import FoundPages
from engine.question import Term
from indexer.library import Library
from indexer.records.entries import DocumentEntry

_TOGETHER = 50
"""Words, about two sentences."""


@frozen
class RankedDocument:
    """A document with the pages that answer, best first."""

    entry: DocumentEntry
    pages: list[tuple[int, float]]
    """Number of the page, 1-based, and score."""


def rank_documents(library: Library, found: FoundPages, wanted: int | None) -> list[RankedDocument]:
    """The documents found, in the order of their best pages and then their names: the first
    `wanted` of them, or all."""
    entries = {entry.document.id: entry for entry, _ in library.list_key_ranges()}
    documents = [
        RankedDocument(entries[id], [(page + 1, score) for page, score in pages])
        for id, pages in found.documents.items()
    ]
    documents.sort(key=lambda document: (-document.pages[0][1], document.entry.files[0]))
    return documents[:wanted]


def measure_closeness(
    library: Library, terms: Sequence[Term], documents: Sequence[RankedDocument], pages: int
) -> dict[tuple[int, int], int]:
    """By document id and number of the page (1-based): at most how many different terms stand
    within about two sentences' length; for the best `pages` pages of each document."""
    best_pages = {
        document.entry.document.id: [page - 1 for page, _ in document.pages[:pages]]
        for document in documents
    }
    positions = library.engine.find_positions(terms, best_pages)
    return {
        (document, page + 1): _count_together(by_term)
        for (document, page), by_term in positions.items()
    }


def _count_together(positions: Sequence[Sequence[int]]) -> int:
    """The most terms within `_TOGETHER` words."""
    ordered = sorted((at, term) for term, of_term in enumerate(positions) for at in of_term)
    most, begin = 0, 0
    held = [0] * len(positions)
    for position, term in ordered:
        held[term] += 1
        while position - ordered[begin][0] > _TOGETHER:
            held[ordered[begin][1]] -= 1
            begin += 1
        most = max(most, len(held) - held.count(0))
    return most
