"""The words of a document's pages, counted for the index."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document_words import DocumentWords, count_document_words
from indexer.pages.joins import PageOfText
from indexer.words.compounds import name_compound, split_with_compounds


def collect_document_words(pages: Sequence[PageOfText]) -> DocumentWords:
    """The words of a document's pages, which must be all of them, in order.

    A word broken over a page break counts as one word, on the page it begins on; its halves do not
    count. What `indexer.words.compounds` joins counts as its parts and as one word.
    """
    with_compounds = [split_with_compounds(page.body) for page in pages]
    bodies = [words for words, _ in with_compounds]
    for at, page in enumerate(pages[:-1]):
        if page.seam == "broken" and bodies[at]:
            bodies[at][-1] += "".join(bodies[at + 1][:1])
            with_compounds[at] = bodies[at], _rename_last(bodies[at], with_compounds[at][1])
            moved = [(place - 1, word) for place, word in with_compounds[at + 1][1] if place]
            del bodies[at + 1][:1]
            with_compounds[at + 1] = bodies[at + 1], moved
    notes = [split_with_compounds(page.notes) if page.notes else ([], []) for page in pages]
    compounds = [
        (of_body, of_notes)
        for (_, of_body), (_, of_notes) in zip(with_compounds, notes, strict=True)
    ]
    return count_document_words(bodies, [words for words, _ in notes], compounds)


def _rename_last(
    words: Sequence[str], compounds: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """The compounds of a page, the last of whose words has been made whole."""
    last = len(words) - 2
    return [
        (at, name_compound(words[at], words[at + 1]) if at == last else word)
        for at, word in compounds
    ]
