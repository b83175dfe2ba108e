"""Numbered paragraphs in answers, places and citations."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.updating.update import update_corpus
from tests.conftest import MakePdf, Pincite
from tests.indexer.test_paragraph_numbers import paragraph


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory, make_pdf: MakePdf) -> Path:
    """A document of twelve numbered paragraphs, three to a page."""
    folder = tmp_path_factory.mktemp("numbered")
    blocks = [paragraph(f"{n}.", n) for n in range(1, 13)]
    pages = ["\n\n".join(blocks[at : at + 3]) for at in range(0, 12, 3)]
    make_pdf(folder / "report.pdf", pages, feet=["1", "2", "3", "4"])
    update_corpus(folder)
    return folder


def test_an_excerpt_says_its_paragraph(numbered: Path, pincite: Pincite) -> None:
    ran = pincite("search", '"case Ia"', "--corpus", numbered, "--json")
    (result,) = ran.json["results"]
    assert (result["paragraphs"], result["pinpoint"]) == (["8"], "at 3, para 8")


def test_a_paragraph_is_found_by_its_number(numbered: Path, pincite: Pincite) -> None:
    (result,) = pincite("search", "para:8", "--corpus", numbered, "--json").json["results"]
    assert result["excerpt"].startswith("8. In case Ia the board heard")
    (result,) = pincite("search", "gate para:[9]", "--corpus", numbered, "--json").json["results"]
    assert ("9" in result["paragraphs"], result["pages"]) == (True, ["3"])


def test_no_paragraph_has_that_number(numbered: Path, pincite: Pincite) -> None:
    assert pincite("search", "para:13", "--corpus", numbered, "--json").json["results"] == []


def test_a_located_quotation_says_its_paragraph(numbered: Path, pincite: Pincite) -> None:
    ran = pincite("locate", "In case Ia the board heard", "--corpus", numbered, "--json")
    assert ran.json["matches"][0]["paragraphs"] == ["8"]


def test_a_cited_paragraph_that_is_not_there_is_remarked(numbered: Path, pincite: Pincite) -> None:
    known = pincite("cite", "report", "--para", "8", "--corpus", numbered)
    assert "para 8" in known.stdout
    assert "no paragraph" not in known.stderr
    unknown = pincite("cite", "report", "--para", "14", "--corpus", numbered)
    said = "no paragraph of the document is numbered “14”; those found are 1 to 12"
    assert said in " ".join(unknown.stderr.split())


def test_the_page_of_a_paragraph_is_shown(numbered: Path, pincite: Pincite) -> None:
    shown = pincite("show", "report", "--para", "8", "--corpus", numbered)
    assert "8. In case Ia the board heard" in " ".join(shown.stdout.split())
    missing = pincite("show", "report", "--para", "13", "--corpus", numbered)
    assert (missing.code, "is numbered 13." in missing.stderr) == (2, True)
