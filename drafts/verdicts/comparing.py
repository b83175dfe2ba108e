"""What differs between a quotation and its place, which differences the writer marked, and which
are only what copying leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafts.verdicts.marked_changes import QuotedSegment, locate_words
from drafts.verdicts.residue import Residue, explain_residue
from indexer.words.tokens import UNKNOWN
from search.locating.alignment import Difference, find_differences
from search.locating.word_text import WordText

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nothing|cannot|unless|except|without)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_LONGEST_BRACKET = 15
"""Words of the source that a bracket may stand for."""
_LEFT_OUT = 2
"""Words."""
LONGEST_GAP = 120
"""Words left out at an ellipsis beyond which a dropped "not" no longer changes the sentence."""

_BAR, _STRUCK = "█", "\u0336"
"""How the text shows a black bar, and after each letter that it is struck through."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CheckedDifference:
    """A difference between quotation and source, and whether the writer marked it."""

    difference: Difference
    marked: bool
    quoted_at: tuple[int, int]
    """Start and end in the quotation; equal if it leaves words out."""
    source_at: tuple[int, int]
    """Start and end in the match's text; equal if the quotation adds words."""

    def as_json(self) -> dict[str, object]:
        """The documented, stable form."""
        return {**self.difference.as_json(), "marked": self.marked}


@dataclass(frozen=True, slots=True)
class Compared:
    """A segment of a quotation against its place."""

    differences: tuple[CheckedDifference, ...]
    residues: tuple[Residue, ...]


def compare_segment(segment: QuotedSegment, words: WordText, span: Span, begin: int) -> Compared:
    """What differs between a segment and the words of `span`; the match begins at the character
    `begin`."""
    source = WordText(slice_text(words, *span))
    offset = words.spans[span[0]][0] - begin if span[0] < span[1] else 0
    differences: list[CheckedDifference] = []
    residues: list[Residue] = []
    for difference in find_differences(segment.text, source, segment.put_in):
        first, last = difference.quoted_words
        start, end = difference.source_words
        if segment.text.words[first:last] == source.words[start:end]:
            continue  # a bracketed word that is the source's
        residue = explain_residue(difference, segment.text, words, span[0])
        if residue is not None and not segment.bracketed.intersection(range(first, last)):
            residues.append(residue)
            continue
        in_brackets = last > first and all(at in segment.bracketed for at in range(first, last))
        marked = in_brackets and end - start <= _LONGEST_BRACKET
        left, right = locate_words(source, start, end)
        quoted_at, source_at = segment.locate_words(first, last), (left + offset, right + offset)
        differences.append(CheckedDifference(difference, marked, quoted_at, source_at))
    return Compared(tuple(differences), tuple(residues))


def slice_text(words: WordText, first: int, last: int) -> str:
    """The text from the first of some words to the last; "" if there are none."""
    start, end = locate_words(words, first, last)
    return words.text[start:end]


def count_unmarked_words(differences: Iterable[CheckedDifference]) -> int:
    """How many words are changed, added or left out without a mark."""
    unmarked = [one.difference for one in differences if not one.marked]
    ends = [(one.quoted_words, one.source_words) for one in unmarked]
    return sum(max(b - a, d - c) for (a, b), (c, d) in ends)


def weigh_changes(differences: Iterable[CheckedDifference]) -> int:
    """How much was changed without a mark, in words: what is left out in one go counts as no more
    than `_LEFT_OUT`, since the words that are there are the source's."""
    unmarked = [one.difference for one in differences if not one.marked]
    ends = [(one.quoted_words, one.source_words) for one in unmarked]
    return sum(max(b - a, min(d - c, b - a + _LEFT_OUT)) for (a, b), (c, d) in ends)


def measure_longest_foreign_run(differences: Sequence[CheckedDifference]) -> int:
    """The most consecutive words of the quotation that are not the source's at that place."""
    unmarked = (one.difference.quoted_words for one in differences if not one.marked)
    return max((last - first for first, last in unmarked), default=0)


def describe_marks(quoted: str, source: str) -> Iterator[str]:
    """What the page shows among these words and the quotation does not: bars and strokes."""
    if source.count(_BAR) > quoted.count(_BAR):
        yield "Something is blacked out between these words (█), which the quotation does not show."
    if source.count(_STRUCK) > quoted.count(_STRUCK):
        yield "Words of it are struck through on the page, which the quotation does not show."


def describe_uncertain(quoted: str, source: str) -> Iterator[str]:
    """What of these words, which agree, is not certain on the page, or not as it looks."""
    if UNKNOWN in source and UNKNOWN in quoted:
        yield f"Letters of it cannot be read ({UNKNOWN}): compare with the page."
    if _BAR in source and source.count(_BAR) <= quoted.count(_BAR):
        yield "Something is blacked out between these words (█)."
    if _STRUCK in source and source.count(_STRUCK) <= quoted.count(_STRUCK):
        yield "Words of it are struck through on the page."


def describe_gap(left_out: str, words: int) -> str:
    """What a reader must know of the words left out at an ellipsis; "" if nothing."""
    if words > LONGEST_GAP:
        return f"The ellipsis leaves out {words} words."
    dropped = _NEGATION.search(left_out)
    if dropped:
        return f"The ellipsis leaves out “{dropped.group()}”: check that the sense is kept."
    return ""


def describe_difference(one: CheckedDifference) -> str:
    """What a reader must know of a difference that turns the sense; "" if nothing."""
    if one.difference.is_uncertain:
        return ""
    dropped = _NEGATION.search(one.difference.source)
    added = _NEGATION.search(one.difference.quoted)
    change = "bracketed change" if one.marked else "unmarked change"
    if dropped and not added:
        return f"The {change} drops “{dropped.group()}”."
    if added and not dropped:
        return f"The {change} adds “{added.group()}”."
    return ""
