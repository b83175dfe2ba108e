"""Postings on their way into a segment, gathered by word, so that Whoosh gets them in order.

Whoosh's own pool holds and sorts a tuple for each posting, which takes ten times the memory of the
posting itself. Here the postings of a word follow one another in one piece of memory: they are in
order as they come, since documents are numbered as they come. When the pieces become too large,
they are written to a file, word by word, and put together at the end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TypeAlias

Item: TypeAlias = tuple[str, bytes, int, float, bytes]
"""Whoosh's form of a posting: field, word, number of the document, weight, value."""
Piece: TypeAlias = tuple[bytes, bytes | bytearray]
"""A word, and the packed postings of it."""

_HEAD = struct.Struct("<IfI")
"""Before each value: number of the document, weight, bytes of the value."""
_SIZES = struct.Struct("<II")
"""Before each piece in a file: bytes of the word and of its postings."""
_OVERHEAD = 160
"""Bytes of memory for a word, besides its letters and postings, about."""


class PostingPool:
    """Takes the postings of one field, as Whoosh's pool of that name does."""

    def __init__(self, folder: Path, field: str, most: int) -> None:
        """Above `most` bytes, files in `folder` hold what does not fit, until `cleanup`."""
        self._folder = folder
        self._field = field
        self._most = most
        self._pieces: dict[bytes, bytearray] = {}
        self._size = 0
        self._files: list[IO[bytes]] = []

    def add(self, item: Item) -> None:
        """Take a posting. Those of one word come in the order of the documents' numbers."""
        _, word, number, weight, value = item
        piece = self._pieces.get(word)
        if piece is None:
            if self._size > self._most:
                self._write()
            piece = self._pieces[word] = bytearray()
            self._size += _OVERHEAD + len(word)
        piece += _HEAD.pack(number, weight, len(value)) + value
        self._size += _HEAD.size + len(value)

    def iter_postings(self) -> Iterator[Item]:
        """All postings in the order of words and documents. Can be called once."""
        held = self._take()
        if self._files:
            held = merge(*map(_read, self._files), held, key=itemgetter(0))
        unpack, head, field = _HEAD.unpack_from, _HEAD.size, self._field
        for word, pieces in groupby(held, itemgetter(0)):
            for _, piece in pieces:
                at, end = 0, len(piece)
                while at < end:
                    number, weight, size = unpack(piece, at)
                    at += head + size
                    yield field, word, number, weight, bytes(piece[at - size : at])

    def cleanup(self) -> None:
        """Forget everything."""
        for file in self._files:
            file.close()
        self._files, self._pieces = [], {}

    def _take(self) -> Iterator[Piece]:
        """What is in memory, in the order of words; it is let go of meanwhile."""
        pieces, self._pieces, self._size = self._pieces, {}, 0
        for word in sorted(pieces):
            yield word, pieces.pop(word)

    def _write(self) -> None:
        file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed by cleanup
        self._files.append(file)
        for word, piece in self._take():
            file.write(_SIZES.pack(len(word), len(piece)) + word)
            file.write(piece)


def _read(file: IO[bytes]) -> Iterator[Piece]:
    file.seek(0)
    while sizes := file.read(_SIZES.size):
        word, piece = map(file.read, _SIZES.unpack(sizes))
        yield word, piece
