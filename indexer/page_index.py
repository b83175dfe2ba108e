"""The index as questions see it: the places of a word, document by document.

The seam behind which the engine stands. It reads the segments that Whoosh keeps, by our list of
them.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path

from corpus.errors import CorpusDamaged, CorpusError
from indexer.postings import Posting, unpack_record
from indexer.segment import (
    DAMAGED,
    DOCUMENTS_SUFFIX,
    WORDS_SUFFIX,
    SegmentDocument,
    SegmentWords,
    read_documents,
)
from indexer.segment_list import read_list

_TRIES, _PAUSE = 10, 0.05
"""While an index is being committed, a segment may be gone that was listed a moment ago."""


class _Segment:
    def __init__(
        self, words: SegmentWords, documents: list[SegmentDocument], live: dict[int, int]
    ) -> None:
        self.words = words
        self.documents = documents
        self.live = live
        """Number in the segment of each document that is not deleted, by its id."""


class PageIndex:
    """Looks words up. Documents are named by their ids in the store, pages by 0-based numbers."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusDamaged when the index in `folder` is, CorpusError when there is none."""
        self._folder = folder
        self._segments: list[_Segment] = []
        for left in reversed(range(_TRIES)):
            try:
                self._open()
                return
            except DAMAGED as error:
                self.close()
                if not isinstance(error, FileNotFoundError):
                    raise self._damaged() from error
                if not left:
                    raise self._missing() from error
            time.sleep(_PAUSE)

    def _open(self) -> None:
        for name, deleted in read_list(self._folder):
            path = self._folder / name
            documents = read_documents(path.with_suffix(DOCUMENTS_SUFFIX).read_bytes())
            words = SegmentWords(path.with_suffix(WORDS_SUFFIX))
            gone = set(deleted)
            live = {one.id: at for at, one in enumerate(documents) if at not in gone}
            self._segments.append(_Segment(words, documents, live))

    def find(
        self, word: str, among: Collection[int] | None = None
    ) -> Iterator[tuple[int, Posting]]:
        """Each document that holds `word` (folded), with where it stands in it; only those of
        `among`, if that is given."""
        key = word.encode("utf-8")
        try:
            for segment in self._segments:
                record = segment.words.record(key)
                if record:
                    yield from _postings(segment, record, among)
        except DAMAGED as error:
            raise self._damaged() from error

    def pages_with(self, word: str) -> int:
        """On about how many pages `word` stands (those of deleted documents included)."""
        key = word.encode("utf-8")
        try:
            return sum(segment.words.pages(key) for segment in self._segments)
        except DAMAGED as error:
            raise self._damaged() from error

    def words(self, prefix: str = "") -> list[str]:
        """The words that begin with `prefix` in alphabetical order (those of deleted documents
        included, until Whoosh merges their segment)."""
        key = prefix.encode("utf-8")
        try:
            found = [word for one in self._segments for word in one.words.words(key)]
        except DAMAGED as error:
            raise self._damaged() from error
        different = sorted(set(found)) if len(self._segments) > 1 else found
        return b" ".join(different).decode("utf-8").split()

    @cached_property
    def documents(self) -> dict[int, SegmentDocument]:
        """All documents, by their ids."""
        return {
            id: segment.documents[number]
            for segment in self._segments
            for id, number in segment.live.items()
        }

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.words.close()
        self._segments = []

    def _missing(self) -> CorpusError:
        return CorpusError(
            f"There is no index in {self._folder}, or only a part of one.",
            "Run `pincite index`; if it runs now, wait until it is done.",
        )

    def _damaged(self) -> CorpusDamaged:
        return CorpusDamaged(
            f"The index in {self._folder} is damaged.",
            "Delete that folder: the next search builds it again from what was read.",
        )


def _postings(
    segment: _Segment, record: bytes, among: Collection[int] | None
) -> Iterator[tuple[int, Posting]]:
    documents, live = segment.documents, segment.live
    wanted = None
    if among is not None:
        wanted = sorted(live[id] for id in among if id in live)
        chosen = set(wanted)
    for posting in unpack_record(record, wanted):
        id = documents[posting.document].id
        if posting.document in chosen if wanted is not None else live.get(id) == posting.document:
            yield id, posting
