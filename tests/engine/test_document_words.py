"""The words of a document by page and position: what goes in comes out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from engine.document_words import NOTES_FROM, DocumentWords, PageStarts, count_document_words
from engine.postings import (
    Posting,
    count_packed_pages,
    pack_posting,
    unpack_counts,
    unpack_positions,
    unpack_posting,
)


def posting(document: DocumentWords, word: str) -> Posting:
    return unpack_posting(document.postings[word])


def test_positions_go_on_over_the_page_break_and_notes_stand_apart() -> None:
    document = count_document_words(
        [["the", "board", "met"], ["the", "chief", "spoke"]],
        [["see", "note", "one"], ["note", "two"]],
    )
    assert list(posting(document, "the").positions) == [0, 3]
    assert list(posting(document, "see").positions) == [7], "6 parts the notes from the text"
    assert list(posting(document, "note").positions) == [8, 11], "10 parts the notes of two pages"
    starts = PageStarts(document.starts)
    assert list(map(starts.find_page, (0, 2, 3, 5, 7, 9, 11, 12))) == [0, 0, 1, 1, 0, 0, 1, 1]
    assert list(posting(document, "note").pages) == [0, 1]
    assert starts.list_on_page([0, 3, 8, 11], 1) == [0, NOTES_FROM]


WORDS = st.lists(st.sampled_from("abcd"), max_size=9)
TEXTS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6)


@given(TEXTS)
def test_every_word_is_found_at_its_position_on_its_page(
    texts: list[tuple[list[str], list[str]]],
) -> None:
    document = count_document_words([body for body, _ in texts], [notes for _, notes in texts])
    starts = PageStarts(document.starts)
    for page, (body, notes) in enumerate(texts):
        counted = {word: posting(document, word) for word in document.postings}
        assert Counter(body + notes) == {
            word: dict(zip(one.pages, one.counts, strict=True))[page]
            for word, one in counted.items()
            if page in one.pages
        }
        for word, one in counted.items():
            at = starts.list_on_page(one.positions, page)
            assert all(
                (notes[place - NOTES_FROM] if place >= NOTES_FROM else body[place]) == word
                for place in at
            )
    for word in document.postings:
        one = posting(document, word)
        counts = starts.count_by_page(list(one.positions))
        assert counts == dict(zip(one.pages, one.counts, strict=True))
        assert counts == Counter(map(starts.find_page, one.positions))


NUMBERS = st.lists(st.integers(0, 2**20), min_size=1, max_size=400, unique=True).map(sorted)


@given(NUMBERS, st.integers(0, 2**17))
def test_postings_come_back_whatever_their_numbers(positions: list[int], first: int) -> None:
    packed = pack_posting([first, len(positions)], positions)
    one = unpack_posting(packed)
    assert list(one.positions) == positions
    assert (list(one.pages), list(one.counts)) == ([first], [len(positions)])
    assert count_packed_pages(packed) == 1
    assert unpack_counts(packed) == {first: len(positions)}
    assert unpack_positions(packed) == one.positions


def test_a_word_that_fills_exactly_a_narrow_number() -> None:
    for count in (2**16 - 1, 2**16, 2**16 + 1):
        one = unpack_posting(pack_posting([0, count], list(range(count))))
        assert (list(one.counts), list(one.positions)) == ([count], list(range(count)))


def test_a_word_on_very_many_pages() -> None:
    for held in (252, 253, 254, 300):
        counted = [number for page in range(held) for number in (page, 1)]
        packed = pack_posting(counted, list(range(held)))
        assert count_packed_pages(packed) == held
        assert list(unpack_posting(packed).pages) == list(range(held))
        assert unpack_counts(packed) == dict.fromkeys(range(held), 1)
        assert list(unpack_positions(packed)) == list(range(held))
