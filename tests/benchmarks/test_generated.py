"""Generated corpora are as large as asked for, read like their source, and can be searched."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.filling import fill
from benchmarks.generated import make_documents
from benchmarks.prose import Prose
from citation.written.excerpt_citations import cite_without_style
from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from search.answering.answer import answer_question
from search.answering.result import Question

SOURCE = ["The board met in public.\n\nThe board heard the chief.", "The chief met the board."]


def test_words_follow_one_another_as_in_the_source_until_new_ones_are_due() -> None:
    source = " ".join(SOURCE).split()
    first, *_ = Prose([SOURCE * 500]).make_document(3)
    there = {*pairwise(source), ("public.", "The"), ("chief.", "The"), ("board.", "The")}
    assert set(pairwise(first.body.split())) <= there


def test_the_vocabulary_grows_with_the_text() -> None:
    prose = Prose([SOURCE])
    known = set(" ".join(SOURCE).split())
    assert {word for page in prose.make_document(5) for word in page.body.split()} - known


def test_the_same_documents_are_made_each_time() -> None:
    assert Prose([SOURCE]).make_document(4) == Prose([SOURCE]).make_document(4)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("generated") / "corpus"
    fill(root, make_documents(root, Prose([SOURCE]), 45))
    return root


def test_a_generated_corpus_holds_so_many_pages_and_is_searched(corpus: Path) -> None:
    library = open_library(CorpusPaths(corpus))
    found = answer_question(library, Question('"met the board"'), cite_without_style)
    assert library.measure_coverage()["pages"] == 45
    assert found.pages_found > 30
    assert "met the board" in found.results[0].excerpt.text
    library.close()


def test_its_files_are_taken_for_those_that_were_read(corpus: Path) -> None:
    report = update_corpus(corpus)
    assert report.read == 0
    assert report.pages == 45


def test_the_map_of_a_generated_page_leads_to_its_words(corpus: Path) -> None:
    library = open_library(CorpusPaths(corpus))
    (page,) = library.read_pages(library.entries[0], 2, 2)
    sheet, body, _ = library.store.read_page_map(page.key)
    for at in range(len(page.body)):
        for source in body.find_line_stretches(at, at + 1):
            assert sheet.lines[source.line].text[source.start] == page.body[at]
    library.close()
