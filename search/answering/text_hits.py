"""Where the words of a question stand in a text."""

# No `from __future__ import annotations`: the field types of a named tuple would then be texts, and
# typing compiles those, which takes 1 ms of every start.

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from indexer.words.tokens import STRANGER, Token, fold_aligned, tokenise
from search.asking.query import And, Filter, Fuzzy, Glob, Near, Node, Not, Or, Phrase, Term, Word
from search.expanding.expansion import Expansion


class Hit(NamedTuple):
    """A stretch of text that answers a term."""

    start: int
    """Offset of its first character, 0-based."""
    end: int
    """Offset after its last character."""
    term: int
    """Which of the question's terms, 0-based."""


def list_positive_terms(node: Node) -> list[Term]:
    """The terms of a question that are looked for, in order, each once; negated ones are not."""
    match node:
        case And(children) | Or(children):
            found = [term for child in children for term in list_positive_terms(child)]
            return list(dict.fromkeys(found))
        case Not() | Filter():
            return []
        case _:
            return [node]


def find_hits(text: str, terms: Sequence[Term], expansion: Expansion) -> list[Hit]:
    """Every place in `text` that answers one of `terms`, in order."""
    searched = SearchedText(text, expansion)
    hits = {
        Hit(start, end, number)
        for number, term in enumerate(terms)
        for start, end in searched.find_spans(term)
    }
    return sorted(hits)


class SearchedText:
    """One text, its words taken apart once and only if need be."""

    def __init__(self, text: str, expansion: Expansion) -> None:
        self._text = text
        self._expansion = expansion
        self._tokens: list[Token] | None = None

    def find_spans(self, term: Term) -> list[tuple[int, int]]:
        """Start and end, in characters, of every place that answers `term`, in order."""
        match term:
            case Word() | Fuzzy() | Glob():
                return self._find_runs([self._expansion.expand(term)])
            case Phrase(words):
                return self._find_runs([self._expansion.expand(word) for word in words])
            case Near(words, distance):
                wanted = [self._expansion.expand(word) for word in words]
                return _find_near_spans(self._list_tokens(), wanted, distance)

    @cached_property
    def _aligned(self) -> str | None:
        return fold_aligned(self._text)

    def _list_tokens(self) -> list[Token]:
        if self._tokens is None:
            self._tokens = list(tokenise(self._text))
        return self._tokens

    def _find_runs(self, wanted: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
        """Places where words of each set follow one another directly.

        A regular expression does it, many times faster than going through the words; but where
        characters would lose their places in folding, or for "§", it goes through the words.
        """
        if not all(wanted):
            return []
        if self._aligned is not None and all(map(_is_plain, wanted)):
            pattern = _make_run_pattern(tuple(wanted))
            return [found.span(1) for found in pattern.finditer(self._aligned)]
        found = self._list_tokens()
        last = len(wanted) - 1
        return [
            (token.start, found[at + last].end)
            for at, token in enumerate(found[: len(found) - last])
            if token.word in wanted[0]
            and all(found[at + step].word in wanted[step] for step in range(1, len(wanted)))
        ]


@lru_cache(maxsize=4096)
def _is_plain(words: frozenset[str]) -> bool:
    return all(word.isascii() and word.isalnum() for word in words)


@lru_cache(maxsize=256)
def _make_run_pattern(wanted: tuple[frozenset[str], ...]) -> re.Pattern[str]:
    """Overlapping places count each: the run is looked for from every word on."""
    options = ["|".join(sorted(words, key=len, reverse=True)) for words in wanted]
    letter = f"A-Za-z0-9{STRANGER}"
    run = f"[^{letter}§]+".join(f"(?:{some})" for some in options)
    return re.compile(f"(?<![{letter}])(?=({run})(?![{letter}]))", re.IGNORECASE | re.ASCII)


def _find_near_spans(
    found: Sequence[Token], wanted: Sequence[frozenset[str]], distance: int
) -> list[tuple[int, int]]:
    """Start and end, in characters, of the stretches that hold every wanted word."""
    from engine.nearness import find_near_spans  # here: few questions ask for nearness

    bits: dict[str, int] = {}
    for number, words in enumerate(wanted):
        for word in words:
            bits[word] = bits.get(word, 0) | 1 << number
    places = [at for at, token in enumerate(found) if token.word in bits]
    fits = [bits[found[at].word] for at in places]
    spans = find_near_spans(places, fits, len(wanted), distance)
    return [(found[first].start, found[last].end) for first, last in spans]
