"""Questions that ask for a figure, and the tables that answer them."""

from __future__ import annotations

import pytest

from search.answering.passages import PassageFinder, Wanted
from search.asking.figures import asks_for_figure

TABLE = """Cash flows from investing activities (in millions)

Capital expenditure 1,577 1,373 1,420

Proceeds from sales 262 49 58

Acquisitions, net of cash 13 2,023 16

Purchases of securities 1,828 2,152 1,410"""
CONTENTS = """Contents

Capital expenditure . . . . . . . . 12

Proceeds from sales . . . . . . . . 14

Acquisitions . . . . . . . . . . . . . 16

Purchases of securities . . . . . . 19"""
BIBLIOGRAPHY = """Adams, B. (1998). Capital expenditure. Baltimore.

Carter, D. (2001). Capital goods. Denver.

Evans, F. (2011). Expenditure compared. Fargo.

Green, H. (1998, 1999). Capital. Houston."""


@pytest.mark.parametrize(
    "text",
    [
        "How much did the company spend on equipment?",
        "and how many officers were injured",
        "What is the amount of capital expenditure in 2018?",
        "what was the year-end total of deposits",
        "is the margin above last year's",
    ],
)
def test_a_question_asks_for_a_figure(text: str) -> None:
    assert asks_for_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "how were the officers injured",
        "who set the price of bread",
        "what did the board decide",
        "duty of care",
        "much ado how",
        "",
    ],
)
def test_another_question_does_not(text: str) -> None:
    assert not asks_for_figure(text)


def score(text: str, *, figures: bool) -> float:
    words = [frozenset((word,)) for word in ("capital", "expenditure")]
    wanted = [Wanted(((word,),), word, 3.0) for word in words]
    (best, *_) = PassageFinder(wanted, figures=figures).find(1, text, "", 4.0)
    return best.score


def test_a_table_is_worth_as_much_as_a_sentence_where_a_figure_is_asked_for() -> None:
    assert score(TABLE, figures=True) > 1.5 * score(TABLE, figures=False)


@pytest.mark.parametrize("text", [CONTENTS, BIBLIOGRAPHY], ids=["contents", "bibliography"])
def test_numbers_of_pages_and_years_are_no_figures(text: str) -> None:
    assert score(text, figures=True) == score(text, figures=False)
