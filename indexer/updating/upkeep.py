"""Keeping what is derived in step with the store: labels and texts of this version, and the index.

No file is read for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import CorpusBusy, CorpusError, CorpusFull, CorpusReadOnly
from corpus.paths import CorpusPaths
from corpus.progress import Progress
from indexer.labels.pinpoint_wording import format_count
from indexer.pages.word_places import DocumentWords, collect_document_words
from indexer.segment_list import fingerprint
from indexer.store.lock import hold_lock
from indexer.store.opening import ANALYSIS_VERSION
from indexer.store.store import Store
from indexer.store.store_errors import translate_errors

if TYPE_CHECKING:
    from indexer.fulltext import PageIndexWriter


def keep_up(places: CorpusPaths, progress: Progress) -> str:
    """Derive what is missing before a question is answered; returns a remark where that can't be.

    Raises CorpusError when what there is cannot be used without.
    """
    try:
        with hold_lock(places.lock), translate_errors(places.store):
            store = Store.create_or_open(places.store)
            try:
                rederive_after_upgrade(store, progress)
                bring_index(store, places.index, progress)
            finally:
                store.close()
        return ""
    except (CorpusBusy, CorpusReadOnly, CorpusFull) as error:
        with translate_errors(places.store):
            store = Store.open(places.store)
            outdated, waiting = store.outdated, store.count_waiting()
            store.close()
        if outdated:
            raise CorpusError(
                f"{places.root} was indexed by an older pincite and has to be indexed again."
                f" {error.message}",
                error.remedy,
            ) from error
        if not waiting:
            return ""
        verb = "is" if waiting == 1 else "are"
        return f"{format_count(waiting, 'document')} {verb} not searched yet. {error.message}"


def rederive_after_upgrade(store: Store, progress: Progress) -> bool:
    """Labels and texts of an older analysis, derived anew from the stored sheets."""
    if not store.outdated:
        return False
    from indexer.pages.document import (  # 50 ms, and needed after an upgrade only
        DocumentReading,
        derive,
    )
    from indexer.store.packing import pack_document

    documents = store.list_documents()
    for document in progress.track_steps(documents, "Deriving anew", len(documents)):
        sheets = tuple(store.read_sheets(document.id))
        reading = DocumentReading(
            document.reader, document.information, document.warnings, sheets, *derive(sheets)
        )
        store.replace_derived(document.id, pack_document(reading))
    store.put_meta("index", "")
    store.put_meta("analysis", str(ANALYSIS_VERSION))
    return True


def bring_index(store: Store, folder: Path, progress: Progress) -> bool:
    """Make the index hold what the store holds; True when one was lost and is built anew."""
    with IndexUpdate(store, folder) as index:
        return index.finish(progress)


class IndexUpdate:
    """Brings the index in step with the store: documents just read as they come, and at the end
    what else is missing in it or should not be there. Until then readers see the index as it was,
    and it stays so where the block of its `with` ends in an error.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        expected = store.read_meta("index")
        self._whole = bool(expected) and fingerprint(folder) == expected
        self._lost = bool(expected) and not self._whole
        self._added: set[int] = set()
        self._opened: PageIndexWriter | None = None
        if not self._whole:
            store.mark_all_unindexed()

    @property
    def _writer(self) -> PageIndexWriter:
        if self._opened is None:
            from indexer.fulltext import PageIndexWriter  # here: no search needs Whoosh

            self._opened = PageIndexWriter(self._folder, afresh=not self._whole)
        return self._opened

    def add(self, document: int, words: DocumentWords) -> None:
        """Add a document of the store, in place of what the index holds of it."""
        self._writer.delete_document(document)
        self._writer.add_document(document, words)
        self._added.add(document)

    def finish(self, progress: Progress) -> bool:
        """Add what waits, take out what is gone, and commit; True when an index was lost and is
        built anew."""
        store = self._store
        orphans = store.list_orphans()
        waiting = [id for id in store.list_unindexed() if id not in self._added]
        if self._whole and not (orphans or waiting or self._added):
            return False
        for document in progress.track_steps(waiting, "Indexing", len(waiting)):
            self.add(document, collect_document_words(store.read_document_pages(document)))
        for orphan in orphans:
            self._writer.delete_document(orphan)
        self._writer.commit()
        store.mark_indexed(self._added)
        store.put_meta("index", fingerprint(self._folder))
        store.remove_documents(orphans)
        return self._lost

    def __enter__(self) -> IndexUpdate:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and self._opened is not None:
            self._opened.cancel()
