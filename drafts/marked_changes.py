"""What a writer marks inside a quotation: words left out, put in or changed, and faults kept.

An ellipsis ("…", ". . .", "[…]") stands for words left out; brackets hold what is not the source's
("[T]he", "[the Board]"); "[sic]" and "(emphasis added)" are remarks and no part of the quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.needle import WordText

_REMARK = re.compile(
    r"\s*[\[(]\s*(?:sic|emphasis (?:added|omitted|in (?:the )?original)|footnotes? omitted"
    r"|citations? omitted|italics (?:added|mine)|translated by author)\s*[\])]",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…\.?|\.(?:\s?\.){2,3}")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a quotation without ellipsis."""

    text: WordText
    """Without the brackets themselves, their contents kept."""
    bracketed: frozenset[int]
    """Indices of the words that stand in brackets, whole or in part ("[T]he")."""
    put_in: frozenset[int]
    """Those that stand in brackets as a whole."""

    @property
    def own(self) -> WordText:
        """The words that claim to be the source's."""
        if not self.put_in:
            return self.text
        kept = [word for at, word in enumerate(self.text.words) if at not in self.put_in]
        return WordText(" ".join(kept))


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """A quotation in its segments."""

    segments: tuple[Segment, ...]
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
    remarks = tuple(found.group().strip() for found in _REMARK.finditer(quotation))
    plain = _REMARK.sub("", quotation)
    segments = [_segment(piece) for piece in _ELLIPSIS.split(plain)]
    return MarkedQuotation(tuple(s for s in segments if s.text.words), remarks)


def _segment(piece: str) -> Segment:
    parts: list[str] = []
    ranges: list[tuple[int, int]] = []
    length = position = 0
    for found in _BRACKETED.finditer(piece):
        before = piece[position : found.start()]
        parts += [before, found[1]]
        length += len(before)
        ranges.append((length, length + len(found[1])))
        length += len(found[1])
        position = found.end()
    parts.append(piece[position:])
    text = WordText("".join(parts))
    spans = list(enumerate(text.spans))
    touched = {
        at: any(begin <= start and end <= stop for begin, stop in ranges)
        for at, (start, end) in spans
        if any(start < stop and begin < end for begin, stop in ranges)
    }
    put_in = frozenset(at for at, whole in touched.items() if whole)
    return Segment(text, frozenset(touched), put_in)
