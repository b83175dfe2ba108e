"""The two files of one segment of the index, read and written without Whoosh.

`.docs` lists the segment's documents; `.words` holds the record of every word, and a dictionary of
the words in blocks, each compressed, that are found by their first words.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from corpus.frozen import frozen

DOCUMENTS_SUFFIX = ".docs"
WORDS_SUFFIX = ".words"

_BLOCK = 128
"""Words in a block of the dictionary."""
_MAGIC = b"pincite1"
_FOOTER = struct.Struct("<QIII8s")
"""Where the table of blocks begins, its length, its checksum, how many words, what file it is."""

DAMAGED = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, zlib.error)
"""What reading raises where bytes are damaged."""


@frozen
class SegmentDocument:
    """A document of a segment."""

    id: int
    """Its id in the store."""
    pages: int
    """How many it has."""
    starts: bytes
    """Of `PageStarts`."""


def write_documents(file: BinaryIO, documents: Sequence[SegmentDocument]) -> None:
    """Write the documents of a segment."""
    head = [[document.id, document.pages, len(document.starts)] for document in documents]
    packed = json.dumps(head).encode("ascii")
    data = len(packed).to_bytes(4, "little") + packed
    data += b"".join(document.starts for document in documents)
    file.write(zlib.crc32(data).to_bytes(4, "little") + data)


def read_documents(data: bytes) -> list[SegmentDocument]:
    """The documents that were written. Raises one of `DAMAGED`."""
    if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "little"):
        raise ValueError("not the documents of a segment")
    at = 8 + int.from_bytes(data[4:8], "little")
    found: list[SegmentDocument] = []
    for id, pages, length in json.loads(data[8:at]):
        found.append(SegmentDocument(id, pages, data[at : at + length]))
        at += length
    return found


class WordsWriter:
    """Writes the words of a segment in ascending order of their UTF-8."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._count = 0
        self._words: list[bytes] = []
        self._pages: list[int] = []
        self._table: list[tuple[str, int, int, int]] = []
        self._records: list[bytes] = []

    def add(self, word: bytes, record: bytes, pages: int) -> None:
        """Add a word with its record; `pages` is how many pages hold it."""
        self._words.append(word)
        self._records.append(record)
        self._pages.append(pages)
        if len(self._words) == _BLOCK:
            self._end_block()

    def _end_block(self) -> None:
        """A block stands behind the records of its words."""
        first = self._at
        records = b"".join(self._records)
        numbers = array("I", map(len, self._records))
        numbers.extend(self._pages)
        numbers.extend(map(zlib.crc32, self._records))
        block = zlib.compress(numbers.tobytes() + b"\n".join(self._words), 6)
        self._file.write(records + block)
        self._at += len(records) + len(block)
        self._table.append((self._words[0].decode(), first, len(records), len(block)))
        self._count += len(self._words)
        self._words, self._records, self._pages = [], [], []

    def finish(self) -> None:
        """Write what is left, and the table. Closing the file is the caller's."""
        if self._words:
            self._end_block()
        table = zlib.compress(json.dumps(self._table, ensure_ascii=False).encode("utf-8"), 6)
        footer = _FOOTER.pack(self._at, len(table), zlib.crc32(table), self._count, _MAGIC)
        self._file.write(table + footer)


@frozen
class _Block:
    words: list[bytes]
    lengths: array[int]
    """Of the record of each word."""
    pages: array[int]
    """How many pages hold each word."""
    checksums: array[int]
    """Of the records."""
    first: int
    """Where the first record begins."""


class SegmentWords:
    """The words of a segment."""

    def __init__(self, path: Path) -> None:
        """Raises one of `DAMAGED`."""
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._read_table()
        except BaseException:
            self._data.close()
            raise

    def _read_table(self) -> None:
        start, length, checksum, self.count, magic = _FOOTER.unpack(self._data[-_FOOTER.size :])
        table = self._data[start : start + length]
        if magic != _MAGIC or zlib.crc32(table) != checksum:
            raise ValueError("not the words of a segment")
        self._table: list[tuple[str, int, int, int]] = json.loads(zlib.decompress(table))
        self._first = [entry[0].encode("utf-8") for entry in self._table]
        self._block = lru_cache(maxsize=64)(self._read_block)

    def record(self, word: bytes) -> bytes:
        """The record of a word, b"" where there is none. Raises one of `DAMAGED`."""
        found = self._find(word)
        if found is None:
            return b""
        block, at = found
        start = block.first + sum(block.lengths[:at])
        record = self._data[start : start + block.lengths[at]]
        if zlib.crc32(record) != block.checksums[at]:
            raise ValueError("not the record of a word")
        return record

    def pages(self, word: bytes) -> int:
        """How many pages hold a word. Raises one of `DAMAGED`."""
        found = self._find(word)
        return found[0].pages[found[1]] if found else 0

    def words(self, prefix: bytes = b"") -> Iterator[bytes]:
        """The words that begin with `prefix`, in order. Raises one of `DAMAGED`."""
        first = max(0, bisect_right(self._first, prefix) - 1)
        for number in range(first, len(self._table)):
            words = self._block(number).words
            begin = bisect_left(words, prefix)
            end = bisect_left(words, True, begin, key=lambda word: not word.startswith(prefix))
            yield from words[begin:end]
            if end < len(words):
                return

    def _find(self, word: bytes) -> tuple[_Block, int] | None:
        number = bisect_right(self._first, word) - 1
        if number < 0:
            return None
        block = self._block(number)
        at = bisect_left(block.words, word)
        return (block, at) if block.words[at : at + 1] == [word] else None

    def _read_block(self, number: int) -> _Block:
        _, first, records, length = self._table[number]
        start = first + records
        block = zlib.decompress(self._data[start : start + length])
        count = min(_BLOCK, self.count - number * _BLOCK)
        numbers = array("I", block[: 12 * count])
        lengths, pages = numbers[:count], numbers[count : 2 * count]
        words = block[12 * count :].split(b"\n")
        return _Block(words, lengths, pages, numbers[2 * count :], first)

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()
