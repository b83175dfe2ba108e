"""Titles in headline case and their quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citation.text.titles import SMALL_ALL, SMALL_TO_FOUR, Title, capitalise_words
from tests.citation.marked import mark


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("Minutes of the public meeting", "Minutes of the Public Meeting"),
        ("Police and non-status migrants in Ontario", "Police and Non-Status Migrants in Ontario"),
        ("Safe access for all: the end of an era", "Safe Access for All: The End of an Era"),
        ("An up-to-date guide to what we are for", "An Up-to-Date Guide to What We Are For"),
        ("Cities can’t run on goodwill", "Cities Can’t Run on Goodwill"),
        ("The iPhone and the TPSB", "The iPhone and the TPSB"),
        ("Undocumented and/or stateless", "Undocumented and/or Stateless"),
        ("Who watches? a reply", "Who Watches? A Reply"),
    ],
)
def test_headline_case(stored: str, printed: str) -> None:
    assert capitalise_words(stored, SMALL_TO_FOUR) == printed


def test_guides_differ_on_long_prepositions() -> None:
    assert capitalise_words("Police without borders", SMALL_TO_FOUR) == "Police Without Borders"
    assert capitalise_words("Police without borders", SMALL_ALL) == "Police without Borders"


def test_nocase_words_stay_as_they_are() -> None:
    title = Title.parse('A report on <span class="nocase">the eBay of ideas</span> today')
    assert title.capitalise_words(SMALL_TO_FOUR).text == "A Report on the eBay of ideas Today"


@pytest.mark.parametrize(
    ("stored", "quoted"),
    [
        ("A “don’t ask” policy", "“A ‘don’t ask’ policy”"),
        ("The Services’ policy", "“The Services’ policy”"),
        ("Said “the ‘good’ cop”", "“Said ‘the “good” cop’”"),
        ('A "straight" mark', "“A ‘straight’ mark”"),
    ],
)
def test_quotation_marks_inside_quotation_marks(stored: str, quoted: str) -> None:
    assert str(Title.parse(stored).format_as("quoted")) == quoted


def test_words_set_off_are_set_off_the_other_way() -> None:
    title = Title.parse("On <i>R v Grant</i> today")
    assert mark(title.format_as("italic")) == "*On *R v Grant* today*"
    assert mark(title.format_as("plain")) == "On *R v Grant* today"


def test_the_main_title() -> None:
    assert Title.parse("The rights of others: Aliens").shorten().text == "Rights of others"


@given(st.text(alphabet="abc XY-:’“”?é1./", max_size=40))
def test_only_the_case_changes(text: str) -> None:
    printed = capitalise_words(text, SMALL_ALL)
    assert printed.casefold() == text.casefold()
    assert capitalise_words(printed, SMALL_ALL) == printed
