"""Writing the Whoosh index: which word stands in which document, on which pages, at which places.

Derived from the store and worth nothing without it. Whoosh keeps it; questions are answered by
`indexer/page_index.py`, which reads the segments without importing Whoosh (80 ms of a search that
takes a tenth of a second).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from whoosh import index
from whoosh.filedb.filestore import FileStorage

from indexer.codec import PinciteCodec, schema
from indexer.page_index import PageIndex, write_list
from indexer.pool import WordPool
from indexer.word_places import DocumentWords


class PageIndexWriter:
    """Adds and deletes documents; nothing is seen by readers before `commit`."""

    def __init__(self, folder: Path, *, afresh: bool = False, memory: int = 128_000_000) -> None:
        """`afresh` forgets what there is. Postings of more than `memory` bytes are sorted on
        disk."""
        if afresh and folder.is_dir():
            shutil.rmtree(folder)
        elif afresh:
            folder.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        storage = FileStorage(str(folder))
        found = index.exists_in(str(folder))
        self._index = storage.open_index() if found else storage.create_index(schema())
        codec = PinciteCodec()  # type: ignore[abstract]
        self._writer = self._index.writer(codec=codec, compound=False)
        self._writer.pool = WordPool(memory, folder)
        self._numbers = _numbers(folder) if found else {}

    def delete_document(self, document: int) -> None:
        """Forget all pages of a document, if there is one with this id."""
        number = self._numbers.pop(document, None)
        if number is not None:
            self._writer.delete_document(number)

    def add_document(self, document: int, words: DocumentWords) -> None:
        """Add a document under its id in the store."""
        self._writer.add_document(
            document=(document, words.pages, words.starts), words=words.postings
        )

    def commit(self) -> None:
        """Make everything visible at once."""
        held = sum(segment.doc_count_all() for segment in self._writer.segments)
        mostly_gone = 2 * self._writer.deleted_count() > held
        self._writer.commit(optimize=mostly_gone)
        self._list_segments()
        self._index.close()

    def cancel(self) -> None:
        """Leave the index as it was."""
        self._writer.cancel()
        self._index.close()

    def _list_segments(self) -> None:
        reader = self._index.reader()
        try:
            segments = [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.segment()]
            listed = {one.segment_id(): sorted(one.deleted_docs()) for one in segments}
        finally:
            reader.close()
        write_list(self._folder, listed)


def _numbers(folder: Path) -> dict[int, int]:
    """Whoosh's number of each document, by its id in the store."""
    index = PageIndex(folder)
    try:
        return index.numbers()
    finally:
        index.close()
