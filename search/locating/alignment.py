"""Where in a text a quotation fits best, word by word: the exact span and the differences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.words.tokens import UNKNOWN, fold_text
from search.locating.word_text import WordText

_SLACK = 3
"""Words by which either end of a first fit may be moved."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A span of words that fits a quotation."""

    first: int
    """Index of the first word in the text."""
    last: int
    """Index after the last word."""
    similarity: float
    """0 to 1: one minus the edit distance between the folded texts over the longer length."""


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


def find_best_fit(needle: WordText, text: WordText, least: float) -> Fit | None:
    """The span of `text` most similar to `needle`; None if none is at least `least` similar."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not needle.words or not text.words:
        return None
    # A looser limit than `least`: this span seldom ends where a word does.
    rough = partial_ratio_alignment(needle.plain, text.plain, score_cutoff=100 * (least - 0.12))
    if rough is None or rough.dest_end <= rough.dest_start:
        return None
    first = text.find_word_at(rough.dest_start)
    last = text.find_word_at(rough.dest_end - 1) + 1
    best = Fit(first, last, 0.0)
    for begin in range(max(0, first - _SLACK), min(last, first + _SLACK + 1)):
        for end in range(max(begin + 1, last - _SLACK), min(len(text.words), last + _SLACK) + 1):
            similarity = Levenshtein.normalized_similarity(
                needle.plain, text.slice_words(begin, end), score_cutoff=best.similarity
            )
            if similarity > best.similarity:
                best = Fit(begin, end, similarity)
    return best if best.similarity >= least else None


def find_differences(
    needle: WordText, text: WordText, free: frozenset[int] = frozenset()
) -> list[Difference]:
    """The differences between the quotation and the source's words for it, in order.

    Words of the needle whose indices are in `free` stand for anything; they count as unlike all
    others, so that each comes out as a difference.
    """
    from rapidfuzz.distance import Levenshtein

    words = [f"\0{at}" if at in free else word for at, word in enumerate(needle.words)]
    differences: list[Difference] = []
    for code in Levenshtein.opcodes(words, text.words):
        if code.tag == "equal":
            continue
        a, b = code.src_start, code.src_end
        c, d = code.dest_start, code.dest_end
        last = differences[-1] if differences else None
        if last and (last.quoted_words[1], last.source_words[1]) == (a, c):
            differences.pop()
            a, c = last.quoted_words[0], last.source_words[0]
        quoted, source = _get_text(needle, a, b), _get_text(text, c, d)
        differences.append(Difference(quoted, source, (a, b), (c, d)))
    return differences


def _get_text(text: WordText, first: int, last: int) -> str:
    if first >= last:
        return ""
    start, end = text.get_span(first, last)
    return text.text[start:end]


def choose_least_similarity(words: Sequence[str]) -> float:
    """How similar a span must be to count as the place of a quotation with these folded words.

    Below 4 words or 20 letters it must be equal; above that, the shorter, the stricter.
    """
    letters = sum(len(word) for word in words) + len(words) - 1
    if len(words) < 4 or letters < 20:
        return 1.0
    if len(words) < 6:
        return 0.85
    return 0.78 if len(words) < 10 else 0.7
