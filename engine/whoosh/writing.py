"""The embedded engine opened for writing: documents put and dropped through Whoosh."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.filedb.filestore import FileStorage

from engine.document_words import DocumentWords
from engine.interface import Kept, Stamps
from engine.whoosh.blocks import BlockCodec
from engine.whoosh.field import DOCUMENT, STARTS, WORDS, make_schema, number_documents, seal
from engine.whoosh.pool import PostingPool
from engine.whoosh.state import read_state, write_state

_MEMORY = 48
"""Megabytes of postings that are held before they are written to a file, to be put in order."""
_MEGABYTE = 1_000_000


class WhooshWriter:
    """A writer as `engine.interface.Writer` says, to the index in a folder."""

    def __init__(self, folder: Path, *, memory: int = _MEMORY) -> None:
        """An index that is damaged, or not whole, is begun afresh. `memory` is in megabytes."""
        self._folder = folder
        state = read_state(folder)
        self.stamps: Stamps = dict(state.stamps) if state else {}
        self._page_counts = dict(state.page_counts) if state else {}
        self._known = state.words.list_beginning() if state else []
        self._new_words: set[str] = set()
        self._index: Any = index.open_dir(str(folder)) if state else self._begin()
        codec: Any = BlockCodec  # whose base has no types
        writer: Any = self._index.writer(codec=codec(), compound=False)
        self._writer = writer
        self._writer.pool = PostingPool(folder, WORDS, memory * _MEGABYTE)
        self._numbers = self._list_numbers() if self.stamps else {}

    def _begin(self) -> Any:
        """An empty index. Files that a search has open stay on Windows: Whoosh removes them at a
        later commit."""
        if self._folder.is_dir():
            shutil.rmtree(self._folder, ignore_errors=True)
        else:
            self._folder.unlink(missing_ok=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileStorage(str(self._folder)).create_index(make_schema())

    def _list_numbers(self) -> dict[int, int]:
        """Whoosh's number of each document that is not deleted, by its id."""
        with self._index.reader() as reader:
            return {
                document: base + number
                for leaf, base in reader.leaf_readers()
                for document, number in number_documents(leaf).items()
            }

    def put(
        self, document: int, stamp: int, words: DocumentWords, kept: Kept | None = None
    ) -> None:
        """As `Writer.put`; nothing is `kept`, as the store lies beside."""
        self.drop(document)
        self._writer.add_document(
            **{
                DOCUMENT: document,
                STARTS: seal(words.starts),
                WORDS: (document, words.postings),
            }
        )
        self._new_words.update(words.postings)
        self.stamps[document] = stamp
        self._page_counts[document] = words.page_count

    def drop(self, document: int) -> None:
        """As `Writer.drop`."""
        number = self._numbers.pop(document, None)
        if number is not None:
            self._writer.delete_document(number)
            del self.stamps[document], self._page_counts[document]

    def commit(self) -> None:
        """As `Writer.commit`. Where most documents are deleted, everything is written anew."""
        held = sum(segment.doc_count_all() for segment in self._writer.segments)
        mostly_gone = 2 * self._writer.deleted_count() > held
        thinned = {one.segment_id() for one in self._writer.segments if one.has_deletions()}
        self._writer.commit(optimize=mostly_gone)
        documents = [
            (document, stamp, self._page_counts[document])
            for document, stamp in self.stamps.items()
        ]
        generation = self._index.latest_generation()
        write_state(self._folder, documents, generation, self._list_words(thinned))
        self._index.close()

    def _list_words(self, thinned: set[str]) -> list[str]:
        """All words of what was just committed. Where one of the `thinned` segments, from which
        documents had been deleted, was merged, words may be gone: then Whoosh has to be asked,
        which takes longer."""
        with self._index.reader() as reader:
            segments = [leaf.segment() for leaf, _ in reader.leaf_readers()]
            if thinned <= {segment.segment_id() for segment in segments if segment}:
                return sorted(self._new_words.union(self._known))
            return [word.decode("utf-8") for word in reader.lexicon(WORDS)]

    def cancel(self) -> None:
        """As `Writer.cancel`."""
        if not self._writer.is_closed:
            self._writer.cancel()
        self._index.close()
