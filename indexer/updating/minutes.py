"""Minutes of documents whose record differs from what a worker guessed.

A worker finds the minutes of what looks to it like minutes. What the catalogue then says may be
something else, and may change at any time.
"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.minutes.meeting import is_up_to_date
from indexer.records.entries import DocumentEntry
from indexer.store.store import Store


def find_missing_minutes(store: Store, entries: Iterable[DocumentEntry]) -> None:
    """Find and store the minutes of every document of kind minutes, where what is stored is not for
    its record."""
    found = store.minutes.list_found()
    for entry in entries:
        document, item = entry.document.id, entry.item
        known = found.get(document)
        if item.kind != "minutes" or (known and is_up_to_date(known, item)):
            continue
        from indexer.minutes.packing import pack_minutes  # here: most runs need none

        pages = store.read_document_pages(document)
        store.put_minutes(document, pack_minutes(pages, item.issued))
