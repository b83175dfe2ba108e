"""The words of a document's pages, counted for the index."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document_words import DocumentWords, count_document_words
from indexer.pages.joins import PageOfText
from indexer.words.tokens import split_words


def collect_document_words(pages: Sequence[PageOfText]) -> DocumentWords:
    """The words of a document's pages, which must be all of them, in order.

    A word broken over a page break counts as one word, on the page it begins on; its halves do not
    count.
    """
    bodies = [split_words(page.body) for page in pages]
    for at, page in enumerate(pages[:-1]):
        if page.seam == "broken" and bodies[at]:
            bodies[at][-1] += "".join(bodies[at + 1][:1])
            del bodies[at + 1][:1]
    notes = [split_words(page.notes) if page.notes else [] for page in pages]
    return count_document_words(bodies, notes)
