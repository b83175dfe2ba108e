"""Bring a corpus up to date with its folder: what `pincite index` does.

Each file is stored as soon as it is read, so that after an interruption the next run continues
where this one stopped. Only what has changed is read; a file that cannot be read is reported, and
the others are read all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.catalogue import Catalogue
from corpus.errors import CorpusEmpty, CorpusNotFound, StoreDamaged
from corpus.frozen import replace_fields
from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from corpus.writing import remove_leftovers
from engine.index_place import Place, place_index
from indexer.readers.options import ReadOptions, Unreadable
from indexer.readers.signatures import PDF_READERS
from indexer.records.entries import (
    bring_up_to_date,
    describe_rivals,
    make_missing_entries,
    match_records,
)
from indexer.store.fingerprints import Comparison, find_trusted_device
from indexer.store.lock import hold_lock
from indexer.store.mending import Damage, mend_store
from indexer.store.store import Store
from indexer.store.store_errors import translate_errors
from indexer.store.stored import StoredFile
from indexer.updating.files import (
    FileChanges,
    compare_folder,
    describe_links,
    describe_missing,
    find_documents,
    is_out_of_reach,
    is_unchanged,
    list_unreadable_folders,
)
from indexer.updating.minutes import find_missing_minutes
from indexer.updating.pictures import PictureUpdate
from indexer.updating.report import UpdateReport
from indexer.updating.upkeep import IndexUpdate, rederive_after_upgrade

if TYPE_CHECKING:
    from indexer.records.making import Guess
    from indexer.updating.dask_readers import DaskReaders
    from indexer.updating.read_result import ReadResult
    from indexer.updating.workers import Readers


_CHANGED = Unreadable("changed while it was being read.", "Run `pincite index` again.")


def update_corpus(
    root: Path,
    options: ReadOptions | None = None,
    *,
    retry: bool = False,
    reread: bool = False,
    verify: bool = False,
    processes: int | None = None,
    progress: Progress | None = None,
) -> UpdateReport:
    """Read and index what has changed below `root`, which becomes a corpus.

    `retry` tries files again that could not be read before; `reread` also reads the PDFs again that
    another reader read; `verify` reads every file to see whether it has changed, and looks for
    damage in the store. Damage that is met, or was met since the last run, is mended. `processes`
    is by default the number of processors. Raises CorpusNotFound, CorpusEmpty, CorpusReadOnly,
    CorpusBusy, CorpusFull, CorpusNewer, CorpusOlder or CorpusDamaged; RequestError if the language
    asked for cannot be read.
    """
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        raise CorpusNotFound(f"{root} {what}.", "Name the folder that holds your documents.")
    if options and options.recognise and (options.languages or options.tessdata):
        _require_language(options)
    paths = CorpusPaths(root.resolve())
    is_new = not paths.store.exists()
    expected = len(find_documents(paths.root).documents) if is_new else 0
    if is_new and not expected:
        raise CorpusEmpty(
            f"{root} holds no document that pincite reads.",
            "Put PDF, Word, web or text files, or scans, there first.",
        )
    run = partial(
        _run_update,
        paths,
        options or ReadOptions(),
        processes,
        progress or SilentProgress(),
        Wanted(retry, reread, verify),
        expected,
    )
    with hold_lock(paths.lock):
        is_told = verify or paths.damage.exists()
        damage = mend_store(paths.store) if is_told and not is_new else Damage()
        try:
            report = run()
        except StoreDamaged:
            damage = mend_store(paths.store, certain=True)
            report = run()
        paths.damage.unlink(missing_ok=True)
    report.mended = damage
    return report


def _run_update(
    paths: CorpusPaths,
    options: ReadOptions,
    processes: int | None,
    progress: Progress,
    wanted: Wanted,
    expected: int,
) -> UpdateReport:
    with translate_errors(paths.store), ExitStack() as opened:
        return _Update(paths, options, processes, progress, opened).run(wanted, expected)


class Wanted(NamedTuple):
    """What a run is to do beyond reading what has changed; as `update_corpus` takes it."""

    retry: bool
    reread: bool
    verify: bool


def _require_language(options: ReadOptions) -> None:
    """Raises RequestError if what was asked for explicitly cannot be read."""
    from indexer.readers.pictures.engine import open_engine
    from indexer.readers.pictures.languages import ENGLISH

    open_engine(options.languages or ENGLISH, options.tessdata)


def find_copies(files: Mapping[str, StoredFile], documents: Iterable[str]) -> list[tuple[str, str]]:
    """Every file with the same content as an earlier one, paired with the first of them.

    Only the contents in `documents`, named by their SHA-256, count.
    """
    first = dict.fromkeys(documents, "")
    copies: list[tuple[str, str]] = []
    for path, file in files.items():
        if first.get(file.sha256):
            copies.append((path, first[file.sha256]))
        elif file.sha256 in first:
            first[file.sha256] = path
    return copies


class _Update:
    def __init__(
        self,
        paths: CorpusPaths,
        options: ReadOptions,
        processes: int | None,
        progress: Progress,
        opened: ExitStack,
    ) -> None:
        """Whatever the update opens is closed with `opened`."""
        self._paths = paths
        self._options = options
        self._processes = processes or os.cpu_count() or 1
        self._progress = progress
        self._report = UpdateReport()
        self._guesses: dict[str, Guess] = {}
        """What the files that were read suggest for their records, by path."""
        self._opened = opened
        self._readers: Readers | None = None
        self._remote: DaskReaders | None = None

    def _start_readers(self, things: int, *, may_fork: bool = False) -> Readers | DaskReaders:
        """The processes that read, as many as so many things need."""
        if self._options.dask:
            return self._start_dask()
        from indexer.updating.workers import Readers  # here: most runs read nothing

        processes = min(self._processes, things)
        if self._readers is None:
            self._readers = Readers(self._options, processes, may_fork=may_fork)
            self._opened.callback(self._readers.close)
        self._readers.grow(processes)
        return self._readers

    def _start_dask(self) -> DaskReaders:
        from indexer.updating.dask_readers import DaskReaders  # here: most runs use one machine

        if self._remote is None:
            self._remote = DaskReaders(self._options.dask, self._options)
            self._opened.callback(self._remote.close)
        return self._remote

    def run(self, wanted: Wanted, expected: int) -> UpdateReport:
        """Do everything. If files are `expected` to be read, so many, their readers start while
        the files are being compared."""
        if expected:
            self._start_readers(expected, may_fork=True)  # the lock belongs to this process alone
        self._store = store = Store.create_or_open(self._paths.store)
        self._opened.callback(store.close)
        report = self._report
        remove_leftovers(self._paths.catalogue)
        Catalogue.load(self._paths.catalogue)  # a broken one is reported now, not after hours
        report.rebuilt = rederive_after_upgrade(store, self._progress)
        trusted = find_trusted_device(self._paths.lock)
        comparison = Comparison(everything=wanted.verify, trusted=trusted)
        report.changes = changes = compare_folder(self._paths.root, store.list_files(), comparison)
        store.remove_files([*(old for old, _ in changes.renamed), *changes.removed])
        if changes.linked:
            report.warnings.append(describe_links(changes.linked))
        if changes.missing:
            report.warnings.append(describe_missing(len(changes.missing)))
        place = place_index(self._paths.root, store.identity)
        with IndexUpdate(store, place) as index:
            self._read(self._collect_files_to_read(changes, wanted), index)
            was_lost = index.finish(self._progress)
        report.rebuilt |= was_lost and not report.read
        store.remove_orphans()
        pictures = PictureUpdate(store, self._paths, self._options, report, wanted.retry)
        self._update_catalogue(pictures.list_whole_documents())
        if pictures:
            pictures.read(self._start_readers, self._progress, place)
            self._guesses.clear()  # made without what was read now
            self._update_catalogue(frozenset())
        self._finish_records()
        self._describe_holdings(place)
        if self._remote:
            report.read_by = dict(sorted(self._remote.done.items()))
        self._summarise()
        return report

    def _collect_files_to_read(
        self, changes: FileChanges, wanted: Wanted
    ) -> list[list[StoredFile]]:
        """The files that have to be read, grouped by content; all others are stored."""
        readers = self._store.list_readers()
        missing = set(changes.missing)
        groups: dict[str, list[StoredFile]] = {}
        known: list[StoredFile] = []
        for file in changes.current.values():
            reader = readers.get(file.sha256)
            if is_out_of_reach(file) and reader is None:  # what was read of it was damaged
                advice = "Check the file and its permissions."
                known.append(StoredFile(file.path, 0, 0, "", file.problem, advice))
            elif is_out_of_reach(file) or file.path in missing:
                known.append(file)
            elif reader is not None:
                known.append(replace_fields(file, problem="", advice="") if file.problem else file)
                if wanted.reread and reader in PDF_READERS - {self._options.reader}:
                    groups.setdefault(file.sha256, []).append(file)
            elif file.sha256 and (wanted.retry or not file.problem):
                groups.setdefault(file.sha256, []).append(file)
            else:
                known.append(file)
        self._store.put_files(known)
        return list(groups.values())

    def _read(self, groups: list[list[StoredFile]], index: IndexUpdate) -> None:
        """Read the first file of each group; if it changes meanwhile, the next one.

        The largest files go first, so that no process is left with one when the others are done.
        """
        if not groups:
            return
        groups = sorted(groups, key=lambda group: group[0].size, reverse=True)
        by_path = {self._paths.root / group[0].path: group for group in groups}
        left: list[list[StoredFile]] = []
        results = self._start_readers(len(groups)).read(by_path)
        for path, result in self._progress.track_steps(results, "Reading", len(groups)):
            group = by_path[path]
            if is_unchanged(self._paths.root, group[0]):
                self._put_result(result, group, index)
                continue
            self._note_unread(_CHANGED, group[:1])
            left += [group[1:]] if group[1:] else []
        self._read(left, index)

    def _put_result(
        self, result: ReadResult | Unreadable, group: list[StoredFile], index: IndexUpdate
    ) -> None:
        """Store what was read from the first file of `group`, or why it was not."""
        if isinstance(result, Unreadable):
            self._note_unread(result, group)
            return
        file, *copies = (replace_fields(file, problem="", advice="") for file in group)
        document = self._store.put_document(file.sha256, result.document, file)
        index.add(document, result.words)
        self._store.put_files(copies)
        self._guesses[file.path] = result.guess
        self._report.read += 1
        self._report.pages_read += len(result.document.pages)
        self._report.warnings += [f"{file.path}: {text}" for text in result.document.warnings]

    def _note_unread(self, result: Unreadable, files: list[StoredFile]) -> None:
        """Store why `files`, all with the same content, were not read.

        If an earlier run has read that content, its text stays; then there is only a warning.
        """
        if files[0].sha256 in self._store.list_readers():
            problem = result.problem.removesuffix(".")
            warning = f"{files[0].path}: {problem}; the text read earlier is kept."
            self._report.warnings.append(warning)
            return
        if result is _CHANGED:  # what was hashed is not there any more: the next run hashes it anew
            files = [StoredFile(file.path, 0, 0, "") for file in files]
        self._store.put_files(
            replace_fields(file, problem=result.problem, advice=result.advice) for file in files
        )

    def _update_catalogue(self, unread: frozenset[str]) -> None:
        """Make records for new documents, but not for those whose content, by SHA-256, is among the
        `unread`: nothing can be told of them yet."""
        catalogue = Catalogue.load(self._paths.catalogue)  # it may have been edited meanwhile
        files = self._store.list_files()
        known, unknown = match_records(catalogue, self._store.list_documents(), files)
        unknown = [
            (document, paths) for document, paths in unknown if document.sha256 not in unread
        ]
        changed = bring_up_to_date(catalogue, known)
        new = make_missing_entries(catalogue, self._store, unknown, self._guesses)
        for entry in new:
            catalogue.put(entry.item)
            self._report.described.append(entry.item.id)
        if changed or new:
            self._report.warnings += catalogue.save()

    def _finish_records(self) -> None:
        """Find what depends on the records, and warn of what is odd about them."""
        catalogue, files = Catalogue.load(self._paths.catalogue), self._store.list_files()
        known, _ = match_records(catalogue, self._store.list_documents(), files)
        find_missing_minutes(self._store, known)
        self._report.warnings += describe_rivals(known)
        changed_files = set(self._report.changes.changed)
        self._report.warnings += [
            f"{entry.files[0]} has changed: check the page labels set by hand"
            f" (`pincite pages {entry.item.id}`)."
            for entry in known
            if entry.item.own.get("page_labels") and changed_files.intersection(entry.files)
        ]

    def _describe_holdings(self, place: Place) -> None:
        """Tell those who share the index where files are, and what the records say."""
        if not place.shared:
            return
        from indexer.sharing.sending import describe_holding  # here: most corpora are on no cluster

        known, _ = match_records(
            Catalogue.load(self._paths.catalogue),
            self._store.list_documents(),
            self._store.list_files(),
        )
        place.describe({entry.document.id: describe_holding(entry, self._paths) for entry in known})

    def _summarise(self) -> None:
        report, store = self._report, self._store
        report.same_content = find_copies(report.changes.current, store.list_readers())
        report.problems = [file for file in store.list_files().values() if file.problem]
        report.problems += list_unreadable_folders(report.changes)
        ranges = store.list_key_ranges()
        report.documents = len(ranges)
        stretches = [document.stretches for document in store.list_documents()]
        report.pages = sum(map(len, ranges.values())) - sum(stretches)
        report.without_pages = sum(count > 0 for count in stretches)
        report.textless = sum(map(len, store.find_textless_pages().values()))
        report.hidden = sum(map(len, store.count_hidden_words().values()))
