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
from corpus.progress import Progress, SilentProgress
from indexer.labels.overrides import apply_rules, read_rules
from indexer.labels.page_label import PageLabel
from indexer.page_index import PageIndex
from indexer.records.entries import DocumentEntry, make_missing_entries, match_records
from indexer.segment_list import fingerprint
from indexer.store.store import Store
from indexer.store.stored import StoredPage

T = TypeVar("T")


class Library:
    """What a corpus holds. The user's files are not touched by it."""

    def __init__(self, places: CorpusPaths, progress: Progress | None = None) -> None:
        """Open a corpus, having derived anew what an interrupted run or an older version left.

        Raises CorpusDamaged, CorpusNewer, or CorpusError when what there is cannot be used.
        """
        self.places = places
        self.remark = ""
        """What must be said before any answer; "" where nothing is."""
        self.store = Store.open(places.store)
        if self.store.outdated or self._is_index_behind():
            self.store.close()
            from indexer.updating.upkeep import keep_up

            self.remark = keep_up(places, progress or SilentProgress())
            self.store = Store.open(places.store)
        self._labels: dict[int, list[PageLabel]] = {}
        self._kept: dict[Callable[[Library], Any], Any] = {}

    def _is_index_behind(self) -> bool:
        found = fingerprint(self.places.index)
        return not found or found != self.store.read_meta("index") or self.store.count_waiting() > 0

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        if "index" in self.__dict__:
            self.index.close()

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

    @cached_property
    def index(self) -> PageIndex:
        """The word index."""
        return PageIndex(self.places.index)

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
            if entry.document.id in ranges and entry.document.indexed
        ]
        return sorted(found, key=lambda of: of[0])

    @cached_property
    def first_keys(self) -> dict[int, int]:
        """The key of the first page of each document that can be searched, by its id."""
        return {entry.document.id: first for first, _, entry in self._ranges}

    def list_key_ranges(self) -> Iterator[tuple[DocumentEntry, range]]:
        """Every document that can be searched, with its page keys."""
        return ((entry, range(first, last + 1)) for first, last, entry in self._ranges)

    def find_page_keys(self, word: str) -> Iterator[int]:
        """The keys of the pages that hold a word (folded)."""
        for document, posting in self.index.find(word):
            first = self.first_keys.get(document)
            if first is not None:
                yield from (first + page for page in posting.pages)

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
            found = apply_rules(derived, read_rules(entry.item))
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
