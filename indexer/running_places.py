"""Where words stand that are in running heads and feet only, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.frozen import frozen
from indexer.cleaning.page_text import Place
from indexer.labels.page_label import PageLabel, list_as_json
from indexer.labels.pinpoint_wording import format_count, format_page_list
from indexer.library import Library
from indexer.records.entries import DocumentEntry

_PLACES: dict[Place, str] = {
    "head": "in the running head",
    "foot": "in the running foot",
    "margin": "in the margin",
}
_MOST_RANGES = 3
"""Of more ranges of pages than this only their number and both ends are named: a head may stand on
every other page."""


@frozen
class RunningPlace:
    """Running lines of a document that are the same on several pages, but for numbers."""

    entry: DocumentEntry
    place: Place
    text: str
    """As it stands on the first of the pages, a line for each row."""
    labels: tuple[PageLabel, ...]
    """Those of the pages, in order."""

    @property
    def where(self) -> str:
        """In words: "in the running head of pp 3–41"."""
        return f"{_PLACES[self.place]} of {_format_pages(self.labels)}"

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.entry.item.id,
            "file": self.entry.files[0],
            "title": self.entry.item.title,
            "place": self.place,
            "where": self.where,
            "text": self.text,
            **list_as_json(self.labels),
        }


def _format_pages(labels: Sequence[PageLabel]) -> str:
    listed = format_page_list(labels)
    if listed.count(", ") >= _MOST_RANGES:
        first, last = format_page_list(labels[:1]), format_page_list(labels[-1:])
        return f"{format_count(len(labels), 'page')}, from {first} to {last}"
    return listed if labels[0].label is None else f"{'p' if len(labels) == 1 else 'pp'} {listed}"


def make_running_place(
    library: Library, entry: DocumentEntry, place: Place, text: str, numbers: Sequence[int]
) -> RunningPlace:
    """The place of a running `text` on some pages (1-based) of a document."""
    labels = library.read_labels_of_pages(entry, numbers)
    return RunningPlace(entry, place, text, tuple(labels))
