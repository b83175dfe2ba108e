"""Pictures of pages: whole ones for reading, small ones with the place of a passage."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import RequestError
from drafts.quoting import find_shown
from indexer.library import Library
from indexer.readers.geometry import Box
from indexer.readers.signatures import has_sheets
from indexer.records.entries import DocumentEntry
from indexer.word_places import find_boxes, read_page_words
from web.pictures import LEAST_WIDTH, MOST_WIDTH, AskedPicture, tell_type
from web.site import get_site

_THUMBNAIL = 264
"""Pixels: twice as many as it is wide on the page, for fine screens."""
_LARGER = 2.5
"""Points by which the mark of a line is larger than its box, so that it is seen at that size."""
_KEPT = {"cache-control": "private, max-age=86400"}


def send_page(request: Request) -> Response:
    """The picture of one page: `item`, `page` (its position in the document) and `width`."""
    query = request.query_params
    width = _read_number(query.get("width", ""), LEAST_WIDTH, MOST_WIDTH)
    site = get_site(request)
    with site.shelf.lend() as library:
        entry = library.get_entry(query.get("item", ""))
        number = _read_number(query.get("page", ""), 1, len(library.read_labels(entry)))
        asked = ask_for_page(library, entry, number, width)
    return _send(site.pictures.draw(asked))


def send_thumbnail(request: Request) -> Response:
    """The small picture of the page that a passage begins on, the passage marked."""
    site = get_site(request)
    with site.shelf.lend() as library:
        shown = find_shown(library, request.query_params.get("passage", ""))
        page = shown.pages[0]
        number = page.label.number
        asked = ask_for_page(library, shown.entry, number, _THUMBNAIL)
        words = read_page_words(library, shown.entry, number)
        marks = [
            *(find_boxes(words.body, *page.marked_body) if page.marked_body else ()),
            *(find_boxes(words.notes, *page.marked_notes) if page.marked_notes else ()),
        ]
    return _send(site.pictures.draw(asked._replace(marks=tuple(map(_enlarge, marks)))))


def ask_for_page(library: Library, entry: DocumentEntry, number: int, width: int) -> AskedPicture:
    """What to draw for a document's page (1-based). Raises RequestError if it has no sheets."""
    if not has_sheets(entry.document.reader):
        raise RequestError(f"{entry.files[0]} has no pages that could be shown.")
    key = library.get_page_key(entry, number)
    sheet, _, _ = library.store.read_page_map(key)
    box = Box(sheet.left, sheet.top, sheet.left + sheet.width, sheet.top + sheet.height)
    path = find_file(library, entry)
    return AskedPicture(path, entry.document.sha256, sheet.pdf_page, box, width)


def find_file(library: Library, entry: DocumentEntry) -> Path:
    """The file of a document, which lies in the corpus whatever the store says. Raises
    RequestError where it does not."""
    relative = PurePosixPath(entry.files[0])
    if relative.is_absolute() or ".." in relative.parts:
        raise RequestError(f"{entry.files[0]} is not in the corpus.", "Run `pincite index` again.")
    return library.paths.root / relative


def _enlarge(box: Box) -> Box:
    return Box(box.x0 - _LARGER, box.y0 - _LARGER, box.x1 + _LARGER, box.y1 + _LARGER)


def _read_number(text: str, least: int, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    if not least <= number <= most:
        raise RequestError(f"“{text}” is not a number from {least} to {most}.")
    return number


def _send(data: bytes) -> Response:
    return Response(data, media_type=tell_type(data), headers=_KEPT)


ROUTES = [
    Route("/page-image", send_page, name="page-image"),
    Route("/thumbnail", send_thumbnail, name="thumbnail"),
]
