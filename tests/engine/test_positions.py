"""Nearness looks only around the rarest word, and finds what looking everywhere finds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.document_words import PageStarts
from engine.positions import find_near_positions

LENGTH = 100
ONE_PAGE = PageStarts(array("I", [0, LENGTH, LENGTH, LENGTH]).tobytes())


def places(least: int, most: int) -> st.SearchStrategy[list[int]]:
    numbers = st.integers(0, LENGTH - 1)
    return st.lists(numbers, min_size=least, max_size=most, unique=True).map(sorted)


def look_everywhere(words: Sequence[Sequence[int]], distance: int, ordered: bool) -> list[int]:
    """The plain way: every choice of a place for each word that is close enough, and of these the
    stretches that hold no other."""
    longest = len(words) + distance
    spans = {
        (min(chosen), max(chosen))
        for chosen in product(*words)
        if len(set(chosen)) == len(words)
        and max(chosen) - min(chosen) < longest
        and (not ordered or list(chosen) == sorted(chosen))
    }
    return sorted(
        first
        for first, last in spans
        if not any(
            other != (first, last) and first <= other[0] and other[1] <= last for other in spans
        )
    )


@given(places(1, 3), st.lists(places(1, 20), min_size=1, max_size=2), st.integers(0, 30))
def test_looking_around_the_rarest_word_finds_the_same(
    rare: list[int], others: list[list[int]], distance: int
) -> None:
    for words in ([rare, *others], [*others, rare], [rare, rare, others[0]]):
        for ordered in (False, True):
            found = find_near_positions(words, distance, ONE_PAGE, ordered=ordered)
            assert found == look_everywhere(words, distance, ordered)
