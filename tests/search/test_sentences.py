"""Sentences of public documents, one rule a case; "|" stands where the next one begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answering.sentences import find_sentence_spans


@pytest.mark.parametrize(
    "marked",
    [
        "The Board met. |It adjourned.",
        "See Min. No. P208/12 for the motion. |It carried.",
        "The answer is no. |The Board moved on.",
        "Contrary to s. 31 of the Act. |The Chief agreed.",
        "RSO 1990, c. P.15 applies. |It is old.",
        "Mr. M. H. Tulloch said so. |He was right.",
        "He asked “Why?” |Nobody knew.",
        "“It is so.” |She left.",
        "It was recorded.¹² |The record stands.",
        "4. The next item is long. |5. So is this.",
        "REPORTS\n\n|The Chief reported.",
        "It cost $1.5 million. |That is much.",
        "Held on Aug. 15, 2012. |All were present.",
        "The U.S. Congress acted. |So did we.",
    ],
)
def test_sentences_begin_where_a_reader_says(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in find_sentence_spans(text)] == expected


@given(st.text(alphabet="ab A.?!\n”“1§ ", max_size=200))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    covered = [False] * len(text)
    for start, end in find_sentence_spans(text):
        assert start < end
        for at in range(start, end):
            assert not covered[at]
            covered[at] = True
    assert all(covered[at] or text[at].isspace() for at in range(len(text)))
