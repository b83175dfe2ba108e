"""Which words in quotation marks are the title of an item: they name a work and quote nothing."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.items import Item
from drafts.claims.naming import list_titles
from indexer.words.tokens import split_words


class TitledItems:
    """The items of a catalogue by their titles."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_words: dict[tuple[str, ...], Item] = {}
        for item in items:
            for title in list_titles(item):
                self._by_words.setdefault(tuple(split_words(title)), item)

    def find(self, text: str) -> Item | None:
        """The item whose title `text` is, word for word, also without subtitle or as short title;
        the first of several."""
        words = tuple(split_words(text))
        return self._by_words.get(words) if words else None
