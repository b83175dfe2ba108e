"""A passage compared with a question by what they mean, and by the words as they were typed.

The weights, and where they come from, are in `docs/ranking.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.frozen import replace_fields
from indexer.library import Library
from indexer.words.tokens import fold, split_words
from search.answering.passages import Passage, Wanted, saturate
from search.answering.rarity import measure_rarity
from search.asking.carriers import CARRIERS
from search.asking.query import Exact, Fuzzy, Glob, Term, Word, list_words
from search.meaning.likeness import Meaning
from search.meaning.related_words import load_related_words

_LIKENESS, _CLOSEST = 1.0, 2.0
"""What a passage of the very same meaning is worth, and what its closest stretch is, to all words
of the question being there."""
_RELATED = 2.0
"""What a word is worth that means as good as the same as one that is missing, to that word."""
_WORDING = 0.5
"""What a word just as it was typed is worth besides, to the same word in any form."""


class Comparison:
    """Compares passages with one question."""

    def __init__(
        self, library: Library, text: str, terms: Sequence[Term], wanted: Sequence[Wanted]
    ) -> None:
        """`text` is the question as typed; `wanted` says what each of its `terms` may be."""
        plain = [[fold(word.word) for word in _list_plain(term)] for term in terms]
        typed = [word for words in plain for word in words]
        self._meaning = Meaning(typed)
        self._related = [
            (number, each.rarity, _find_related(words))
            for number, (each, words) in enumerate(zip(wanted, plain, strict=True))
        ]
        self._total = sum(each.rarity for each in wanted)
        carriers = (word for word in split_words(text) if word in CARRIERS)
        words = list(dict.fromkeys([*typed, *carriers]))
        held = library.engine.count_pages_of_each(words)
        pages = library.measure_coverage()["pages"]
        self._rarities = {word: measure_rarity(held[word], pages) for word in words}

    def compare(self, passage: Passage, text: str) -> Passage:
        """`passage`, which stands in `text`, worth more for what it has in common with the
        question."""
        words = split_words(text[passage.start : passage.end])
        alike = self._meaning.measure_likeness(words)
        likeness = _LIKENESS * alike.whole + _CLOSEST * alike.closest
        score = passage.score + self._total * likeness
        score += _RELATED * self._measure_related(frozenset(words), passage.held)
        score += _WORDING * self._measure_wording(words)
        return replace_fields(passage, score=round(score, 3))

    def _measure_related(self, words: frozenset[str], held: Sequence[int]) -> float:
        """For each word that is missing its rarity, by how near the nearest of `words` is."""
        score = 0.0
        for number, rarity, related in self._related:
            if number not in held:
                score += rarity * max(map(related.__getitem__, words & related.keys()), default=0.0)
        return score

    def _measure_wording(self, words: Sequence[str]) -> float:
        score = 0.0
        for word, rarity in self._rarities.items():
            if count := words.count(word):
                score += rarity * saturate(count, len(words))
        return score


def _list_plain(term: Term) -> list[Word | Exact | Fuzzy]:
    """The words of a term that are whole, no patterns."""
    return [word for word in list_words(term) if not isinstance(word, Glob)]


def _find_related(words: Sequence[str]) -> dict[str, float]:
    """What is related to any of `words`, without what carries nothing."""
    found: dict[str, float] = {}
    for word in words:
        for other, share in load_related_words().find(word).items():
            if other not in CARRIERS:
                found[other] = max(share, found.get(other, 0.0))
    return found
