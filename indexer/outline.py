"""The outline of a document: the titles of the file's own bookmarks, by the pages they lead to."""

from __future__ import annotations

from corpus.frozen import frozen
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.records.entries import DocumentEntry


@frozen
class OutlineEntry:
    """A part of a document."""

    title: str
    label: PageLabel
    """Of the page on which it begins."""


def list_outline(library: Library, entry: DocumentEntry) -> list[OutlineEntry]:
    """The outermost entries of the file's outline, in order; none where it has none."""
    kept = library.make_once(_make_cache)
    if entry.document.id not in kept:
        kept[entry.document.id] = [
            (number, sheet.begins)
            for number, sheet in enumerate(library.store.read_sheets(entry.document.id), 1)
            if sheet.begins
        ]
    labels = library.read_labels(entry)
    return [OutlineEntry(title, labels[number - 1]) for number, title in kept[entry.document.id]]


def _make_cache(library: Library) -> dict[int, list[tuple[int, str]]]:
    return {}
