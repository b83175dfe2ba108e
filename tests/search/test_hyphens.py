"""One word with or without its hyphen, and one sentence or paragraph, over pages made for it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.updating.update import update_corpus
from indexer.words.compounds import find_compounds, split_with_compounds
from indexer.words.tokens import split_words, tokenise
from tests.conftest import MakePdf, Pincite

PAGES = [
    "The Compact pre-empts the statutes of the state, said the court in its first judgment.",
    "A federal rule can preempt a by-law of a city, and so the council withdrew what it had made.",
    "Whatever is forbidden by law stays so. Persons of non status came to the hearing at noon.",
    "The mayor spoke for an hour. Afterwards the clerk read the letters of Ms. O’Brien aloud.\n\n"
    "The treasurer left at ten, and nobody noticed, for the budget had been carried before.",
    "Nobody in the hall had seen the draft that the lawyer, who arrived late and",
    "without papers, wanted the members to adopt. The meeting was closed at midnight.",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, make_pdf: MakePdf) -> Path:
    """Six pages; a sentence goes on from the fifth to the sixth."""
    folder = tmp_path_factory.mktemp("hyphens")
    pages = ["\n\n".join(textwrap.fill(part, 60) for part in page.split("\n\n")) for page in PAGES]
    make_pdf(folder / "minutes.pdf", pages, feet=[str(n) for n in range(1, len(PAGES) + 1)])
    update_corpus(folder)
    return folder


def find(pincite: Pincite, corpus: Path, query: str) -> tuple[set[str], str]:
    """The first printed page of each passage, and how the query was read."""
    answer = pincite("search", query, "--all", "--corpus", corpus, "--json").json
    return {result["pages"][0] for result in answer["results"]}, answer["read_as"]


def list_marked(pincite: Pincite, corpus: Path, query: str) -> set[str]:
    """Every stretch of words that is marked in a passage."""
    answer = pincite("search", query, "--all", "--corpus", corpus, "--json").json
    return {
        result["excerpt"][start:end]
        for result in answer["results"]
        for start, end in result["highlights"]
    }


@pytest.mark.parametrize(
    ("query", "pages", "reading"),
    [
        ("preempt", {"1", "2"}, "preempt"),
        ("pre-empt", {"1", "2"}, "pre-empt"),
        ("pre‑empted", {"1", "2"}, "pre-empted"),
        ("pre empt", {"1", "2"}, "pre-empt"),
        ('"preempt"', {"2"}, '"preempt"'),
        ('"pre-empts"', {"1"}, '"pre empts"'),
        ("preempt!", {"1", "2"}, "preempt*"),
        ("bylaw", {"2"}, "bylaw"),
        ("by-laws", {"2"}, "by-laws"),
        ("by-law -by-law", set(), "by-law AND NOT by-law"),
        ('"by law"', {"2", "3"}, '"by law"'),
        ("nonstatus", {"3"}, "nonstatus"),
        ("non-status", {"3"}, "non-status"),
        ("o'brien's", {"4"}, "o-brien"),
        ("preempt w/3 statutes", {"1"}, "preempt w/3 statutes"),
        ("pre-empt w/5 by-law", {"2"}, '"pre empt" w/5 "by law"'),
    ],
)
def test_a_word_is_found_with_and_without_its_hyphen(
    pincite: Pincite, corpus: Path, query: str, pages: set[str], reading: str
) -> None:
    found, read_as = find(pincite, corpus, query)
    assert found == pages
    assert read_as.startswith(reading)


def test_the_word_with_its_hyphen_is_marked(pincite: Pincite, corpus: Path) -> None:
    assert list_marked(pincite, corpus, "preempt") == {"pre-empts", "preempt"}


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("mayor /s hour", {"4"}),
        ("mayor /s clerk", set()),
        ("clerk /s brien", {"4"}),  # "Ms." ends no sentence
        ("mayor /p clerk", {"4"}),
        ("clerk /p treasurer", set()),
        ("draft /s members", {"5"}),  # over the page break
        ("members pre/s draft", set()),
        ('"the draft" pre/s members', {"5"}),
        ("members /s midnight", set()),
        ("meeting NOT (meeting /s midnight)", set()),
    ],
)
def test_both_are_in_one_sentence_or_paragraph(
    pincite: Pincite, corpus: Path, query: str, pages: set[str]
) -> None:
    assert find(pincite, corpus, query)[0] == pages


def test_an_english_word_is_no_misspelling_of_another(pincite: Pincite, corpus: Path) -> None:
    answer = pincite("search", "preemption", "--corpus", corpus, "--json").json
    assert answer["corrected"] == {"preemption": "preempt"}  # of one family
    answer = pincite("search", "closet", "--corpus", corpus, "--json").json
    assert (answer["corrected"], answer["results"]) == ({}, [])
    assert answer["suggestions"] == ["closed"]
    answer = pincite("search", "judgmnt", "--corpus", corpus, "--json").json
    assert answer["corrected"] == {"judgmnt": "judgment"}


PARTS = [
    *("pre", "non", "by", "law", "é", "3", "§", "½", "K\u0308", "İ"),
    *("-", "‑", " ", " - ", "–", ".", "\n\n", "’", "²"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


@given(TEXTS)
def test_index_and_excerpts_agree_on_what_is_one_word(text: str) -> None:
    words, compounds = split_with_compounds(text)
    assert words == split_words(text)
    assert dict(compounds) == find_compounds(text, list(tokenise(text)))


def test_words_with_a_hyphen_are_british_and_american_too(
    tmp_path: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    """But not in quotation marks."""
    texts = ("They hired a self-defense instructor.", "It was done in self-defence, he said.")
    make_pdf(tmp_path / "report.pdf", [*texts], feet=["1", "2"])
    update_corpus(tmp_path)
    for query in ("self-defence", "self-defense", "who taught self-defence in the instructor year"):
        assert find(pincite, tmp_path, query)[0] == {"1", "2"}
    assert find(pincite, tmp_path, '"self-defence"')[0] == {"2"}
    assert list_marked(pincite, tmp_path, "self-defence") == {"self-defense", "self-defence"}
