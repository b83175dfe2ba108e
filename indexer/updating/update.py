"""Bring a corpus up to date with its folder: what `pincite index` does.

Each file is stored as soon as it is read, so an interrupted run goes on where it stopped. Only what
changed is read; a file that fails is reported and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.errors import CorpusEmpty, CorpusNotFound
from corpus.frozen import replace_fields
from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from engine.opening import place_index
from indexer.readers.options import ReadOptions, Unreadable
from indexer.records.entries import (
    bring_up_to_date,
    describe_rivals,
    make_missing_entries,
    match_records,
)
from indexer.store.lock import hold_lock
from indexer.store.store import Store
from indexer.store.store_errors import translate_errors
from indexer.store.stored import StoredFile
from indexer.updating.files import (
    FileChanges,
    compare_folder,
    describe_missing,
    find_pdfs,
    is_out_of_reach,
    is_unchanged,
    list_unreadable_folders,
)
from indexer.updating.report import UpdateReport
from indexer.updating.upkeep import IndexUpdate, rederive_after_upgrade

if TYPE_CHECKING:
    from indexer.records.guessing import Guess
    from indexer.updating.read_result import ReadResult
    from indexer.updating.workers import Readers


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
    places = CorpusPaths(root.resolve())
    is_new = not places.store.exists()
    expected = len(find_pdfs(places.root).paths) if is_new else 0
    if is_new and not expected:
        raise CorpusEmpty(f"{root} holds no PDF.", "Put the documents there first.")
    with hold_lock(places.lock), translate_errors(places.store), ExitStack() as opened:
        update = _Update(
            places, options or ReadOptions(), processes, progress or SilentProgress(), opened
        )
        return update.run(retry, expected)


def find_copies(files: Mapping[str, StoredFile], documents: Iterable[str]) -> list[tuple[str, str]]:
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
        self,
        places: CorpusPaths,
        options: ReadOptions,
        processes: int | None,
        progress: Progress,
        opened: ExitStack,
    ) -> None:
        """What has to be closed in the end goes into `opened`."""
        self._places = places
        self._options = options
        self._processes = processes or os.cpu_count() or 1
        self._progress = progress
        self._report = UpdateReport()
        self._guesses: dict[str, Guess] = {}
        """What the files that were read show of themselves, by path."""
        self._opened = opened
        self._readers: Readers | None = None

    def _start_readers(self, files: int) -> Readers:
        from indexer.updating.workers import Readers  # 40 ms that most runs do without

        if self._readers is None:
            self._readers = Readers(self._options, min(self._processes, files))
            self._opened.callback(self._readers.close)
        return self._readers

    def run(self, retry: bool, expected: int) -> UpdateReport:
        """Do everything. So many files are `expected` to be read: their readers start while files
        are compared."""
        if expected:
            self._start_readers(expected)
        self._store = store = Store.create_or_open(self._places.store)
        self._opened.callback(store.close)
        report = self._report
        Catalogue.load(self._places.catalogue)  # before hours of reading, not after
        report.rebuilt = rederive_after_upgrade(store, self._progress)
        report.changes = compare_folder(self._places.root, store.list_files())
        self._remove_gone(report.changes)
        if report.changes.missing:
            report.warnings.append(describe_missing(len(report.changes.missing)))
        with IndexUpdate(store, place_index(self._places.root, store.identity)) as index:
            self._read(self._collect_files_to_read(report.changes, retry), index)
            was_built_anew = index.finish(self._progress)
        report.rebuilt |= was_built_anew and not report.read
        store.remove_documents(store.list_orphans())
        self._update_catalogue(Catalogue.load(self._places.catalogue))
        self._summarise()
        return report

    def _remove_gone(self, changes: FileChanges) -> None:
        for path in (*(old for old, _ in changes.renamed), *changes.removed):
            self._store.remove_file(path)

    def _collect_files_to_read(self, changes: FileChanges, retry: bool) -> list[list[StoredFile]]:
        """The files of each content that has to be read; only the first of them is. The others are
        stored as they are now."""
        readers = self._store.list_readers()
        missing = set(changes.missing)
        wanted: dict[str, list[StoredFile]] = {}
        known: list[StoredFile] = []
        for file in changes.current.values():
            reader = readers.get(file.sha256)
            if is_out_of_reach(file) or file.path in missing:
                known.append(file)
            elif reader is not None:
                known.append(replace_fields(file, problem="", advice="") if file.problem else file)
                if retry and reader != self._options.reader:
                    wanted.setdefault(file.sha256, []).append(file)
            elif file.sha256 and (retry or not file.problem):
                wanted.setdefault(file.sha256, []).append(file)
            else:
                known.append(file)
        self._store.put_files(known)
        return list(wanted.values())

    def _read(self, groups: list[list[StoredFile]], index: IndexUpdate) -> None:
        """Read the first of each group; where it changes meanwhile, the next of them.

        The largest files go first, so that no process is still at one when the others are done.
        """
        if not groups:
            return
        groups = sorted(groups, key=lambda group: group[0].size, reverse=True)
        by_path = {self._places.root / group[0].path: group for group in groups}
        left: list[list[StoredFile]] = []
        results = self._start_readers(len(groups)).read(by_path)
        for path, result in self._progress.track_steps(results, "Reading", len(groups)):
            group = by_path[path]
            if is_unchanged(self._places.root, group[0]):
                self._put_result(result, group, index)
                continue
            self._note_changed(group[0])
            left += [group[1:]] if group[1:] else []
        self._read(left, index)

    def _put_result(
        self, result: ReadResult | Unreadable, group: list[StoredFile], index: IndexUpdate
    ) -> None:
        """Store what was read from the first file of `group`, or why it was not."""
        file = group[0]
        if isinstance(result, Unreadable):
            self._note_unread(result, group)
            return
        whole = replace_fields(file, problem="", advice="")
        document = self._store.put_document(file.sha256, result.document, whole)
        index.add(document, result.words)
        self._guesses[file.path] = result.guess
        for other in group[1:]:
            self._store.put_file(replace_fields(other, problem="", advice=""))
        self._report.read += 1
        self._report.pages_read += len(result.document.pages)
        self._report.warnings += [f"{file.path}: {text}" for text in result.document.warnings]

    def _note_changed(self, file: StoredFile) -> None:
        """Note that what was read is not what the file holds; its copies are not concerned."""
        result = Unreadable("changed while it was read.", "Run `pincite index` again.")
        if not self._keeps_earlier_reading(file, result):
            nothing = StoredFile(file.path, 0, 0, "", result.problem, result.advice)
            self._store.put_file(nothing)

    def _note_unread(self, result: Unreadable, group: list[StoredFile]) -> None:
        if self._keeps_earlier_reading(group[0], result):
            return
        for file in group:
            self._store.put_file(replace_fields(file, problem=result.problem, advice=result.advice))

    def _keeps_earlier_reading(self, file: StoredFile, result: Unreadable) -> bool:
        """Whether the file's content was read in an earlier run, and stays: which is told."""
        if file.sha256 not in self._store.list_readers():
            return False
        said = f"{file.path}: {result.problem} What was read of it before stays."
        self._report.warnings.append(said)
        return True

    def _update_catalogue(self, catalogue: Catalogue) -> None:
        files = self._store.list_files()
        known, unknown = match_records(catalogue, self._store.list_documents(), files)
        self._report.warnings += describe_rivals(known)
        for entry in known:
            if entry.item.own.get("page_labels") and set(entry.files) & set(
                self._report.changes.changed
            ):
                self._report.warnings.append(
                    f"{entry.files[0]} has changed: check the page labels set by hand"
                    f" (`pincite pages {entry.item.id}`)."
                )
        changed = bring_up_to_date(catalogue, known)
        made = make_missing_entries(catalogue, self._store, unknown, self._guesses)
        for entry in made:
            catalogue.put(entry.item)
            self._report.described.append(entry.item.id)
        if changed or made:
            catalogue.save()

    def _summarise(self) -> None:
        report, store = self._report, self._store
        report.same_content = find_copies(report.changes.current, store.list_readers())
        report.problems = [file for file in store.list_files().values() if file.problem]
        report.problems += list_unreadable_folders(report.changes)
        ranges = store.list_key_ranges()
        report.documents = len(ranges)
        report.pages = sum(last - first + 1 for first, last in ranges.values())
        report.textless = sum(len(pages) for pages in store.find_textless_pages().values())
