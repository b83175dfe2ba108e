"""What minutes hold: the list behind `pincite minutes`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indexer.labels.page_label import PageLabel, list_as_json
from indexer.labels.pinpoint_wording import format_page_list
from indexer.library import Library
from indexer.minute_context import DRAFT_CAVEAT, get_minutes
from indexer.minutes.minute import Minute
from indexer.records.entries import DocumentEntry


@dataclass(frozen=True, slots=True)
class ListedMinute:
    """A minute with the labels of its pages."""

    minute: Minute
    labels: tuple[PageLabel, ...]

    @property
    def pages(self) -> str:
        """Its pages, shortened: "14–16"; pages without a label as "PDF p 7"."""
        return format_page_list(self.labels)

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "minute": self.minute.written,
            "title": self.minute.title,
            **list_as_json(self.labels),
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """The minutes in one document."""

    entry: DocumentEntry
    minutes: tuple[ListedMinute, ...]
    draft: bool

    def list_remarks(self) -> list[str]:
        """The caveats for them, one sentence each."""
        if not self.minutes:
            kind = self.entry.item.kind
            if kind == "minutes":
                return [f"No numbered items were found in {self.entry.item.id}."]
            other = {"article": "an article", "other": "not minutes"}.get(kind, f"a {kind}")
            return [f"{self.entry.item.id} is {other}; only minutes contain numbered items."]
        remarks = [DRAFT_CAVEAT] * self.draft
        if any(listed.minute.note for listed in self.minutes):
            remarks.append(
                "The year of the meeting is not known; the numbers start again every year."
            )
        if len({listed.minute.number for listed in self.minutes}) < len(self.minutes):
            remarks.append("The numbers start again within the document: cite the page as well.")
        return remarks

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.entry.item.id,
            "file": self.entry.files[0],
            "draft_minutes": self.draft,
            "minutes": [listed.as_json() for listed in self.minutes],
            "notes": self.list_remarks(),
        }


def list_minutes(library: Library, entry: DocumentEntry) -> Listing:
    """The minutes in a document, in order; none where it is not minutes."""
    labels = library.read_labels(entry)
    in_document = get_minutes(library, entry)
    listed = tuple(
        ListedMinute(minute, tuple(labels[number - 1] for number in minute.pages))
        for minute in in_document.minutes
    )
    return Listing(entry, listed, in_document.draft)
