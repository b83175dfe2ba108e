"""What `pincite search` answers: the question, its results, and what must be said of both."""

from __future__ import annotations

from typing import Any

from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_count, format_page_list
from indexer.minutes.context import NO_MINUTES, MinuteContext
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import Excerpt
from search.asking.query import Filter


@frozen
class Question:
    """What is asked."""

    text: str
    fuzzy: bool = False
    """Every word may be misspelt."""
    filters: tuple[Filter, ...] = ()
    """Conditions given as options; all must be met."""
    context: int = 0
    """How many sentences more on either side of a hit."""
    every_hit: bool = False
    """All excerpts of all pages, in the order of the documents, in place of the best of each."""
    limit: int = 10
    """How many documents, or excerpts with `every_hit`; 0 for all."""


@frozen
class Result:
    """One excerpt with everything needed to quote it."""

    entry: DocumentEntry
    excerpt: Excerpt
    labels: tuple[PageLabel, ...]
    """Of the pages the excerpt stands on, in order."""
    score: float
    citation: str
    also: tuple[PageLabel, ...] = ()
    """The document's other pages with hits."""
    context: MinuteContext = NO_MINUTES
    """In which minute it stands, and whose words it is."""

    @property
    def pinpoint(self) -> str:
        """Where the excerpt stands, in words."""
        where = describe_pages(self.labels)
        return f"{where}, in the notes" if self.excerpt.in_notes else where

    @property
    def also_at(self) -> str:
        """The other pages in short."""
        return format_page_list(self.also)

    def list_caveats(self) -> list[str]:
        """What must be said of this result, one sentence each."""
        said = self.context.list_caveats()
        if self.entry.item.incomplete:
            fields = ", ".join(
                "date" if field == "issued" else field for field in self.entry.item.incomplete
            )
            said.append(f"The record is incomplete ({fields} not confirmed): check before citing.")
        if self.entry.item.changed:
            said.append(
                "The file has changed since its record was made"
                f" ({self.entry.item.changed}): check record and page numbers."
            )
        if "█" in self.excerpt.text:
            said.append("█ stands where something is blacked out on the page.")
        if "\u0336" in self.excerpt.text:
            said.append("Words with a stroke through them are struck out on the page.")
        if self.excerpt.cut:
            said.append("The excerpt is part of a longer stretch without sentences.")
        return said

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        item = self.entry.item
        return {
            "item": item.id,
            "file": self.entry.files[0],
            "title": item.title,
            "kind": item.kind,
            "date": str(item.issued) if item.issued else None,
            "pages": [label.label for label in self.labels],
            "pdf_pages": list(self.excerpt.pdf_pages),
            "label_sources": [label.source for label in self.labels],
            "pinpoint": self.pinpoint,
            "excerpt": self.excerpt.text,
            "highlights": [list(span) for span in self.excerpt.highlights],
            "in_notes": self.excerpt.in_notes,
            "cut": self.excerpt.cut,
            "also_at": [
                {"pdf_page": label.pdf_page, "page": label.label, "label_source": label.source}
                for label in self.also
            ],
            "score": round(self.score, 4),
            "citation": self.citation,
            "incomplete": list(item.incomplete),
            "changed": item.changed or None,
            **self.context.as_json(),
        }


class Answer:
    """What was found, and what must be said about it."""

    def __init__(self, question: Question, read_as: str, coverage: dict[str, int]) -> None:
        self.question = question
        self.read_as = read_as
        self.coverage = coverage
        self.notes: list[str] = []
        """One sentence each on how the question was read."""
        self.results: list[Result] = []
        self.documents_found = 0
        self.pages_found = 0
        self.suggestions: list[str] = []
        """Questions with other spellings that would find something."""
        self.textless: list[tuple[str, tuple[PageLabel, ...]]] = []
        """Where nothing was found: files with pages that could not be searched, and those pages."""

    def list_remarks(self) -> list[str]:
        """What to say before the results: how the question was read, what was searched."""
        said = [f"Read as: {self.read_as}", *self.notes]
        if self.results:
            shown = len(self.results)
            pages = format_count(self.pages_found, "page")
            what = f"{pages} in {format_count(self.documents_found, 'document')}"
            cut = "" if self.question.every_hit else f", best excerpt of {shown} shown"
            said.append(f"Found on {what}{cut}; {self._describe_coverage()}.\n")
        return said

    def list_closing_remarks(self) -> list[str]:
        """What to say after the results: where nothing was found, what might help."""
        if self.results:
            return []
        said = [f"Nothing found; {self._describe_coverage()}."]
        if self.textless:
            pages = "; ".join(
                f"{file}: {format_page_list(labels)}" for file, labels in self.textless
            )
            said.append(f"Pages without text, which cannot be searched: {pages}.")
        if self.suggestions:
            said.append(f"Did you mean: {' · '.join(self.suggestions)}")
        elif not self.question.fuzzy:
            said.append("Add --fuzzy to allow for misspellings.")
        return said

    def _describe_coverage(self) -> str:
        covered = self.coverage
        pages = format_count(covered["pages"], "page")
        documents = format_count(covered["documents"], "document")
        without_text = covered["pages_without_text"]
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
        }
