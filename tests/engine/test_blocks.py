"""Postings in blocks: what comes back, and what damage does."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.filedb.filestore import RamStorage

from engine.whoosh.blocks import BlockMatcher, BlockWriter

Posting = tuple[int, int, bytes]
"""Number of the document, weight, value."""

_values = st.binary(min_size=1, max_size=40) | st.builds(bytes, st.integers(1, 70_000))
_postings = st.dictionaries(
    st.integers(0, 300) | st.integers(0, 2**32 - 2),
    st.tuples(st.integers(1, 300) | st.integers(1, 2**31), _values),
    min_size=1, max_size=100,
).map(lambda drawn: [(number, *drawn[number]) for number in sorted(drawn)])  # fmt: skip


def write(words: Sequence[Sequence[Posting]]) -> tuple[bytes, list[Any]]:
    """The file with these postings, and what Whoosh is told of each word."""
    storage = RamStorage()
    file = storage.create_file("postings")
    writer = BlockWriter(file)
    known = []
    for postings in words:
        writer.start_postings(None, None)
        for number, weight, value in postings:
            writer.add_posting(number, float(weight), value)
        known.append(writer.finish_postings())
    file.close()
    return bytes(storage.files["postings"]), known


def open_blocks(data: bytes, known: Any) -> BlockMatcher:
    storage = RamStorage()
    storage.files["postings"] = data
    return BlockMatcher(storage.open_file("postings"), known.extent()[0])


def read(matcher: BlockMatcher) -> list[Posting]:
    found = []
    while matcher.is_active():
        found.append((matcher.id(), int(matcher.weight()), matcher.value()))
        matcher.next()
    return found


@given(st.lists(_postings, min_size=1, max_size=3))
def test_postings_come_back(words: Sequence[Sequence[Posting]]) -> None:
    data, known = write(words)
    for postings, of_word in zip(words, known, strict=True):
        assert read(open_blocks(data, of_word)) == postings
        told = W3TermInfo.from_bytes(of_word.to_bytes())
        assert told.doc_frequency() == len(postings)
        assert (told.min_id(), told.max_id()) == (postings[0][0], postings[-1][0])
        right = struct.unpack("f", struct.pack("f", sum(weight for _, weight, _ in postings)))[0]
        assert told.weight() == right


@given(_postings, st.lists(st.integers(0, 400)), st.data())
def test_a_document_is_found_wherever_it_is(
    postings: Sequence[Posting], wanted: list[int], data: st.DataObject
) -> None:
    numbers = [number for number, _, _ in postings]
    wanted += data.draw(st.lists(st.sampled_from(numbers)))
    written, (known,) = write([postings])
    matcher = open_blocks(written, known)
    for target in sorted(wanted):
        if not matcher.is_active():
            assert target > numbers[-1]
            continue
        matcher.skip_to(target)
        right = next((posting for posting in postings if posting[0] >= target), None)
        assert matcher.is_active() == (right is not None)
        if right:
            assert (matcher.id(), int(matcher.weight()), matcher.value()) == right


@given(_postings, st.data())
def test_a_damaged_byte_is_found_out(postings: Sequence[Posting], data: st.DataObject) -> None:
    written, (known,) = write([postings])
    at = data.draw(st.integers(0, len(written) - 1))
    damage = data.draw(st.integers(1, 255))
    damaged = written[:at] + bytes((written[at] ^ damage,)) + written[at + 1 :]
    try:
        found = read(open_blocks(damaged, known))
    except (ValueError, struct.error, zlib.error, IndexError, OverflowError, MemoryError):
        return
    raise AssertionError(found)
