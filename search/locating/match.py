"""Where a quotation stands: the place, the source's own words there, and what differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages
from indexer.minutes.context import NO_MINUTES, DocumentMinutes, MinuteContext
from indexer.records.entries import DocumentEntry
from search.locating.alignment import Difference, find_differences
from search.locating.word_text import WordText


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a quotation stands, or nearly does."""

    entry: DocumentEntry
    labels: tuple[PageLabel, ...]
    """Of the pages it stands on, in order."""
    similarity: float
    """0 to 1, of the folded words."""
    text: str
    """The source's own words for the span."""
    in_notes: bool
    position: tuple[int, int]
    """PDF page (1-based) and offset in that page's text at which it begins."""
    end: tuple[int, int]
    """PDF page and offset just after its last character."""
    needle: WordText
    """The quotation."""
    minutes: DocumentMinutes | None = field(default=None, compare=False, repr=False)
    """Those of the document; None where it is no minutes."""

    @property
    def context(self) -> MinuteContext:
        """In which minute it stands, and whose words it is."""
        if self.minutes is None:
            return NO_MINUTES
        if self.in_notes:
            return self.minutes.find_context_on_page(self.position[0])
        return self.minutes.find_context_over(self.position, len(self.text))

    @property
    def differences(self) -> list[Difference]:
        """What differs between the quotation and the source, in order."""
        return find_differences(self.needle, WordText(self.text))

    @property
    def differing(self) -> list[tuple[int, int]]:
        """Start and end in `text` of the source's words that the quotation changes or leaves
        out."""
        source = WordText(self.text)
        return [
            source.get_span(*one.source_words)
            for one in self.differences
            if one.source_words[0] < one.source_words[1]
        ]

    @property
    def pdf_pages(self) -> tuple[int, ...]:
        """1-based, in order."""
        return tuple(label.pdf_page for label in self.labels)

    @property
    def pinpoint(self) -> str:
        """Where it stands, in words."""
        where = describe_pages(self.labels)
        return f"{where}, in the notes" if self.in_notes else where

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.entry.item.id,
            "file": self.entry.files[0],
            "pages": [label.label for label in self.labels],
            "pdf_pages": list(self.pdf_pages),
            "label_sources": [label.source for label in self.labels],
            "label_unique": [label.unique for label in self.labels],
            "pinpoint": self.pinpoint,
            "similarity": round(self.similarity, 4),
            "text": self.text,
            "differences": [difference.as_json() for difference in self.differences],
            "in_notes": self.in_notes,
            **self.context.as_json(),
        }


@dataclass(frozen=True, slots=True)
class LocatedQuotation:
    """A quotation and its places."""

    quote: str
    matches: tuple[Match, ...]
    """Best first."""
    ambiguous: bool
    """Two places are about as good: which one is meant cannot be told from the words."""
    note: str = ""
    """One sentence on why nothing was looked for, or what makes it uncertain."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "quote": self.quote,
            "matches": [match.as_json() for match in self.matches],
            "ambiguous": self.ambiguous,
            "note": self.note,
        }
