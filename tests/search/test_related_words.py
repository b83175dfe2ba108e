"""Words that mean nearly the same, and what they do to the order of passages."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.updating.update import update_corpus
from indexer.words.tokens import split_words
from search.meaning.likeness import STRETCH, Meaning
from search.meaning.related_words import COUNT, RELATED, load_related_words
from search.meaning.word_table import WORDS
from tests.conftest import MakePdf, Pincite

LISTED = WORDS.read_text("utf-8").split()
FILLER = "and so it was that they went on with it for some time before any of them had been there"


@pytest.mark.parametrize(
    ("word", "related"),
    [("riots", "unrest"), ("tired", "fatigue"), ("catchment", "watershed"), ("doctors", "nurses")],
)
def test_a_word_is_related_to_what_is_said_in_its_place(word: str, related: str) -> None:
    assert 0 < load_related_words().find(word)[related] < 1


def test_an_unknown_word_is_related_to_none() -> None:
    assert load_related_words().find("qqqzx") == load_related_words().find("") == {}


@given(st.sampled_from(LISTED))
def test_related_words_are_other_words_of_the_table(word: str) -> None:
    found = load_related_words().find(word)
    assert len(found) <= COUNT
    assert word not in found
    assert set(found) <= set(LISTED)
    shares = list(found.values())
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 for share in shares)


def test_every_word_has_its_row() -> None:
    assert RELATED.stat().st_size == len(LISTED) * COUNT * 3


def test_the_closest_stretch_of_a_long_text_is_as_alike_as_it_is_by_itself() -> None:
    meaning = Meaning(split_words("the minister apologised for the failure"))
    sentence = split_words("he was sorry for what the ministry failed to do")
    long = split_words("barley and wheat were sown in the northern fields that spring ") * 9
    long += sentence + split_words("the harvest of potatoes and beets came in early that year ") * 9
    found = meaning.measure_likeness(long)
    assert meaning.measure_likeness(sentence).closest == meaning.measure_likeness(sentence).whole
    assert found.closest > found.whole + 0.1
    assert meaning.measure_likeness(long[:60]).closest < found.closest
    assert meaning.measure_likeness([]) == (0.0, 0.0)


@given(st.lists(st.sampled_from(LISTED[:3000]), min_size=1, max_size=200))
def test_the_closest_stretch_is_one_of_those_that_begin_in_the_middle_of_another(
    words: list[str],
) -> None:
    meaning = Meaning(["police", "report"])
    half = STRETCH // 2
    stretches = [words[at : at + STRETCH] for at in range(0, len(words), half)]
    if len(stretches) > 1 and len(stretches[-1]) <= half:
        stretches.pop()  # all of it stands in the one before
    alike = [meaning.measure_likeness(stretch).whole for stretch in stretches]
    assert meaning.measure_likeness(words).closest == max(alike)


def search(pincite: Pincite, root: Path, asked: str) -> list[str]:
    """The excerpts for `asked`, best first."""
    found = pincite("search", asked, "--all", "--json", cwd=root)
    return [result["excerpt"] for result in found.json["results"]]


def test_a_related_word_stands_for_one_that_is_missing(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """However rare the two are."""
    pages = [
        textwrap.fill(f"Many officers spoke of their {what} {FILLER}.", 70)
        for what in ("trombones", "fatigue", "curtains")
    ]
    make_pdf(tmp_path / "report.pdf", pages)
    update_corpus(tmp_path)
    assert "fatigue" in search(pincite, tmp_path, "how tired were the officers")[0]


def test_what_is_asked_for_in_words_is_not_bound_to_the_passages_that_have_them_all(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """But a list of words is."""
    scattered = f"A coat {FILLER}, {FILLER}, {FILLER}, {FILLER} candour. {FILLER} duty, law."
    close = "There will be legislation on the duty of candour, and the duty of candour binds all."
    pages = [textwrap.fill(text, 70) for text in (scattered, close)]
    make_pdf(tmp_path / "reply.pdf", pages)
    update_corpus(tmp_path)
    in_words = search(pincite, tmp_path, "will there be a law on a duty of candour")
    assert "legislation" in in_words[0]
    listed = search(pincite, tmp_path, "law duty candour")
    assert "legislation" in listed[1]


def test_two_words_of_a_question_need_not_stand_on_one_page(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """But two words alone do, if there is such a page."""
    texts = (
        f"The guarantee of the lender {FILLER}, {FILLER}. He had no pay.",
        "It was possible but not likely that he would make payments under his guarantee.",
    )
    make_pdf(tmp_path / "memo.pdf", [textwrap.fill(text, 70) for text in texts])
    update_corpus(tmp_path)
    assert "likely" in search(pincite, tmp_path, "could he have to pay under his guarantee")[0]
    assert not any("likely" in text for text in search(pincite, tmp_path, "pay guarantee"))
