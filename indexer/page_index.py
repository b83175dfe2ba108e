"""The index as questions see it: the places of a word, document by document.

The seam behind which the engine stands. It reads the segments that Whoosh keeps, by a list of them
which is written at each commit.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.errors import CorpusDamaged
from indexer.postings import Posting, unpack_record
from indexer.segment import (
    DAMAGED,
    DOCUMENTS_SUFFIX,
    WORDS_SUFFIX,
    SegmentDocument,
    SegmentWords,
    read_documents,
)

_LIST = "segments.json"


def write_list(folder: Path, segments: Mapping[str, Sequence[int]]) -> None:
    """Write down which segments there are, in Whoosh's order, and which documents are deleted in
    each."""
    listed = [[name, list(deleted), _sizes(folder, name)] for name, deleted in segments.items()]
    (folder / _LIST).write_text(json.dumps(listed), encoding="utf-8")


def fingerprint(folder: Path) -> str:
    """What tells an index from every other; "" where there is none, or where files of it are
    missing or cut. Whoosh gives the segments of every commit names of their own."""
    try:
        text = (folder / _LIST).read_text(encoding="utf-8")
        whole = all(_sizes(folder, name) == sizes for name, _, sizes in json.loads(text))
    except (OSError, ValueError, TypeError):
        return ""
    return text if whole else ""


def _sizes(folder: Path, segment: str) -> list[int]:
    suffixes = (DOCUMENTS_SUFFIX, WORDS_SUFFIX)
    return [(folder / f"{segment}{suffix}").stat().st_size for suffix in suffixes]


@dataclass(slots=True)
class _Segment:
    words: SegmentWords
    documents: list[SegmentDocument]
    live: dict[int, int]
    """Number in the segment of each document that is not deleted, by its id."""


class PageIndex:
    """Looks words up. Documents are named by their ids in the store, pages by 0-based numbers."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusDamaged when there is no whole index in `folder`."""
        self._folder = folder
        self._segments: list[_Segment] = []
        try:
            listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
            for name, deleted, _ in listed:
                documents = read_documents((folder / f"{name}{DOCUMENTS_SUFFIX}").read_bytes())
                words = SegmentWords(folder / f"{name}{WORDS_SUFFIX}")
                gone = set(deleted)
                live = {one.id: at for at, one in enumerate(documents) if at not in gone}
                self._segments.append(_Segment(words, documents, live))
        except DAMAGED as error:
            self.close()
            raise self._damaged() from error

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

    @cached_property
    def documents(self) -> dict[int, SegmentDocument]:
        """All documents, by their ids."""
        return {
            id: segment.documents[number]
            for segment in self._segments
            for id, number in segment.live.items()
        }

    def numbers(self) -> dict[int, int]:
        """Whoosh's number for each document: counted through all segments."""
        found: dict[int, int] = {}
        before = 0
        for segment in self._segments:
            found |= {id: before + number for id, number in segment.live.items()}
            before += len(segment.documents)
        return found

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.words.close()

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
