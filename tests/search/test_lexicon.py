"""The lexicon: stems, patterns, typos and suggestions over the words of a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.words.tokens import split_words as words_of
from search.expanding.lexicon import LIKE_LIMIT, Lexicon

WORDS = words_of("""
    2008 2010 act check checked checking checks construction instruction justice justices law
    modem modern obstruct obstructed obstructing obstruction on or p208 police policy the woman
    women zurich
""")


def lexicon(words: Iterable[str] = WORDS) -> Lexicon:
    return Lexicon(lambda prefix: sorted(word for word in words if word.startswith(prefix)))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Checked", ["check", "checked", "checking", "checks"]),
        ("checker", []),
        ("justice", ["justice", "justices"]),
        ("p208", ["p208"]),
        ("2008s", []),
    ],
)
def test_words_of_one_stem(word: str, found: list[str]) -> None:
    assert lexicon().find_same_stem(word) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("obstruct*", ["obstruct", "obstructed", "obstructing", "obstruction"]),
        ("*struction", ["construction", "instruction", "obstruction"]),
        ("WOM?N", ["woman", "women"]),
        ("p*", ["p208", "police", "policy"]),
        ("?", []),
        ("o?", ["on", "or"]),
        ("*e*e*e*", []),
        ("x" * 10_000 + "*", []),
        ("a*" * 5000, []),
    ],
)
def test_words_that_fit_a_pattern(pattern: str, found: list[str]) -> None:
    assert lexicon().find_matching(pattern) == (found, False)


def test_of_too_many_words_the_shortest_are_kept() -> None:
    letters = "abcdefghij"
    words = ["".join(letter) for letter in product("w", letters, letters, letters)]
    found, missing = lexicon([*words, "w", "wx"]).find_matching("w*")
    assert missing
    assert len(found) == LIKE_LIMIT
    assert found == sorted(found)
    assert {"w", "wx"} <= set(found)


@pytest.mark.parametrize(
    ("word", "typos", "found"),
    [
        ("obstrucion", 1, [("obstruction", 1)]),
        ("obstruction", 0, [("obstruction", 0)]),
        ("obstruction", 2, [("obstruction", 0), ("construction", 2), ("instruction", 2),
                            ("obstructing", 2)]),
        ("Justise", 1, [("justice", 1)]),
        ("polcie", 1, [("police", 1)]),
        ("modern", 1, [("modern", 0), ("modem", 1)]),
        ("obstmction", 2, [("obstruction", 2)]),
        ("20l0", 1, [("2010", 1)]),
        ("2O1O", 1, [("2010", 1)]),
        ("Zürich", 0, [("zurich", 0)]),
        ("x" * 10_000, 2, []),
    ],
)  # fmt: skip
def test_words_within_some_typos(word: str, typos: int, found: list[tuple[str, int]]) -> None:
    assert lexicon().find_within(word, typos) == found


@given(st.text("abcmnr01lo", min_size=1, max_size=8), st.integers(0, 2))
def test_typos_are_counted_as_by_the_definition(word: str, typos: int) -> None:
    words = ["bar", "barn", "bam", "con", "corn", "c0rn", "all", "a11", "no", "onr", "mam", "roman"]

    def distance(left: str, right: str) -> int:
        looks = [
            text.replace("rn", "m").replace("1", "l").replace("0", "o") for text in (left, right)
        ]
        return min(swaps_and_edits(left, right), swaps_and_edits(*looks) + 1)

    expected = {other: distance(word, other) for other in words}
    found = lexicon(words).find_within(word, typos)
    assert dict(found) == {other: n for other, n in expected.items() if n <= typos}


def swaps_and_edits(left: str, right: str) -> int:
    """The optimal string alignment distance, by its recursive definition."""
    if not left or not right:
        return len(left) + len(right)
    table = [[row + column for column in range(len(right) + 1)] for row in range(len(left) + 1)]
    for i, a in enumerate(left, 1):
        for j, b in enumerate(right, 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a != b)
            )
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@pytest.mark.parametrize(
    ("word", "best"),
    [
        ("obstrucion", "obstruction"),
        ("plice", "police"),
        ("teh", "the"),
        ("wommen", "women"),
        ("modem", "modern"),
    ],
)
def test_the_likeliest_word_is_suggested_first(word: str, best: str) -> None:
    found = lexicon().find_corrections(word)
    assert found[0] == best
    assert word not in found
    assert len(found) <= 5


def test_nothing_is_suggested_for_what_is_like_no_word() -> None:
    assert lexicon().find_corrections("qqqqqqqq") == []
    assert lexicon([]).find_corrections("word") == []
    assert lexicon([]).find_matching("*") == ([], False)


def test_a_large_lexicon_finds_what_is_spelt_alike() -> None:
    syllables = ["ba", "con", "di", "fer", "gal", "ment", "nor", "pra", "ris", "tion", "us", "ver"]
    words = {"".join(parts) for parts in product(syllables, repeat=4)}
    words |= {"".join(parts) for parts in product(syllables, repeat=3)}
    large = lexicon([*words, "obstruction"])
    found = large.find_within("obstrucion", 2)
    assert ("obstruction", 1) in found
