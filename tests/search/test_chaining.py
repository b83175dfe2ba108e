"""Which words of a quotation are which words of a text, held against texts made to be known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.locating.chaining import chain_whole, chain_words
from search.locating.word_table import WordTable

_WORDS = [f"{a}{b}{c}{a}e" for a in "bcdfg" for b in "aeiou" for c in "klmnp"]
_NEW = [f"x{first}{second}z" for first in "aeiou" for second in "qwvjh"]
_STEPS = st.lists(
    st.tuples(st.integers(6, 9), st.integers(0, 14), st.integers(0, 2)), min_size=1, max_size=4
)
"""How many words are kept, how many are then left out, and how many put in."""


@given(steps=_STEPS, before=st.integers(0, 6))
def test_kept_words_are_found_whatever_is_left_out_or_put_in(
    steps: list[tuple[int, int, int]], before: int
) -> None:
    quoted: list[str] = []
    pairs: list[tuple[int, int]] = []
    at = before
    for number, (kept, left_out, put_in) in enumerate(steps):
        pairs += [(len(quoted) + n, at + n) for n in range(kept)]
        quoted += _WORDS[at : at + kept]
        at += kept
        if number < len(steps) - 1:
            quoted += _NEW[3 * number : 3 * number + put_in]
            at += left_out
    found = chain_words(quoted, _WORDS)
    assert found is not None
    assert (list(found.pairs), found.first, found.last) == (pairs, before, at)
    whole = chain_whole(quoted, _WORDS[before:at])
    assert list(whole.pairs) == [(i, j - before) for i, j in pairs]
    assert (whole.first, whole.last) == (0, at - before)


def test_long_pieces_of_common_words_are_compared_all_the_same() -> None:
    def make(letter: str) -> list[str]:
        middle = [word for at in range(25) for word in ("of", "the", f"{letter}{at}")]
        return [*_WORDS[:6], *middle, *_WORDS[6:12]]

    quoted, source = make("q"), make("s")
    chain = chain_words(quoted, source)
    assert chain is not None
    assert chain.pairs == tuple(
        (at, at) for at, word in enumerate(quoted) if not word.startswith("q")
    )
    assert chain_whole(quoted, source).pairs == chain.pairs


@pytest.mark.parametrize(
    ("quoted", "source", "pairs", "used"),
    [
        ("a b", "a b c d", [(0, 0), (1, 1)], 2),
        ("a d", "a b c d", [(0, 0)], 2),
        ("a x y d", "a d e", [(0, 0), (3, 1)], 2),
        ("gate key", "gatekey pier", [], 1),
        ("gatekey pier lamp", "gate key pier", [(1, 2)], 3),
        ("lamp gate key", "lamp gatekey", [(0, 0)], 2),
        ("lamp gatekey", "lamp gate key rope", [(0, 0)], 3),
        ("warden shut", "wardens shot it", [], 2),
        ("the quay", "the gate and the quay", [(0, 0)], 2),
        ("lamp the watchman", "lamp by the watchman on it", [(0, 0), (1, 2), (2, 3)], 4),
        ("lamp x", "lamp bollards", [(0, 0)], 1),
        # a word left out before the last one, not two words for one another
        ("does meet", "does not meet the rule", [(0, 0), (1, 2)], 3),
        ("he had", "he had not had a boat", [(0, 0), (1, 1)], 2),
        ("it was the", "it was never the gate", [(0, 0), (1, 1), (2, 3)], 4),
        # but the last word is another where the same stands only further on
        ("near the boat", "near the ship that passed another boat", [(0, 0), (1, 1)], 3),
    ],
)
def test_how_far_words_at_the_end_of_a_quotation_reach(
    quoted: str, source: str, pairs: list[tuple[int, int]], used: int
) -> None:
    table = WordTable(quoted.split(), source.split(), open_end=True)
    assert table.trace() == (pairs, used)


@pytest.mark.parametrize(
    ("quoted", "source", "pairs"),
    [
        ("the gate was shut", "the gate was shut", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        # one gap, though each word could be matched at its first place with more of them
        ("a b", "a c a b", [(0, 2), (1, 3)]),
        ("of the quay", "of one of the old quay", [(0, 2), (1, 3), (2, 5)]),
        ("gate was mended", "gates was mended", [(1, 1), (2, 2)]),
        ("one two three", "four", []),
        ("one", "two three four one", [(0, 3)]),
    ],
)
def test_all_of_one_piece_against_all_of_another(
    quoted: str, source: str, pairs: list[tuple[int, int]]
) -> None:
    found, used = WordTable(quoted.split(), source.split()).trace()
    assert used == len(source.split())
    assert found == pairs


def test_backwards_words_are_joined_as_they_are_written() -> None:
    def trace(quoted: str) -> tuple[list[tuple[int, int]], int]:
        source = ["pier", "gatekey", "lamp"]
        return WordTable(quoted.split(), source, open_end=True, backwards=True).trace()

    assert trace("pier key gate") == ([(0, 0)], 2)
    assert trace("pier gate key")[0] == [(0, 0)]
