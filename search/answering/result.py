"""What `pincite search` answers: the question, its results, and the remarks on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.frozen import frozen
from indexer.cleaning.page_text import ORDER_CAVEAT
from indexer.labels.page_label import PageLabel, list_as_json
from indexer.labels.pinpoint_wording import describe_pages, format_count, format_page_list
from indexer.minutes.context import NO_MINUTES, MinuteContext
from indexer.pages.origins import describe_origins
from indexer.paragraphs.paragraph_label import describe_paragraphs
from indexer.records.entries import DocumentEntry
from indexer.records.record_caveats import list_record_caveats
from search.answering.excerpts import Excerpt
from search.asking.query import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.readers.sheets import ReadFrom
    from search.answering.running_hits import RunningResult


@frozen
class Question:
    """A question, as typed and with its options."""

    text: str
    fuzzy: bool = False
    """Every word may be misspelt."""
    filters: tuple[Filter, ...] = ()
    """Conditions given as options; all must be met."""
    context: int = 0
    """The number of extra sentences on either side of a hit."""
    every_hit: bool = False
    """All excerpts of all pages, in the order of the documents, instead of the best of each."""
    limit: int = 10
    """How many documents, or excerpts with `every_hit`; 0 for all."""


@frozen
class Result:
    """One excerpt with everything needed to quote it."""

    entry: DocumentEntry
    excerpt: Excerpt
    labels: tuple[PageLabel, ...]
    """Those of the excerpt's pages, in order."""
    score: float
    citation: str
    also: tuple[PageLabel, ...] = ()
    """The document's other pages with hits."""
    context: MinuteContext = NO_MINUTES
    """The minute it stands in, and whose words they are."""
    read_from: tuple[ReadFrom, ...] = ()
    """How the words of the excerpt's pages were got, page by page."""
    paragraphs: tuple[str, ...] = ()
    """The numbers of the paragraphs that it stands in."""

    @property
    def pinpoint(self) -> str:
        """Where the excerpt stands, in words."""
        where = describe_pages(self.labels)
        if self.paragraphs and self.labels[0].unit == "page":
            return f"{where}, {describe_paragraphs(self.paragraphs)}"
        return f"{where}, in the notes" if self.excerpt.in_notes else where

    @property
    def also_at(self) -> str:
        """The document's other pages with hits, shortened."""
        return format_page_list(self.also)

    def list_caveats(self) -> list[str]:
        """What a reader must know about this result, one sentence each."""
        caveats = self.context.list_caveats()
        caveats += list_record_caveats(self.entry.item)
        if "█" in self.excerpt.text:
            caveats.append("█ marks text that is blacked out on the page.")
        if "�" in self.excerpt.text:
            caveats.append("� marks letters that the file does not identify.")
        if "\u0336" in self.excerpt.text:
            caveats.append("Words with a stroke through them are struck out on the page.")
        caveats += describe_origins(self.read_from)
        if self.excerpt.order_doubtful:
            caveats.append(ORDER_CAVEAT)
        if self.excerpt.cut:
            caveats.append("The excerpt is part of a longer stretch without sentences.")
        return caveats

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        item = self.entry.item
        return {
            "item": item.id,
            "file": self.entry.files[0],
            "title": item.title,
            "kind": item.kind,
            "date": str(item.issued) if item.issued else None,
            **list_as_json(self.labels),
            "read_from": list(self.read_from),
            "pinpoint": self.pinpoint,
            "paragraphs": list(self.paragraphs),
            "excerpt": self.excerpt.text,
            "highlights": [list(span) for span in self.excerpt.highlights],
            "in_notes": self.excerpt.in_notes,
            "cut": self.excerpt.cut,
            "order_doubtful": self.excerpt.order_doubtful,
            "also_at": [
                {
                    "pdf_page": label.pdf_page,
                    "sheet_part": label.sheet_part or None,
                    "unit": label.unit,
                    "page": label.label if label.unit == "page" else None,
                    "paragraphs": list(label.names) if label.unit == "paragraph" else [],
                    "label_source": label.source,
                    "label_unique": label.unique,
                    "part": label.place or None,
                }
                for label in self.also
            ],
            "score": round(self.score, 4),
            "citation": self.citation,
            "incomplete": list(item.incomplete),
            "changed": item.changed or None,
            **self.context.as_json(),
        }


@frozen
class Answer:
    """The results of a question, and what must be known about them."""

    question: Question
    read_as: str
    """The question in the query language, as it was understood."""
    coverage: dict[str, int]
    """How much was searched, as `Library.measure_coverage` counts it."""
    results: list[Result]
    documents_found: int
    pages_found: int
    notes: list[str]
    """One sentence about each part of the question that was not read as written."""
    suggestions: list[str]
    """Questions with other spellings that would find something."""
    textless: list[tuple[str, list[PageLabel]]]
    """If nothing was found: the files with pages that could not be searched, and those pages."""
    running: Sequence[RunningResult] = ()
    """What running heads and feet answer, of documents whose text does not."""

    def list_remarks(self) -> list[str]:
        """The remarks before the results: how the question was read, what was searched."""
        remarks = [f"Read as: {self.read_as}", *self.notes]
        if self.results:
            pages = format_count(self.pages_found, "page")
            documents = format_count(self.documents_found, "document")
            every_hit = self.question.every_hit
            shown = "" if every_hit else f", best excerpt of {len(self.results)} shown"
            coverage = self._describe_coverage()
            remarks.append(f"Found on {pages} in {documents}{shown}; {coverage}.\n")
        return remarks

    def list_closing_remarks(self) -> list[str]:
        """The remarks after the results: if nothing was found, what might help."""
        if self.results:
            return []
        found = "Found only in running lines, not in the text" if self.running else "Nothing found"
        remarks = [f"{found}; {self._describe_coverage()}."]
        if self.textless:
            files = (f"{file}: {format_page_list(labels)}" for file, labels in self.textless)
            remarks.append(f"Pages without text, which cannot be searched: {'; '.join(files)}.")
        if self.suggestions:
            remarks.append(f"Did you mean: {' · '.join(self.suggestions)}")
        elif not (self.running or self.question.fuzzy):
            remarks.append("Add --fuzzy to allow for misspellings.")
        return remarks

    def _describe_coverage(self) -> str:
        pages = format_count(self.coverage["pages"], "page")
        documents = format_count(self.coverage["documents"], "document")
        without_text = self.coverage["pages_without_text"]
        return f"{pages} of {documents} searched, {without_text} of them without text"

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "query": self.question.text,
            "read_as": self.read_as,
            "notes": self.notes,
            "coverage": self.coverage,
            "documents_found": self.documents_found,
            "pages_found": self.pages_found,
            "suggestions": self.suggestions,
            "results": [result.as_json() for result in self.results],
            "running_lines": [result.as_json() for result in self.running],
        }
