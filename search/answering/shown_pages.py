"""Whole pages with one passage marked in them: what `pincite show` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.records.entries import DocumentEntry
from search.answering.last_search import RememberedResult, recall
from search.answering.result_place import ResultPlace, read_place

_MOST_PAGES = 10
"""Pages over which the words of a result may go on."""


@frozen
class ShownPage:
    """One page as printed by `show`."""

    label: PageLabel
    body: str
    notes: str
    marked_body: tuple[int, int] | None
    """Start and end of the passage in `body`; None if no part of it is there."""
    marked_notes: tuple[int, int] | None
    """The same for `notes`."""

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

    Raises RequestError if the document has changed and no longer holds the passage.
    """
    entry = library.get_entry(remembered.item)
    pages = library.read_pages(entry, remembered.pdf_pages[0], remembered.pdf_pages[-1])
    if not pages:
        raise _describe_change()
    labels = library.read_labels(entry)
    in_notes = remembered.in_notes and len(pages) == 1
    joined = join_pages(pages)
    start = _find_excerpt(pages[0].notes if in_notes else joined.text, remembered)
    end = start + len(remembered.excerpt)
    shown_pages: list[ShownPage] = []
    for page, first, last in zip(pages, joined.starts, joined.ends, strict=True):
        inside = (start, end) if in_notes else (max(0, start - first), min(end, last) - first)
        marked = inside if inside[0] < inside[1] else None
        marks = (None, marked) if in_notes else (marked, None)
        shown_pages.append(ShownPage(labels[page.pdf_page - 1], page.body, page.notes, *marks))
    return ShownPassage(entry, tuple(shown_pages))


def recall_result(library: Library, name: str) -> RememberedResult | None:
    """The result with a number (of the last search in this terminal) or an id; None if `name` is
    neither. Raises RequestError when there is no such result."""
    if name.isascii() and name.isdigit():
        return recall(library.paths, int(name))
    place = read_place(name)
    return _read_words(library, place) if place else None


def _read_words(library: Library, place: ResultPlace) -> RememberedResult:
    """The words at a place. Raises RequestError where its document has none there."""
    entry = library.get_entry(place.item)
    pages = library.read_pages(entry, place.pdf_page, place.pdf_page + _MOST_PAGES)
    if not pages:
        raise _describe_change()
    joined = join_pages(pages)
    text = pages[0].notes if place.in_notes else joined.text
    if place.end > len(text) or (not place.in_notes and place.start >= joined.ends[0]):
        raise _describe_change()
    words = text[place.start : place.end]
    if place.in_notes:
        return RememberedResult(place.item, (place.pdf_page,), words, True)
    pdf_pages = joined.find_pages_of_span(place.start, place.end)
    return RememberedResult(place.item, pdf_pages, words, False, (place.pdf_page, place.start))


def show_pages(library: Library, entry: DocumentEntry, pdf_pages: Sequence[int]) -> ShownPassage:
    """Some consecutive pages of a document (1-based), nothing marked."""
    labels = library.read_labels(entry)
    pages = library.read_pages(entry, pdf_pages[0], pdf_pages[-1])
    shown = (
        ShownPage(labels[page.pdf_page - 1], page.body, page.notes, None, None) for page in pages
    )
    return ShownPassage(entry, tuple(shown))


def _find_excerpt(text: str, remembered: RememberedResult) -> int:
    """Where the excerpt begins in `text`: its old place if it is still there, else the first."""
    if remembered.start is not None and text.startswith(remembered.excerpt, remembered.start[1]):
        return remembered.start[1]
    start = text.find(remembered.excerpt)
    if start < 0:
        raise _describe_change()
    return start


def _describe_change() -> RequestError:
    return RequestError(
        "The document has changed since the last search.", "Search again, then show."
    )
