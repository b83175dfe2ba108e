"""Page numerals are read, written and counted on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.labels.numerals import (
    Numeral,
    convert_to_roman,
    parse_label,
    parse_numeral,
    parse_roman,
)

VALUES = st.integers(1, 400)
NUMERALS = st.builds(
    Numeral,
    st.sampled_from(["arabic", "roman", "ROMAN"]),
    st.sampled_from(["", "A-", "2-", "S."]),
    VALUES,
    st.just(0),
)


@given(VALUES)
def test_a_roman_numeral_means_what_it_was_written_for(value: int) -> None:
    assert (
        parse_roman(convert_to_roman(value))
        == value
        == parse_roman(convert_to_roman(value).upper())
    )


@given(NUMERALS)
def test_a_label_is_read_as_it_was_printed(printed: Numeral) -> None:
    assert parse_label(str(printed)) == printed


@given(NUMERALS, st.integers(0, 500), st.integers(0, 500))
def test_counting_on_twice_is_counting_on_once(start: Numeral, first: int, second: int) -> None:
    once = start.advance(first)
    assert once is not None
    assert once.advance(second) == start.advance(first + second)


@given(NUMERALS, st.integers(0, 500))
def test_the_count_ends_at_one(start: Numeral, steps: int) -> None:
    before = start.advance(-steps)
    assert before is None if steps >= start.value else before and before.advance(steps) == start


@pytest.mark.parametrize("text", ["", "0", "iiii", "vx", "Xi", "mix", "dim", "1234567", "½", "²"])
def test_what_is_no_page_numeral_is_not_read(text: str) -> None:
    assert parse_numeral(text) is None


def test_leading_zeros_are_kept() -> None:
    first = parse_label("2-07")
    assert first is not None
    assert [str(first.advance(steps)) for steps in (0, 2, 3)] == ["2-07", "2-09", "2-10"]
