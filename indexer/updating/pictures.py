"""Reading the pages that are pictures, after everything that has text can be searched.

Each page is stored as soon as it is read. When the last one of a document is, its labels and text
are derived again.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.errors import CorpusBusy, RequestError
from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from engine.index_place import Place
from indexer.labels.pinpoint_wording import format_count
from indexer.readers.options import ReadOptions, Unreadable
from indexer.readers.pictures.languages import ENGLISH
from indexer.store.store import Store
from indexer.store.stored import StoredFile
from indexer.updating.files import is_unchanged
from indexer.updating.report import UpdateReport
from indexer.updating.upkeep import IndexUpdate

if TYPE_CHECKING:
    from indexer.readers.pictures.picture_reading import PictureReading
    from indexer.updating.dask_readers import DaskReaders
    from indexer.updating.workers import PageOfFile, Readers

_OFTEN = 60.0
"""Seconds after which what was read meanwhile is made searchable."""


class PictureUpdate:
    """What is to be read of a corpus's pictures, and the reading."""

    def __init__(
        self,
        store: Store,
        paths: CorpusPaths,
        options: ReadOptions,
        report: UpdateReport,
        retry: bool,
    ) -> None:
        """Find out what is to be read; `retry` tries pages again that could not be read."""
        self._store = store
        self._paths = paths
        self._root = paths.root
        self._options = options
        self._report = report
        self._behind = set(store.pictures.list_behind())
        self._pages = self._find_pages(retry) if options.recognise else {}
        self._documents = {one.id: one for one in store.list_documents()} if self else {}
        self._files = self._choose_files() if self else {}

    def __bool__(self) -> bool:
        return bool(self._pages or self._behind)

    def list_whole_documents(self) -> frozenset[str]:
        """The contents, by SHA-256, of which nothing can be told until they are read."""
        ranges = self._store.list_key_ranges() if self._pages else {}
        whole = (id for id, pages in self._pages.items() if len(pages) >= len(ranges.get(id, ())))
        return frozenset(self._documents[id].sha256 for id in whole)

    def _find_pages(self, retry: bool) -> dict[int, list[int]]:
        """By document: the 1-based PDF pages to be read."""
        unread = self._store.pictures.find_unread()
        wanted = self._options.languages
        if not unread and not wanted:
            return {}
        known = self._store.pictures.list_known()
        pages: dict[int, list[int]] = {}
        for document in self._store.list_documents():
            done = known.get(document.sha256, {})
            asked = {page for page, one in done.items() if wanted and one.languages != wanted}
            failed = {page for page, one in done.items() if retry and one.problem}
            new = set(unread.get(document.id, ())).difference(done)
            if new or asked or failed:
                pages[document.id] = sorted(new | asked | failed)
        return pages

    def _choose_files(self) -> dict[str, StoredFile]:
        """A file for each content, of those that are there as they were hashed."""
        files: dict[str, StoredFile] = {}
        for file in self._store.list_files().values():
            if file.sha256 not in files and is_unchanged(self._root, file):
                files[file.sha256] = file
        return files

    def read(
        self, start: Callable[[int], Readers | DaskReaders], progress: Progress, place: Place
    ) -> None:
        """Read everything; `start` gives the processes that do it, for so many pages at most."""
        jobs = self._list_jobs()
        left = Counter(document for document, _ in jobs)
        for document in self._behind.difference(left):
            self._apply(document)
        touched: set[int] = set()
        last = time.monotonic()
        try:
            for document, page, result in self._read_pages(jobs, start, progress):
                self._put(document, page, result)
                touched.add(document)
                left[document] -= 1
                if not left[document]:
                    touched.discard(document)
                    self._apply(document)
                if time.monotonic() - last > _OFTEN:
                    self._index(place)
                    last = time.monotonic()
        except KeyboardInterrupt:
            for document in touched:  # what there is of a long one is not to wait for the rest
                self._apply(document)
            raise
        self._index(place)

    def _list_jobs(self) -> list[tuple[int, PageOfFile]]:
        """The pages to be read, with their documents; none where no program is there to read
        them."""
        from indexer.readers.pictures.engine import open_engine
        from indexer.updating.workers import PageOfFile

        languages = self._choose_languages()
        try:
            for own in set(languages.values()):
                open_engine(own, self._options.tessdata)
        except RequestError as error:
            pages = format_count(sum(map(len, self._pages.values())), "page")
            self._report.warnings.append(
                f"{pages} to be read from pictures could not be: {error.message} {error.remedy}"
            )
            return []
        return [
            (document, PageOfFile(self._root / file.path, page, languages[document]))
            for document, pages in self._pages.items()
            if (file := self._files.get(self._documents[document].sha256))
            for page in pages
        ]

    def _choose_languages(self) -> dict[int, str]:
        """In which language each document is to be read, if it can be told and is installed."""
        from indexer.readers.pictures.engine import has_language
        from indexer.updating.picture_languages import tell_languages

        if self._options.languages:
            return dict.fromkeys(self._pages, self._options.languages)
        documents = [self._documents[id] for id in self._pages]
        chosen: dict[int, str] = {}
        for id, language in tell_languages(documents, self._store, self._paths).items():
            chosen[id] = language
            if not has_language(language, self._options.tessdata) and language != ENGLISH:
                chosen[id] = ENGLISH
                self._report.warnings.append(
                    f"{self._files[self._documents[id].sha256].path} is read as English:"
                    f" Tesseract’s data for its language ({language}) are not installed."
                )
        return chosen

    def _read_pages(
        self,
        jobs: Sequence[tuple[int, PageOfFile]],
        start: Callable[[int], Readers | DaskReaders],
        bar: Progress,
    ) -> Iterator[tuple[int, int, PictureReading | Unreadable]]:
        """Document, 1-based page, and what was read of it; nothing of files that have changed."""
        if not jobs:
            return
        documents = {page: document for document, page in jobs}
        results = start(len(jobs)).read_pictures(documents)
        for page, result in bar.track_steps(results, "Reading pictures", len(jobs)):
            document = documents[page]
            if is_unchanged(self._root, self._files[self._documents[document].sha256]):
                yield document, page.pdf_page, result

    def _put(self, document: int, page: int, result: PictureReading | Unreadable) -> None:
        from indexer.readers.pictures.picture_reading import PictureReading

        sha256 = self._documents[document].sha256
        if isinstance(result, Unreadable):
            path = self._files[sha256].path
            self._report.warnings.append(
                f"{path}: PDF page {page} was not read from its picture: it {result.problem}"
            )
            result = PictureReading((), (), "", "", problem=result.problem)
        else:
            self._report.pictures_read += 1
        self._store.pictures.put(sha256, page, result)

    def _apply(self, document: int) -> None:
        """Derive labels and text of a document from what was read of its pictures."""
        from indexer.pages.document import build_document
        from indexer.pages.pictures import put_in_pictures
        from indexer.readers.sheets import FileReading
        from indexer.store.packing import pack_document

        known, store = self._documents[document], self._store
        file = self._files.get(known.sha256)
        if file is None:  # it is gone: there is time until it is back
            return
        illegible = {
            page.label.pdf_page for page in store.read_document_pages(document) if page.lost
        }
        readings = store.pictures.read(known.sha256)
        sheets = put_in_pictures(tuple(store.read_sheets(document)), readings, illegible)
        reading = build_document(
            FileReading(sheets, known.reader, known.information, known.warnings)
        )
        newest = store.pictures.find_newest(known.sha256)
        store.put_document(known.sha256, pack_document(reading), file, newest)

    def _index(self, place: Place) -> None:
        """Make searchable what has been stored; if a search is just doing that, leave it to it."""
        with suppress(CorpusBusy), IndexUpdate(self._store, place) as index:
            index.finish(SilentProgress())
