"""`pincite watch`, `timeline` and `words`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import MakePdf, Pincite

FIRST = "The board heard a deputation about the harbour tariff on the twelfth of May."
SECOND = "A second deputation asked the board to abolish the harbour tariff at once."


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "first.pdf", [FIRST])
    assert pincite("index", folder).code == 0
    return folder


def test_only_what_has_come_since_is_new(corpus: Path, make_pdf: MakePdf, pincite: Pincite) -> None:
    added = pincite("watch", "add", "tariff", "harbour tariff", "--json", cwd=corpus)
    assert (added.code, added.json["passages"]) == (0, 1)
    assert pincite("watch", "run", cwd=corpus).code == 1
    make_pdf(corpus / "second.pdf", [SECOND])
    assert pincite("index", corpus).code == 0
    (news,) = pincite("watch", "run", "--json", cwd=corpus).json
    assert [result["excerpt"] for result in news["new"]] == [SECOND]
    assert news["passages"] == 2
    assert pincite("watch", "run", "tariff", cwd=corpus).code == 1


def test_another_reading_of_the_same_words_is_nothing_new(
    corpus: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    assert pincite("watch", "add", "tariff", "tariff", cwd=corpus).code == 0
    make_pdf(corpus / "first.pdf", [FIRST], title="Saved anew")
    assert pincite("index", corpus).code == 0
    assert pincite("watch", "run", cwd=corpus).code == 1


def test_the_numbers_of_what_is_new_can_be_cited(
    corpus: Path, make_pdf: MakePdf, pincite: Pincite
) -> None:
    pincite("watch", "add", "tariff", "tariff", cwd=corpus)
    make_pdf(corpus / "second.pdf", [SECOND])
    pincite("index", corpus)
    ran = pincite("watch", "run", cwd=corpus)
    assert (ran.code, " 1. " in ran.stdout) == (0, True)
    assert pincite("cite", "1", "--format", "json", cwd=corpus).json["quotation"] == SECOND


def test_searches_are_listed_and_removed(corpus: Path, pincite: Pincite) -> None:
    assert pincite("watch", "list", cwd=corpus).code == 1
    pincite("watch", "add", "a", "tariff", cwd=corpus)
    (listed,) = pincite("watch", "list", "--json", cwd=corpus).json
    assert (listed["name"], listed["query"]) == ("a", "tariff")
    again = pincite("watch", "add", "a", "board", cwd=corpus)
    assert again.code == 2
    assert "There is a saved search “a” already" in again.stderr
    assert pincite("watch", "remove", "a", cwd=corpus).code == 0
    gone = pincite("watch", "remove", "a", cwd=corpus)
    assert (gone.code, "There is no saved search “a”." in gone.stderr) == (2, True)
    assert not list((corpus / ".pincite").glob("*watch*"))


@pytest.mark.parametrize("words", [("add", "x"), ("show",), ("remove",), ("add", "x", "...")])
def test_what_is_not_understood_is_one_sentence(
    corpus: Path, pincite: Pincite, words: tuple[str, ...]
) -> None:
    ran = pincite("watch", *words, cwd=corpus)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1


def test_a_timeline_counts_the_pages_of_each_year(pincite: Pincite, sample_corpus: Path) -> None:
    found = pincite("timeline", "police", "--json", cwd=sample_corpus).json
    searched = pincite("search", "police", "--all", "--json", cwd=sample_corpus).json
    assert sum(year["pages"] for year in found["years"]) == searched["pages_found"]
    expected: Counter[int] = Counter()
    for item in {result["item"]: result["date"] for result in searched["results"]}.values():
        expected[int(item[:4])] += 1
    counted = {year["year"]: year["documents"] for year in found["years"] if year["pages"]}
    assert counted == dict(expected)
    shown = pincite("timeline", "police", cwd=sample_corpus).stdout.splitlines()
    assert [int(line[:4]) for line in shown] == list(range(2008, 2019))
    assert pincite("timeline", "xylophonist", cwd=sample_corpus).code == 1


def test_the_words_of_a_document_are_commoner_there(pincite: Pincite, sample_corpus: Path) -> None:
    found = pincite("words", "hwp-2015", "--limit", "0", "--json", cwd=sample_corpus).json["words"]
    weights = [word["weight"] for word in found]
    assert weights == sorted(weights, reverse=True)
    first = found[0]
    listed = pincite("search", first["word"], "item:hwp-2015", "--all", "--json", cwd=sample_corpus)
    pages = {page for result in listed.json["results"] for page in result["pdf_pages"]}
    assert set(first["pdf_pages"]) <= pages
    assert pincite("words", "nobody", cwd=sample_corpus).code == 2
