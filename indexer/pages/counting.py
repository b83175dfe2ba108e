"""The words of a document's pages, as the index has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.document_words import Compounds, DocumentWords, Words, count_document_words
from indexer.pages.joins import PageOfText
from indexer.words.compounds import name_compound, split_with_compounds

_MANY = 1000
"""Pages from which on equal words are one object: there may be millions."""


def collect_document_words(pages: Sequence[PageOfText]) -> DocumentWords:
    """The words of a document's pages, which must be all of them, in order, counted.

    A word broken over a page break counts as one word, on the page it begins on; its halves do not
    count. What `indexer.words.compounds` joins counts as its parts and as one word.
    """
    bodies, notes = _split_pages(pages)
    return count_document_words(
        [words for words, _ in bodies],
        [words for words, _ in notes],
        [(of_body[1], of_notes[1]) for of_body, of_notes in zip(bodies, notes, strict=True)],
    )


def list_texts(pages: Sequence[PageOfText], longest: int) -> Iterator[Words]:
    """What may follow one another of the words that `collect_document_words` counts: the running
    text of a document, the notes of each page, and for each compound the words before and it, as
    many as a phrase of the `longest` has."""
    bodies, notes = _split_pages(pages)
    running: list[str] = []
    compounds: list[tuple[int, str]] = []
    for words, of_page in bodies:
        compounds += [(len(running) + place, word) for place, word in of_page]
        running += words
    for text, of_text in ((running, compounds), *notes):
        yield text
        for place, word in of_text:
            yield [*text[max(0, place - longest + 1) : place], word]


_Split = tuple[list[str], Compounds]
"""The words of a text, and those that stand besides at the places of others."""


def _split_pages(pages: Sequence[PageOfText]) -> tuple[list[_Split], list[_Split]]:
    """The words of each page's running text, and of its notes."""
    share: dict[str, str] = {}
    with_compounds: list[_Split] = []
    for page in pages:
        words, compounds = split_with_compounds(page.body)
        if len(pages) >= _MANY:
            words = list(map(share.setdefault, words, words))
        with_compounds.append((words, compounds))
    bodies = [words for words, _ in with_compounds]
    for at, page in enumerate(pages[:-1]):
        if page.seam == "broken" and bodies[at]:
            bodies[at][-1] += "".join(bodies[at + 1][:1])
            with_compounds[at] = bodies[at], _rename_last(bodies[at], with_compounds[at][1])
            moved = [(place - 1, word) for place, word in with_compounds[at + 1][1] if place]
            del bodies[at + 1][:1]
            with_compounds[at + 1] = bodies[at + 1], moved
    notes: list[_Split] = [
        split_with_compounds(page.notes) if page.notes else ([], []) for page in pages
    ]
    return with_compounds, notes


def _rename_last(
    words: Sequence[str], compounds: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """The compounds of a page, the last of whose words has been made whole."""
    last = len(words) - 2
    return [
        (at, name_compound(words[at], words[at + 1]) if at == last else word)
        for at, word in compounds
    ]
