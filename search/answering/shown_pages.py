"""Whole pages with one passage marked in them: what `pincite show` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_sheet
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.paragraphs.paragraph_pinpoints import pinpoint_paragraphs
from indexer.records.entries import DocumentEntry
from search.answering.last_search import RememberedResult

if TYPE_CHECKING:
    from indexer.cleaning.page_text import RunningText
    from indexer.readers.sheets import ReadFrom


@frozen
class ShownPage:
    """One page as printed by `show`."""

    label: PageLabel
    body: str
    notes: str
    read_from: ReadFrom
    """How its words were got."""
    running: tuple[RunningText, ...]
    """What was taken out of its text: place and text of running heads and feet."""
    marked_body: tuple[int, int] | None
    """Start and end of the passage in `body`; None if no part of it is there."""
    marked_notes: tuple[int, int] | None
    """The same for `notes`."""

    @property
    def heading(self) -> str:
        """Which page this is: "at 147 (PDF page 149)"."""
        if self.label.label is None or not (self.label.unique or self.label.part):
            # says the PDF page already
            return describe_pages([self.label])
        return describe_pages([self.label]) + _wrap_sheet(self.label)


def _wrap_sheet(label: PageLabel) -> str:
    sheet = format_sheet(label)
    return f" ({sheet})" if sheet else ""


@frozen
class ShownPassage:
    """A passage on its whole pages."""

    entry: DocumentEntry
    pages: tuple[ShownPage, ...]
    labels: tuple[PageLabel, ...]
    """What the passage is cited by: its pages or, where there are none, its paragraphs."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.entry.item.id,
            "file": self.entry.files[0],
            "pages": [
                {
                    "pdf_page": page.label.pdf_page,
                    "sheet_part": page.label.sheet_part or None,
                    "unit": page.label.unit,
                    "label": page.label.label,
                    "label_source": page.label.source,
                    "label_unique": page.label.unique,
                    "part": page.label.place or None,
                    "read_from": page.read_from,
                    "running": [{"place": place, "text": text} for place, text in page.running],
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
    pages = library.read_pages(entry, remembered.numbers[0], remembered.numbers[-1])
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
        (read_from,) = library.read_origins(entry, [page.number])
        label = labels[page.number - 1]
        running = tuple(
            (block.place, block.texts[block.pages.index(page.number)])
            for block in library.read_running(entry)
            if page.number in block.pages
        )
        shown_pages.append(ShownPage(label, page.body, page.notes, read_from, running, *marks))
    last_page, last_offset = joined.locate_on_page(end - 1)
    exact = pinpoint_paragraphs(
        [page.label for page in shown_pages],
        library.read_paragraphs(entry),
        None if in_notes else joined.locate_on_page(start),
        (last_page, last_offset + 1),
    )
    return ShownPassage(entry, tuple(shown_pages), exact)


def get_first_label(library: Library, remembered: RememberedResult) -> PageLabel:
    """The label of the page that a result begins on. Raises RequestError if the document has
    changed and no longer has the page."""
    labels = library.read_labels(library.get_entry(remembered.item))
    if remembered.numbers[0] > len(labels):
        raise _describe_change()
    return labels[remembered.numbers[0] - 1]


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
