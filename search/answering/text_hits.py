"""Where the words of a question stand in a text."""

# No `from __future__ import annotations`: the field types of a named tuple would then be strings,
# which typing compiles at every start.

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from indexer.words.tokens import STRANGER, Token, fold_aligned, tokenise
from search.asking.query import (
    And,
    AtLeast,
    Filter,
    InNotes,
    Most,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    Within,
)
from search.expanding.expansion import Expansion


class Hit(NamedTuple):
    """A stretch of text that matches a term."""

    start: int
    """0-based offset of its first character."""
    end: int
    """Offset after its last character."""
    term: int
    """0-based number of the term in the question."""


def list_positive_terms(node: Node) -> list[Term]:
    """The terms of a question in order, each once, without the negated ones."""
    match node:
        case And(children) | Or(children):
            terms = (term for child in children for term in list_positive_terms(child))
            return list(dict.fromkeys(terms))
        case Not() | Filter():
            return []
        case Most(words):
            return list(words)
        case AtLeast(term) | InNotes(term):
            return [term]
        case _:
            return [node]


def find_hits(text: str, terms: Sequence[Term], expansion: Expansion) -> list[Hit]:
    """Every place in `text` that matches one of `terms`, in order."""
    searched = SearchedText(text, expansion)
    hits = {
        Hit(start, end, number)
        for number, term in enumerate(terms)
        for start, end in searched.find_spans(term)
    }
    return sorted(hits)


class SearchedText:
    """One text; its words are worked out only if needed, and once."""

    def __init__(self, text: str, expansion: Expansion) -> None:
        self._text = text
        self._expansion = expansion

    def find_spans(self, term: Term) -> list[tuple[int, int]]:
        """Start and end, in characters, of every place that matches `term`, in order."""
        words = term.words if isinstance(term, Phrase | Near | Within) else (term,)
        wanted = [self._expansion.expand(word) for word in words]
        if isinstance(term, Near | Within):
            ordered = isinstance(term, Within) and term.ordered
            return self._find_near_spans(wanted, term.distance, ordered=ordered)
        return self._find_runs(wanted)

    @cached_property
    def _aligned(self) -> str | None:
        return fold_aligned(self._text)

    @cached_property
    def _tokens(self) -> list[Token]:
        return list(tokenise(self._text))

    def _find_runs(self, wanted: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
        """Places where one word of each set follows the other directly.

        A regular expression is many times faster than comparing word by word, which remains for
        texts in which folding would move characters, and for "§".
        """
        if not all(wanted):
            return []
        if self._aligned is not None and all(map(_is_plain, wanted)):
            pattern = _make_run_pattern(tuple(wanted))
            return [match.span(1) for match in pattern.finditer(self._aligned)]
        tokens, last = self._tokens, len(wanted) - 1
        return [
            (tokens[at].start, tokens[at + last].end)
            for at in range(len(tokens) - last)
            if tokens[at].word in wanted[0]
            and all(tokens[at + step].word in wanted[step] for step in range(1, last + 1))
        ]

    def _find_near_spans(
        self, wanted: Sequence[frozenset[str]], distance: int, *, ordered: bool = False
    ) -> list[tuple[int, int]]:
        """Start and end, in characters, of the stretches that hold every wanted word."""
        # here: few questions ask for nearness
        from engine.nearness import find_near_spans, find_ordered_spans

        bits: dict[str, int] = {}
        for number, words in enumerate(wanted):
            for word in words:
                bits[word] = bits.get(word, 0) | 1 << number
        places = [at for at, token in enumerate(self._tokens) if token.word in bits]
        fits = [bits[self._tokens[at].word] for at in places]
        if ordered:
            of_each = [
                [at for at, fit in zip(places, fits, strict=True) if fit >> number & 1]
                for number in range(len(wanted))
            ]
            spans = find_ordered_spans(of_each, distance)
        else:
            spans = find_near_spans(places, fits, len(wanted), distance)
        return [(self._tokens[first].start, self._tokens[last].end) for first, last in spans]


@lru_cache(maxsize=4096)
def _is_plain(words: frozenset[str]) -> bool:
    return all(word.isascii() and word.isalnum() for word in words)


@lru_cache(maxsize=256)
def _make_run_pattern(wanted: tuple[frozenset[str], ...]) -> re.Pattern[str]:
    """A lookahead holds the run, so that overlapping runs are all found."""
    options = ["|".join(sorted(words, key=len, reverse=True)) for words in wanted]
    letter = f"A-Za-z0-9{STRANGER}"
    run = f"[^{letter}§]+".join(f"(?:{words})" for words in options)
    return re.compile(f"(?<![{letter}])(?=({run})(?![{letter}]))", re.IGNORECASE | re.ASCII)
