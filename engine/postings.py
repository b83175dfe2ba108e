"""Postings as bytes: on which pages of a document a word stands, and at which positions.

A posting begins with how many pages hold the word: one byte, or one of three that announce a longer
form and four bytes more. Then follow, for each page, its number and how often it holds the word;
then every position of the word in the document. Numbers have two bytes, or four where the form says
so.
"""

from __future__ import annotations

import struct
from array import array

from corpus.frozen import frozen

_NARROW, _WIDE = "H", "I"
_NARROWEST = 1 << 16
_LONG, _FAR, _FARTHEST = 253, 254, 255
"""Forms of a posting: on many pages; with far positions; on far pages too."""
_FORMS = {_LONG: (_NARROW, _NARROW), _FAR: (_NARROW, _WIDE), _FARTHEST: (_WIDE, _WIDE)}
_BYTES = {_NARROW: 2, _WIDE: 4}
_NUMBER = struct.Struct("<I")


@frozen
class Posting:
    """Where one word stands in one document."""

    pages: array[int]
    """The 0-based pages that hold it, ascending."""
    counts: array[int]
    """How often each of them does."""
    positions: array[int]
    """All its positions in the document, ascending, 0-based."""


def pack_posting(counted: list[int], positions: list[int] | array[int]) -> bytes:
    """One word in one document, from page and count in turn for each page that holds it, and its
    positions."""
    held = len(counted) // 2
    if max(positions[-1], counted[-2], len(positions)) >= _NARROWEST:
        form = _FAR if max(counted) < _NARROWEST else _FARTHEST
        head, tail = _FORMS[form]
        numbers = array(head, counted).tobytes() + array(tail, positions).tobytes()
        return bytes((form,)) + _NUMBER.pack(held) + numbers
    if isinstance(positions, list):  # nearly always; in half the time
        numbers = array(_NARROW, counted + positions).tobytes()
    else:
        numbers = array(_NARROW, counted).tobytes() + array(_NARROW, positions).tobytes()
    if held < _LONG:
        return bytes((held,)) + numbers
    return bytes((_LONG,)) + _NUMBER.pack(held) + numbers


def count_packed_pages(posting: bytes) -> int:
    """How many pages hold the word, by a packed posting."""
    return posting[0] if posting[0] < _LONG else int(_NUMBER.unpack_from(posting, 1)[0])


def unpack_posting(packed: bytes) -> Posting:
    """The posting in `packed`. Raises struct.error, IndexError or ValueError where damaged."""
    head, tail, at, end = _find_parts(packed)
    counted = array(head, packed[at:end])
    return Posting(counted[::2], counted[1::2], array(tail, packed[end:]))


def unpack_counts(packed: bytes) -> dict[int, int]:
    """Only the pages of a posting and how often each holds the word: positions, of which there are
    many more, are left alone. Raises as `unpack_posting`."""
    head, _, at, end = _find_parts(packed)
    counted = array(head, packed[at:end])
    return dict(zip(counted[::2], counted[1::2], strict=True))


def unpack_positions(packed: bytes) -> array[int]:
    """Only the positions of a posting. Raises as `unpack_posting`."""
    _, tail, _, end = _find_parts(packed)
    return array(tail, packed[end:])


def _find_parts(packed: bytes) -> tuple[str, str, int, int]:
    """The types of the numbers for pages and of those for positions; where the former begin and
    end."""
    held = packed[0]
    if held < _LONG:
        return _NARROW, _NARROW, 1, 1 + 4 * held
    head, tail = _FORMS[held]
    (held,) = _NUMBER.unpack_from(packed, 1)
    at = 1 + _NUMBER.size
    return head, tail, at, at + 2 * held * _BYTES[head]
