"""Words of one family, and words spelt in two ways."""

from __future__ import annotations

import pytest

from search.expanding.families import find_root, list_beginnings
from search.expanding.lexicon import Lexicon
from search.expanding.spellings import list_other_spellings

FAMILIES = [
    "decide decided decision decisions",
    "refuse refusal",
    "permit permitted permission permissible",
    "apply applied applies application",
    "deny denial denied denies",
    "carry carried carries",
    "extend extension",
    "respond response responsible",
    "describe description",
    "resolve resolution",
    "acquire acquisition",
    "propose proposal proposition",
    "refer referred referral",
    "conclude conclusion",
    "receive received reception",
    "fail failure failing",
    "investigate investigator investigation",
    "compensate compensation compensatory",
    "bankrupt bankruptcy",
    "grow growth",
    "pay paid payment",
]
STRANGERS = ["police policy", "lease lead", "commit comment", "final fine", "mission mit"]
SPELLINGS = [
    ("licence", "license"),
    ("licences", "licenses"),
    ("labor", "labour"),
    ("behaviour", "behavior"),
    ("organise", "organize"),
    ("analysed", "analyzed"),
    ("centre", "center"),
    ("travelled", "traveled"),
    ("judgement", "judgment"),
    ("programme", "program"),
]


@pytest.mark.parametrize("family", FAMILIES)
def test_words_of_one_family_are_found_by_each_of_them(family: str) -> None:
    words = family.split()
    assert len({find_root(word) for word in words}) == 1
    for word in words:
        beginnings = tuple(list_beginnings(word))
        assert [other for other in words if not other.startswith(beginnings)] == []


@pytest.mark.parametrize("words", STRANGERS)
def test_strangers_are_no_family(words: str) -> None:
    assert len({find_root(word) for word in words.split()}) == 2


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_a_word_has_its_other_spelling_both_ways(one: str, other: str) -> None:
    assert other in list_other_spellings(one)
    assert one in list_other_spellings(other)


@pytest.mark.parametrize("word", ["court", "four", "hour", "filling", "called", "letter", "rise"])
def test_a_word_without_another_spelling_has_none(word: str) -> None:
    assert list_other_spellings(word) == ()


def test_a_word_stands_for_its_other_spelling_in_every_form() -> None:
    words = ["four", "labor", "labors", "labour", "laboured", "licence", "licensed", "licenses"]
    lexicon = Lexicon(lambda beginning: [word for word in words if word.startswith(beginning)])
    assert lexicon.find_same_stem("labour") == ["labor", "labors", "labour", "laboured"]
    assert lexicon.find_same_stem("licence") == ["licence", "licensed", "licenses"]


def test_numbers_and_years_are_of_one_family_however_written() -> None:
    words = ["2", "20", "2018", "201", "fy2018", "two", "twofold"]
    lexicon = Lexicon(lambda beginning: [word for word in words if word.startswith(beginning)])
    assert lexicon.find_family("two") == ["2"]
    assert lexicon.find_family("2") == ["two"]
    assert lexicon.find_family("FY2018") == ["2018"]
    assert lexicon.find_family("2018") == ["fy2018"]
    assert lexicon.find_family("20") == []
