"""The fields of the index: the words of a document with their postings, and what it is.

One Whoosh document is one document of the corpus. Whoosh's codec keeps each posting as bytes of
ours, behind a checksum that takes in the word and the document, so that a damaged or misplaced
posting is never taken for another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from whoosh import columns, fields, formats

from engine.postings import count_packed_pages

DOCUMENT, STARTS, WORDS = "document", "starts", "words"
_CHECKED, _KEPT, _BITS = 2, 0xFFFF, 0xFFFF_FFFF
"""Bytes of a checksum, which bits of CRC-32 it keeps, and those of what it begins with."""


class CountedWords(formats.Format):
    """Takes words that have been counted already, with their packed postings as values."""

    def word_values(
        self, value: tuple[int, Mapping[str, bytes]], analyzer: object, **options: object
    ) -> Iterator[tuple[Any, int, float, bytes]]:
        """Word, frequency, weight and value of each posting of a document, which is given by its
        id and its postings. The weight is how many pages hold the word."""
        document, postings = value
        for word, posting in postings.items():
            seed = crc32(word.encode("utf-8"), document & _BITS)  # as `make_seed`: no call for each
            checksum = (crc32(posting, seed) & _KEPT).to_bytes(_CHECKED, "little")
            yield word, 1, count_packed_pages(posting), checksum + posting


class PostingsField(fields.FieldType):
    """The words of a document."""

    def __init__(self) -> None:
        self.format = CountedWords()
        self.analyzer = None
        self.scorable = self.stored = self.unique = False
        self.vector = self.column_type = None


def make_schema() -> fields.Schema:
    """The fields of an index."""
    of_document: dict[str, Any] = {
        DOCUMENT: fields.COLUMN(columns.NumericColumn("q")),
        STARTS: fields.COLUMN(columns.VarBytesColumn()),
        WORDS: PostingsField(),
    }
    return fields.Schema(**of_document)


def number_documents(segment: Any) -> dict[int, int]:
    """Whoosh's number in a segment, given by its reader, of each document that is not deleted, by
    its id."""
    return {
        document: number
        for number, document in enumerate(segment.column_reader(DOCUMENT, translate=False))
        if not segment.is_deleted(number)
    }


def make_seed(word: bytes, document: int) -> int:
    """What the checksum of a word's posting in a document begins with."""
    return crc32(word, document & _BITS)


def seal(data: bytes, seed: int = 0) -> bytes:
    """`data` behind its checksum."""
    return _compute_checksum(data, seed) + data


def unseal(sealed: bytes, seed: int = 0) -> bytes:
    """The data behind its checksum. Raises ValueError where that is not its own."""
    data = sealed[_CHECKED:]
    # as `_compute_checksum`: a question unseals thousands
    if crc32(data, seed) & _KEPT != int.from_bytes(sealed[:_CHECKED], "little"):
        raise ValueError("damaged, or put in another place")
    return data


def _compute_checksum(data: bytes, seed: int) -> bytes:
    return (crc32(data, seed) & _KEPT).to_bytes(_CHECKED, "little")
