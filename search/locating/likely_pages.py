"""Which pages may hold a quotation: those with its rare words.

The cost grows with the number of pages that hold the rarest words, not with the corpus. Words that
the corpus does not hold (misread, misspelt) are ignored at first; if too few are left, words of the
corpus that are spelt like them take their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from engine.question import AnyOf, Or
from indexer.library import Library
from search.expanding.lexicon import get_lexicon

_RARE_WORDS = 8
"""At most how many of the rarest words are looked up."""
_ENOUGH_WORDS, _ENOUGH_POSTINGS = 4, 800
"""After this many words and postings, no commoner word is looked up."""
_SHARE = 0.55
"""A page is tried if its rare words weigh at least this share of the likeliest page's."""
_SPELLINGS = 12
"""How many words of the corpus may stand in for one that it does not hold."""
_RARE_FREQUENCY = 3
"""A word on fewer pages may itself be a misreading."""
_SHORTEST, _LONG = 4, 7
"""Letters: a shorter word stands only for itself; from `_LONG` on it may have two typos, not one.
Typos in a question follow another rule, `choose_typo_limit`."""


class PageCandidates:
    """Finds pages for quotations."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lexicon = get_lexicon(library)

    def find_pages(
        self, words: Sequence[str], limit: int | None, *, respelt: bool = False
    ) -> list[int]:
        """Keys of the likeliest pages, at most `limit`, likeliest first; pages whose rare words
        weigh much less than the likeliest page's are left out.

        With `respelt`, words that the corpus hardly holds may be misspellings of others.
        """
        rare = self._choose_rare_words(words, respelt)
        if not rare:
            return []
        answer = self._library.engine.find(Or(rare), rare, limit, saturation=0)
        first, order = self._library.first_keys, self._library.make_sort_key
        scores = {
            first[document] + page: score
            for document, pages in answer.documents.items()
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
        """For each distinct word: its number of pages, and the spellings to look up."""
        count_pages = self._library.engine.count_pages
        groups: list[tuple[int, tuple[str, ...]]] = []
        for word in dict.fromkeys(words):
            frequency = count_pages(word)
            if frequency:
                groups.append((frequency, (word,)))
            if respelt and len(word) >= _SHORTEST and frequency < _RARE_FREQUENCY:
                near = self._lexicon.find_within(word, 1 if len(word) < _LONG else 2)
                others = (spelling for spelling, _ in near if spelling != word)
                spellings = tuple(islice(others, _SPELLINGS))
                total = sum(map(count_pages, spellings))
                if total:
                    groups.append((total, spellings))
        return groups
