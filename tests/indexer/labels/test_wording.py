"""What the words of a line may say of the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.labels.numbers_in_line import find_wordings, may_hold_number

NUMBERS = "1 12 2015 iv IX mix A- K3 1.2 ¹ ٣".split()
MARKS = "/ - – | • . ( ) ] [ _".split()
WORDS = ["Page ", "page", "p.", "sheet", "of", "Report", "Case", " ", "  ", "\u2028", ", "]
TEXTS = st.lists(st.sampled_from(NUMBERS + MARKS + WORDS), max_size=9).map("".join)


@given(TEXTS)
def test_no_line_with_a_number_is_passed_over(text: str) -> None:
    assert may_hold_number(text) or not find_wordings(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 12 -", [("12", "alone", "")]),
        ("1 - 2 5", [("1-25", "alone", "")]),
        (
            "Page 3 of 12",
            [("3", "page", "#"), ("12", "end", "page 3 of"), ("3", "inside", "page # of 12")],
        ),
        ("Annual Report | iv", [("iv", "end", "annual report |")]),
        ("xii  The Review", [("xii", "start", "the review")]),
        ("Safety 14 and Trust", [("14", "inside", "safety # and trust")]),
        (
            "Case 1:08-cv-01 Document 4 Page 3 of 9",
            [("3", "stamp", "case 1:08-cv-01 document 4 #")],
        ),
        ("Case 1:08-cv-01 Document 4", []),
        ("CASE NO. 8-CV-1 -ii- BRIEF", [("ii", "inside", "case no. 8-cv-1 -#- brief")]),
        ("2 1/14/2022", [("2", "start", "1/14/2022")]),
        ("2 May 14, 2022", [("2022", "end", "2 may 14,"), ("2", "start", "may 14, 2022")]),
        ("2 May 2022", [("2022", "end", "2 may")]),
        ("Figure 12", []),
        (".../2", []),
        ("nothing to see here", []),
    ],
)
def test_what_a_line_says(text: str, said: list[tuple[str, str, str]]) -> None:
    found = [(str(one.numeral), one.shape, one.rest) for one in find_wordings(text)]
    assert found == said
