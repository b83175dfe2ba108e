"""Writing the Whoosh index: which word stands in which document, on which pages, at which places.

Derived from the store and worth nothing without it. Whoosh keeps it; questions are answered by
`indexer/page_index.py`, which reads the segments without importing Whoosh (80 ms of a search that
takes a tenth of a second).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage

from corpus.errors import CorpusDamaged
from indexer.codec import PinciteCodec, schema
from indexer.pages.word_places import DocumentWords
from indexer.pool import WordPool
from indexer.segment import DOCUMENTS_SUFFIX, SegmentDocument, read_documents
from indexer.segment_list import write_list


class PageIndexWriter:
    """Adds and deletes documents; nothing is seen by readers before `commit`."""

    def __init__(self, folder: Path, *, afresh: bool = False, memory: int = 128_000_000) -> None:
        """`afresh` forgets what there is. Postings of more than `memory` bytes are sorted on
        disk."""
        if afresh and folder.is_dir():
            # where a search has files of it open they stay on Windows: Whoosh removes them later
            shutil.rmtree(folder, ignore_errors=True)
        elif afresh:
            folder.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._index: Any = self._opened()
        codec = PinciteCodec()  # type: ignore[abstract]
        self._writer: Any = self._index.writer(codec=codec, compound=False)
        # Whoosh's writer takes a class for this, and passes it over
        self._pool = self._writer.pool = WordPool(memory, folder)
        self._numbers = self._documents()

    def _opened(self) -> Any:
        storage = FileStorage(str(self._folder))
        if not index.exists_in(str(self._folder)):
            return storage.create_index(schema())
        try:
            return storage.open_index()
        except Exception as error:  # a damaged list is found out in many ways
            raise CorpusDamaged(
                f"The index in {self._folder} is damaged.",
                "Delete that folder: it is built again from what was read.",
            ) from error

    def _documents(self) -> dict[int, list[int]]:
        """Whoosh's numbers for each document that is not deleted, by its id in the store."""
        found: dict[int, list[int]] = {}
        before = 0
        for segment in self._segments():
            path = self._folder / segment.make_filename(DOCUMENTS_SUFFIX)
            for number, document in enumerate(read_documents(path.read_bytes())):
                if not segment.is_deleted(number):
                    found.setdefault(document.id, []).append(before + number)
            before += segment.doc_count_all()
        return found

    def _segments(self) -> list[Segment]:
        """The segments of what was last committed."""
        with self._index.reader() as reader:
            return [segment for leaf, _ in reader.leaf_readers() if (segment := leaf.segment())]

    def delete_document(self, document: int) -> None:
        """Forget all pages of a document, if there is one with this id."""
        for number in self._numbers.pop(document, ()):
            self._writer.delete_document(number)

    def add_document(self, document: int, words: DocumentWords) -> None:
        """Add a document under its id in the store."""
        entry = SegmentDocument(document, words.pages, words.starts)
        self._pool.add_document(self._writer.docnum, words.postings)
        self._writer.add_document(document=entry)

    def commit(self) -> None:
        """Make everything visible at once."""
        held = sum(segment.doc_count_all() for segment in self._writer.segments)
        mostly_gone = 2 * self._writer.deleted_count() > held
        self._writer.commit(optimize=mostly_gone)
        segments = self._segments()
        write_list(self._folder, {one.segment_id(): sorted(one.deleted_docs()) for one in segments})
        self._index.close()

    def cancel(self) -> None:
        """Leave the index as it was, unless it is committed already."""
        if not self._writer.is_closed:
            self._writer.cancel()
        self._index.close()
