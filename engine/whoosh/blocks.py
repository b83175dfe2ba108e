"""How postings lie in the index's file: in blocks of bytes, by Whoosh's interface for codecs.

Whoosh's own blocks are pickles of a protocol that writes bytes as text: they take as much room
again as the postings in them, and long to make and to read. Here a block is a head and columns of
numbers, with the postings one after the other at its end. What finds the blocks of a word, and all
other files, are Whoosh's own.
"""

from __future__ import annotations

import struct
import sys
from array import array
from binascii import crc_hqx
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any
from zlib import MAX_WBITS, compress, crc32, decompress

from whoosh.codec.whoosh3 import W3Codec, W3TermInfo

_TOGETHER = 32
"""Postings in a block: to read one is to unpack them all."""
_LEVEL = 1
"""Of zlib: more saves little and costs time."""
_LEAST = 160
"""Bytes; fewer hardly become less."""
_HEAD = struct.Struct("<BBIII")
"""Flags and how many postings; the number of the last document; the size of the data, and their
checksum. Then follows that of the head, and the data."""
_CHECK = struct.Struct("<H")
_COMPRESSED, _WIDE, _LAST = 1, 2, 4
_RAW = -MAX_WBITS
"""Without zlib's own head and checksum."""


class BlockCodec(W3Codec):
    """Whoosh's codec, but for the blocks of postings. An index names this class: a change of place
    or form needs another folder for it (`engine.index_place`)."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlockWriter:
        """What takes the postings of a field."""
        return BlockWriter(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> BlockMatcher:
        """What yields the postings of a word."""
        begin, _ = terminfo.extent()
        return BlockMatcher(dbfile, begin)


class BlockWriter:
    """Takes the postings of one word after the other, each in the order of the documents; weights
    are whole numbers."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._end: int = file.tell()  # asking again for each word takes long
        self._begin = self._end
        self._forget()

    def _forget(self) -> None:
        self._ids: list[int] = []
        self._weights: list[int] = []
        self._values: list[bytes] = []

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        """Begin with a word."""
        self._begin = self._end
        self._count, self._weight, self._heaviest, self._first = 0, 0, 0, 0

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: Any = None) -> None:
        """Take a posting."""
        if not self._count:
            self._first = id_
        elif len(self._ids) == _TOGETHER:
            self._write_block()
        self._ids.append(id_)
        self._weights.append(int(weight))
        self._values.append(vbytes)
        self._count += 1

    def finish_postings(self) -> Any:
        """Whoosh's information about the word: where its blocks are, and what sums up to its
        weight."""
        last = self._ids[-1]
        self._write_block(_LAST)
        known = W3TermInfo(self._weight, self._count, None, 0, self._heaviest, self._first, last)
        known.set_extent(self._begin, self._end - self._begin)
        return known

    def written(self) -> bool:
        """Whether anything of the word is in the file."""
        return bool(self._end > self._begin)

    def _write_block(self, flags: int = 0) -> None:
        self._weight += sum(self._weights)
        self._heaviest = max(self._heaviest, *self._weights)
        block = _pack_block(flags, self._ids, self._weights, self._values)
        self._file.write(block)
        self._end += len(block)
        self._forget()


def _pack_block(
    flags: int, ids: Sequence[int], weights: Sequence[int], values: Sequence[bytes]
) -> bytes:
    """A block of these postings."""
    steps = [ids[0], *(after - one for one, after in pairwise(ids))]
    numbers = [*steps[:-1], *weights, *map(len, values[:-1])]
    flags |= _WIDE if max(numbers) >= 1 << 16 else 0
    data = b"".join((_write_numbers(numbers, flags), *values))
    if len(data) >= _LEAST:
        compressed = compress(data, _LEVEL, _RAW)
        if len(compressed) < len(data):
            data, flags = compressed, flags | _COMPRESSED
    head = _HEAD.pack(flags, len(ids), ids[-1], len(data), crc32(data))
    return head + _CHECK.pack(crc_hqx(head, 0)) + data


def _write_numbers(numbers: Sequence[int], flags: int) -> bytes:
    column = array("I" if flags & _WIDE else "H", numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


class BlockMatcher:
    """The postings of one word: as much of Whoosh's interface of that name as reading and merging
    need. Raises ValueError, zlib.error or struct.error where they are damaged."""

    def __init__(self, file: Any, begin: int) -> None:
        self._file = file
        self._next, self._flags = begin, 0
        self._read_head()

    def _read_head(self) -> None:
        """Go on to the next block; there is none left if it is the last."""
        self._at = 0
        self._ids: list[int] = []
        self._values: list[bytes] = []
        self._count = 0
        if self._flags & _LAST:
            return
        self._data_at = self._next + _HEAD.size + _CHECK.size
        head = self._file.get(self._next, _HEAD.size + _CHECK.size)
        if crc_hqx(head[: _HEAD.size], 0) != _CHECK.unpack_from(head, _HEAD.size)[0]:
            raise ValueError("a damaged block of postings")
        self._flags, self._count, self._last, self._size, self._check = _HEAD.unpack_from(head)
        self._next = self._data_at + self._size

    def _read_data(self) -> None:
        data = self._file.get(self._data_at, self._size)
        if crc32(data) != self._check:
            raise ValueError("damaged postings")
        if self._flags & _COMPRESSED:
            data = decompress(data, _RAW)
        count = self._count
        column = array("I" if self._flags & _WIDE else "H")
        size = (3 * count - 2) * column.itemsize
        column.frombytes(data[:size])
        if sys.byteorder == "big":
            column.byteswap()
        self._ids = [*accumulate(column[: count - 1]), self._last]
        self._weights = column[count - 1 : 2 * count - 1]
        ends = [*accumulate(column[2 * count - 1 :], initial=size), len(data)]
        self._values = [data[begin:end] for begin, end in pairwise(ends)]

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._at < self._count

    def id(self) -> int:
        """The number of its document."""
        if not self._ids:
            self._read_data()
        return self._ids[self._at]

    def weight(self) -> float:
        """Its weight."""
        if not self._ids:
            self._read_data()
        return self._weights[self._at]

    def value(self) -> bytes:
        """Its bytes."""
        if not self._ids:
            self._read_data()
        return self._values[self._at]

    def next(self) -> None:
        """Go on to the next posting."""
        self._at += 1
        if self._at == self._count:
            self._read_head()

    def skip_to(self, id: int) -> None:
        """Go on to the first posting of a document with this number or a higher one."""
        while self._count and self._last < id:
            self._read_head()
        while self.is_active() and self.id() < id:
            self.next()
