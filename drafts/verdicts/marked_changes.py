"""What a writer marks inside a quotation: words left out, put in or changed, and faults kept.

An ellipsis ("…", ". . .", "[…]") stands for words left out; brackets hold what is not the source's
("[T]he", "[the Board]"); "[sic]" and "(emphasis added)" are remarks and no part of the quotation.
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
    """Indices of the words that stand in brackets, whole or in part ("[T]he")."""
    put_in: frozenset[int]
    """Those that stand in brackets as a whole."""
    places: tuple[int, ...]
    """For each character of the text its offset in the quotation, 0-based."""

    @property
    def own(self) -> WordText:
        """The words that claim to be the source's."""
        if not self.put_in:
            return self.text
        kept = [word for at, word in enumerate(self.text.words) if at not in self.put_in]
        return WordText(" ".join(kept))

    def locate_words(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the quotation of the words from `first` up to, not including, `last`;
        without words, the place between two words."""
        if first < last:
            start, end = self.text.get_span(first, last)
            return self.places[start], self.places[end - 1] + 1
        if first:
            end = self.places[self.text.spans[first - 1][1] - 1] + 1
            return end, end
        return self.places[0], self.places[0]


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
    def is_marked(self) -> bool:
        """Whether the writer marked any change."""
        return (
            len(self.segments) > 1
            or bool(self.remarks)
            or any(segment.bracketed for segment in self.segments)
        )


def read_marks(quotation: str) -> MarkedQuotation:
    """`quotation` (without its own quotation marks) in its segments."""
    remarks = list(_REMARK.finditer(quotation))
    passed = {at for found in remarks for at in range(*found.span())}
    kept = [at for at in range(len(quotation)) if at not in passed]
    plain = "".join(quotation[at] for at in kept)
    cuts = [0, *(at for found in _ELLIPSIS.finditer(plain) for at in found.span()), len(plain)]
    pieces = zip(cuts[::2], cuts[1::2], strict=True)
    segments = [_make_segment(plain[start:end], kept[start:end]) for start, end in pieces]
    return MarkedQuotation(
        tuple(s for s in segments if s.text.words),
        tuple(found.group().strip() for found in remarks),
    )


def _make_segment(piece: str, places: Sequence[int]) -> QuotedSegment:
    """`piece` with its brackets taken off; `places` are its characters' offsets."""
    kept: list[int] = []
    ranges: list[tuple[int, int]] = []
    position = 0
    for found in _BRACKETED.finditer(piece):
        kept += [*range(position, found.start()), *range(*found.span(1))]
        ranges.append((len(kept) - len(found[1]), len(kept)))
        position = found.end()
    kept += range(position, len(piece))
    text = WordText("".join(piece[at] for at in kept))
    touched = {
        at: any(begin <= start and end <= stop for begin, stop in ranges)
        for at, (start, end) in enumerate(text.spans)
        if any(start < stop and begin < end for begin, stop in ranges)
    }
    put_in = frozenset(at for at, whole in touched.items() if whole)
    return QuotedSegment(text, frozenset(touched), put_in, tuple(places[at] for at in kept))
