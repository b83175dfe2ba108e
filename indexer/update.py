"""Bring a corpus up to date with its folder: what `pincite index` does.

Each file is stored as soon as it is read, so an interrupted run goes on where it stopped. Only what
changed is read; a file that fails is reported and the others go on.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.errors import CorpusEmpty, CorpusNotFound
from corpus.places import Places
from corpus.progress import Progress, Silent
from indexer.files import Changes, compare
from indexer.fulltext import PageIndexWriter
from indexer.lock import writing
from indexer.reading import derive
from indexer.records import bring_up_to_date, describe_all, entries
from indexer.store import (
    ANALYSIS_VERSION,
    Store,
    StoredDocument,
    StoredFile,
    StoredPage,
    translated,
)
from indexer.words import words
from indexer.workers import ReadOptions, Unreadable, read_documents

CARRIED_WORDS = 60
"""How many words of the next page are indexed with a page, for phrases that go over the break."""


@dataclass(slots=True)
class UpdateReport:
    """What was done."""

    changes: Changes = field(default_factory=Changes)
    read: int = 0
    """Files read."""
    pages_read: int = 0
    problems: list[StoredFile] = field(default_factory=list)
    """Files that cannot be read, with the reason."""
    same_content: list[tuple[str, str]] = field(default_factory=list)
    """A file, and the file that holds the same."""
    described: list[str] = field(default_factory=list)
    """Keys of the records made from files."""
    rebuilt: bool = False
    """Everything was derived anew from the store, after an upgrade."""
    warnings: list[str] = field(default_factory=list)
    """One sentence each."""
    documents: int = 0
    pages: int = 0
    textless: int = 0
    """Pages of the corpus on which nothing can be found."""

    def lines(self) -> list[str]:
        """What was done, in a few lines for a person."""
        changes = self.changes
        counts = (
            (len(changes.new), "new"),
            (len(changes.changed), "changed"),
            (len(changes.renamed), "renamed"),
            (len(changes.removed), "removed"),
            (len(changes.unchanged), "unchanged"),
        )
        said = ", ".join(f"{count} {what}" for count, what in counts if count) or "no files"
        lines = [f"Files: {said}."]
        if self.rebuilt:
            lines.append("Everything was derived anew from what had been read before.")
        lines += [f"{path} is the same as {other}: read once." for path, other in self.same_content]
        if self.described:
            lines.append(
                f"{len(self.described)} records were made from the files themselves and are"
                " incomplete: see catalogue.json."
            )
        lines.append(f"The corpus holds {self.documents} documents, {self.pages} pages.")
        if self.textless:
            lines.append(
                f"{self.textless} pages have no text and cannot be searched"
                " (`pincite status` names them)."
            )
        return lines

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        changes = self.changes
        return {
            "new": changes.new,
            "changed": changes.changed,
            "renamed": [{"from": old, "to": new} for old, new in changes.renamed],
            "removed": changes.removed,
            "unchanged": len(changes.unchanged),
            "read": self.read,
            "pages_read": self.pages_read,
            "rebuilt": self.rebuilt,
            "documents": self.documents,
            "pages": self.pages,
            "pages_without_text": self.textless,
            "same_content": [{"file": a, "same_as": b} for a, b in self.same_content],
            "records_made": self.described,
            "problems": [
                {"file": file.path, "problem": file.problem, "advice": file.advice}
                for file in self.problems
            ],
            "warnings": self.warnings,
        }


def update_corpus(
    root: Path,
    options: ReadOptions | None = None,
    *,
    retry: bool = False,
    processes: int | None = None,
    progress: Progress | None = None,
) -> UpdateReport:
    """Read and index what changed below `root`, making it a corpus.

    `retry` reads files again that failed before, and those that another reader read. Raises
    CorpusNotFound, CorpusEmpty, CorpusReadOnly, CorpusBusy, CorpusFull, CorpusNewer.
    """
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        raise CorpusNotFound(f"{root} {what}.", "Name the folder that holds your PDFs.")
    places = Places(root.resolve())
    if not places.store.exists() and not compare(places.root, {}).current:
        raise CorpusEmpty(f"{root} holds no PDF.", "Put the documents there first.")
    with writing(places.lock):
        store = Store.create_or_open(places.store)
        try:
            update = _Update(places, store, options or ReadOptions(), progress or Silent())
            return update.run(retry, processes or os.cpu_count() or 1)
        except OSError as error:
            raise translated(error, places.store) from error
        finally:
            store.close()


class _Update:
    def __init__(
        self, places: Places, store: Store, options: ReadOptions, progress: Progress
    ) -> None:
        self._places = places
        self._store = store
        self._options = options
        self._progress = progress
        self._report = UpdateReport()

    def run(self, retry: bool, processes: int) -> UpdateReport:
        report, store = self._report, self._store
        catalogue = Catalogue.load(self._places.catalogue)
        report.rebuilt = self._rederive_after_upgrade()
        report.changes = compare(self._places.root, store.files())
        self._note_moves(report.changes)
        self._read(self._to_read(report.changes, retry), processes)
        self._index()
        self._bring_catalogue(catalogue)
        self._summarise()
        return report

    def _rederive_after_upgrade(self) -> bool:
        """Labels and texts of an older analysis, derived anew from the stored sheets."""
        store = self._store
        if int(store.meta("analysis") or 0) == ANALYSIS_VERSION:
            return False
        documents = store.documents()
        for document in self._progress.steps(documents, "Deriving anew", len(documents)):
            labels, texts = derive(list(store.sheets_of(document.id)))
            store.rederive(document.id, labels, texts)
        store.clear_words()
        store.mark_all_unindexed()
        store.set_meta("analysis", str(ANALYSIS_VERSION))
        return True

    def _note_moves(self, changes: Changes) -> None:
        """Store what is known without reading: files gone, moved, or merely touched."""
        for old, new in changes.renamed:
            self._store.forget_file(old)
            self._store.put_file(changes.current[new])
        for path in changes.removed:
            self._store.forget_file(path)
        for path in changes.unchanged:
            self._store.put_file(changes.current[path])

    def _to_read(self, changes: Changes, retry: bool) -> list[StoredFile]:
        """One file of each content that has to be read; other names for it are noted."""
        documents = {document.sha256: document for document in self._store.documents()}
        wanted: dict[str, StoredFile] = {}
        first: dict[str, str] = {}
        for path, file in changes.current.items():
            document = documents.get(file.sha256)
            if file.sha256 and first.setdefault(file.sha256, path) != path:
                self._report.same_content.append((path, first[file.sha256]))
                self._store.put_file(file)
            elif document is not None:
                self._store.put_file(replace(file, problem="", advice=""))
                if retry and document.reader != self._options.reader:
                    wanted[file.sha256] = file
            elif not file.problem or retry:
                wanted[file.sha256 or path] = file
            else:
                self._store.put_file(file)
        return list(wanted.values())

    def _read(self, files: list[StoredFile], processes: int) -> None:
        by_path = {self._places.root / file.path: file for file in files}
        results = read_documents(by_path, self._options, processes)
        for path, result in self._progress.steps(results, "Reading", len(files)):
            file = by_path[path]
            if isinstance(result, Unreadable):
                self._store.put_file(
                    replace(file, problem=result.problem, advice=result.advice)
                )
                continue
            good = replace(file, problem="", advice="")
            self._store.put_document(file.sha256, result, good)
            self._report.read += 1
            self._report.pages_read += len(result.sheets)
            self._report.warnings += [f"{file.path}: {text}" for text in result.warnings]

    def _index(self) -> None:
        """Make the index hold what the store holds."""
        store, folder = self._store, self._places.index
        afresh = not folder.exists()
        if afresh:
            store.mark_all_unindexed()
        orphans = store.orphans()
        waiting = [
            document
            for document in store.documents()
            if not document.indexed and document.id not in orphans
        ]
        if not (orphans or waiting):
            return
        writer = PageIndexWriter(folder, afresh=afresh or self._report.rebuilt)
        seen: set[str] = set()
        try:
            for orphan in orphans:
                writer.delete_document(orphan)
            for document in self._progress.steps(waiting, "Indexing", len(waiting)):
                writer.delete_document(document.id)
                seen |= _add_document(writer, document, store.pages_of(document.id))
        except BaseException:
            writer.cancel()
            raise
        store.add_words(seen)
        writer.commit()
        store.mark_indexed(document.id for document in waiting)
        store.delete_documents(orphans)

    def _bring_catalogue(self, catalogue: Catalogue) -> None:
        files = self._store.files()
        known, unknown = entries(catalogue, self._store.documents(), files)
        for entry in known:
            if entry.item.own.get("page_labels") and set(entry.files) & set(
                self._report.changes.changed
            ):
                self._report.warnings.append(
                    f"{entry.files[0]} has changed: check the page labels set by hand"
                    f" (`pincite pages {entry.item.id}`)."
                )
        changed = bring_up_to_date(catalogue, known)
        made = describe_all(catalogue, self._store, unknown)
        for entry in made:
            catalogue.put(entry.item)
            self._report.described.append(entry.item.id)
        if changed or made:
            catalogue.save()

    def _summarise(self) -> None:
        report, store = self._report, self._store
        report.problems = [file for file in store.files().values() if file.problem]
        ranges = store.document_ranges()
        report.documents = len(ranges)
        report.pages = sum(last - first + 1 for first, last in ranges.values())
        report.textless = sum(len(pages) for pages in store.textless_pages().values())


def _add_document(
    writer: PageIndexWriter, document: StoredDocument, pages: list[StoredPage]
) -> Iterable[str]:
    """Add all pages of a document; returns its words."""
    seen: set[str] = set()
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        own = Counter(words(page.body))
        own.update(words(page.notes))
        carry = Counter(carried_words(page, following)) if following else Counter()
        seen.update(own, carry)
        writer.add_page(page.key, document.id, own, carry)
    return seen


def carried_words(page: StoredPage, following: StoredPage) -> list[str]:
    """The first words of the page after `page`, with the word that is broken between them whole."""
    carried = words(following.body[: CARRIED_WORDS * 12])[:CARRIED_WORDS]
    if page.seam == "broken" and carried:
        last = words(page.body[-80:])
        if last:
            carried.append(last[-1] + carried[0])
    return carried
