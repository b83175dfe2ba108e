"""Where a quotation stands: the place, the source's own words there, and the differences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indexer.cleaning.page_text import ORDER_CAVEAT
from indexer.labels.page_label import PageLabel, list_as_json
from indexer.labels.pinpoint_wording import describe_pages
from indexer.minute_context import DocumentMinutes, MinuteContext
from indexer.pages.origins import describe_origins
from indexer.paragraphs.paragraph_label import describe_paragraphs
from indexer.readers.sheets import ReadFrom
from indexer.records.entries import DocumentEntry
from search.locating.alignment import Difference, find_differences
from search.locating.running_match import RunningMatch
from search.locating.word_text import WordText


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a quotation, or something very like it, stands."""

    entry: DocumentEntry
    labels: tuple[PageLabel, ...]
    """Those of its pages, in order."""
    similarity: float
    """0 to 1, between the folded words."""
    text: str
    """The source's own words for the span."""
    in_notes: bool
    position: tuple[int, int]
    """Number of the page (1-based), and offset in that page's text, of its first character."""
    end: tuple[int, int]
    """Number of the page, and offset just after its last character."""
    needle: WordText
    """The quotation."""
    minutes: DocumentMinutes = field(compare=False, repr=False)
    """Those of the document."""
    read_from: tuple[ReadFrom, ...]
    """How the words of its pages were got, page by page."""
    order_doubtful: bool = False
    """Whether its page's words may have to be read in another order."""
    paragraphs: tuple[str, ...] = ()
    """The printed numbers of the paragraphs that it stands in, if they have any."""
    confidence: int | None = None
    """How sure its least sure word is, 0 to 100, where it was read from a picture."""

    @property
    def context(self) -> MinuteContext:
        """The minute it stands in, and whose words they are."""
        if self.in_notes:
            return self.minutes.find_context_on_page(self.position[0])
        return self.minutes.find_context_over(self.position, len(self.text))

    @property
    def differences(self) -> list[Difference]:
        """The differences between the quotation and the source, in order."""
        return find_differences(self.needle, WordText(self.text))

    @property
    def differing(self) -> list[tuple[int, int]]:
        """Start and end in `text` of each stretch that the quotation changes or leaves out."""
        source = WordText(self.text)
        spans = (difference.source_words for difference in self.differences)
        return [source.get_span(first, last) for first, last in spans if first < last]

    def overlaps(self, other: Match) -> bool:
        """Whether both have a word in common."""
        same = self.entry.document.id == other.entry.document.id and self.in_notes == other.in_notes
        return same and self.position < other.end and other.position < self.end

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of its pages: their positions in the document, 1-based."""
        return tuple(dict.fromkeys(label.number for label in self.labels))

    @property
    def pinpoint(self) -> str:
        """Where it stands, in words."""
        where = describe_pages(self.labels)
        if self.paragraphs and self.labels[0].unit == "page":
            return f"{where}, {describe_paragraphs(self.paragraphs)}"
        return f"{where}, in the notes" if self.in_notes else where

    def list_caveats(self) -> list[str]:
        """What a reader must know about this place, one sentence each."""
        origins = describe_origins(self.read_from, self.confidence)
        return [*self.context.list_caveats(), *origins, *[ORDER_CAVEAT] * self.order_doubtful]

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.entry.item.id,
            "file": self.entry.files[0],
            **list_as_json(self.labels),
            "read_from": list(self.read_from),
            "confidence": self.confidence,
            "pinpoint": self.pinpoint,
            "paragraphs": list(self.paragraphs),
            "similarity": round(self.similarity, 4),
            "text": self.text,
            "differences": [difference.as_json() for difference in self.differences],
            "in_notes": self.in_notes,
            "order_doubtful": self.order_doubtful,
            **self.context.as_json(),
        }


@dataclass(frozen=True, slots=True)
class LocatedQuotation:
    """A quotation and its places."""

    quote: str
    matches: tuple[Match, ...]
    """Best first."""
    ambiguous: bool
    """Two places match about equally well: the words do not tell which one is meant."""
    note: str = ""
    """One sentence on why there are no matches, or more than can be told apart; or ""."""
    running: tuple[RunningMatch, ...] = ()
    """Running heads and feet that hold it better than any of the matches, best first."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "quote": self.quote,
            "matches": [match.as_json() for match in self.matches],
            "ambiguous": self.ambiguous,
            "note": self.note,
            "running_lines": [match.as_json() for match in self.running],
        }
