"""Keeping what is derived in step with the store: labels and texts of this version, and the index.

No file is read for it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpus.errors import CorpusBusy, CorpusError, CorpusFull, CorpusReadOnly
from corpus.places import Places
from corpus.progress import Progress
from indexer.fulltext import CARRIED_WORDS, PageIndexWriter, fingerprint
from indexer.lock import writing
from indexer.pinpoint import many
from indexer.reading import derive
from indexer.store import Store, StoredDocument, StoredPage
from indexer.store_errors import explained
from indexer.store_opening import ANALYSIS_VERSION
from indexer.words import words


def keep_up(places: Places, progress: Progress) -> str:
    """Derive what is missing before a question is answered; returns a remark where that can't be.

    Raises CorpusError when what there is cannot be used without.
    """
    try:
        with writing(places.lock), explained(places.store):
            store = Store.create_or_open(places.store)
            try:
                rederive_after_upgrade(store, progress)
                bring_index(store, places.index, progress)
            finally:
                store.close()
        return ""
    except (CorpusBusy, CorpusReadOnly, CorpusFull) as error:
        with explained(places.store):
            store = Store.open(places.store)
            outdated, waiting = store.outdated, store.waiting()
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
        return f"{many(waiting, 'document')} {verb} not searched yet. {error.message}"


def rederive_after_upgrade(store: Store, progress: Progress) -> bool:
    """Labels and texts of an older analysis, derived anew from the stored sheets."""
    if not store.outdated:
        return False
    documents = store.documents()
    for document in progress.steps(documents, "Deriving anew", len(documents)):
        labels, texts = derive(list(store.sheets_of(document.id)))
        store.rederive(document.id, labels, texts)
    store.set_meta("index", "")
    store.set_meta("analysis", str(ANALYSIS_VERSION))
    return True


def bring_index(store: Store, folder: Path, progress: Progress) -> bool:
    """Make the index hold what the store holds; True when one was lost and is built anew."""
    expected = store.meta("index")
    whole = bool(expected) and fingerprint(folder) == expected
    if not whole:
        store.mark_all_unindexed()
        store.clear_words()
    orphans = store.orphans()
    waiting = [
        document
        for document in store.documents()
        if not document.indexed and document.id not in orphans
    ]
    if whole and not (orphans or waiting):
        return False
    writer = PageIndexWriter(folder, afresh=not whole)
    seen: set[str] = set()
    try:
        for orphan in orphans:
            writer.delete_document(orphan)
        for document in progress.steps(waiting, "Indexing", len(waiting)):
            writer.delete_document(document.id)
            seen |= _add_document(writer, document, store.pages_of(document.id))
        store.add_words(seen)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    store.mark_indexed(document.id for document in waiting)
    store.set_meta("index", fingerprint(folder))
    store.delete_documents(orphans)
    return not whole and bool(expected)


def _add_document(
    writer: PageIndexWriter, document: StoredDocument, pages: list[StoredPage]
) -> set[str]:
    """Add all pages of a document; returns its words."""
    seen: set[str] = set()
    before: StoredPage | None = None
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        own = Counter(own_words(before, page, following))
        own.update(words(page.notes))
        carry = Counter(carried_words(page, following)) if following else Counter()
        before = page
        seen.update(own, carry)
        writer.add_page(page.key, document.id, own, carry)
    return seen


def own_words(
    before: StoredPage | None, page: StoredPage, following: StoredPage | None
) -> list[str]:
    """The words of the page's running text; one that is broken over a page break belongs whole to
    the page it begins on, and its halves to none."""
    own = words(page.body)
    if before is not None and before.seam == "broken":
        own = own[1:]
    if following is not None and page.seam == "broken" and own:
        rest = words(following.body[:200])
        own[-1] += rest[0] if rest else ""
    return own


def carried_words(page: StoredPage, following: StoredPage) -> list[str]:
    """The first words of the page after `page`, without the rest of one broken between them."""
    carried = words(following.body[: CARRIED_WORDS * 12])[: CARRIED_WORDS + 1]
    return carried[1:] if page.seam == "broken" else carried[:CARRIED_WORDS]
