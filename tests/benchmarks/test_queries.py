"""Queries are drawn from any corpus alike each time, and most of them find something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.queries import SHARES, CorpusWording, draw_queries
from citation.written.excerpt_citations import cite_without_style
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from search.answering.answer import answer_question
from search.answering.result import Question


@pytest.fixture(scope="module")
def library(sample_corpus: Path) -> Iterator[Library]:
    opened = open_library(CorpusPaths(sample_corpus))
    yield opened
    opened.close()


def test_shares_are_of_a_hundred() -> None:
    assert sum(percent for percent, _, _ in SHARES) == 100


def test_the_same_queries_are_drawn_each_time(library: Library) -> None:
    queries = draw_queries(CorpusWording(library))
    assert len(queries) == 200
    assert queries == draw_queries(CorpusWording(library))


def test_queries_are_read_as_they_were_meant_and_mostly_find_something(library: Library) -> None:
    answers = [
        answer_question(library, Question(query), cite_without_style)
        for query in draw_queries(CorpusWording(library), 100)
    ]
    assert not [note for found in answers for note in found.notes if "read as" in note]
    assert sum(1 for found in answers if found.results) > 80


def test_the_most_frequent_pair_is_a_phrase_of_the_corpus(library: Library) -> None:
    pair = CorpusWording(library).find_most_frequent_pair()
    assert answer_question(library, Question(pair), cite_without_style).pages_found > 3
