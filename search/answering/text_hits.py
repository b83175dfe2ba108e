"""Where the words of a question stand in a text."""

# No `from __future__ import annotations`: the field types of a named tuple would then be strings,
# which typing compiles at every start.

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from indexer.cleaning.page_text import PARAGRAPH
from indexer.words.compounds import HYPHENS, PREFIXES, find_compounds, find_parts, join_parts
from indexer.words.tokens import STRANGER, Token, fold_aligned, tokenise
from search.asking.query import (
    And,
    AtLeast,
    Filter,
    Hyphened,
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

_FEW = 24
"""So many words are looked for one by one."""
_LOWERCASE = "abcdefghijklmnopqrstuvwxyz"  # as in `string`, which compiles a pattern of its own
_OF_WORDS = frozenset(f"{_LOWERCASE}0123456789{STRANGER}")
_LOWER = {ord(lower.upper()): lower for lower in _LOWERCASE}


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
    if not text:
        return []
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
        if isinstance(term, Hyphened):
            forms = self._expansion.expand_joined(term)
            each = self._expansion.expand_each(term)
            as_two = self._find_runs(each) if term.may_be_two else []
            return sorted({*as_two, *self._find_runs([forms])})
        if isinstance(term, Within) and term.unit != "words":
            return self._find_in_one_unit(term)
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
            if len(wanted) == 1 and _are_few_words(wanted[0]):
                return _find_words(self._aligned, wanted[0])
            pattern = _make_run_pattern(tuple(wanted))
            return [match.span(1) for match in pattern.finditer(self._aligned)]
        tokens = self._tokens
        return [
            (token.start, tokens[end - 1].end)
            for at, token in enumerate(tokens)
            if (end := self._find_end_of_run(at, wanted))
        ]

    def _find_end_of_run(self, at: int, wanted: Sequence[frozenset[str]]) -> int:
        """The place after the run of words that begins `at` a place; 0 where none does."""
        if not wanted:
            return at
        if at >= len(self._tokens):
            return 0
        end = 0
        if self._tokens[at].word in wanted[0]:
            end = self._find_end_of_run(at + 1, wanted[1:])
        if not end and self._compounds.get(at, "") in wanted[0]:
            end = self._find_end_of_run(at + 2, wanted[1:])
        return end

    @cached_property
    def _compounds(self) -> dict[int, str]:
        return find_compounds(self._text, self._tokens)

    @cached_property
    def _paragraphs(self) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        start = 0
        for paragraph in self._text.split(PARAGRAPH):
            spans.append((start, start + len(paragraph)))
            start += len(paragraph) + len(PARAGRAPH)
        return spans

    def _find_in_one_unit(self, term: Within) -> list[tuple[int, int]]:
        """Start and end of the shortest stretches of one sentence, or paragraph, with both parts of
        `term`."""
        sides = sorted(
            (start, end, side)
            for side, part in enumerate((term.left, term.right))
            for start, end in self.find_spans(part)
        )
        pairs = [
            (start, end)
            for (start, before, side), (after, end, other) in pairwise(sides)
            if side != other and before <= after and not (term.ordered and side)
        ]
        if not pairs:
            return []
        if term.unit == "sentence":
            from search.answering.sentences import find_sentence_spans  # here: few need sentences

            units = find_sentence_spans(self._text)
        else:
            units = self._paragraphs
        return [
            (start, end)
            for start, end in pairs
            if end <= units[max(0, bisect_right(units, start, key=itemgetter(0)) - 1)][1]
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
        compounds = self._compounds if any(map(find_parts, bits)) else {}
        every = {
            at: bits.get(token.word, 0) | bits.get(compounds.get(at, ""), 0)
            for at, token in enumerate(self._tokens)
        }
        places = [at for at, fit in every.items() if fit]
        fits = [every[at] for at in places]
        if ordered:
            of_each = [
                [at for at, fit in zip(places, fits, strict=True) if fit >> number & 1]
                for number in range(len(wanted))
            ]
            spans = find_ordered_spans(of_each, distance)
        else:
            spans = find_near_spans(places, fits, len(wanted), distance)
        return [(self._tokens[first].start, self._tokens[last].end) for first, last in spans]


def _find_words(aligned: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of each of the words, in order; compiling a pattern of them takes longer than
    looking through many texts."""
    text = aligned.lower()
    if len(text) != len(aligned):  # as a capital of Turkish makes two characters
        text = aligned.translate(_LOWER)
    spans: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if text[at - 1 : at] not in _OF_WORDS and text[end : end + 1] not in _OF_WORDS:
                spans.append((at, end))
            at = text.find(word, end)
    return sorted(spans)


@lru_cache(maxsize=4096)
def _are_few_words(words: frozenset[str]) -> bool:
    """Whether there are not many, and each stands in a text as it is: a compound does not."""
    return len(words) <= _FEW and not any(map(find_parts, words))


@lru_cache(maxsize=4096)
def _is_plain(words: frozenset[str]) -> bool:
    return all(word.isascii() and join_parts(word).isalnum() for word in words)


@lru_cache(maxsize=256)
def _make_run_pattern(wanted: tuple[frozenset[str], ...]) -> re.Pattern[str]:
    """A lookahead holds the run, so that overlapping runs are all found."""
    letter = f"A-Za-z0-9{STRANGER}"
    gap = f"[^{letter}§]+"
    options = [
        "|".join(_make_pattern(word, gap) for word in sorted(words, key=len, reverse=True))
        for words in wanted
    ]
    run = gap.join(f"(?:{words})" for words in options)
    return re.compile(f"(?<![{letter}])(?=({run})(?![{letter}]))", re.IGNORECASE | re.ASCII)


def _make_pattern(word: str, gap: str) -> str:
    parts = find_parts(word)
    if parts is None:
        return word
    return (gap if parts[0] in PREFIXES else f"[{HYPHENS}]").join(parts)
