"""Where in a text a quotation fits best, word by word: the exact span and the differences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.words.tokens import UNKNOWN, fold_text
from search.locating.chaining import Chain, chain_whole, chain_words
from search.locating.word_table import Words
from search.locating.word_text import WordText

Span = tuple[int, int]
"""Indices of a first word and the one after the last."""

_CLOSE, _LONGEST_LEFT_OUT = 12, 150
"""Words on either side of a likely place that are looked at first, and then: a paragraph or two."""
_LEFT_OUT = 4.0
"""What words left out in one go count at most, in letters: as a short word that is changed."""
_FOREIGN = 2
"""Words that the place does not have: with as many, a quotation may go on further away."""
_LOST = 4
"""Words at either end of a quotation that the place has not, and that may stand for others."""
_SENTENCE_END = re.compile(r"[.!?…]|\n\n")
_HOPELESS = 0.3
"""With a place less similar than this, nothing further away would make it one."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A span of words that fits a quotation."""

    first: int
    """Index of the first word in the text."""
    last: int
    """Index after the last word."""
    similarity: float
    """0 to 1: one minus what must be changed in the quotation, in letters, over its letters. Words
    left out in one go count as one changed word, however many they are."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the quotation that differ from the source's."""

    quoted: str
    """As in the quotation; "" if it leaves words out."""
    source: str
    """As in the source; "" if the quotation adds words."""
    quoted_words: tuple[int, int]
    """Indices of the first word in the quotation and the one after the last."""
    source_words: tuple[int, int]
    """The same in the source."""

    @property
    def kind(self) -> str:
        """`changed`, `added` or `left out`, as seen from the quotation."""
        return "changed" if self.quoted and self.source else "added" if self.quoted else "left out"

    @property
    def is_uncertain(self) -> bool:
        """Whether the source may have the quoted words: it differs in letters that cannot be told.

        U+FFFD within a word may be a letter, or a few that are joined; alone, any words or none.
        """
        if UNKNOWN not in self.source:
            return False
        source = fold_text(self.source).split(" ")
        patterns = (
            ".*" if word == UNKNOWN else ".{0,3}".join(map(re.escape, word.split(UNKNOWN)))
            for word in source
        )
        pattern = " ".join(patterns).replace(" .*", "( .*)?").replace(".* ", "(.* )?")
        return re.fullmatch(pattern, fold_text(self.quoted)) is not None

    def describe(self) -> str:
        """One line for a person."""
        if self.is_uncertain:
            return (
                f"the source has “{self.source}”, where {UNKNOWN} cannot be read: compare"
                + (f" “{self.quoted}” with" if self.quoted else "")
                + " the page"
            )
        if self.kind == "changed":
            return f"quoted “{self.quoted}”, the source has “{self.source}”"
        if self.kind == "added":
            return f"quoted “{self.quoted}”, which the source does not have here"
        return f"left out: “{self.source}”"

    def as_json(self) -> dict[str, str]:
        """The documented, stable form."""
        return {"kind": self.kind, "quoted": self.quoted, "source": self.source}


def find_exact_fits(needle: WordText, text: WordText) -> Iterator[Fit]:
    """Every place where the words of `needle` occur exactly."""
    if not needle.words:
        return
    padded, wanted = f" {text.plain} ", f" {needle.plain} "  # so that only whole words match
    at = padded.find(wanted)
    while at >= 0:
        first = text.find_word_at(at)
        yield Fit(first, first + len(needle.words), 1.0)
        at = padded.find(wanted, at + 1)


def find_best_fit(
    needle: WordText, text: WordText, least: float, near: int | None = None
) -> Fit | None:
    """The span of `text` most similar to `needle`; None if none is at least `least` similar.

    With `near`, the index of a word about where the quotation should begin, only its surroundings
    are looked at: closely at first, and further away for what may be left out in between.
    """
    count = len(needle.words)
    if near is None:
        fit, _ = _fit_within(needle, text, 0, len(text.words))
        return fit if fit is not None and fit.similarity >= least else None
    fit, foreign = _fit_within(needle, text, max(0, near - _CLOSE), near + count + _CLOSE)
    if fit is not None and fit.similarity >= _HOPELESS and foreign >= _FOREIGN:
        far = _LONGEST_LEFT_OUT
        wider, _ = _fit_within(needle, text, max(0, near - far), near + count + far)
        if wider is not None and wider.similarity > fit.similarity:
            fit = wider
    return fit if fit is not None and fit.similarity >= least else None


