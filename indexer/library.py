"""An indexed corpus, opened for questions: documents with their records, labels, pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar
from unicodedata import normalize

from corpus.catalogue import Catalogue
from corpus.errors import RequestError
from corpus.paths import CorpusPaths
from engine.interface import Engine, FoundPages, Stamps
from engine.opening import IndexPlace, place_index
from indexer.labels.overrides import apply_rules, read_rules
from indexer.labels.page_label import PageLabel, mark_repeats
from indexer.records.entries import DocumentEntry, make_missing_entries, match_records
from indexer.store.store import Store
from indexer.store.stored import StoredPage

T = TypeVar("T")


class Library:
    """What a corpus holds. The user's files are not touched by it."""

    def __init__(self, places: CorpusPaths, remark: str = "") -> None:
        """Open a corpus as it is; `indexer.opening.open_library` first derives what is missing.

        Raises CorpusDamaged, CorpusNewer or CorpusOlder.
        """
        self.places = places
        self.remark = remark
        """What must be said before any answer; "" where nothing is."""
        self.store = Store.open(places.store)
        self._labels: dict[int, list[PageLabel]] = {}
        self._kept: dict[Callable[[Library], Any], Any] = {}

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        if "engine" in self.__dict__:
            self.engine.close()

    def make_once(self, make: Callable[[Library], T]) -> T:
        """What `make` makes of this library: made once, kept as long as the library is."""
        if make not in self._kept:
            self._kept[make] = make(self)
        found: T = self._kept[make]
        return found

    @cached_property
    def catalogue(self) -> Catalogue:
        """The user's records as they are now."""
        return Catalogue.load(self.places.catalogue)

    @property
    def index_place(self) -> IndexPlace:
        """Where this user's index of the corpus lies."""
        return place_index(self.places.root, self.store.identity)

    @cached_property
    def engine(self) -> Engine:
        """What is asked which words stand where. Raises CorpusDamaged or CorpusError."""
        return self.index_place.open()

    @cached_property
    def _stamps(self) -> Stamps:
        """What the index holds."""
        if "engine" in self.__dict__:
            return self.engine.stamps
        return self.index_place.read_stamps() or {}

    @cached_property
    def entries(self) -> list[DocumentEntry]:
        """Every document with its record, by file name; a record is made where there is none."""
        known, unknown = match_records(
            self.catalogue, self.store.list_documents(), self.store.list_files()
        )
        made = make_missing_entries(self.catalogue, self.store, unknown) if unknown else []
        return sorted(known + made, key=lambda entry: entry.files[0])

    @cached_property
    def _ranges(self) -> list[tuple[int, int, DocumentEntry]]:
        """First and last page key of each document that can be searched, ascending."""
        ranges = self.store.list_key_ranges()
        found = [
            (*ranges[entry.document.id], entry)
            for entry in self.entries
            if entry.document.id in ranges and entry.document.id in self._stamps
        ]
        return sorted(found, key=lambda of: of[0])

    @cached_property
    def first_keys(self) -> dict[int, int]:
        """The key of the first page of each document that can be searched, by its id."""
        return {entry.document.id: first for first, _, entry in self._ranges}

    def list_key_ranges(self) -> Iterator[tuple[DocumentEntry, range]]:
        """Every document that can be searched, with its page keys."""
        return ((entry, range(first, last + 1)) for first, last, entry in self._ranges)

    def list_page_keys(self, found: FoundPages) -> list[int]:
        """The keys of the pages found, in the order of the files' names."""
        first = self.first_keys
        keys = [
            first[document] + page
            for document, pages in found.documents.items()
            if document in first
            for page, _ in pages
        ]
        return sorted(keys, key=self.make_sort_key)

    def get_entry_of_page(self, key: int) -> DocumentEntry:
        """The document that the page with this key belongs to."""
        return self.locate_page(key)[0]

    def locate_page(self, key: int) -> tuple[DocumentEntry, int]:
        """The document that the page with this key belongs to, and the key of its first page."""
        first, _, entry = self._ranges[bisect_right(self._ranges, key, key=itemgetter(0)) - 1]
        return entry, first

    @cached_property
    def _by_name(self) -> dict[int, int]:
        """Which document, in the order of the files' names, has an id."""
        return {entry.document.id: number for number, entry in enumerate(self.entries)}

    def make_sort_key(self, key: int) -> tuple[int, int]:
        """What sorts page keys by the files' names and their pages: keys themselves are in the
        order in which files happened to be read."""
        return self._by_name[self.get_entry_of_page(key).document.id], key

    def get_page_key(self, entry: DocumentEntry, pdf_page: int) -> int:
        """The key of a document's page (1-based)."""
        return self.first_keys[entry.document.id] + pdf_page - 1

    def get_entry(self, name: str) -> DocumentEntry:
        """The document of an item, by citation key or by file name. Raises RequestError."""
        plain = normalize("NFC", name)
        for entry in self.entries:
            if plain in (normalize("NFC", known) for known in (entry.item.id, *entry.files)):
                return entry
        if name in self.catalogue:
            raise RequestError(f"No file of the corpus belongs to “{name}”.")
        raise RequestError(f"There is no item “{name}”.", "`pincite list` shows the items.")

    def read_labels(self, entry: DocumentEntry) -> list[PageLabel]:
        """The labels of a document's pages in order, the user's own in their places."""
        found = self._labels.get(entry.document.id)
        if found is None:
            derived = self.store.read_labels(entry.document.id)
            found = mark_repeats(apply_rules(derived, read_rules(entry.item)))
            self._labels[entry.document.id] = found
        return found

    def read_labels_of_pages(
        self, entry: DocumentEntry, pdf_pages: Sequence[int]
    ) -> list[PageLabel]:
        """The labels of some of a document's pages (1-based), in the order given."""
        if entry.document.id in self._labels or read_rules(entry.item):
            labels = self.read_labels(entry)
            return [labels[page - 1] for page in pdf_pages]
        return self.store.read_labels_of_pages(entry.document.id, pdf_pages)

    def read_pages(self, entry: DocumentEntry, first: int, last: int) -> list[StoredPage]:
        """The pages from PDF page `first` to `last` (1-based, both included) that there are."""
        keys = self.store.get_page_keys(entry.document.id)[max(0, first - 1) : max(0, last)]
        found = self.store.read_pages(keys)
        return [found[key] for key in keys]

    @cached_property
    def textless(self) -> dict[int, list[int]]:
        """By document id: the 1-based pages on which nothing can be found."""
        return self.store.find_textless_pages()

    def measure_coverage(self) -> dict[str, int]:
        """How much a search looks through."""
        searched = {entry.document.id for entry, _ in self.list_key_ranges()}
        textless = [pages for document, pages in self.textless.items() if document in searched]
        return {
            "documents": len(searched),
            "pages": sum(len(keys) for _, keys in self.list_key_ranges()),
            "pages_without_text": sum(map(len, textless)),
        }
