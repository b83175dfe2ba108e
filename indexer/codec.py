# mypy: disable-error-code="abstract"
"""How Whoosh writes our segments, and reads them when it merges small ones.

Whoosh keeps the index: its segments, what is deleted in them, their merging, sorting on disk, and
that a commit is seen whole or not at all. What a segment holds is ours (`indexer/segment.py`): one
Whoosh document is one document, and a posting's value tells the pages and places of its word. Of
the methods that Whoosh's classes name, those are here that it calls to write and to merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching.mcore import ListMatcher

from indexer.pool import Group
from indexer.postings import pack_record, pages_held, repacked, unpack_record
from indexer.segment import (
    DOCUMENTS_SUFFIX,
    WORDS_SUFFIX,
    SegmentDocument,
    SegmentWords,
    WordsWriter,
    read_documents,
    write_documents,
)

DOCUMENT, WORDS = "document", "words"


class PackedWords(fields.FieldType):
    """The field of the words; their postings go into the pool as they are."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None


def schema() -> fields.Schema:
    """The fields of an index."""
    return fields.Schema(**{DOCUMENT: fields.STORED(), WORDS: PackedWords()})


class PinciteCodec(base.Codec):
    """Makes the parts of a segment."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> _DocumentsWriter:
        """For the documents of a new segment."""
        return _DocumentsWriter(segment.create_file(storage, DOCUMENTS_SUFFIX))

    def field_writer(self, storage: Any, segment: Any) -> _WordsWriter:
        """For the words of a new segment."""
        return _WordsWriter(segment.create_file(storage, WORDS_SUFFIX))

    def per_document_reader(self, storage: Any, segment: Any) -> _DocumentsReader:
        """The documents of a segment."""
        return _DocumentsReader(_path(storage, segment, DOCUMENTS_SUFFIX), segment)

    def terms_reader(self, storage: Any, segment: Any) -> _WordsReader:
        """The words of a segment."""
        return _WordsReader(_path(storage, segment, WORDS_SUFFIX))

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        """An empty segment; Whoosh's own keeps which documents are deleted."""
        return W3Segment(self, indexname)


def _path(storage: Any, segment: Any, suffix: str) -> Path:
    return Path(storage.folder, segment.make_filename(suffix))


class _DocumentsWriter(base.PerDocumentWriter):
    def __init__(self, file: Any) -> None:
        self._file = file
        self._documents: list[SegmentDocument] = []
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Documents come one after the other."""

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        if fieldname == DOCUMENT:
            self._documents.append(value)

    def close(self) -> None:
        write_documents(self._file, self._documents)
        self._file.close()
        self.is_closed = True


class _WordsWriter(base.FieldWriter):
    def __init__(self, file: Any) -> None:
        self._file = file
        self._words = WordsWriter(file)
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Group]) -> None:
        """All postings of the segment, as `WordPool` gives them."""
        for word, documents, postings in items:
            pages = sum(map(pages_held, postings))
            self._words.add(word.encode("utf-8"), pack_record(documents, postings), pages)

    def close(self) -> None:
        self._words.finish()
        self._file.close()
        self.is_closed = True


class _DocumentsReader(base.PerDocumentReader):
    def __init__(self, path: Path, segment: W3Segment) -> None:
        self._documents = read_documents(path.read_bytes())
        self._segment = segment

    def doc_count_all(self) -> int:
        return len(self._documents)

    def doc_count(self) -> int:
        return len(self._documents) - int(self._segment.deleted_count())

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        return self._segment.deleted_docs()  # type: ignore[no-any-return]

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {DOCUMENT: self._documents[docnum]}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return default


class _WordsReader(base.TermsReader):
    def __init__(self, path: Path) -> None:
        self._words = SegmentWords(path)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] == WORDS and bool(self._words.record(term[1]))

    def indexed_field_names(self) -> list[str]:
        return [WORDS]

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((WORDS, word) for word in self._words.words())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return ((WORDS, word) for word in self._words.words() if word >= prefix)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return sum(1 for _ in unpack_record(self._words.record(text)))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        found = list(unpack_record(self._words.record(text)))
        documents = [posting.document for posting in found]
        values = [repacked(posting) for posting in found]
        return ListMatcher(documents, [1.0] * len(found), values, format_, scorer)

    def close(self) -> None:
        self._words.close()
