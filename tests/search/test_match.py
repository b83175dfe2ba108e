"""Where words, phrases and neighbours stand in a text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.words.tokens import split_words, tokenise
from search.answering.text_hits import find_hits, list_positive_terms
from search.asking.parse import parse
from search.expanding.expansion import Expansion
from search.expanding.lexicon import Lexicon


def expansion_over(text: str) -> Expansion:
    known = sorted(set(split_words(text)))
    return Expansion(Lexicon(lambda prefix: [word for word in known if word.startswith(prefix)]))


def found(query: str, text: str) -> list[str]:
    root = parse(query).root
    assert root is not None
    hits = find_hits(text, list_positive_terms(root), expansion_over(text))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("check", "He checked; checks are checking.", ["checked", "checks", "checking"]),
        ('"status checks"', "Status checks. Status check. Checks.", ["Status checks"]),
        (
            '"status checks"',
            "status\nchecks and status-checks",
            ["status\nchecks", "status-checks"],
        ),
        ('"of the"', "of the of the", ["of the", "of the"]),
        ('"the the"', "the the the", ["the the", "the the"]),
        ('"don\'t ask"', "They said Don’t Ask, don’t tell.", ["Don’t Ask"]),
        ('"the record"', "the¹² record", ["the¹² record"]),
        ('"cafe owner"', "the Café owner", ["Café owner"]),
        ('"§ 31"', "under § 31 and 31", ["§ 31"]),
        ('"section 31"', "section § 31", []),
        ('"§ 31 of the act"', "§ 31 of", []),
        ("obstrucion~", "obstruction of a kind", ["obstruction"]),
        ("polic*", "police, policies, politics", ["police", "policies"]),
        ('"board chief"~2', "The Chief told the Board.", ["Chief told the Board"]),
        ('"board chief"~1', "The Chief told the whole Board.", []),
        ("status -police", "status police", ["status"]),
        ("P208/12", "Min. No. P208/12", ["P208/12"]),
    ],
)
def test_hits(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


@given(
    st.lists(
        st.sampled_from(
            ["of", "the", "board", "of the", "¹", "—", "café", "ôf", "αof", "the§", "ß", "ﬁ", "§"]
        ),
        max_size=14,
    )
)
def test_phrases_on_plain_text_are_those_that_go_through_the_words(parts: list[str]) -> None:
    """The expression for plain text finds what comparing word by word finds."""
    text = " ".join(parts)
    found_tokens = list(tokenise(text))
    expected = [
        text[a.start : b.end]
        for a, b in itertools.pairwise(found_tokens)
        if (a.word, b.word) == ("of", "the")
    ]
    assert found('"of the"', text) == expected


@given(
    st.text(alphabet="aAbBcC1\x1a'-§.\n“éİ", max_size=40),
    st.text(alphabet="abc1", min_size=1, max_size=3),
)
def test_a_single_word_is_found_wherever_it_is_one(text: str, word: str) -> None:
    tokens = [token for token in tokenise(text) if token.word == word]
    assert found(f'"{word}"', text) == [text[token.start : token.end] for token in tokens]
