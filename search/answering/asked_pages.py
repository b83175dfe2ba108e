"""Which pages `pincite show` prints: those of a result, or those that are asked for by number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import format_page_list, list_pdf_pages
from indexer.library import Library
from indexer.minute_context import get_minutes
from indexer.minutes.numbers import normalise_minute_number
from indexer.paragraphs.paragraph_label import find_last_page
from indexer.records.entries import DocumentEntry
from search.answering.shown_pages import ShownPassage, mark_passage, recall_result, show_pages

_SPAN = re.compile(r"(.+?)\s*[–—-]\s*(.+)")
_MOST = 50
"""Pages shown at a time."""
_MOST_RANGES = 8
"""Of page numbers named where one is not found."""


@frozen
class AskedPages:
    """Pages as the user wrote them; at most one of them is given."""

    page: str = ""
    """A page label, or two with a dash between."""
    pdf_page: int | None = None
    """1-based."""
    minute: str = ""
    following: bool = False
    """The page after those that are meant otherwise."""
    para: str = ""
    """The printed number of a paragraph."""

    def list_given(self) -> list[object]:
        """What says which pages."""
        return [each for each in (self.page, self.pdf_page, self.minute, self.para) if each]


def find_asked_pages(library: Library, name: str, asked: AskedPages) -> ShownPassage:
    """The pages of the result or item `name`.

    Raises RequestError where there is no such result, item or page, or where it is not clear which
    page is meant.
    """
    given = asked.list_given()
    if len(given) > 1:
        raise RequestError("Only one page, PDF page, minute or paragraph is shown at a time.")
    is_item = any(name in (entry.item.id, *entry.files) for entry in library.entries)
    result = None if is_item else recall_result(library, name)
    entry = library.get_entry(result.item if result else name)
    last = len(library.read_labels(entry))
    if result and not (given or asked.following):
        return mark_passage(library, result)
    if given:
        pages = _find_pages(library, entry, asked)
    else:
        pages = result.numbers if result else (0 if asked.following else 1,)
    if asked.following:
        pages = (pages[-1] + 1,)
    if pages[-1] > last:
        raise RequestError(f"{entry.files[0]} ends with page {last}.")
    return show_pages(library, entry, pages[:_MOST])


def _find_pages(library: Library, entry: DocumentEntry, asked: AskedPages) -> tuple[int, ...]:
    """The pages (1-based, by their position in the document) that are asked for."""
    if asked.pdf_page is not None:
        return _find_pages_of_sheet(library, entry, asked.pdf_page)
    if asked.minute:
        wanted = normalise_minute_number(asked.minute)
        for minute in get_minutes(library, entry).minutes:
            if wanted and minute.is_named(wanted):
                return tuple(minute.pages)
        raise RequestError(
            f"There is no minute {asked.minute} in {entry.item.id}.",
            f"`pincite minutes {entry.item.id}` lists them.",
        )
    if asked.para:
        return _find_pages_of_paragraph(library, entry, asked.para)
    labels = library.read_labels(entry)
    span = _SPAN.fullmatch(asked.page.strip())
    if span and not list_pages_named(labels, asked.page.strip()):
        first, last = (_find_page(entry, labels, end) for end in span.groups())
        return tuple(range(min(first, last), max(first, last) + 1))
    return (_find_page(entry, labels, asked.page.strip()),)


def _find_pages_of_sheet(library: Library, entry: DocumentEntry, pdf_page: int) -> tuple[int, ...]:
    """The pages that stand on a sheet of the file."""
    labels = library.read_labels(entry)
    pages = tuple(label.number for label in labels if label.pdf_page == pdf_page)
    if not pages:
        last = max(list_pdf_pages(labels), default=0)
        raise RequestError(f"{entry.files[0]} ends with PDF page {last}.")
    return pages


def _find_pages_of_paragraph(library: Library, entry: DocumentEntry, asked: str) -> tuple[int, ...]:
    """The pages on which the paragraph with a number stands."""
    wanted = asked.strip(" .,;()[]¶")
    paragraphs = library.read_paragraphs(entry)
    begins = sorted({each.number for each in paragraphs if each.label == wanted})
    if not begins:
        raise RequestError(f"No paragraph of {entry.item.id} is numbered {asked}.")
    if len(begins) > 1:
        sheets = list_pdf_pages(library.read_labels(entry)[page - 1] for page in begins)
        where = ", ".join(map(str, sheets))
        raise RequestError(
            f"Paragraphs of {entry.item.id} numbered {asked} begin on PDF pages {where}.",
            "Name one with --pdf-page.",
        )
    return tuple(range(begins[0], max(begins[0], find_last_page(paragraphs, wanted)) + 1))


def list_pages_named(labels: Sequence[PageLabel], name: str) -> list[int]:
    """The pages (1-based, by their position in the document) that bear the number `name`."""
    folded = name.casefold()
    return [
        label.number
        for label in labels
        if label.unit == "page" and (label.label or "").casefold() == folded
    ]


def _find_page(entry: DocumentEntry, labels: list[PageLabel], name: str) -> int:
    pages = list_pages_named(labels, name)
    if len(pages) == 1:
        return pages[0]
    if not pages:
        raise RequestError(
            f"No page of {entry.item.id} bears the number {name}; it has {_list_labels(labels)}.",
            f"`pincite pages {entry.item.id}` lists them.",
        )
    where = ", ".join(map(str, list_pdf_pages(labels[page - 1] for page in pages)))
    raise RequestError(
        f"{len(pages)} pages of {entry.item.id} bear the number {name}: PDF pages {where}.",
        "Name one with --pdf-page.",
    )


def _list_labels(labels: Sequence[PageLabel]) -> str:
    """The numbers that there are, shortened: "pages i–iv, 1–66"."""
    numbered = [label for label in labels if label.label is not None]
    if not numbered:
        return "no page numbers"
    ranges = format_page_list(numbered).split(", ")
    more = f" and {len(ranges) - _MOST_RANGES} more ranges" if len(ranges) > _MOST_RANGES else ""
    return f"pages {', '.join(ranges[:_MOST_RANGES])}{more}"
