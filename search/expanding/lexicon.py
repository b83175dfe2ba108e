"""The words of a corpus: those of one stem, those that match a pattern, those spelt alike.

The index lists its words in alphabetical order, so those of a stem are looked for only among those
with the same beginning. All words are kept in memory only to find those spelt alike.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from indexer.library import Library
from indexer.words.compounds import join_parts
from indexer.words.tokens import fold

LIKE_LIMIT = 1_000
"""The most words that `Lexicon.find_matching` returns."""

_LONGEST = 64
"""Letters; a longer word is no misspelling of anything."""


def get_lexicon(library: Library) -> Lexicon:
    """The words of a corpus, kept with its library."""
    return library.make_once(_make_lexicon)


def _make_lexicon(library: Library) -> Lexicon:
    return Lexicon(library.engine.list_words)


class Lexicon:
    """The words of one state of a corpus: after indexing, make a new one."""

    def __init__(self, list_words: Callable[[str], list[str]]) -> None:
        """`list_words` returns the folded words that begin with its argument, alphabetically."""
        self._list_words = list_words

    def find_same_stem(self, word: str) -> list[str]:
        """The words with the stem of `word`, or of another spelling of it, in alphabetical order,
        itself only if it occurs; compounds too (`indexer.words.compounds`)."""
        from indexer.words import stems  # here: a phrase needs none
        from search.expanding.spellings import list_other_spellings

        found: set[str] = set()
        spellings = (fold(word), *list_other_spellings(fold(word)))
        for wanted in dict.fromkeys(map(stems.stem_word, spellings)):
            candidates = self._list_words(stems.find_common_beginning(wanted))
            joined = list(map(join_parts, candidates))
            with_stems = zip(candidates, stems.stem_words(joined), strict=True)
            found.update(candidate for candidate, stem in with_stems if stem == wanted)
        return sorted(found, key=str.encode)

    def find_family(self, word: str) -> list[str]:
        """The words of the family of `word`, as `search.expanding.families` says, by beginnings."""
        from search.expanding.families import find_root, list_beginnings, list_numerals

        others = list_numerals(fold(word))
        numerals = [near for near in others if self._list_words(near)[:1] == [near]]
        if word[:1].isdigit() or numerals:
            return numerals
        root = find_root(fold(word))
        candidates = (
            near for begin in list_beginnings(fold(word)) for near in self._list_words(begin)
        )
        family = (near for near in candidates if find_root(join_parts(near)) == root)
        return list(dict.fromkeys(family))

    def find_relatives(self, word: str) -> list[str]:
        """The other words of the family of `word`, those most like it first."""
        from rapidfuzz.distance import JaroWinkler

        others = (near for near in self.find_family(word) if near != word and near.isalpha())
        return sorted(others, key=lambda near: (-JaroWinkler.similarity(word, near), near))

    def find_matching(self, pattern: str) -> tuple[list[str], bool]:
        """The words that match `pattern` (`*`, `?`), alphabetically; True if some are missing.

        Of more than `LIKE_LIMIT` words only the shortest are returned.
        """
        folded = fold(pattern)
        candidates = self._list_words(re.split(r"[*?]", folded, maxsplit=1)[0])
        # A pattern longer than every word need not be compiled, however long it is.
        if len(folded) - folded.count("*") > max(map(len, candidates), default=0):
            return [], False
        matches = re.compile(fnmatch.translate(folded)).match
        words = [word for word in candidates if matches(join_parts(word))]
        kept = sorted(words, key=lambda word: (len(word), word))[:LIKE_LIMIT]
        return sorted(kept), len(kept) < len(words)

    def find_within(self, word: str, typos: int) -> list[tuple[str, int]]:
        """The words at most `typos` typos from `word`, with their number of typos, fewest first.

        One typo is a letter too many, too few or wrong, two neighbouring letters swapped (the
        optimal string alignment distance), or what scanners confuse: rn for m, 1 for l, 0 for o,
        however often in the word.
        """
        folded = fold(word)
        if len(folded) > _LONGEST:
            return []
        near = list(_find_spelt_like(folded, self._by_length, typos))
        if typos > 0:
            look = _fold_lookalikes(folded)
            for key, distance in _find_spelt_like(look, self._keys_by_length, typos - 1):
                near += [(spelling, distance + 1) for spelling in self._by_key[key]]
            if look != folded:  # otherwise the words that are their own keys were compared above
                others = _find_spelt_like(look, self._by_length, typos - 1)
                near += [(key, n + 1) for key, n in others if _fold_lookalikes(key) == key]
        fewest: dict[str, int] = {}
        for spelling, distance in near:
            fewest[spelling] = min(fewest.get(spelling, distance), distance)
        return sorted(fewest.items(), key=lambda pair: (pair[1], pair[0]))

    def find_corrections(self, word: str, limit: int = 5) -> list[str]:
        """Other words that `word` may be a misspelling of, likeliest first, at most `limit`.

        Those with fewer typos come first; among equals those with the same letters in another
        order, then those most similar by Jaro-Winkler, which favours a common beginning.
        """
        from rapidfuzz.distance import JaroWinkler

        from search.asking.terms import choose_typo_limit  # here: locating needs no query language

        folded = fold(word)

        def rank(pair: tuple[str, int]) -> tuple[int, bool, float, str]:
            near, distance = pair
            other_letters = sorted(near) != sorted(folded)
            return distance, other_letters, -JaroWinkler.similarity(folded, near), near

        # One more than in a question: a suggestion is only offered, not searched for.
        near = self.find_within(folded, 1 + choose_typo_limit(folded))
        others = [pair for pair in near if pair[0] != folded]
        return [spelling for spelling, _ in sorted(others, key=rank)[:limit]]

    @cached_property
    def _words(self) -> list[str]:
        """Those that are spelt as they stand: no compounds."""
        return [word for word in self._list_words("") if word == join_parts(word)]

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        return _group_by_length(self._words)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        """Words by what they look like in print, if that differs from the word itself."""
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
    """`word` with letters that look alike in print made the same."""
    return word.replace("rn", "m").replace("1", "l").replace("0", "o")


def _group_by_length(words: Iterable[str]) -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return by_length


def _find_spelt_like(
    word: str, by_length: dict[int, list[str]], typos: int
) -> Iterator[tuple[str, int]]:
    """The words at most `typos` edits from `word`, with their distances."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    lengths = range(len(word) - typos, len(word) + typos + 1)
    candidates = [near for length in lengths for near in by_length.get(length, ())]
    scorer: Any = OSA.distance  # RapidFuzz's own types do not let it be a scorer
    near = extract(word, candidates, scorer=scorer, score_cutoff=typos, limit=None)
    return ((spelling, int(distance)) for spelling, distance, _ in near)
