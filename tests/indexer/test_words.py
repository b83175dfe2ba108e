"""What a word is, and when two are the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.words.tokens import STRANGER, fold, fold_aligned, split_words, tokenise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t P208/12 five-year", ["don", "t", "p208", "12", "five", "year"]),
        ("section 3¹² of § 4", ["section", "3", "of", "§", "4"]),
        ("Café CAFÉ cafe\u0301 ﬁle", ["cafe", "cafe", "cafe", "file"]),
        ("Straße co\u00adoperate ½", ["strasse", "cooperate", "½"]),
        ("Łukasz Ørsted Æsir", ["lukasz", "orsted", "aesir"]),
        ("nº123, 1º and 2ª", ["no", "123", "1o", "and", "2a"]),
        ("New \ufffdork \ufffd end", ["new", "\ufffdork", "\ufffd", "end"]),
        ("— … “ ” ²", []),
        ("it’s ”§4–5” £6 • 7█8‑9 é", ["it", "s", "§", "4", "5", "6", "7", "8", "9", "e"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert split_words(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in split_words(text):
        assert fold(word) == word


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    found = list(tokenise(text))
    assert [token.word for token in found] == split_words(text)
    for token in found:
        assert fold(text[token.start : token.end]) == token.word
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(), st.text())
def test_a_space_parts_words(left: str, right: str) -> None:
    assert split_words(f"{left} {right}") == split_words(left) + split_words(right)


@given(st.text(alphabet="aZéØæº\ufffd’§²-−█ßﬁα\u0301\u00ad 9_.", max_size=40))
def test_the_quick_ways_give_the_same_words(text: str) -> None:
    one_by_one = [token.word for token in tokenise(text)]
    assert split_words(text) == one_by_one
    in_place = fold_aligned(text)
    if in_place is None:
        return
    assert len(in_place) == len(text)
    for token in tokenise(text):
        letters = (letter if letter.isascii() else STRANGER for letter in token.word)
        if token.word != "§":
            assert in_place[token.start : token.end].lower() == "".join(letters)
