"""Whole pages with one passage marked in them: what `pincite show` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_sheet
from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.pages.sure_words import SureWord, list_doubtful
from indexer.paragraphs.paragraph_label import describe_paragraphs
from indexer.paragraphs.paragraph_pinpoints import pinpoint_paragraphs
from indexer.recognised import read_sure_words
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import Excerpt, find_paragraphs
from search.answering.last_search import RememberedResult, recall
from search.answering.result_place import ResultPlace, read_place

_MOST_PAGES = 10
"""Pages over which the words of a result may go on."""

if TYPE_CHECKING:
    from indexer.cleaning.page_text import RunningText
    from indexer.readers.sheets import ReadFrom
    from indexer.store.stored import StoredPage


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
    pages = list_pages_of(library, remembered)
    in_notes = remembered.in_notes and len(pages) == 1
    joined = join_pages(pages)
    start = find_excerpt(pages[0].notes if in_notes else joined.text, remembered)
    end = start + len(remembered.excerpt)
    shown_pages: list[ShownPage] = []
    for page, first, last in zip(pages, joined.starts, joined.ends, strict=True):
        inside = (start, end) if in_notes else (max(0, start - first), min(end, last) - first)
        marked = inside if inside[0] < inside[1] else None
        marks = (None, marked) if in_notes else (marked, None)
        shown_pages.append(_make_shown(library, entry, page, marks))
    last_page, last_offset = joined.locate_on_page(end - 1)
    exact = pinpoint_paragraphs(
        [page.label for page in shown_pages],
        library.read_paragraphs(entry),
        None if in_notes else joined.locate_on_page(start),
        (last_page, last_offset + 1),
    )
    return ShownPassage(entry, tuple(shown_pages), exact)


def describe_place(
    library: Library, remembered: RememberedResult, labels: Sequence[PageLabel]
) -> str:
    """Where a result stands, in words, as its search said; `labels` are those of its pages."""
    if labels[0].unit == "paragraph":
        return describe_pages(labels)
    entry = library.get_entry(remembered.item)
    place = Excerpt(remembered.excerpt, (), remembered.numbers, 0, False, remembered.start)
    paragraphs = describe_paragraphs(find_paragraphs(library, entry, place))
    return ", ".join(filter(None, (describe_pages(labels), paragraphs)))


def get_first_label(library: Library, remembered: RememberedResult) -> PageLabel:
    """The label of the page that a result begins on. Raises RequestError if the document has
    changed and no longer has the page."""
    labels = library.read_labels(library.get_entry(remembered.item))
    if remembered.numbers[0] > len(labels):
        raise _describe_change()
    return labels[remembered.numbers[0] - 1]


def recall_result(library: Library, name: str) -> RememberedResult | None:
    """The result with a number (of the last search in this terminal) or an id; None if `name` is
    neither. Raises RequestError when there is no such result."""
    if name.isascii() and name.isdigit():
        return recall(library.paths, int(name))
    place = read_place(name)
    return read_words(library, place) if place else None


def list_pages_of(library: Library, remembered: RememberedResult) -> list[StoredPage]:
    """The pages that a result stands on, at least one. Raises RequestError if the document has
    changed and no longer has them."""
    entry = library.get_entry(remembered.item)
    pages = library.read_pages(entry, remembered.numbers[0], remembered.numbers[-1])
    if not pages:
        raise _describe_change()
    return pages


def read_words(library: Library, place: ResultPlace) -> RememberedResult:
    """The words at a place. Raises RequestError where its document has none there."""
    entry = library.get_entry(place.item)
    pages = library.read_pages(entry, place.number, place.number + _MOST_PAGES)
    if not pages:
        raise _describe_change()
    joined = join_pages(pages)
    text = pages[0].notes if place.in_notes else joined.text
    if place.end > len(text) or (not place.in_notes and place.start >= joined.ends[0]):
        raise _describe_change()
    words = text[place.start : place.end]
    if place.in_notes:
        return RememberedResult(place.item, (place.number,), words, True)
    numbers = joined.find_pages_of_span(place.start, place.end)
    return RememberedResult(place.item, numbers, words, False, (place.number, place.start))


def show_pages(library: Library, entry: DocumentEntry, numbers: Sequence[int]) -> ShownPassage:
    """Some consecutive pages of a document (1-based), nothing marked."""
    pages = library.read_pages(entry, numbers[0], numbers[-1])
    shown = tuple(_make_shown(library, entry, page) for page in pages)
    return ShownPassage(entry, shown, tuple(page.label for page in shown))


def _make_shown(
    library: Library,
    entry: DocumentEntry,
    page: StoredPage,
    marks: tuple[tuple[int, int] | None, tuple[int, int] | None] = (None, None),
) -> ShownPage:
    (read_from,) = library.read_origins(entry, [page.number])
    running = tuple(
        (block.place, block.texts[block.pages.index(page.number)])
        for block in library.read_running(entry)
        if page.number in block.pages
    )
    label = library.read_labels(entry)[page.number - 1]
    uncertain = (
        tuple(list_doubtful(words)) for words in read_sure_words(library, entry, page.number)
    )
    return ShownPage(label, page.body, page.notes, read_from, running, *marks, *uncertain)


def find_excerpt(text: str, remembered: RememberedResult) -> int:
    """Where the excerpt begins in `text`: its old place if it is still there, else the first.

    Raises RequestError if it is not there.
    """
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