def _fit_within(needle: WordText, text: WordText, start: int, stop: int) -> tuple[Fit | None, int]:
    """The best span among some words of `text`, and how many words it has not; one more if it ends
    where these words do, and if the quotation's first or last word is among them."""
    words = text.words[start:stop]
    chain = chain_words(needle.words, words)
    if chain is None or chain.first >= chain.last:
        return None, 0
    differences = _list_differences(needle.words, words, chain)
    at_edge = chain.first == 0 or chain.last == len(words)
    cost = sum(_measure_difference(needle.words, words, *spans) for spans in differences)
    similarity = max(0.0, 1.0 - cost / max(1, len(needle.plain)))
    foreign = sum(last - first for (first, last), _ in differences) + at_edge
    if any(
        first < last and (first == 0 or last == len(needle.words))
        for (first, last), _ in differences
    ):
        foreign += 1
    first, last = _reach_out(needle, text, chain, start)
    return Fit(first, last, similarity), foreign


def _reach_out(needle: WordText, text: WordText, chain: Chain, start: int) -> Span:
    """The span of a chain that begins at word `start` of `text`; where the quotation begins or ends
    with a few other words, with as many of the source's in their place, within the sentence."""
    (quoted, source), (last_quoted, last_source) = chain.pairs[0], chain.pairs[-1]
    first, last = start + chain.first, start + chain.last
    if source == chain.first and quoted <= _LOST:
        for _ in range(quoted):
            if first == 0 or _SENTENCE_END.search(_get_gap(text, first - 1)):
                break
            first -= 1
    lost = len(needle.words) - last_quoted - 1
    if last_source + 1 == chain.last and lost <= _LOST:
        for _ in range(lost):
            if last == len(text.words) or _SENTENCE_END.search(_get_gap(text, last - 1)):
                break
            last += 1
    return first, last


def _get_gap(text: WordText, at: int) -> str:
    """What stands between a word and the next."""
    return text.text[text.spans[at][1] : text.spans[at + 1][0]]


def _measure_difference(quoted: Words, source: Words, ours: Span, theirs: Span) -> float:
    """What a difference costs, in letters."""
    from rapidfuzz.distance import Levenshtein

    a, b = " ".join(quoted[slice(*ours)]), " ".join(source[slice(*theirs)])
    if not a:
        return min(_LEFT_OUT, len(b) + 1.0)
    if not b:
        return len(a) + 1.0
    return min(float(Levenshtein.distance(a, b)), len(a) + _LEFT_OUT)


def find_differences(
    needle: WordText, text: WordText, free: frozenset[int] = frozenset()
) -> list[Difference]:
    """The differences between the quotation and the source's words for it, in order.

    Words of the needle whose indices are in `free` stand for anything; they count as unlike all
    others, so that each comes out as a difference.
    """
    words = [f"\0{at}" if at in free else word for at, word in enumerate(needle.words)]
    chain = chain_whole(words, text.words)
    return [
        Difference(_get_text(needle, *ours), _get_text(text, *theirs), ours, theirs)
        for ours, theirs in _list_differences(words, text.words, chain)
    ]


def _list_differences(quoted: Words, source: Words, chain: Chain) -> list[tuple[Span, Span]]:
    """The spans of words between the equal ones."""
    spans: list[tuple[Span, Span]] = []
    i, j = 0, chain.first
    for next_i, next_j in (*chain.pairs, (len(quoted), chain.last)):
        if i < next_i or j < next_j:
            spans.append(((i, next_i), (j, next_j)))
        i, j = next_i + 1, next_j + 1
    return spans


def _get_text(text: WordText, first: int, last: int) -> str:
    if first >= last:
        return ""
    start, end = text.get_span(first, last)
    return text.text[start:end]


def choose_least_similarity(words: Sequence[str]) -> float:
    """How similar a span must be to count as the place of a quotation with these folded words.

    Below 4 words or 20 letters it must be equal; above that, the shorter, the stricter. Repeated
    words count once: they tell no more than one of them.
    """
    different = set(words)
    letters = sum(len(word) for word in different) + len(different) - 1
    if len(different) < 4 or letters < 20:
        return 1.0
    if len(different) < 6:
        return 0.85
    return 0.78 if len(different) < 10 else 0.7
