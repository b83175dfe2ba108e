"""How alike in meaning two texts are, and what that does to the order of passages."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.updating.update import update_corpus
from indexer.words.tokens import split_words
from search.meaning.likeness import Meaning
from search.meaning.word_table import LENGTH, OFFSET, VECTORS, WORDS
from tests.conftest import MakePdf, Pincite


def compare(one: str, other: str) -> float:
    return Meaning(split_words(one)).measure_likeness(split_words(other)).whole


@pytest.mark.parametrize(
    ("question", "nearer", "farther"),
    [
        ("sorry", "an apology was made", "an aeroplane was made"),
        ("boat", "the hull of a vessel", "the wall of a kitchen"),
        ("drunk driver", "impaired by alcohol at the wheel", "elected by members at the meeting"),
        ("doctors", "physicians and nurses", "lawyers and judges"),
    ],
)
def test_related_words_are_more_alike_than_others(question: str, nearer: str, farther: str) -> None:
    assert compare(question, nearer) > compare(question, farther) + 0.1


def test_the_same_words_are_the_same_and_unknown_ones_say_nothing() -> None:
    assert compare("police board", "board police") == pytest.approx(1)
    assert compare("police", "qqqzx") == compare("qqqzx", "police") == compare("", "") == 0.0
    assert compare("police", "police qqqzx") == pytest.approx(1)


def test_words_that_hold_sentences_together_are_worth_hardly_anything() -> None:
    assert compare("licence for the sale of beer", "the licence of a sale for beer") > 0.99
    assert compare("licence", "the of and licence") > 0.9


known = st.sampled_from(WORDS.read_text("utf-8").split()[:3000])


@given(st.lists(known, min_size=1, max_size=5), st.lists(known, min_size=1, max_size=700))
def test_likeness_is_the_cosine_of_the_sums(one: list[str], other: list[str]) -> None:
    """However many words there are, as plain arithmetic has it."""
    rows = {word: at * LENGTH for at, word in enumerate(WORDS.read_text("utf-8").split())}
    table = VECTORS.read_bytes()

    def add_up(words: list[str]) -> list[float]:
        places = [rows[word] for word in words]
        return [float(sum(table[place + at] - OFFSET for place in places)) for at in range(LENGTH)]

    left, right = add_up(one), add_up(other)
    size = math.hypot(*left) * math.hypot(*right)
    expected = sum(a * b for a, b in zip(left, right, strict=True)) / size if size else 0.0
    assert Meaning(one).measure_likeness(other).whole == pytest.approx(expected, abs=1e-9)


def test_every_word_of_the_table_is_folded_and_has_its_numbers() -> None:
    words = WORDS.read_text("utf-8").split()
    assert len(set(words)) == len(words) == VECTORS.stat().st_size / LENGTH
    assert all(split_words(word) == [word] for word in words)


def test_of_passages_with_the_same_words_the_one_about_it_comes_first(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """The words that are alike are not shown as found."""
    pages = [
        f"The minister spoke of the {subject} for most of\n"
        f"the day, as some of them had said that he would, and then {after}."
        for subject, after in (
            ("harvest", "of wheat and barley"),
            ("scandal", "apologised for the failure"),
        )
    ]
    make_pdf(tmp_path / "speeches.pdf", pages)
    update_corpus(tmp_path)
    found = pincite("search", "did the minister say sorry", "--all", "--json", cwd=tmp_path)
    first, second = found.json["results"]
    assert "apologised" in first["excerpt"]
    assert "barley" in second["excerpt"]
    assert [first["excerpt"][start:end] for start, end in first["highlights"]] == ["minister"]


def test_of_passages_with_the_same_words_the_one_worded_as_asked_comes_first(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """In the same form, and with the same small words; those are not shown as found."""
    pages = [
        f"The treasurer said that {what} to be sent\nat once to all of those who had asked for it."
        for what in ("reports of them were", "a report without them was", "a report of them was")
    ]
    make_pdf(tmp_path / "minutes.pdf", pages)
    update_corpus(tmp_path)
    asked = "what report without them did the treasurer send"
    found = pincite("search", asked, "--all", "--json", cwd=tmp_path)
    texts = [result["excerpt"] for result in found.json["results"]]
    assert ["without" in text for text in texts] == [True, False, False]
    assert "reports" in texts[2]
    marked = found.json["results"][0]["highlights"]
    assert [texts[0][start:end] for start, end in marked] == ["treasurer", "report"]
