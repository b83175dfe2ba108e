"""Questions to the sample corpus and their excerpts, checked against passages known by eye."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from citation.written.excerpt_citations import cite_without_style
from corpus.errors import RequestError
from corpus.frozen import replace_fields
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from search.answering.answer import answer_question
from search.answering.last_search import RememberedResult
from search.answering.made import MadeResults
from search.answering.result import Answer, Question
from search.answering.shown_pages import mark_passage
from tests.sample.truth import KnownPassage, known_passages


@pytest.fixture(scope="module")
def library(sample_corpus: Path) -> Iterator[Library]:
    opened = open_library(CorpusPaths(sample_corpus))
    yield opened
    opened.close()


def ask(library: Library, text: str, **options: object) -> Answer:
    return answer_question(library, Question(text, **options), cite_without_style)  # type: ignore[arg-type]


@pytest.mark.parametrize("known", known_passages(), ids=lambda known: known.text[:30])
def test_a_quoted_passage_is_found_on_its_printed_pages(
    library: Library, known: KnownPassage
) -> None:
    words = known.text.split()
    middle = len(words) // 2
    phrase = " ".join(words[max(0, middle - 6) : middle + 6]).replace('"', " ")
    found = ask(library, f'"{phrase}"', every_hit=True, limit=0)
    assert known.file in [result.entry.files[0] for result in found.results]
    for result in found.results:
        if result.entry.files[0] == known.file:
            assert set(result.excerpt.numbers) & set(known.pdf_pages)
            labels = [label.label for label in library.read_labels(result.entry)]
            assert [label.label for label in result.labels] == [
                labels[page - 1] for page in result.excerpt.numbers
            ]


def test_a_phrase_over_a_page_break_is_cited_with_both_pages(library: Library) -> None:
    found = ask(library, '"reading of that policy by which"')
    assert [result.pinpoint for result in found.results] == ["at 14–15"]
    assert found.results[0].excerpt.numbers == (14, 15)


def test_two_typing_errors_are_forgiven_when_asked(library: Library) -> None:
    assert ask(library, "disclosre informaton").corrected
    found = ask(library, "disclosre informaton", fuzzy=True)
    assert found.results
    assert "disclosure" in found.results[0].excerpt.text


def test_filters_and_options_leave_only_what_they_name(library: Library) -> None:
    every = ask(library, "police", limit=0)
    assert {result.entry.item.kind for result in every.results} > {"brief"}
    briefs = ask(library, "police kind:brief")
    assert {result.entry.item.kind for result in briefs.results} == {"brief"}
    dated = ask(library, "police date:2012..2015")
    assert {result.entry.item.id for result in dated.results} == {"phpsb-2012-08-15", "hwp-2015"}
    without = ask(library, "police -kind:minutes -kind:brief")
    assert {result.entry.item.kind for result in without.results} == {"report", "review"}


def test_excerpts_are_the_words_of_their_pages(library: Library) -> None:
    """Every excerpt stands, as it is, in the running text of its pages or in their notes."""
    from indexer.pages.joins import join_pages

    results = ask(library, "status OR police OR board", every_hit=True, limit=200).results
    assert len(results) > 20
    for result in results:
        pages = library.read_pages(
            result.entry, result.excerpt.numbers[0], result.excerpt.numbers[-1]
        )
        running = join_pages(pages).text
        notes = [page.notes for page in pages]
        assert any(result.excerpt.text in text for text in (running, *notes))


def test_highlights_are_the_hits(library: Library) -> None:
    results = ask(library, '"status checks" OR disclosure', limit=0).results
    assert len(results) > 1
    for result in results:
        marked = [result.excerpt.text[start:end] for start, end in result.excerpt.highlights]
        assert marked
        for words in marked:
            assert words.lower().startswith(("status", "disclos"))


@pytest.mark.parametrize(("text", "warned"), [("The officer, █, left.", True), ("He left.", False)])
def test_an_excerpt_with_blacked_out_words_says_so(
    library: Library, text: str, warned: bool
) -> None:
    result = ask(library, "disclosure").results[0]
    excerpt = replace_fields(result.excerpt, text=text)
    caveats = " ".join(replace_fields(result, excerpt=excerpt).list_caveats())
    assert ("blacked out" in caveats) is warned


def test_context_adds_whole_sentences_around(library: Library) -> None:
    question = '"uphold the laws"'
    plain = ask(library, question).results[0].excerpt.text
    wide = ask(library, question, context=1).results[0].excerpt.text
    assert plain in wide
    assert len(wide) > len(plain)


def test_every_hit_is_made_when_it_is_looked_at(library: Library) -> None:
    question = Question("board", every_hit=True, limit=0)
    lazy = answer_question(library, question, cite_without_style, as_made=True)
    assert isinstance(lazy.results, MadeResults)
    first = next(iter(lazy.results))
    assert lazy.results.made == [first]
    at_once = answer_question(library, question, cite_without_style)
    assert list(lazy.results) == at_once.results
    assert len(lazy.results) == len(at_once.results) > 1
    assert lazy.as_json() == at_once.as_json()
    unknown = replace_fields(question, text="xylophone")
    assert not answer_question(library, unknown, cite_without_style, as_made=True).results


def test_every_hit_lists_more_than_the_best(library: Library) -> None:
    best = ask(library, "disclosure", limit=0)
    every = ask(library, "disclosure", every_hit=True, limit=0)
    assert {r.entry.item.id for r in best.results} == {r.entry.item.id for r in every.results}
    assert len(every.results) > len(best.results)


def test_nothing_found_says_what_was_searched_and_offers_spellings(library: Library) -> None:
    found = ask(library, '"disclosre xylophone"')
    assert not found.results
    said = " ".join(found.list_closing_remarks())
    assert f"{found.coverage['pages']} pages" in said
    assert "3 of them without text (`pincite status` lists them)." in said


def test_where_a_filter_leaves_nothing_the_question_is_offered_without_it(library: Library) -> None:
    """Of several filters without the one that is in the way."""
    answer = ask(library, "oath kind:review date:1850")
    assert not answer.results
    assert answer.suggestions == ["oath AND kind:review"]
    assert "Did you mean: oath AND kind:review" in answer.list_closing_remarks()
    assert ask(library, answer.suggestions[0]).results
    assert ask(library, "date:1850").suggestions == []


def test_a_misspelt_word_is_shown_as_what_it_may_be_and_says_so(library: Library) -> None:
    found = ask(library, "disclosre")
    assert found.corrected == {"disclosre": "disclosure"}
    assert found.read_as == "disclosure"
    assert found.results[0].excerpt.text
    assert "Nothing has “disclosre”; shown: disclosure" in found.list_remarks()
    assert ask(library, "disclosure").corrected == {}


def test_a_question_finds_its_passage_and_says_what_that_lacks(library: Library) -> None:
    found = ask(library, "what did officers swear when they took their oath of xylophonists?")
    assert found.read_as.startswith("officers swear took oath")
    first = found.results[0]
    assert "oath" in first.excerpt.text
    assert "xylophonists" in first.missing
    assert first.as_json()["without"] == list(first.missing)
    said = " ".join(found.list_remarks())
    assert re.search(r"No page has all 5 words; th\w+ (best )?have \d", said)
    marked = {first.excerpt.text[start:end].lower() for start, end in first.excerpt.highlights}
    assert marked
    assert not marked & {"what", "did", "when", "they", "their", "of"}


def test_two_words_that_stand_together_are_both_required(library: Library) -> None:
    together = ask(library, "oath uphold", every_hit=True, limit=0)
    strict = ask(library, "oath AND uphold", every_hit=True, limit=0)
    assert together.pages_found == strict.pages_found > 0
    assert [r.excerpt.text for r in together.results] == [r.excerpt.text for r in strict.results]
    best = ask(library, "oath uphold")
    assert best.pages_found == strict.pages_found
    assert best.words == (2, 2)
    assert best.results[0].missing == ()
    pages = {(r.entry.item.id, page) for r in strict.results for page in r.excerpt.numbers}
    assert all((r.entry.item.id, r.excerpt.numbers[0]) in pages for r in best.results)


def test_a_required_word_is_in_every_passage(library: Library) -> None:
    found = ask(library, "+disclosure xylophone oath uphold", every_hit=True, limit=0)
    assert found.results
    for result in found.results:
        pages = library.read_pages(
            result.entry, result.excerpt.numbers[0], result.excerpt.numbers[-1]
        )
        assert any("disclos" in (page.body + page.notes).lower() for page in pages)


def test_the_best_come_first_or_pages_in_order(library: Library) -> None:
    best = ask(library, "police status oath", every_hit=True, limit=0)
    order = [(bool(result.missing), -result.score) for result in best.results]
    assert order == sorted(order)
    by_page = ask(library, "police status oath", every_hit=True, by_page=True, limit=0)
    places = [(r.entry.files[0], r.excerpt.numbers) for r in by_page.results]
    assert sorted(places) == sorted((r.entry.files[0], r.excerpt.numbers) for r in best.results)
    for file in {file for file, _ in places}:
        of_file = [pages for named, pages in places if named == file]
        assert of_file == sorted(of_file)


def test_one_document_shows_three_passages_unless_more_are_asked_for(library: Library) -> None:
    question = "what may a police officer ask a witness about status"
    limited = ask(library, f"{question} item:nlc-2008")
    assert 1 < len(limited.results) <= 3
    more = ask(library, f"{question} item:nlc-2008", limit=6, in_one_document=True)
    assert len(more.results) > 3
    assert more.results[:3] == limited.results


def test_how_the_query_was_read_is_said(library: Library) -> None:
    found = ask(library, "“status checks” –police (board")
    assert found.read_as.startswith('"status checks" AND')
    assert found.notes


def test_a_question_without_words_is_refused_in_one_sentence(library: Library) -> None:
    with pytest.raises(RequestError, match="contains no words"):
        ask(library, "!!! … ---")


@pytest.mark.parametrize("page", [1, 999])
def test_a_result_that_its_document_no_longer_holds_cannot_be_shown(
    library: Library, page: int
) -> None:
    gone = RememberedResult("hwp-2015", (page,), "words of an earlier version", False, (page, 0))
    with pytest.raises(RequestError, match="has changed since the last search"):
        mark_passage(library, gone)


def test_a_page_without_printed_number_says_so(library: Library) -> None:
    entry = library.get_entry("marlowe-2018")
    unlabelled = [label for label in library.read_labels(entry) if label.label is None]
    assert unlabelled, "the cover bears no number"
    found = ask(library, "item:marlowe-2018 Marlowe", every_hit=True, limit=0)
    covers = [result for result in found.results if result.excerpt.numbers == (1,)]
    assert covers
    assert covers[0].pinpoint == "PDF p 1, no printed number"
    assert covers[0].as_json()["pages"] == [None]


def test_the_json_form_holds_what_is_documented(library: Library) -> None:
    found = ask(library, '"immigration status"').as_json()
    assert {"query", "read_as", "coverage", "results"} <= set(found)
    assert set(found["coverage"]) == {
        "documents",
        "pages",
        "documents_without_pages",
        "pages_without_text",
    }
    first = found["results"][0]
    assert {
        "item", "file", "title", "kind", "date", "pages", "pdf_pages", "label_sources", "excerpt",
        "highlights", "score", "citation",
    } <= set(first)  # fmt: skip
    assert all(isinstance(page, int) for page in first["pdf_pages"])
