"""What makes one passage better than another, and how much of its pages an excerpt shows."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from citation.written.excerpt_citations import cite_without_style
from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from indexer.words.tokens import split_words
from search.answering.answer import answer_question
from search.answering.passages import Passage, PassageFinder, Wanted
from search.answering.result import Question
from search.answering.shown_pages import recall_result
from tests.conftest import MakePdf, Pincite

FILLER = "and then it was said by some of them that they had been there for most of the day"


def want(*words: str, rarity: float = 3.0, family: Sequence[str] = ()) -> list[Wanted]:
    return [Wanted(((frozenset((word,)),),), frozenset((word, *family)), rarity) for word in words]


def find(
    text: str, wanted: Sequence[Wanted], *, notes: str = "", page: float = 0.0
) -> list[Passage]:
    return PassageFinder(wanted).find(1, text, notes, page)


def score(text: str, wanted: Sequence[Wanted], *, page: float = 0.0) -> float:
    return find(text, wanted, page=page)[0].score


DUTY = want("duty", "candour")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (f"duty of candour {FILLER}", f"duty {FILLER}"),
        (f"duty of candour {FILLER}", f"duty {FILLER} candour"),
        (f"duty candour {FILLER}", f"duty of candour {FILLER}"),
        (f"duty duty {FILLER}", f"duty {FILLER} was"),
        (f"duty {FILLER}", f"duty {FILLER} {FILLER}"),
        (f"duty {FILLER}", "duty Smith Jones Brown Taylor Evans Thomas Roberts Walker Wright Hall"),
        (f"Candour\n\nduty {FILLER} {FILLER}", f"Honesty\n\nduty {FILLER} {FILLER}"),
    ],
    ids=["both", "near", "nearest", "twice", "short", "sentences", "heading"],
)
def test_a_passage_is_better_than_another(better: str, worse: str) -> None:
    assert score(better, DUTY) > score(worse, DUTY)


@pytest.mark.parametrize(
    ("text", "count", "distance"),
    [("duty of candour", 2, 2), ("candour duty", 2, 1), ("duty", 1, 0)],
)
def test_a_score_is_what_the_documentation_says(text: str, count: int, distance: int) -> None:
    """The table of docs/ranking.md, for words of rarity 3 on a page worth 4."""
    passage = f"{text} {FILLER} {FILLER}"
    length = len(split_words(passage))
    saturated = (1 + 1.2) / (1 + 1.2 * (0.6 + 0.4 * length / 120))
    near = 0.3 * 3 / distance if distance else 0
    expected = (count * 3 * saturated + near) * count / 2 + 0.25 * 4
    assert score(passage, DUTY, page=4.0) == pytest.approx(expected, abs=0.0006)


def test_words_further_apart_than_eight_do_not_support_each_other() -> None:
    words = FILLER.split()
    scores = [
        score(" ".join(["duty", *words[:apart], "candour", *words[apart:]]), DUTY)
        for apart in (3, 7, 8, 15)
    ]
    assert scores[0] > scores[1] > scores[2] == scores[3]


def test_a_word_of_the_family_counts_half_and_is_no_hit() -> None:
    wanted = want("pay", family=("payment",))
    assert find(f"payment {FILLER}", wanted) == []
    alone = score(f"pay {FILLER} was was", wanted)
    with_family = score(f"pay payment {FILLER} was", wanted)
    twice = score(f"pay pay {FILLER} was", wanted)
    assert with_family - alone == pytest.approx((twice - alone) / 2, abs=0.002)


def test_the_page_as_a_whole_counts_a_quarter() -> None:
    text = f"duty {FILLER}"
    assert score(text, DUTY, page=8.0) == pytest.approx(score(text, DUTY) + 2.0)


def test_notes_come_after_the_text_and_say_so() -> None:
    text = f"duty of candour {FILLER}"
    body, note = find(text, DUTY, notes=text)
    assert (body.in_notes, note.in_notes) == (False, True)
    assert note.score == pytest.approx(0.8 * body.score, abs=0.001)


def test_what_a_passage_holds_is_told_by_number() -> None:
    assert find(f"candour {FILLER}", DUTY)[0].held == (1,)
    assert find(f"candour is a duty {FILLER}", DUTY)[0].held == (0, 1)


def test_short_paragraphs_are_joined_and_long_ones_cut_between_sentences() -> None:
    short = [f"The duty number {n}, {FILLER}." for n in range(9)]  # 23 words each
    first, *others = find("\n\n".join(short), want("duty"))
    assert {first.end - first.start} == {len("\n\n".join(short[:5]))}
    assert len(others) == 1
    long = " ".join(short)
    passages = find(long, want("duty"))
    assert [long[each.start : each.end][-4:] for each in passages] == ["day."] * 2
    assert sum(each.end - each.start for each in passages) == len(long) - 1
    (whole,) = find(" ".join(short[:6]), want("duty"))
    assert whole.end == len(" ".join(short[:6]))


def test_a_long_paragraph_is_cut_wherever_it_stands() -> None:
    sentences = [f"The duty number {n}, {FILLER} and one." for n in range(9)]  # 25 words each
    text = f"Introduction of the subject.\n\n{' '.join(sentences)}\n\nThe end of it."
    shown = [text[each.start : each.end] for each in find(text, want("duty"))]
    long = [each for each in shown if "number" in each]
    assert all(each.startswith("The duty number") for each in long)
    # four sentences have 100 words, five 125
    assert sorted(each.count("number") for each in long) == [1, 4, 4]
    exactly = " ".join(f"The duty {FILLER} was there {n}." for n in range(10))  # 24 words each
    assert [
        exactly[each.start : each.end].count("duty") for each in find(exactly, want("duty"))
    ] == [
        5,
        5,
    ]


def test_later_paragraphs_are_taken_whole_like_the_first() -> None:
    paragraph = f"The duty was there. {FILLER} {FILLER} {FILLER}"  # 61 words
    text = "\n\n".join([paragraph] * 6)
    spans = {(each.start, each.end) for each in find(text, want("duty"))}
    step = len(paragraph) + 2
    assert spans == {(at * step, at * step + len(paragraph)) for at in range(6)}


def test_words_that_belong_together_stand_directly_together() -> None:
    phrase = [Wanted(((frozenset(("by",)), frozenset(("law",))),), frozenset(), 2.0)]
    assert find(f"forbidden by law {FILLER}", phrase)[0].held == (0,)
    assert find(f"law made by the council {FILLER}", phrase) == []
    assert find("forbidden by", phrase) == []


def test_the_id_of_a_passage_names_its_words(sample_corpus: Path) -> None:
    with closing(open_library(CorpusPaths(sample_corpus))) as library:
        pages = [
            page
            for entry in library.entries
            for page in library.store.read_document_pages(entry.document.id)
        ]
        texts = [page.notes for page in pages] + [page.body for page in pages[::5]]
        questions = [
            " ".join(words[at : at + 4])
            for words in map(split_words, texts)
            for at in (0, len(words) // 2)
            if len(words) > 8
        ]
        results = [
            result
            for question in questions
            for result in answer_question(library, Question(question), cite_without_style).results
        ]
        assert any(result.excerpt.in_notes and result.place.start for result in results)
        for result in results:
            recalled = recall_result(library, str(result.place))
            assert recalled is not None
            assert recalled.excerpt == result.excerpt.text
            assert recalled.numbers == result.excerpt.numbers


PAGES = [
    "The council met in the old hall on Monday. It was raining.\n\n"
    "The treasurer explained that the surplus of the harbour fund would not be",
    "spent on lanterns for the northern pier. The mayor thanked him for saying so.\n\n"
    "Nobody objected to what had been proposed, and the clerk noted it.",
    "Lanterns and Piers\n\n"
    "They were ordered from a firm in the next county, which had made those of the bridge.",
    "The lighthouse was inspected. "
    + "Correspondence concerning neighbouring municipalities was acknowledged. " * 14
    + "The keeper of the lighthouse received a pension.",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, make_pdf: MakePdf) -> Path:
    """Four pages; a sentence goes on from the first to the second."""
    folder = tmp_path_factory.mktemp("passages")
    pages = ["\n\n".join(textwrap.fill(part, 60) for part in page.split("\n\n")) for page in PAGES]
    make_pdf(folder / "minutes.pdf", pages, feet=["1", "2", "3", "4"])
    update_corpus(folder)
    return folder


def ask(pincite: Pincite, corpus: Path, *arguments: str) -> dict[str, Any]:
    results = pincite("search", *arguments, "--corpus", corpus, "--json").json["results"]
    best: dict[str, Any] = results[0]
    return best


@pytest.mark.parametrize("question", ["treasurer surplus harbour", "spent lanterns northern pier"])
def test_a_sentence_over_a_page_break_is_whole_from_either_page(
    pincite: Pincite, corpus: Path, question: str
) -> None:
    result = ask(pincite, corpus, question)
    assert result["excerpt"].startswith("The treasurer explained that the surplus")
    assert "spent on lanterns for the northern pier." in result["excerpt"]
    assert (result["pages"], result["without"]) == (["1", "2"], [])
    assert result["order_doubtful"] is False


def test_more_sentences_are_shown_where_asked(pincite: Pincite, corpus: Path) -> None:
    plain = ask(pincite, corpus, "nobody objected proposed")
    assert plain["excerpt"].startswith("Nobody objected")
    more = ask(pincite, corpus, "nobody objected proposed", "--context", "1")
    assert more["excerpt"].startswith("The mayor thanked him for saying so.\n\nNobody objected")
    assert more["pages"] == ["2", "3"]
    assert more["excerpt"].endswith("Lanterns and Piers")


def test_of_a_long_passage_the_sentences_with_most_words_are_shown(
    pincite: Pincite, corpus: Path
) -> None:
    result = ask(pincite, corpus, "lighthouse keeper pension")
    assert result["excerpt"] == "The keeper of the lighthouse received a pension."


def test_a_heading_is_shown_with_the_text_below_it(pincite: Pincite, corpus: Path) -> None:
    result = ask(pincite, corpus, "lanterns piers bicycles")
    assert result["excerpt"].startswith("Lanterns and Piers\n\nThey were ordered from a firm")
    assert result["without"] == ["bicycles"]


def test_a_second_passage_of_a_page_comes_after_another_page(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """Though the words that were asked for stand there just as often."""
    long = f"{FILLER} {FILLER} {FILLER} {FILLER}"
    parts = [f"{name} spoke of the lantern, the harbour and the pier {long}" for name in "ABC"]
    pages = [
        "\n\n".join(textwrap.fill(part, 70) for part in page)
        for page in (parts[:2], [parts[2] + " in the end"])
    ]
    make_pdf(tmp_path / "speeches.pdf", pages)
    update_corpus(tmp_path)
    found = pincite("search", "lantern harbour pier", "--all", "--json", cwd=tmp_path)
    assert [result["excerpt"][0] for result in found.json["results"]] == ["A", "C", "B"]
