"""Whole pages with one passage marked in them: what `pincite show` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_sheet
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.pages.sure_words import SureWord, list_doubtful
from indexer.recognised import read_sure_words
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
    uncertain_body: tuple[SureWord, ...] = ()
    """Words in `body` that were read from the page's picture and may be wrong."""
    uncertain_notes: tuple[SureWord, ...] = ()
    """The same in `notes`."""

    @property
    def heading(self) -> str:
        """Which page this is: "at 147 (PDF page 149)"."""
        if self.label.label is None or not (self.label.unique or self.label.part):
            # says the PDF page already
            return describe_pages([self.label])
        return f"{describe_pages([self.label])} ({format_sheet(self.label)})"


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
                    "sheet_part": page.label.sheet_part or None,
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
                    "uncertain": [list(word) for word in page.uncertain_body],
                    "uncertain_in_notes": [list(word) for word in page.uncertain_notes],
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
        uncertain = (
            tuple(list_doubtful(words)) for words in read_sure_words(library, entry, page.number)
        )
        shown_pages.append(
            ShownPage(label, page.body, page.notes, read_from, running, *marks, *uncertain)
        )
    return ShownPassage(entry, tuple(shown_pages))


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
