"""An indexed corpus, opened for questions: documents with their records, labels and pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

from corpus.catalogue import Catalogue
from corpus.errors import CorpusIncomplete, RequestError
from corpus.own_files import locate_inside
from corpus.paths import CorpusPaths
from corpus.progress import SilentProgress
from engine.index_place import Place, place_index
from engine.interface import Engine, FoundPages
from indexer.coverage import describe_unasked
from indexer.labels.overrides import apply_rules, read_rules
from indexer.labels.page_label import PageLabel, mark_repeats
from indexer.paragraphs.paragraph_label import ParagraphLabel
from indexer.records.entries import DocumentEntry, make_missing_entries, match_records
from indexer.records.namesakes import tell_namesakes_apart
from indexer.store.store import Store
from indexer.store.stored import StoredPage

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.apart.pool import Pool
    from indexer.readers.sheets import ReadFrom
    from indexer.sharing.mirror import Mirror
    from indexer.store.running import RunningBlock

T = TypeVar("T")

_READ_ONCE = (
    "_searched", "entries", "_ranges", "first_keys", "_ascending_first_keys", "_ranks",
    "running_words", "textless",
)  # fmt: skip
"""Cached properties that depend on the state of the store."""
_TRIES = 3
"""How often the index is opened anew, where runs go on all the time."""


class Library:
    """What a corpus holds. It never changes the user's files."""

    def __init__(
        self,
        paths: CorpusPaths,
        remark: str = "",
        *,
        apart: Pool | None = None,
        memory: int = 0,
        mirror: Mirror | None = None,
    ) -> None:
        """Open a corpus as it is; `open_library` first derives what is missing.

        `apart` is where files are read again, by default a process of its own, in which a file may
        take so much `memory` (bytes; 0 for the usual). A `mirror` is the copy of what is on a
        cluster, in place of the corpus's own store. Raises CorpusDamaged, CorpusNewer or
        CorpusOlder.
        """
        self._own_apart: Pool | None = None
        self._given_apart, self._memory = apart, memory
        self.paths = paths
        self.remark = remark
        """What must be said before any answer, or ""."""
        self.mirror = mirror
        self.store = Store.open(mirror.store_path if mirror else paths.store)
        self._left_out: frozenset[int] = frozenset()
        self._forget()

    def _forget(self) -> None:
        """Drop what was read of the store."""
        self._labels: dict[int, list[PageLabel]] = {}
        self._page_labels: dict[int, dict[int, PageLabel]] = {}
        self._origins: dict[int, dict[int, ReadFrom]] = {}
        self._running: dict[int, list[RunningBlock]] = {}
        self._paragraphs: dict[int, list[ParagraphLabel]] = {}
        self._kept: dict[Callable[[Library], Any], Any] = {}
        for name in _READ_ONCE:
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Close the store and the index."""
        if self._own_apart is not None:
            self._own_apart.close()
        self.store.close()
        if "engine" in self.__dict__:
            self.engine.close()

    @property
    def apart(self) -> Pool:
        """Where files are read that may come from a stranger."""
        if self._given_apart is not None:
            return self._given_apart
        if self._own_apart is None:
            from corpus.apart.limits import DEFAULT_MEMORY
            from corpus.apart.pool import Pool  # here: most questions read no file

            # a fork never touches the store and the index that are open here
            self._own_apart = Pool(memory=self._memory or DEFAULT_MEMORY, may_fork=True)
        return self._own_apart

    def make_once(self, make: Callable[[Library], T]) -> T:
        """The result of `make` for this library, computed once and kept as long as the library."""
        if make not in self._kept:
            self._kept[make] = make(self)
        result: T = self._kept[make]
        return result

    @cached_property
    def catalogue(self) -> Catalogue:
        """The user's records, as they were when first asked for. Raises CatalogueError."""
        catalogue = Catalogue.load(self.paths.catalogue)
        if self.mirror:
            self.mirror.add_records(catalogue)
        return catalogue

    @cached_property
    def index_place(self) -> Place:
        """Where this user's index of the corpus lies."""
        if self.mirror:
            return self.mirror
        return place_index(self.paths.root, self.store.identity)

    @cached_property
    def engine(self) -> Engine:
        """The index, open for questions. Raises CorpusDamaged or CorpusError.

        Index and store are read as they were at one moment: the index is opened first, and the
        store as it is then. What the index does not hold in that state is not searched, and the
        `remark` says so.
        """
        engine = self.index_place.open()
        for _ in range(_TRIES):
            self.store.renew()
            if self.mirror or self.remark or not self.store.find_waiting(engine.stamps):
                break
            engine.close()  # a run has stored more since this library was opened
            self.remark = self._keep_up()
            engine = self.index_place.open()
        self._forget()
        return engine

    def _keep_up(self) -> str:
        from indexer.updating.upkeep import keep_up  # here: most openings find nothing to do

        return keep_up(self.paths, SilentProgress())

    @cached_property
    def _searched(self) -> frozenset[int]:
        """The ids of the documents that the index holds in the state of the store."""
        open_engine = self.__dict__.get("engine")
        held = open_engine.stamps if open_engine else self.index_place.read_stamps() or {}
        stamps = self.store.list_stamps().items()
        return frozenset(id for id, stamp in stamps if held.get(id) == stamp) - self._left_out

    @cached_property
    def entries(self) -> list[DocumentEntry]:
        """Every document with its record, by file name; a missing record is made up."""
        known, unknown = match_records(
            self.catalogue, self.store.list_documents(), self.store.list_files()
        )
        made = make_missing_entries(self.catalogue, self.store, unknown) if unknown else []
        return tell_namesakes_apart(sorted(known + made, key=lambda entry: entry.files[0]))

    @cached_property
    def _ranges(self) -> list[tuple[DocumentEntry, range]]:
        ranges = self.store.list_key_ranges()
        searched = [
            (entry, ranges[entry.document.id])
            for entry in self.entries
            if entry.document.id in ranges and entry.document.id in self._searched
        ]
        return sorted(searched, key=lambda pair: pair[1].start)

    def leave_out(self, sha256: str, path: Path) -> list[str]:
        """Search no more in the documents with this content, or read from the file at `path`, which
        may have changed since; returns their files."""
        named = path.resolve()
        out = [
            entry
            for entry in self.entries
            if entry.document.sha256 == sha256
            or any((self.paths.root / file).resolve() == named for file in entry.files)
        ]
        self._left_out |= {entry.document.id for entry in out}
        for kept in ("_searched", "_ranges", "first_keys", "_ascending_first_keys"):
            self.__dict__.pop(kept, None)
        return [entry.files[0] for entry in out]

    def list_key_ranges(self) -> list[tuple[DocumentEntry, range]]:
        """Every document that can be searched with its page keys, by ascending keys."""
        return self._ranges

    @cached_property
    def first_keys(self) -> dict[int, int]:
        """The key of the first page of each document that can be searched, by document id."""
        return {entry.document.id: keys.start for entry, keys in self._ranges}

    @cached_property
    def _ascending_first_keys(self) -> list[int]:
        return list(self.first_keys.values())

    def list_page_keys(self, found: FoundPages) -> list[int]:
        """The keys of the pages found, by file name and page."""
        first_keys = self.first_keys
        keys = [
            first_keys[document] + index
            for document, pages in found.documents.items()
            if document in first_keys
            for index, _ in pages
        ]
        return sorted(keys, key=self.make_sort_key)

    def get_entry_of_page(self, key: int) -> DocumentEntry:
        """The document that the page with this key belongs to."""
        return self.locate_page(key)[0]

    def locate_page(self, key: int) -> tuple[DocumentEntry, int]:
        """The document that the page with this key belongs to, and the key of its first page."""
        entry, keys = self._ranges[bisect_right(self._ascending_first_keys, key) - 1]
        return entry, keys.start

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """The 0-based position of each document by file name, by document id."""
        return {entry.document.id: rank for rank, entry in enumerate(self.entries)}

    def make_sort_key(self, key: int) -> tuple[int, int]:
        """Sorts page keys by file name and page; the keys alone are in the order of reading."""
        return self._ranks[self.get_entry_of_page(key).document.id], key

    def get_page_key(self, entry: DocumentEntry, number: int) -> int:
        """The key of a document's page, by its 1-based position among them."""
        return self.first_keys[entry.document.id] + number - 1

    def read_hidden_words(self, entry: DocumentEntry, number: int) -> str:
        """The words of a document's page (1-based) that are in the file, but cannot be seen."""
        key = self.store.get_page_keys(entry.document.id)[number - 1]
        return self.store.read_page_map(key)[0].hidden

    @cached_property
    def running_words(self) -> dict[int, frozenset[str]]:
        """By document id, where it has any: the folded words of its running heads and feet."""
        words = self.store.read_running_words()
        return {id: frozenset(words[id]) for id in self.first_keys if id in words}

    def read_running(self, entry: DocumentEntry) -> list[RunningBlock]:
        """What was taken out of the text of a document's pages: running heads and feet, stamps,
        numbers of pages and lines."""
        document = entry.document.id
        if document not in self._running:
            self._running[document] = self.store.read_running(document)
        return self._running[document]

    def locate_file(self, entry: DocumentEntry) -> Path:
        """The first file of a document, whether or not it is there. Raises DamagedPdf if the store
        names one outside of the corpus."""
        return locate_inside(self.paths.root, entry.files[0])

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
        """The labels of a document's pages in order, including those that the user has set."""
        document = entry.document.id
        if document not in self._labels:
            derived = self.store.read_labels(document)
            self._labels[document] = mark_repeats(apply_rules(derived, read_rules(entry.item)))
        return self._labels[document]

    def read_labels_of_pages(self, entry: DocumentEntry, numbers: Sequence[int]) -> list[PageLabel]:
        """The labels of some of a document's pages (1-based), in the order given."""
        if entry.document.id in self._labels or read_rules(entry.item):
            labels = self.read_labels(entry)
            return [labels[number - 1] for number in numbers]
        known = self._page_labels.setdefault(entry.document.id, {})
        if missing := [number for number in numbers if number not in known]:
            self._read_labels_and_origins(entry, missing)
        return [known[number] for number in numbers]

    def read_origins(self, entry: DocumentEntry, numbers: Sequence[int]) -> tuple[ReadFrom, ...]:
        """Where the words of some of a document's pages (1-based) were read from."""
        document = entry.document.id
        known = self._origins.setdefault(document, {})
        if missing := [number for number in numbers if number not in known]:
            self._read_labels_and_origins(entry, missing)
        return tuple(known[number] for number in numbers)

    def _read_labels_and_origins(self, entry: DocumentEntry, numbers: Sequence[int]) -> None:
        """What is asked about a page that is shown stands in one row: it is read and verified
        once."""
        document = entry.document.id
        labels = self._page_labels.setdefault(document, {})
        origins = self._origins.setdefault(document, {})
        read = self.store.read_labels_and_origins(document, numbers)
        for number, (label, origin) in zip(numbers, read, strict=True):
            labels[number], origins[number] = label, origin

    def read_paragraphs(self, entry: DocumentEntry) -> list[ParagraphLabel]:
        """Where the numbered paragraphs of a document begin, in order; none if they have no
        numbers."""
        document = entry.document.id
        if document not in self._paragraphs:
            self._paragraphs[document] = self.store.read_paragraphs(document)
        return self._paragraphs[document]

    def read_pages(self, entry: DocumentEntry, first: int, last: int) -> list[StoredPage]:
        """The pages number `first` to `last` (1-based, inclusive), as far as they exist."""
        keys = self.store.get_page_keys(entry.document.id)[max(0, first - 1) : max(0, last)]
        pages = self.store.read_pages(keys)
        return [pages[key] for key in keys]

    @cached_property
    def textless(self) -> dict[int, list[int]]:
        """By document id: the numbers of the pages on which nothing can be found."""
        return self.store.find_textless_pages()

    def measure_coverage(self) -> dict[str, int]:
        """How much a search looks through: the numbers of `coverage` in `docs/json.md`."""
        documents = [entry.document for entry, _ in self._ranges]
        coverage = {
            "documents": len(documents),
            "pages": self.count_units() - sum(document.stretches for document in documents),
            "documents_without_pages": sum(document.stretches > 0 for document in documents),
            "pages_without_text": sum(len(self.textless.get(one.id, ())) for one in documents),
        }
        unasked = self.count_unasked()
        return coverage | {"pages_not_asked": unasked} if unasked else coverage

    def count_units(self) -> int:
        """How many pages a search looks through, stretches of paragraphs among them."""
        return sum(len(keys) for _, keys in self._ranges)

    def count_unasked(self) -> int:
        """How many pages could not be asked, as a part of the cluster does not answer."""
        return self.engine.count_unasked() if "engine" in self.__dict__ else 0

    def require_complete(self) -> None:
        """Raises CorpusIncomplete where some pages could not be asked: what was not found may well
        be there."""
        if unasked := self.count_unasked():
            raise CorpusIncomplete(
                f"{describe_unasked(unasked, self.count_units())}, so nothing can be"
                " said about what was not found.",
                "Start the nodes of the cluster that are missing (`pincite cluster status`).",
            )
