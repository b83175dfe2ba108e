"""Postings as bytes: in which documents a word stands, on which pages, and at which places.

A posting is one word in one document. It begins with how many pages hold the word: one byte, or
one of three that announce a longer form and four bytes more. Then follow, for each page, its number
and how often it holds the word; then every place of the word in the document. Numbers have two
bytes, or four where the form says so.

A record is all postings of one word in a segment, each after the number of its document, in groups:
only those are unpacked which hold a document that is asked for.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corpus.frozen import frozen

_NARROW, _WIDE = "H", "I"
_NARROWEST = 1 << 16
_LONG, _FAR, _FARTHEST = 253, 254, 255
"""Forms of a posting: on many pages; with far places; on far pages too."""
_FORMS = {_LONG: (_NARROW, _NARROW), _FAR: (_NARROW, _WIDE), _FARTHEST: (_WIDE, _WIDE)}
_BYTES = {_NARROW: 2, _WIDE: 4}

_GROUP = 64
"""Documents in a group."""
_WORTH_PACKING = 1000
"""Bytes; on less, zlib takes most of the time to write an index and saves a twentieth of it."""
_PLAIN, _PACKED, _GROUPED = b"\0", b"\1", b"\2"
"""How a record begins: what follows is one group; one that is compressed; or, after how many there
are, the last document and the length in bytes of each, several that are compressed."""
_DOCUMENT = 3
"""Bytes of a document's number."""
_NUMBER = struct.Struct("<I")


@frozen
class Posting:
    """Where one word stands in one document."""

    document: int
    """Number of the document in its segment, 0-based."""
    pages: array[int]
    """The 0-based pages that hold it, ascending."""
    counts: array[int]
    """How often each of them does."""
    places: array[int]
    """All its places in the document, ascending, 0-based."""


def pack_posting(counted: list[int], places: list[int]) -> bytes:
    """One word in one document, from page and count in turn for each page that holds it, and its
    places."""
    held = len(counted) // 2
    if max(places[-1], counted[-2], len(places)) >= _NARROWEST:
        form = _FAR if max(counted) < _NARROWEST else _FARTHEST
        head, tail = _FORMS[form]
        numbers = array(head, counted).tobytes() + array(tail, places).tobytes()
        return bytes((form,)) + _NUMBER.pack(held) + numbers
    numbers = array(_NARROW, counted + places).tobytes()
    if held < _LONG:
        return bytes((held,)) + numbers
    return bytes((_LONG,)) + _NUMBER.pack(held) + numbers


def pages_held(posting: bytes) -> int:
    """How many pages hold the word, by a packed posting."""
    return posting[0] if posting[0] < _LONG else int(_NUMBER.unpack_from(posting, 1)[0])


def pack_record(documents: Sequence[int], postings: Sequence[bytes]) -> bytes:
    """All postings of a word: the numbers of the documents, ascending, and for each what
    `pack_posting` made."""
    numbered = [
        document.to_bytes(_DOCUMENT, "little") + posting
        for document, posting in zip(documents, postings, strict=True)
    ]
    if len(numbered) <= _GROUP:
        group = b"".join(numbered)
        return _PACKED + zlib.compress(group, 1) if len(group) > _WORTH_PACKING else _PLAIN + group
    groups = [
        zlib.compress(b"".join(numbered[at : at + _GROUP]), 1)
        for at in range(0, len(numbered), _GROUP)
    ]
    heads = array(_WIDE, (len(groups),))
    for number, group in enumerate(groups, 1):
        heads.extend((documents[min(number * _GROUP, len(documents)) - 1], len(group)))
    return b"".join((_GROUPED, heads.tobytes(), *groups))


def repacked(posting: Posting) -> bytes:
    """A posting packed again."""
    counted = zip(posting.pages, posting.counts, strict=True)
    return pack_posting([number for pair in counted for number in pair], list(posting.places))


def unpack_record(record: bytes, among: Sequence[int] | None = None) -> Iterator[Posting]:
    """The postings of a record in order; with `among`, at least those of these documents (ascending
    numbers). Raises zlib.error, struct.error, IndexError or ValueError where bytes are damaged."""
    if record[:1] == _PLAIN:
        yield from _postings(record[1:])
    elif record[:1] == _PACKED:
        yield from _postings(zlib.decompress(record[1:]))
    else:
        yield from _of_groups(record, among)


def _of_groups(record: bytes, among: Sequence[int] | None) -> Iterator[Posting]:
    (count,) = _NUMBER.unpack_from(record, 1)
    at = 1 + _BYTES[_WIDE] * (1 + 2 * count)
    heads = array(_WIDE, record[1 + _BYTES[_WIDE] : at])
    before = 0
    for last, length in zip(heads[::2], heads[1::2], strict=True):
        asked_for = before + 1 if among is None else bisect_right(among, last)
        if asked_for > before:
            yield from _postings(zlib.decompress(record[at : at + length]))
        before = asked_for
        at += length


def _postings(group: bytes) -> Iterator[Posting]:
    at = 0
    while at < len(group):
        document = int.from_bytes(group[at : at + _DOCUMENT], "little")
        held = group[at + _DOCUMENT]
        at += _DOCUMENT + 1
        head = tail = _NARROW
        if held >= _LONG:
            head, tail = _FORMS[held]
            (held,) = _NUMBER.unpack_from(group, at)
            at += _NUMBER.size
        end = at + 2 * held * _BYTES[head]
        counted = array(head, group[at:end])
        counts = counted[1::2]
        at = end + sum(counts) * _BYTES[tail]
        yield Posting(document, counted[::2], counts, array(tail, group[end:at]))
