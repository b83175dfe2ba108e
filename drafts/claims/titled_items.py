"""Which words in quotation marks are the title of an item: they name a work and quote nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.items import Item
from drafts.claims.naming import list_titles
from indexer.words.tokens import split_words

_FEWEST_AROUND = 3
"""Words of a title around what it quotes: not all “don’t ask” policies are the title of a work."""
_MARK = re.compile("[“”„«»‹›\"‘’']")


class TitledItems:
    """The items of a catalogue by their titles."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_words: dict[tuple[str, ...], Item] = {}
        for item in items:
            for title in list_titles(item):
                self._by_words.setdefault(tuple(split_words(title)), item)
        self._marked = [
            (words, item) for words, item in self._by_words.items() if _MARK.search(item.title)
        ]

    def find(self, text: str) -> Item | None:
        """The item whose title `text` is, word for word, also without subtitle or as short title;
        the first of several."""
        words = tuple(split_words(text))
        return self._by_words.get(words) if words else None

    def find_around(self, text: str, start: int, end: int) -> Item | None:
        """The item whose whole title stands in `text` around the characters from `start` to `end`
        (0-based), as in: A Complete “Don’t Ask, Don’t Tell” Policy; the first of several."""
        inner = tuple(split_words(text[start:end]))
        places = [
            (words[:at], words[at + len(inner) :], item)
            for words, item in self._marked
            for at in _list_places(inner, words)
        ]
        if not places:  # nearly always: the text around need not be split
            return None
        before, after = tuple(split_words(text[:start])), tuple(split_words(text[end:]))
        for left, right, item in places:
            if before[len(before) - len(left) :] == left and after[: len(right)] == right:
                return item
        return None


def _list_places(part: Sequence[str], whole: Sequence[str]) -> Iterator[int]:
    """Where (0-based) the words `part` stand in `whole`, which has some more words."""
    if part and len(whole) - len(part) >= _FEWEST_AROUND:
        for at in range(len(whole) - len(part) + 1):
            if whole[at : at + len(part)] == part:
                yield at
