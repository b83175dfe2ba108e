"""The outermost entries of a file's outline (its "bookmarks"), by the pages they lead to."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

_MOST = 2_000
"""Entries that are looked at: a damaged outline may go round in circles."""


def read_outline(document: Any) -> dict[int, str]:
    """The titles by 0-based page of the raw `document`: those of the first level or, where that is
    a single entry, of the one below; without pages that several entries lead to."""
    entries = list(_list_children(document, None))
    if len(entries) == 1:
        entries = list(_list_children(document, entries[0]))
    places = [(_find_page(document, entry), _read_title(entry)) for entry in entries]
    counts = Counter(page for page, _ in places)
    return {page: title for page, title in places if page >= 0 and title and counts[page] == 1}


def _list_children(document: Any, parent: Any) -> Iterator[Any]:
    entry = pdfium.FPDFBookmark_GetFirstChild(document, parent)
    for _ in range(_MOST):
        if not entry:
            return
        yield entry
        entry = pdfium.FPDFBookmark_GetNextSibling(document, entry)


def _find_page(document: Any, entry: Any) -> int:
    """The page (0-based) that the entry leads to, -1 if none."""
    place = pdfium.FPDFBookmark_GetDest(document, entry)
    if not place:
        action = pdfium.FPDFBookmark_GetAction(entry)
        place = pdfium.FPDFAction_GetDest(document, action) if action else None
    return int(pdfium.FPDFDest_GetDestPageIndex(document, place)) if place else -1


def _read_title(entry: Any) -> str:
    """The entry's title with single spaces."""
    length = pdfium.FPDFBookmark_GetTitle(entry, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFBookmark_GetTitle(entry, buffer, length)
    return " ".join(buffer.raw[:length].decode("utf-16-le", "replace").strip("\0").split())
