"""The words that occur in a corpus: those of one stem, those that fit a pattern, those spelt alike.

The index has the words in alphabetical order; those of a stem are looked for among those that begin
like it. Only for what is spelt alike all words are kept in memory.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from indexer.library import Library
from indexer.words.tokens import fold

LIKE_LIMIT = 1_000
"""The most words that `Lexicon.like` returns."""

_LONGEST = 64
"""A longer word is no misspelling of anything: it has no neighbours."""


def get_lexicon(library: Library) -> Lexicon:
    """The words of a corpus, kept with it."""
    return library.make_once(_make_lexicon)


def _make_lexicon(library: Library) -> Lexicon:
    return Lexicon(library.engine.list_words)


class Lexicon:
    """The words of one state of a corpus: after indexing, make a new one."""

    def __init__(self, beginning: Callable[[str], list[str]]) -> None:
        """`beginning` gives the folded words that begin with its argument, alphabetically."""
        self._beginning = beginning

    def find_same_stem(self, word: str) -> list[str]:
        """The words with the stem of `word` in alphabetical order, itself only if it occurs."""
        from indexer.words.stems import (  # here: a phrase needs none
            find_common_beginning,
            stem_word,
            stem_words,
        )

        wanted = stem_word(fold(word))
        near = self._beginning(find_common_beginning(wanted))
        return [found for found, its in zip(near, stem_words(near), strict=True) if its == wanted]

    def find_matching(self, pattern: str) -> tuple[list[str], bool]:
        """The words that fit `pattern` (`*`, `?`) in alphabetical order; True if some are missing.

        Of more than `LIKE_LIMIT` words only the shortest are returned.
        """
        folded = fold(pattern)
        beginning = re.split(r"[*?]", folded, maxsplit=1)[0]
        near = self._beginning(beginning)
        if len(folded) - folded.count("*") > max(map(len, near), default=0):
            return [], False
        fits = re.compile(fnmatch.translate(folded)).match
        found = [word for word in near if fits(word)]
        kept = sorted(found, key=lambda word: (len(word), word))[:LIKE_LIMIT]
        return sorted(kept), len(kept) < len(found)

    def find_within(self, word: str, typos: int) -> list[tuple[str, int]]:
        """The words at most `typos` typos from `word`, with their number of typos, fewest first.

        One typo is a letter too many, too few or wrong, two neighbouring letters swapped (the
        optimal string alignment distance), or what scanners confuse: rn for m, 1 for l, 0 for o,
        however often in the word.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        folded = fold(word)
        if len(folded) > _LONGEST:
            return []

        scorer: Any = OSA.distance  # RapidFuzz's own types do not let it be a scorer

        def find_spelt_like(text: str, among: list[str], most: int) -> Iterator[tuple[str, int]]:
            found = extract(text, among, scorer=scorer, score_cutoff=most, limit=None)
            return ((near, int(distance)) for near, distance, _ in found)

        best = dict(
            find_spelt_like(folded, _find_near_length(self._by_length, folded, typos), typos)
        )
        if typos > 0:
            print_key = _fold_lookalikes(folded)
            keys = _find_near_length(self._keys_by_length, print_key, typos - 1)
            looks = [
                (found, distance + 1)
                for key, distance in find_spelt_like(print_key, keys, typos - 1)
                for found in self._by_key[key]
            ]
            if print_key != folded:  # else those that are their own keys have been compared
                others = _find_near_length(self._by_length, print_key, typos - 1)
                near = find_spelt_like(print_key, others, typos - 1)
                looks += [(found, n + 1) for found, n in near if _fold_lookalikes(found) == found]
            for found, distance in looks:
                best[found] = min(best.get(found, distance), distance)
        return sorted(best.items(), key=lambda pair: (pair[1], pair[0]))

    def find_corrections(self, word: str, limit: int = 5) -> list[str]:
        """Other words that `word` may be a misspelling of, likeliest first, at most `limit`.

        Fewer typos come first; of as many, first what has the same letters in another order, then
        what begins and runs alike (Jaro-Winkler).
        """
        from rapidfuzz.distance import JaroWinkler

        folded = fold(word)

        def rank(pair: tuple[str, int]) -> tuple[int, bool, float, str]:
            near, distance = pair
            other_letters = sorted(near) != sorted(folded)
            return distance, other_letters, -JaroWinkler.similarity(folded, near), near

        typos = 1 if len(folded) < 4 else 2 if len(folded) < 8 else 3
        found = [pair for pair in self.find_within(folded, typos) if pair[0] != folded]
        return [near for near, _ in sorted(found, key=rank)[:limit]]

    @cached_property
    def _words(self) -> list[str]:
        return self._beginning("")

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        return _group_by_length(self._words)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        """Words by what they look like in print, where that is not what they are."""
        by_key: dict[str, list[str]] = {}
        for word in self._words:
            key = _fold_lookalikes(word)
            if key != word:
                by_key.setdefault(key, []).append(word)
        return by_key

    @cached_property
    def _keys_by_length(self) -> dict[int, list[str]]:
        return _group_by_length(self._by_key)


def _fold_lookalikes(word: str) -> str:
    """`word` with what looks alike in print made the same."""
    return word.replace("rn", "m").replace("1", "l").replace("0", "o")


def _group_by_length(words: Iterable[str]) -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return by_length


def _find_near_length(by_length: dict[int, list[str]], word: str, typos: int) -> list[str]:
    """The words whose length alone does not put them further than `typos` from `word`."""
    lengths = range(len(word) - typos, len(word) + typos + 1)
    return [near for length in lengths for near in by_length.get(length, ())]
