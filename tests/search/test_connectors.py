"""What `w/5`, `pre/5`, `atleast3(…)` and `note:` find, against the words of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from citation.written.excerpt_citations import cite_without_style
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.words.tokens import split_words
from search.answering.answer import answer_question
from search.answering.result import Question, Result


@pytest.fixture(scope="module")
def library(sample_corpus: Path) -> Iterator[Library]:
    opened = open_library(CorpusPaths(sample_corpus))
    yield opened
    opened.close()


def find(library: Library, text: str) -> list[Result]:
    question = Question(text, every_hit=True, limit=0)
    return list(answer_question(library, question, cite_without_style).results)


def are_near(words: list[str], first: str, second: str, reach: int, *, ordered: bool) -> bool:
    """Whether two words stand so near each other in a text."""
    places = [[at for at, word in enumerate(words) if word == each] for each in (first, second)]
    return any(
        0 < (b - a if ordered else abs(b - a)) <= reach for a in places[0] for b in places[1]
    )


@pytest.mark.parametrize("reach", [1, 2, 5, 12])
@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize(("first", "second"), [("oath", "officer"), ("police", "board")])
def test_words_are_as_near_as_asked(
    library: Library, first: str, second: str, reach: int, ordered: bool
) -> None:
    name = "pre" if ordered else "w"
    found = find(library, f'"{first}" {name}/{reach} "{second}"')
    pages = {(result.entry.item.id, page) for result in found for page in result.excerpt.numbers}
    for entry in library.entries:
        for page in library.store.read_document_pages(entry.document.id):
            for text in (page.body, page.notes):
                if are_near(split_words(text), first, second, reach, ordered=ordered):
                    assert (entry.item.id, page.number) in pages
    for result in found:
        words = split_words(result.excerpt.text)
        assert are_near(words, first, second, reach, ordered=ordered)


def test_a_document_must_have_a_word_so_often(library: Library) -> None:
    counts = {
        entry.item.id: sum(
            split_words(f"{page.body}\n{page.notes}").count("oath")
            for page in library.store.read_document_pages(entry.document.id)
        )
        for entry in library.entries
    }
    least = max(counts.values())
    for times in (2, least, least + 1):
        found = {result.entry.item.id for result in find(library, f'atleast{times}("oath")')}
        assert found == {item for item, count in counts.items() if count >= times}


def test_a_word_in_the_notes_only(library: Library) -> None:
    found = find(library, "note:minutes")
    assert found
    assert all(result.excerpt.in_notes for result in found)
    everywhere = find(library, "minutes")
    in_notes = [result.place for result in everywhere if result.excerpt.in_notes]
    assert {result.place for result in found} == set(in_notes)
