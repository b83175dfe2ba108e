"""What a writer marks inside a quotation: words left out, added or changed, and errors kept.

An ellipsis ("…", ". . .", "[…]") stands for words left out; brackets hold what is not the source's
("[T]he", "[the Board]"); "[sic]" and "(emphasis added)" are remarks, not part of the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.locating.word_text import WordText

_REMARK = re.compile(
    r"\s*[\[(]\s*(?:sic|emphasis (?:added|omitted|in (?:the )?original)|footnotes? omitted"
    r"|citations? omitted|italics (?:added|mine)|translated by author)\s*[\])]",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…\.?|\.(?:\s?\.){2,3}")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class QuotedSegment:
    """A stretch of a quotation without ellipsis."""

    text: WordText
    """Without the brackets themselves, their contents kept."""
    bracketed: frozenset[int]
    """Indices of the words that stand wholly or partly in brackets ("[T]he")."""
    put_in: frozenset[int]
    """Indices of the words that stand wholly in brackets."""
    places: tuple[int, ...]
    """For each character of the text its 0-based offset in the quotation."""

    @property
    def own(self) -> WordText:
        """The words that claim to be the source's."""
        if not self.put_in:
            return self.text
        kept = [word for at, word in enumerate(self.text.words) if at not in self.put_in]
        return WordText(" ".join(kept))

    def locate_words(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the quotation of the words from `first` up to, not including, `last`;
        if there are none, the place behind the word before, twice."""
        start, end = locate_words(self.text, first, last)
        behind = self.places[end - 1] + 1 if end else self.places[0]
        return (self.places[start] if start < end else behind), behind


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """A quotation in its segments."""

    segments: tuple[QuotedSegment, ...]
    """Those that have words, in order; ellipses stand between them."""
    remarks: tuple[str, ...]
    """"[sic]", "(emphasis added)" and the like, as written."""

    @property
    def words(self) -> int:
        """How many words claim to be the source's."""
        return sum(len(segment.own.words) for segment in self.segments)

    @property
    def has_marked_changes(self) -> bool:
        """Whether the writer marked any change."""
        return (
            len(self.segments) > 1
            or bool(self.remarks)
            or any(segment.bracketed for segment in self.segments)
        )


def read_marked_changes(quotation: str) -> MarkedQuotation:
    """`quotation` (without its own quotation marks) in its segments."""
    remarks = list(_REMARK.finditer(quotation))
    in_remarks = {at for remark in remarks for at in range(*remark.span())}
    kept = [at for at in range(len(quotation)) if at not in in_remarks]
    plain = "".join(quotation[at] for at in kept)
    ellipses = [at for ellipsis in _ELLIPSIS.finditer(plain) for at in ellipsis.span()]
    cuts = [0, *ellipses, len(plain)]
    pieces = zip(cuts[::2], cuts[1::2], strict=True)
    segments = [_make_segment(plain[start:end], kept[start:end]) for start, end in pieces]
    return MarkedQuotation(
        tuple(segment for segment in segments if segment.text.words),
        tuple(remark.group().strip() for remark in remarks),
    )


def locate_words(text: WordText, first: int, last: int) -> tuple[int, int]:
    """Start and end in `text` of the words from `first` up to, not including, `last`; if there are
    none, the place behind the word before, twice."""
    if first < last:
        return text.get_span(first, last)
    place = text.spans[first - 1][1] if first else 0
    return place, place


def _make_segment(piece: str, places: Sequence[int]) -> QuotedSegment:
    """`piece` without its brackets; `places` are the offsets of its characters."""
    kept: list[int] = []
    bracketed: list[tuple[int, int]] = []
    position = 0
    for brackets in _BRACKETED.finditer(piece):
        kept += [*range(position, brackets.start()), *range(*brackets.span(1))]
        bracketed.append((len(kept) - len(brackets[1]), len(kept)))
        position = brackets.end()
    kept += range(position, len(piece))
    text = WordText("".join(piece[at] for at in kept))
    # for each word that brackets touch, whether they hold the whole of it
    touched = {
        at: any(begin <= start and end <= stop for begin, stop in bracketed)
        for at, (start, end) in enumerate(text.spans)
        if any(start < stop and begin < end for begin, stop in bracketed)
    }
    put_in = frozenset(at for at, whole in touched.items() if whole)
    return QuotedSegment(text, frozenset(touched), put_in, tuple(places[at] for at in kept))
