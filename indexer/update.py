"""Bring a corpus up to date with its folder: what `pincite index` does.

Each file is stored as soon as it is read, so an interrupted run goes on where it stopped. Only what
changed is read; a file that fails is reported and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.errors import CorpusEmpty, CorpusNotFound
from corpus.places import Places
from corpus.progress import Progress, Silent
from indexer.files import (
    Changes,
    compare,
    is_out_of_reach,
    is_unchanged,
    none_is_there,
    unlisted_folders,
)
from indexer.lock import writing
from indexer.pinpoint import many
from indexer.reading import DocumentReading
from indexer.records import bring_up_to_date, describe_all, entries, rivalries
from indexer.store import Store, StoredDocument, StoredFile
from indexer.store_errors import explained
from indexer.upkeep import bring_index, rederive_after_upgrade
from indexer.workers import ReadOptions, Unreadable, read_documents


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
    """What is derived was built anew from the store: after an upgrade, or because it was lost."""
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
            (len(changes.missing), "missing"),
        )
        said = ", ".join(f"{count} {what}" for count, what in counts if count) or "no files"
        lines = [f"Files: {said}."]
        if self.rebuilt:
            lines.append("What is derived was built anew from what had been read before.")
        lines += [f"{path} is the same as {other}: read once." for path, other in self.same_content]
        if self.described:
            lines.append(
                f"Records made from the files themselves, and incomplete: {len(self.described)}"
                " (see catalogue.json)."
            )
        lines.append(
            f"The corpus holds {many(self.documents, 'document')}, {many(self.pages, 'page')}."
        )
        if self.textless:
            lines.append(
                f"Without text, so that nothing can be found there: {many(self.textless, 'page')}"
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
    with writing(places.lock), explained(places.store):
        store = Store.create_or_open(places.store)
        try:
            update = _Update(places, store, options or ReadOptions(), progress or Silent())
            return update.run(retry, processes or os.cpu_count() or 1)
        finally:
            store.close()


def same_content(
    files: Mapping[str, StoredFile], documents: Iterable[StoredDocument]
) -> list[tuple[str, str]]:
    """Every further file that holds a document, with the first that does."""
    first = dict.fromkeys((document.sha256 for document in documents), "")
    found: list[tuple[str, str]] = []
    for path, file in files.items():
        if first.get(file.sha256):
            found.append((path, first[file.sha256]))
        elif file.sha256 in first:
            first[file.sha256] = path
    return found


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
        Catalogue.load(self._places.catalogue)  # before hours of reading, not after
        report.rebuilt = rederive_after_upgrade(store, self._progress)
        report.changes = compare(self._places.root, store.files())
        self._note_moves(report.changes)
        if report.changes.missing:
            report.warnings.append(none_is_there(len(report.changes.missing)))
        self._read(self._to_read(report.changes, retry), processes)
        report.rebuilt |= bring_index(store, self._places.index, self._progress)
        self._bring_catalogue(Catalogue.load(self._places.catalogue))
        self._summarise()
        return report

    def _note_moves(self, changes: Changes) -> None:
        """Store what is known without reading: files gone, moved, or merely touched."""
        for old, new in changes.renamed:
            self._store.forget_file(old)
            self._store.put_file(changes.current[new])
        for path in changes.removed:
            self._store.forget_file(path)
        for path in changes.unchanged:
            self._store.put_file(changes.current[path])

    def _to_read(self, changes: Changes, retry: bool) -> list[list[StoredFile]]:
        """The files of each content that has to be read; only the first of them is."""
        documents = {document.sha256: document for document in self._store.documents()}
        missing = set(changes.missing)
        wanted: dict[str, list[StoredFile]] = {}
        for file in changes.current.values():
            document = documents.get(file.sha256)
            if is_out_of_reach(file) or file.path in missing:
                self._store.put_file(file)
            elif document is not None:
                self._store.put_file(replace(file, problem="", advice=""))
                if retry and document.reader != self._options.reader:
                    wanted.setdefault(file.sha256, []).append(file)
            elif file.sha256 and (retry or not file.problem):
                wanted.setdefault(file.sha256, []).append(file)
            else:
                self._store.put_file(file)
        return list(wanted.values())

    def _read(self, groups: list[list[StoredFile]], processes: int) -> None:
        """Read the first of each group; where it changes meanwhile, the next of them."""
        by_path = {self._places.root / group[0].path: group for group in groups}
        left: list[list[StoredFile]] = []
        with closing(read_documents(by_path, self._options, processes)) as results:
            for path, result in self._progress.steps(results, "Reading", len(groups)):
                group = by_path[path]
                if is_unchanged(self._places.root, group[0]):
                    self._take(result, group)
                    continue
                self._note_changed(group[0])
                left += [group[1:]] if group[1:] else []
        if left:
            self._read(left, processes)

    def _take(self, result: DocumentReading | Unreadable, group: list[StoredFile]) -> None:
        """Store what was read from the first file of `group`, or why it was not."""
        file = group[0]
        if isinstance(result, Unreadable):
            self._note_unread(result, group)
            return
        self._store.put_document(file.sha256, result, replace(file, problem="", advice=""))
        for other in group[1:]:
            self._store.put_file(replace(other, problem="", advice=""))
        self._report.read += 1
        self._report.pages_read += len(result.sheets)
        self._report.warnings += [f"{file.path}: {text}" for text in result.warnings]

    def _note_changed(self, file: StoredFile) -> None:
        """Note that what was read is not what the file holds; its copies are not concerned."""
        result = Unreadable("changed while it was read.", "Run `pincite index` again.")
        if not self._stays(file, result):
            nothing = StoredFile(file.path, 0, 0, "", result.problem, result.advice)
            self._store.put_file(nothing)

    def _note_unread(self, result: Unreadable, group: list[StoredFile]) -> None:
        if self._stays(group[0], result):
            return
        for file in group:
            self._store.put_file(replace(file, problem=result.problem, advice=result.advice))

    def _stays(self, file: StoredFile, result: Unreadable) -> bool:
        """Whether the file's content was read in an earlier run, and stays: which is told."""
        if all(document.sha256 != file.sha256 for document in self._store.documents()):
            return False
        said = f"{file.path}: {result.problem} What was read of it before stays."
        self._report.warnings.append(said)
        return True

    def _bring_catalogue(self, catalogue: Catalogue) -> None:
        files = self._store.files()
        known, unknown = entries(catalogue, self._store.documents(), files)
        self._report.warnings += rivalries(known)
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
        report.same_content = same_content(report.changes.current, store.documents())
        report.problems = [file for file in store.files().values() if file.problem]
        report.problems += unlisted_folders(report.changes)
        ranges = store.document_ranges()
        report.documents = len(ranges)
        report.pages = sum(last - first + 1 for first, last in ranges.values())
        report.textless = sum(len(pages) for pages in store.textless_pages().values())
