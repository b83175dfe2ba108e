"""How a quotation lies in a text: which words are which, and what that costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.locating.alignment import (
    choose_least_similarity,
    find_best_fit,
    find_differences,
    find_exact_fits,
)
from search.locating.chaining import chain_whole, chain_words
from search.locating.word_text import WordText

SOURCE = (
    "The ferry landing was opened in the spring by the harbour master, who had paid for its timber"
    " himself. The warden may, after giving notice in writing to every owner of a boat that lies at"
    " the landing, close the gate for a week. No officer of any rank may enter the hall of the"
    " committee, of which nine members, all of them present, spoke against the motion."
)


def fit(quoted: str, least: float = 0.5, near: int | None = None) -> tuple[str, float] | None:
    text = WordText(SOURCE)
    found = find_best_fit(WordText(quoted), text, least, near)
    if found is None:
        return None
    start, end = text.get_span(found.first, found.last)
    return text.text[start:end], round(found.similarity, 3)


def differences(quoted: str, source: str) -> list[tuple[str, str]]:
    found = find_differences(WordText(quoted), WordText(source))
    return [(one.quoted, one.source) for one in found]


@pytest.mark.parametrize(
    ("quoted", "source", "similarity"),
    [
        ("was opened in the spring by", "was opened in the spring by", 1.0),
        # one letter of 27
        ("was opened in the sprimg by", "was opened in the spring by", 0.963),
        # six letters of 22 for words left out, however many they are
        ("was opened by the harbour", "was opened in the spring by the harbour", 0.84),
        (
            "The warden may close the gate for a week",
            "The warden may, after giving notice in writing to every owner of a boat that lies at"
            " the landing, close the gate for a week",
            0.9,
        ),
        # a short word left out counts as its letters and a space, of 35
        ("was opened in spring by the harbour", "was opened in the spring by the harbour", 0.886),
        # a word too many: its letters and a space, of 32
        ("was opened in the early spring by", "was opened in the spring by", 0.818),
        ("was openedin the spring by the", "was opened in the spring by the", 0.967),
        ("master, whohad paid for its timber", "master, who had paid for its timber", 0.97),
        ("paid for its tim ber himself", "paid for its timber himself", 0.964),
        ("tim ber himself. The warden may", "timber himself. The warden may", 0.967),
        ("the harbour master, who had pa id", "the harbour master, who had paid", 0.969),
        ("wes opemed in the spring bv the", "was opened in the spring by the", 0.903),
    ],
)
def test_the_span_and_its_similarity(quoted: str, source: str, similarity: float) -> None:
    assert fit(quoted) == (source, similarity)


def test_nothing_less_similar_than_is_asked_for_is_found() -> None:
    quoted = "was opened in the sprimg by"
    assert fit(quoted, 0.96) is not None
    assert fit(quoted, 0.97) is None
    assert fit(quoted, 1 - 1 / 27) == fit(quoted, 1 - 1 / 27, 3) == fit(quoted)
    assert fit("xylophones quack beneath volcanic umbrellas", 0.0) is None


@pytest.mark.parametrize("near", [0, 3, 14])
def test_near_a_place_what_is_left_out_may_be_far(near: int) -> None:
    assert fit("was opened in the spring close the gate for a week", 0.5, near) == (
        "was opened in the spring by the harbour master, who had paid for its timber himself. The"
        " warden may, after giving notice in writing to every owner of a boat that lies at the"
        " landing, close the gate for a week",
        0.92,
    )


def test_what_is_left_out_may_be_far_from_either_end() -> None:
    quoted = "The ferry landing was opened in the spring spoke against the motion"
    assert fit(quoted, 0.5, 0) == fit(quoted, 0.5, 60) == (SOURCE.rstrip("."), 0.94)


def test_only_the_surroundings_of_a_place_are_looked_at() -> None:
    filler = "other words of no weight " * 60
    text = WordText(f"{SOURCE} {filler} {SOURCE}")
    needle = WordText("The warden may, after giving notice")
    second = len(WordText(f"{SOURCE} {filler}").words)
    found = find_best_fit(needle, text, 0.9, second + 17)
    assert found is not None
    assert found.first == second + 19
    assert find_best_fit(needle, text, 0.9, second - 200) is None


@pytest.mark.parametrize(
    ("quoted", "source", "expected"),
    [
        ("a b c", "a b c", []),
        ("the owner of a boat", "every owner of the boat", [("the", "every"), ("a", "the")]),
        ("close the gate", "close the old gate", [("", "old")]),
        ("close the old gate", "close the gate", [("old", "")]),
        ("No officer may enter", "No officer of any rank may enter", [("", "of any rank")]),
        # the gap is one, though "the" would fit in between
        (
            "It lies at the quay",
            "It lies in the harbour and beyond the bar at the quay",
            [("", "in the harbour and beyond the bar")],
        ),
        ("nine spoke for it", "nine spoke against it", [("for", "against")]),
        ("one two", "three four", [("one two", "three four")]),
        ("", "a b", [("", "a b")]),
        ("a b", "", [("a b", "")]),
        ("x a b c", "a b c y", [("x", ""), ("", "y")]),
        ("we re port it", "we report it", [("re port", "report")]),
        (
            "been developedfor us all",
            "been developed for us all",
            [("developedfor", "developed for")],
        ),
        ("were other guarantors", "were no other guarantors", [("", "no")]),
    ],
)
def test_what_differs(quoted: str, source: str, expected: list[tuple[str, str]]) -> None:
    assert differences(quoted, source) == expected


def test_words_that_stand_for_anything_are_always_told_apart() -> None:
    found = find_differences(WordText("close the gate"), WordText("close the gate"), frozenset({1}))
    assert [(one.quoted, one.source, one.quoted_words) for one in found] == [("the", "the", (1, 2))]


@pytest.mark.parametrize(
    ("quoted", "source", "said"),
    [
        ("a x", "a y", "quoted “x”, the source has “y”"),
        ("a x b", "a b", "quoted “x”, which the source does not have here"),
        ("a b", "a y b", "left out: “y”"),
        ("a fire", "a \ufffdre", "the source has “\ufffdre”, where \ufffd cannot be read:"
         " compare “fire” with the page"),
        ("a b", "a \ufffd b", "the source has “\ufffd”, where \ufffd cannot be read:"
         " compare the page"),
    ],
)  # fmt: skip
def test_a_difference_in_a_sentence(quoted: str, source: str, said: str) -> None:
    (one,) = find_differences(WordText(quoted), WordText(source))
    assert one.describe() == said


@given(st.lists(st.sampled_from("the of board gate key".split()), min_size=1, max_size=60))
def test_a_text_lies_in_itself_as_a_whole(words: list[str]) -> None:
    chain = chain_whole(words, words)
    assert chain.pairs == tuple((at, at) for at in range(len(words)))
    assert (chain.first, chain.last) == (0, len(words))


@given(
    st.lists(st.sampled_from("the of board gate key pier".split()), max_size=40),
    st.lists(st.sampled_from("the of board gate key pier".split()), max_size=40),
)
def test_pairs_are_equal_words_in_order(quoted: list[str], source: list[str]) -> None:
    chain = chain_words(quoted, source)
    for i, j in chain.pairs if chain else ():
        assert quoted[i] == source[j]
        assert chain is not None
        assert chain.first <= j < chain.last
    pairs = chain.pairs if chain else ()
    assert list(pairs) == sorted(set(pairs))
    assert len({j for _, j in pairs}) == len({i for i, _ in pairs}) == len(pairs)


def test_very_long_texts_without_anything_in_common_cost_little() -> None:
    quoted = [f"a{at}" for at in range(4_000)]
    source = [f"b{at}" for at in range(4_000)]
    assert chain_words(quoted, source) is None
    quoted[2_000] = source[2_000] = "here"
    chain = chain_words(quoted, source)
    assert chain is not None
    assert chain.pairs == ((2_000, 2_000),)


def test_exact_fits_are_of_whole_words() -> None:
    text = WordText("the key; the keys, the key")
    assert [(one.first, one.last) for one in find_exact_fits(WordText("the key"), text)] == [
        (0, 2), (4, 6),
    ]  # fmt: skip
    assert list(find_exact_fits(WordText(""), text)) == []


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("a b c", 1.0),
        ("one two six ten", 1.0),
        ("gate gate gate gate gate gate gate gate", 1.0),
        ("ferry landing opened spring", 0.85),
        ("ferry landing opened in the spring", 0.78),
        ("the ferry landing was opened in spring by harbour masters", 0.7),
    ],
)
def test_how_similar_a_place_must_be(words: str, least: float) -> None:
    assert choose_least_similarity(words.split()) == least


def test_words_and_places_lead_to_one_another() -> None:
    text = WordText("The gate; the ﬁrst key.")
    assert text.words == ("the", "gate", "the", "first", "key")
    assert [text.text[slice(*text.get_span(at, at + 1))] for at in range(5)] == [
        "The", "gate", "the", "ﬁrst", "key",
    ]  # fmt: skip
    assert text.slice_words(1, 4) == "gate the first"
    assert [text.find_word_at(at) for at in (0, 2, 3, 4, 8, 9)] == [0, 0, 1, 1, 2, 2]
