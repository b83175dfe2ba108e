"""Which pages may hold a quotation: those with its rare words.

The cost grows with the pages that hold the rarest words, not with the corpus. Words that are
nowhere in the corpus (misread, misspelt) are passed over at first; where too few are left, the
words of the corpus that are spelt like them stand in for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.question import AnyOf, Or
from indexer.library import Library
from search.expanding.lexicon import Lexicon

_RARE_WORDS = 8
"""How many of the rarest words are looked up at most."""
_ENOUGH_WORDS, _ENOUGH_POSTINGS = 4, 800
"""After so many words and postings, no commoner word is looked up."""
_SHARE = 0.55
"""Of the likeliest page's weight of rare words, how much another page must have to be tried."""
_SPELLINGS = 12
"""How many words of the corpus may stand in for one that it does not hold."""


class PageCandidates:
    """Finds pages for quotations, remembering how common each word is."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon
        self._frequency: dict[str, int] = {}

    def find_pages(
        self, words: Sequence[str], limit: int | None, *, respelt: bool = False
    ) -> list[int]:
        """Keys of the likeliest pages, at most `limit`, likeliest first; pages with much less of
        the rare words than the likeliest has are left out.

        `respelt` lets words that the corpus does not hold be misspellings of those it does.
        """
        rare = self._choose_rare_words(words, respelt)
        if not rare:
            return []
        found = self._library.engine.find(Or(rare), rare, limit, saturation=0)
        first, order = self._library.first_keys, self._library.make_sort_key
        scores = {
            first[document] + page: score
            for document, pages in found.documents.items()
            if document in first
            for page, score in pages
        }
        least = _SHARE * max(scores.values(), default=0.0)
        likely = [key for key, score in scores.items() if score >= least]
        likely.sort(key=lambda key: (-scores[key], order(key)))
        return likely[:limit]

    def _choose_rare_words(self, words: Sequence[str], respelt: bool) -> tuple[AnyOf, ...]:
        groups = self._group_spellings(words, respelt)
        rare: list[AnyOf] = []
        postings = 0
        for frequency, spellings in sorted(groups, key=lambda group: group[0])[:_RARE_WORDS]:
            postings += frequency
            if len(rare) >= _ENOUGH_WORDS and postings > _ENOUGH_POSTINGS:
                break
            rare.append(AnyOf(frozenset(spellings)))
        return tuple(rare)

    def _group_spellings(
        self, words: Sequence[str], respelt: bool
    ) -> list[tuple[int, tuple[str, ...]]]:
        """For each different word: on how many pages, and the spellings to look up."""
        groups: list[tuple[int, tuple[str, ...]]] = []
        for word in dict.fromkeys(words):
            frequency = self._count_pages(word)
            if frequency:
                groups.append((frequency, (word,)))
            if respelt and len(word) >= 4 and frequency < 3:
                spellings = self._find_spellings(word)
                total = sum(self._count_pages(spelling) for spelling in spellings)
                if total:
                    groups.append((total, spellings))
        return groups

    def _find_spellings(self, word: str) -> tuple[str, ...]:
        typos = 1 if len(word) < 7 else 2
        found = [near for near, _ in self._lexicon.find_within(word, typos) if near != word]
        return tuple(found[:_SPELLINGS])

    def _count_pages(self, word: str) -> int:
        if word not in self._frequency:
            self._frequency[word] = self._library.engine.count_pages(word)
        return self._frequency[word]
