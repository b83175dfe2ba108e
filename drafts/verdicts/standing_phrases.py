"""Which phrases stand in the corpus.

A few are asked of the index one by one. What that costs grows with the corpus for each of them: a
great many are looked for in its text, which is read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from engine.question import AnyOf, Phrase
from indexer.library import Library
from indexer.pages.counting import list_texts

Words = tuple[str, ...]

_MANY = 8
"""Phrases for each page of the corpus from which on reading all of it costs less than asking."""


class StandingPhrases:
    """Tells phrases that stand in the corpus from others."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[Words, bool] = {}

    def expect(self, phrases: Iterable[Words]) -> None:
        """Prepare for being asked about all of some phrases."""
        wanted = set(phrases)
        # what is on a cluster cannot be read here page by page
        if self._library.mirror or len(wanted) < _MANY * self._library.count_units():
            return
        standing = self._read_all(wanted)
        self._known = {phrase: phrase in standing for phrase in wanted}

    def stands(self, phrase: Words) -> bool:
        """Whether its words follow one another in a document that can be searched."""
        known = self._known.get(phrase)
        if known is not None:
            return known
        asked = Phrase(tuple(AnyOf(frozenset((word,))) for word in phrase))
        found = self._library.engine.find(asked).documents
        return not self._library.first_keys.keys().isdisjoint(found)

    def _read_all(self, wanted: set[Words]) -> set[Words]:
        """Those that stand in the text of the corpus."""
        by_length: defaultdict[int, set[Words]] = defaultdict(set)
        for phrase in wanted:
            by_length[len(phrase)].add(phrase)
        standing: set[Words] = set()
        for entry, _ in self._library.list_key_ranges():
            pages = self._library.store.read_document_pages(entry.document.id)
            for text in list_texts(pages, max(by_length)):
                for length, phrases in by_length.items():
                    shifted = (text[at:] for at in range(length))
                    standing |= phrases.intersection(zip(*shifted, strict=False))
        return standing
