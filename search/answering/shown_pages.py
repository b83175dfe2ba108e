"""Whole pages with one passage marked in them: what `pincite show` prints."""

from __future__ import annotations

from typing import Any

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.records.entries import DocumentEntry
from search.answering.last_search import RememberedResult


@frozen
class ShownPage:
    """One page as printed by `show`."""

    label: PageLabel
    body: str
    notes: str
    marked_body: tuple[int, int] | None
    """Start and end of the passage in `body`, None where none of it is there."""
    marked_notes: tuple[int, int] | None

    @property
    def heading(self) -> str:
        """Which page this is: "at 147 (PDF page 149)"."""
        if self.label.label is None or not self.label.unique:  # says the PDF page already
            return describe_pages([self.label])
        return f"{describe_pages([self.label])} (PDF page {self.label.pdf_page})"


@frozen
class ShownPassage:
    """A passage on its whole pages."""

    entry: DocumentEntry
    pages: tuple[ShownPage, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.entry.item.id,
            "file": self.entry.files[0],
            "pages": [
                {
                    "pdf_page": page.label.pdf_page,
                    "label": page.label.label,
                    "label_source": page.label.source,
                    "label_unique": page.label.unique,
                    "text": page.body,
                    "notes": page.notes,
                    "marked": list(page.marked_body) if page.marked_body else None,
                    "marked_in_notes": list(page.marked_notes) if page.marked_notes else None,
                }
                for page in self.pages
            ],
        }


def mark_passage(library: Library, remembered: RememberedResult) -> ShownPassage:
    """The pages of a result with its passage marked.

    Raises RequestError when the document has changed and the passage is not there any more.
    """
    entry = library.get_entry(remembered.item)
    pages = library.read_pages(entry, remembered.pdf_pages[0], remembered.pdf_pages[-1])
    labels = library.read_labels(entry)
    if remembered.in_notes and len(pages) == 1:
        start = _find(pages[0].notes, remembered, 0)
        marked = (start, start + len(remembered.excerpt)) if start >= 0 else None
        shown = ShownPage(
            labels[pages[0].pdf_page - 1], pages[0].body, pages[0].notes, None, marked
        )
        return ShownPassage(entry, (_require_unchanged(marked, shown),))
    joined = join_pages(pages)
    start = _find(joined.text, remembered, joined.starts[0])
    if start < 0:
        _require_unchanged(None, None)
    end = start + len(remembered.excerpt)
    shown_pages = []
    for page, first, last in zip(pages, joined.starts, joined.ends, strict=True):
        inside = (max(0, start - first), min(end, last) - first)
        shown_pages.append(
            ShownPage(
                labels[page.pdf_page - 1],
                page.body,
                page.notes,
                inside if inside[0] < inside[1] else None,
                None,
            )
        )
    return ShownPassage(entry, tuple(shown_pages))


def _find(text: str, remembered: RememberedResult, page_start: int) -> int:
    """Where the excerpt stands in the text: where it stood, if it is still there; -1 if nowhere."""
    if remembered.start is not None:
        at = page_start + remembered.start[1]
        if text.startswith(remembered.excerpt, at):
            return at
    return text.find(remembered.excerpt)


def _require_unchanged(marked: tuple[int, int] | None, shown: ShownPage | None) -> ShownPage:
    if marked is None or shown is None:
        raise RequestError(
            "The document has changed since the last search.", "Search again, then show."
        )
    return shown
