"""Keeping derived data up to date: the index, and labels and texts of an older version.

No PDF is read for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress

from corpus.catalogue import Catalogue
from corpus.errors import (
    CorpusBusy,
    CorpusError,
    CorpusFull,
    CorpusReadOnly,
    PinciteError,
    convert_write_error,
)
from corpus.paths import CorpusPaths
from corpus.progress import Progress
from engine.document_words import DocumentWords
from engine.index_place import Place, place_index
from engine.interface import Kept, Stamps, Writer
from indexer.labels.pinpoint_wording import format_count
from indexer.pages.counting import collect_document_words
from indexer.records.entries import match_records
from indexer.store.connecting import ANALYSIS_VERSION
from indexer.store.lock import hold_lock
from indexer.store.store import Store
from indexer.store.store_errors import translate_errors
from indexer.updating.minutes import find_missing_minutes


def keep_up(paths: CorpusPaths, progress: Progress) -> str:
    """Derive what is missing before a question is answered; returns a remark for the user if that
    is not possible, otherwise "".

    Raises CorpusError if no question can be answered with what there is.
    """
    _rederive_if_outdated(paths, progress)
    with translate_errors(paths.store), closing(Store.open(paths.store)) as store:
        place = place_index(paths.root, store.identity)
        try:
            with IndexUpdate(store, place) as index:
                index.finish(progress)
            return ""
        except (CorpusBusy, CorpusReadOnly, CorpusFull) as error:
            held = place.read_stamps()
            if held is None:
                raise
            waiting = len(store.find_waiting(held))
            if not waiting:
                return ""
            verb = "is" if waiting == 1 else "are"
            return f"{format_count(waiting, 'document')} {verb} not searched yet. {error.message}"


def upgrade_store(paths: CorpusPaths) -> None:
    """Bring the tables of an older version to those of this one. Raises CorpusOlder where that is
    not possible, CorpusError where nothing can be written."""
    try:
        with hold_lock(paths.lock), translate_errors(paths.store):
            Store.create_or_open(paths.store).close()
    except (CorpusBusy, CorpusReadOnly, CorpusFull) as error:
        raise _make_outdated_error(paths, error) from error


def _make_outdated_error(paths: CorpusPaths, error: CorpusError) -> CorpusError:
    return CorpusError(
        f"{paths.root} was indexed by an older pincite and has to be indexed again."
        f" {error.message}",
        error.remedy,
    )


def _rederive_if_outdated(paths: CorpusPaths, progress: Progress) -> None:
    with translate_errors(paths.store), closing(Store.open(paths.store)) as store:
        if not store.outdated:
            return
    try:
        with (
            hold_lock(paths.lock),
            translate_errors(paths.store),
            closing(Store.create_or_open(paths.store)) as store,
        ):
            rederive_after_upgrade(store, progress)
            records = match_records(
                Catalogue.load(paths.catalogue), store.list_documents(), store.list_files()
            )
            find_missing_minutes(store, records[0])
    except (CorpusBusy, CorpusReadOnly, CorpusFull) as error:
        raise _make_outdated_error(paths, error) from error


def rederive_after_upgrade(store: Store, progress: Progress) -> bool:
    """Derive labels and texts again, from the stored sheets, if an older version derived them.

    Returns whether it did.
    """
    if not store.outdated:
        return False
    # here: needed only after an upgrade, and slow to import
    from indexer.pages.document import DocumentReading, derive
    from indexer.readers.sheet_list import collect_sheets
    from indexer.store.packing import pack_document

    documents = store.list_documents()
    for document in progress.track_steps(documents, "Rebuilding", len(documents)):
        sheets = collect_sheets(store.read_sheets(document.id))
        reading = DocumentReading(
            document.reader,
            document.information,
            document.warnings,
            sheets,
            *derive(sheets, document.reader),
        )
        store.replace_derived(document.id, pack_document(reading))
    store.put_meta("analysis", str(ANALYSIS_VERSION))
    return True


class IndexUpdate:
    """Brings the index up to date with the store.

    Documents just read are added one by one; `finish` adds all others that are missing and removes
    what should not be there. Until then readers see the index as it was, and if the `with` block
    ends with an exception it stays so.

    The index's lock is held within the block. Entering it raises CorpusBusy if another process
    holds the lock, CorpusReadOnly or CorpusFull if the cache folder cannot be written to.
    """

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place
        self._held: Stamps | None = None
        self._added: set[int] = set()
        self._opened: Writer | None = None
        self._stack = ExitStack()
        self._is_fresh = False
        """Whether the index was damaged, and has been begun afresh."""

    def __enter__(self) -> IndexUpdate:
        try:
            self._stack.enter_context(hold_lock(self._place.lock))
        except CorpusBusy as error:
            raise CorpusBusy(
                f"Another pincite is indexing {self._place.corpus}.", "Wait until it is done."
            ) from error
        try:
            self._held = self._place.read_stamps()
        except BaseException:
            self._stack.close()
            raise
        self._was_lost = self._held is None and bool(self._store.list_stamps())
        return self

    @property
    def _writer(self) -> Writer:
        if self._opened is None:
            self._opened = self._place.open_for_writing()
        return self._opened

    def add(self, document: int, words: DocumentWords) -> None:
        """Add a document of the store, replacing what the index holds for it."""
        if not self._attempt(lambda: self._put(document, words)):
            self._put(document, words)

    def _put(self, document: int, words: DocumentWords) -> None:
        self._writer.put(document, self._store.read_stamp(document), words, self._keep(document))
        self._added.add(document)

    def _keep(self, document: int) -> Kept | None:
        """What others have to know of a document, where they ask for it."""
        if not self._place.shared:
            return None
        from indexer.sharing.sending import make_kept  # here: most corpora are on no cluster

        return make_kept(self._store, document)

    def finish(self, progress: Progress) -> bool:
        """Add what is missing, remove what is gone, and commit; returns whether the index of the
        documents stored earlier had been lost."""
        if not self._attempt(lambda: self._bring_up_to_date(progress)):
            self._bring_up_to_date(progress)
        return self._was_lost

    def _attempt(self, work: Callable[[], None]) -> bool:
        """Do some work; False where the index turned out to be damaged, and was begun afresh.

        Whoosh finds damage out in as many ways as Python has: it is whatever fails for no want of
        room or rights. The second time it is no damage.
        """
        try:
            work()
            return True
        except (PinciteError, sqlite3.Error, MemoryError):
            raise
        except Exception as error:
            if self._is_fresh or self._is_refused(error) or not self._begin_afresh():
                raise
            return False

    def _is_refused(self, error: Exception) -> bool:
        """Whether the system refuses to write, for want of room or rights."""
        return isinstance(error, OSError) and isinstance(
            convert_write_error(error, self._place.folder), (CorpusFull, CorpusReadOnly)
        )

    def _begin_afresh(self) -> bool:
        """Forget the index as it is, and what was added to it; `finish` adds everything. False
        where that is not possible."""
        if self._opened is not None:
            with suppress(Exception):
                self._opened.cancel()
        self._opened, self._added, self._held = None, set(), None
        self._is_fresh = self._was_lost = True
        return self._place.forget()

    def _bring_up_to_date(self, progress: Progress) -> None:
        held = self._held or {}
        waiting = [id for id in self._store.find_waiting(held) if id not in self._added]
        gone = held.keys() - self._store.list_stamps().keys()
        if self._held is not None and not (gone or waiting or self._added):
            return
        for document in progress.track_steps(waiting, "Indexing", len(waiting)):
            self._put(document, collect_document_words(self._store.read_document_pages(document)))
        for document in gone:
            self._writer.drop(document)
        self._writer.commit()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._stack:
            if kind is not None and self._opened is not None:
                self._opened.cancel()
