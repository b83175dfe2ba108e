"""An indexed corpus, opened for questions: documents with their records, labels, pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from corpus.catalogue import Catalogue
from corpus.errors import CorpusDamaged, RequestError
from corpus.places import Places
from indexer.fulltext import PageIndex
from indexer.labels.model import PageLabel
from indexer.labels.overrides import overridden, rules_of
from indexer.records import Entry, describe_all, entries
from indexer.store import ANALYSIS_VERSION, Store, StoredPage


class Library:
    """What a corpus holds. Nothing in it is changed."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.store = Store.open(places.store)
        if int(self.store.meta("analysis") or 0) < ANALYSIS_VERSION:
            self.store.close()
            raise CorpusDamaged(
                f"{places.root} was indexed by an older pincite.",
                f"Run `pincite index {places.root}`: it takes no new reading.",
            )
        self._labels: dict[int, list[PageLabel]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        if "index" in self.__dict__:
            self.index.close()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The user's records as they are now."""
        return Catalogue.load(self.places.catalogue)

    @cached_property
    def index(self) -> PageIndex:
        """The word index."""
        return PageIndex(self.places.index)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every document with its record, by file name; a record is made where there is none."""
        known, unknown = entries(self.catalogue, self.store.documents(), self.store.files())
        made = describe_all(self.catalogue, self.store, unknown) if unknown else []
        return sorted(known + made, key=lambda entry: entry.files[0])

    @cached_property
    def _ranges(self) -> list[tuple[int, int, Entry]]:
        """First and last page key of each document, ascending."""
        ranges = self.store.document_ranges()
        return sorted(
            (*ranges[entry.document.id], entry)
            for entry in self.entries
            if entry.document.id in ranges
        )

    def ranges(self) -> Iterator[tuple[Entry, range]]:
        """Every document that has pages, with its page keys."""
        return ((entry, range(first, last + 1)) for first, last, entry in self._ranges)

    def entry_of(self, key: int) -> Entry:
        """The document that the page with this key belongs to."""
        at = bisect_right(self._ranges, key, key=lambda found: found[0]) - 1
        return self._ranges[at][2]

    def entry(self, name: str) -> Entry:
        """The document of an item, by citation key or by file name. Raises RequestError."""
        for entry in self.entries:
            if entry.item.id == name or name in entry.files:
                return entry
        if name in self.catalogue:
            raise RequestError(f"No file of the corpus belongs to “{name}”.")
        raise RequestError(f"There is no item “{name}”.", "`pincite list` shows the items.")

    def labels(self, entry: Entry) -> list[PageLabel]:
        """The labels of a document's pages in order, the user's own in their places."""
        found = self._labels.get(entry.document.id)
        if found is None:
            derived = self.store.labels_of(entry.document.id)
            found = overridden(derived, rules_of(entry.item))
            self._labels[entry.document.id] = found
        return found

    def pages(self, entry: Entry, first: int, last: int) -> list[StoredPage]:
        """The pages from PDF page `first` to `last` (1-based, both included) that there are."""
        start = next(keys.start for found, keys in self.ranges() if found is entry)
        count = len(self.labels(entry))
        keys = [start + page - 1 for page in range(max(1, first), min(last, count) + 1)]
        found = self.store.pages(keys)
        return [found[key] for key in keys]

    @cached_property
    def textless(self) -> dict[int, list[int]]:
        """By document id: the 1-based pages on which nothing can be found."""
        return self.store.textless_pages()

    def coverage(self) -> dict[str, int]:
        """How much a search looks through."""
        return {
            "documents": len(self._ranges),
            "pages": sum(len(keys) for _, keys in self.ranges()),
            "pages_without_text": sum(len(pages) for pages in self.textless.values()),
        }


