"""Pinpoints: what people write, and how the styles write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citation.record.pinpoint import LabelRange, Pinpoint
from citation.styles.locators import (
    Shortening,
    keep_all_digits,
    keep_chicago_digits,
    keep_last_two_digits,
)


@pytest.mark.parametrize(
    ("written", "label", "parts"),
    [
        ("147", "page", (LabelRange("147"),)),
        ("iv", "page", (LabelRange("iv"),)),
        ("A-3", "page", (LabelRange("A-3"),)),
        ("147-148", "page", (LabelRange("147", "148"),)),
        ("147–48", "page", (LabelRange("147", "148"),)),
        ("101-2", "page", (LabelRange("101", "102"),)),
        ("147, 149-150", "page", (LabelRange("147"), LabelRange("149", "150"))),
        ("3 and 7-9", "page", (LabelRange("3"), LabelRange("7", "9"))),
        ("iv-vi", "page", (LabelRange("iv", "vi"),)),
        ("A-3–A-5", "page", (LabelRange("A-3", "A-5"),)),
        ("A-3-A-5", "page", (LabelRange("A-3", "A-5"),)),
        ("31-1", "page", (LabelRange("31-1"),)),
        ("pp. 4-5", "page", (LabelRange("4", "5"),)),
        ("at 147", "page", (LabelRange("147"),)),
        ("para 12", "paragraph", (LabelRange("12"),)),
        ("¶¶ 5–6", "paragraph", (LabelRange("5", "6"),)),
        ("ss 1, 4", "section", (LabelRange("1"), LabelRange("4"))),
        ("s 31(1)", "section", (LabelRange("31(1)"),)),
    ],
)
def test_what_people_write(written: str, label: str, parts: tuple[LabelRange, ...]) -> None:
    pinpoint = Pinpoint.parse(written)
    assert (pinpoint.label, pinpoint.parts) == (label, parts)


def test_known_labels_are_never_taken_apart() -> None:
    assert Pinpoint.parse("1-31", known={"1-31"}).parts == (LabelRange("1-31"),)
    assert Pinpoint.make("page", "1-31", "1-32").parts == (LabelRange("1-31", "1-32"),)
    assert not Pinpoint.make("page", "1-31").several


@pytest.mark.parametrize("written", ["Min. No. P220/12 at 101-102", "P220/12, 101-102"])
def test_a_minute_number_is_its_own_component(written: str) -> None:
    pinpoint = Pinpoint.parse(written)
    assert pinpoint.minute == "P220/12"
    assert pinpoint.parts == (LabelRange("101", "102"),)


@pytest.mark.parametrize(
    ("shortened", "first", "last", "printed"),
    [
        (keep_all_digits, "147", "148", "148"),
        (keep_last_two_digits, "147", "148", "48"),
        (keep_last_two_digits, "101", "102", "02"),
        (keep_last_two_digits, "4", "5", "5"),
        (keep_last_two_digits, "96", "117", "117"),
        (keep_last_two_digits, "1496", "1500", "500"),
        (keep_last_two_digits, "iv", "vi", "vi"),
        (keep_last_two_digits, "A-3", "A-5", "A-5"),
        # The Chicago Manual's table of inclusive numbers
        (keep_chicago_digits, "3", "10", "10"),
        (keep_chicago_digits, "71", "72", "72"),
        (keep_chicago_digits, "96", "117", "117"),
        (keep_chicago_digits, "100", "104", "104"),
        (keep_chicago_digits, "1100", "1113", "1113"),
        (keep_chicago_digits, "101", "108", "8"),
        (keep_chicago_digits, "808", "833", "33"),
        (keep_chicago_digits, "1103", "1104", "4"),
        (keep_chicago_digits, "321", "328", "28"),
        (keep_chicago_digits, "498", "532", "532"),
        (keep_chicago_digits, "1087", "1089", "89"),
        (keep_chicago_digits, "1496", "1500", "500"),
        (keep_chicago_digits, "11564", "11615", "615"),
        (keep_chicago_digits, "12991", "13001", "3001"),
    ],
)
def test_the_end_of_a_range(shortened: Shortening, first: str, last: str, printed: str) -> None:
    assert shortened(first, last) == printed


@given(first=st.integers(1, 20_000), more=st.integers(1, 2_000))
def test_a_shortened_range_is_read_back(first: int, more: int) -> None:
    start, end = str(first), str(first + more)
    for shortened in (keep_all_digits, keep_last_two_digits, keep_chicago_digits):
        written = f"{start}–{shortened(start, end)}"
        assert Pinpoint.parse(written).parts == (LabelRange(start, end),)
