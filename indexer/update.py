"""Bring a corpus up to date with its folder: what `pincite index` does.

Each file is stored as soon as it is read, so an interrupted run goes on where it stopped. Only what
changed is read; a file that fails is reported and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.catalogue import Catalogue
from corpus.errors import CorpusEmpty, CorpusNotFound
from corpus.frozen import altered
from corpus.places import Places
from corpus.progress import Progress, Silent
from indexer.files import (
    Changes,
    compare,
    find_pdfs,
    is_out_of_reach,
    is_unchanged,
    none_is_there,
    unlisted_folders,
)
from indexer.lock import writing
from indexer.pinpoint import many
from indexer.reading_options import ReadOptions, Unreadable
from indexer.records import bring_up_to_date, describe_all, entries, rivalries
from indexer.store import Store
from indexer.store_errors import explained
from indexer.stored import StoredFile
from indexer.upkeep import IndexUpdate, rederive_after_upgrade

if TYPE_CHECKING:
    from indexer.packing import PackedDocument


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
    if not places.store.exists() and not find_pdfs(places.root).paths:
        raise CorpusEmpty(f"{root} holds no PDF.", "Put the documents there first.")
    with writing(places.lock), explained(places.store):
        store = Store.create_or_open(places.store)
        try:
            update = _Update(places, store, options or ReadOptions(), progress or Silent())
            return update.run(retry, processes or os.cpu_count() or 1)
        finally:
            store.close()


def same_content(
    files: Mapping[str, StoredFile], documents: Iterable[str]
) -> list[tuple[str, str]]:
    """Every further file that holds one of the documents, named by their SHA-256, with the first
    that does."""
    first = dict.fromkeys(documents, "")
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
        self._forget_gone(report.changes)
        if report.changes.missing:
            report.warnings.append(none_is_there(len(report.changes.missing)))
        index = IndexUpdate(store, self._places.index)
        try:
            self._read(self._to_read(report.changes, retry), processes, index)
            report.rebuilt |= index.finish(self._progress)
        except BaseException:
            index.cancel()
            raise
        self._bring_catalogue(Catalogue.load(self._places.catalogue))
        self._summarise()
        return report

    def _forget_gone(self, changes: Changes) -> None:
        for path in (*(old for old, _ in changes.renamed), *changes.removed):
            self._store.forget_file(path)

    def _to_read(self, changes: Changes, retry: bool) -> list[list[StoredFile]]:
        """The files of each content that has to be read; only the first of them is. The others are
        stored as they are now."""
        readers = self._store.readers()
        missing = set(changes.missing)
        wanted: dict[str, list[StoredFile]] = {}
        known: list[StoredFile] = []
        for file in changes.current.values():
            reader = readers.get(file.sha256)
            if is_out_of_reach(file) or file.path in missing:
                known.append(file)
            elif reader is not None:
                known.append(altered(file, problem="", advice="") if file.problem else file)
                if retry and reader != self._options.reader:
                    wanted.setdefault(file.sha256, []).append(file)
            elif file.sha256 and (retry or not file.problem):
                wanted.setdefault(file.sha256, []).append(file)
            else:
                known.append(file)
        self._store.put_files(known)
        return list(wanted.values())

    def _read(self, groups: list[list[StoredFile]], processes: int, index: IndexUpdate) -> None:
        """Read the first of each group; where it changes meanwhile, the next of them.

        The largest files go first, so that no process is still at one when the others are done.
        """
        if not groups:
            return
        from indexer.workers import read_documents  # 60 ms that most runs do without

        groups = sorted(groups, key=lambda group: group[0].size, reverse=True)
        by_path = {self._places.root / group[0].path: group for group in groups}
        left: list[list[StoredFile]] = []
        with closing(read_documents(by_path, self._options, processes)) as results:
            for path, result in self._progress.steps(results, "Reading", len(groups)):
                group = by_path[path]
                if is_unchanged(self._places.root, group[0]):
                    self._take(result, group, index)
                    continue
                self._note_changed(group[0])
                left += [group[1:]] if group[1:] else []
        if left:
            self._read(left, processes, index)

    def _take(
        self, result: PackedDocument | Unreadable, group: list[StoredFile], index: IndexUpdate
    ) -> None:
        """Store what was read from the first file of `group`, or why it was not."""
        file = group[0]
        if isinstance(result, Unreadable):
            self._note_unread(result, group)
            return
        whole = altered(file, problem="", advice="")
        document = self._store.put_document(file.sha256, result, whole)
        index.add(document, result.words)
        for other in group[1:]:
            self._store.put_file(altered(other, problem="", advice=""))
        self._report.read += 1
        self._report.pages_read += len(result.pages)
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
            self._store.put_file(altered(file, problem=result.problem, advice=result.advice))

    def _stays(self, file: StoredFile, result: Unreadable) -> bool:
        """Whether the file's content was read in an earlier run, and stays: which is told."""
        if file.sha256 not in self._store.readers():
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
        report.same_content = same_content(report.changes.current, store.readers())
        report.problems = [file for file in store.files().values() if file.problem]
        report.problems += unlisted_folders(report.changes)
        ranges = store.document_ranges()
        report.documents = len(ranges)
        report.pages = sum(last - first + 1 for first, last in ranges.values())
        report.textless = sum(len(pages) for pages in store.textless_pages().values())
