"""Words of a document by page and place: what goes in comes out, over page breaks and in notes."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning.page_text import PageText
from indexer.cleaning.seams import Seam
from indexer.cleaning.text_map import TextMap
from indexer.pages.joins import join_pages
from indexer.pages.word_places import DocumentWords, PageStarts, collect_document_words
from indexer.postings import Posting, pack_posting, pack_record, repacked, unpack_record
from indexer.words.tokens import split_words, tokenise


def page(number: int, body: str, notes: str = "", seam: Seam = "space") -> PageText:
    return PageText(number, body, TextMap(), notes, TextMap(), seam)


def posting(found: DocumentWords, word: str) -> Posting:
    return next(unpack_record(pack_record([0], [found.postings[word]])))


def test_places_go_on_over_the_page_break_and_notes_stand_apart() -> None:
    found = collect_document_words(
        [page(1, "The Board met.", "See note one."), page(2, "The Chief spoke.", "Note two.")]
    )
    assert list(posting(found, "the").places) == [0, 3]
    assert list(posting(found, "met").places) == [2]
    assert list(posting(found, "see").places) == [7], "6 parts the notes from the text"
    assert list(posting(found, "note").places) == [8, 11], "10 parts the notes of the two pages"
    starts = PageStarts(found.starts)
    assert [starts.find_page(place) for place in (0, 2, 3, 5, 7, 9, 11, 12)] == [
        0,
        0,
        1,
        1,
        0,
        0,
        1,
        1,
    ]
    assert list(posting(found, "note").pages) == [0, 1]


def test_a_word_broken_over_the_page_break_stands_whole_where_it_begins() -> None:
    found = collect_document_words([page(1, "They dis-", seam="broken"), page(2, "agreed again.")])
    assert set(found.postings) == {"they", "disagreed", "again"}
    assert list(posting(found, "disagreed").pages) == [0]
    assert list(posting(found, "again").pages) == [1]


TEXTS = st.lists(
    st.tuples(
        st.text(alphabet="aAbé9§ .-", max_size=30),
        st.text(alphabet="ab §", max_size=10),
        st.sampled_from(["space", "paragraph", "hyphen"]),
    ),
    min_size=1,
    max_size=6,
)


@given(TEXTS)
def test_every_word_is_found_at_its_place_on_its_page(texts: list[tuple[str, str, Seam]]) -> None:
    pages = [page(at, body, notes, seam) for at, (body, notes, seam) in enumerate(texts, 1)]
    found = collect_document_words(pages)
    starts = PageStarts(found.starts)
    for number, one in enumerate(pages):
        expected = Counter(split_words(one.body) + split_words(one.notes))
        counted = {word: posting(found, word) for word in found.postings}
        assert expected == {
            word: dict(zip(all.pages, all.counts, strict=True))[number]
            for word, all in counted.items()
            if number in all.pages
        }
    for word in found.postings:
        all = posting(found, word)
        assert starts.count_by_page(list(all.places)) == dict(
            zip(all.pages, all.counts, strict=True)
        )
        assert Counter(map(starts.find_page, all.places)) == starts.count_by_page(list(all.places))


@given(TEXTS)
def test_running_text_is_counted_as_one_text(texts: list[tuple[str, str, Seam]]) -> None:
    pages = [page(at, body, "", "space") for at, (body, _, _) in enumerate(texts, 1)]
    found = collect_document_words(pages)
    in_order = [token.word for token in tokenise(join_pages(pages).text)]
    assert sorted(found.postings) == sorted(set(in_order))
    for word in found.postings:
        at = [place for place, other in enumerate(in_order) if other == word]
        assert list(posting(found, word).places) == at


NUMBERS = st.lists(st.integers(0, 2**20), min_size=1, max_size=400, unique=True).map(sorted)


@given(NUMBERS, st.integers(0, 2**17))
def test_postings_come_back_whatever_their_numbers(places: list[int], first: int) -> None:
    counted = [first, len(places)]
    record = pack_record([0, 7], [pack_posting(counted, places)] * 2)
    both = list(unpack_record(record))
    assert [one.document for one in both] == [0, 7]
    assert all(list(one.places) == places for one in both)
    assert all((list(one.pages), list(one.counts)) == ([first], [len(places)]) for one in both)
    assert repacked(both[0]) == pack_posting(counted, places)


def test_a_word_that_fills_exactly_a_narrow_number() -> None:
    for count in (2**16 - 1, 2**16, 2**16 + 1):
        places = list(range(count))
        one = next(unpack_record(pack_record([0], [pack_posting([0, count], places)])))
        assert (list(one.counts), list(one.places)) == ([count], places)


@given(st.sets(st.integers(0, 1000), max_size=300).map(sorted), st.sets(st.integers(0, 1100)))
def test_of_a_record_at_least_what_is_asked_for_is_unpacked(
    documents: list[int], among: set[int]
) -> None:
    record = pack_record(documents, [pack_posting([id, 1], [id]) for id in documents])
    assert [one.document for one in unpack_record(record)] == documents
    some = [one.document for one in unpack_record(record, sorted(among))]
    assert among.intersection(documents) <= set(some) <= set(documents)
