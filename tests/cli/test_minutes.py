"""`pincite minutes`, and minutes in the answers of `search` and `locate`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cli.program import build_program
from tests.conftest import Pincite


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    given = ["minutes", *(str(one) for one in arguments)]
    done = CliRunner().invoke(build_program(given), given, standalone_mode=False)
    return int(done.return_value or 0), done.stdout, done.stderr


def test_the_list_has_number_title_and_printed_pages(sample_corpus: Path) -> None:
    code, listed, said = run("phpsb-2012-08-15", "--corpus", sample_corpus)
    lines = listed.splitlines()
    assert code == 0
    assert lines[0] == "P198/12  DECLARATIONS OF INTEREST · 2"
    assert lines[-1] == "P216/12  ADJOURNMENT · 29"
    assert "P209/12  RESIDENTS WITHOUT STATUS: ACCESS TO POLICE SERVICES · 17–22" in lines
    assert "draft" in said


def test_the_list_as_json(sample_corpus: Path) -> None:
    code, listed, _ = run("phpsb-2017-06-15", "--corpus", sample_corpus, "--json")
    found = json.loads(listed)
    assert code == 0
    assert found["item"] == "phpsb-2017-06-15"
    assert found["draft_minutes"] is True
    assert found["minutes"][0] == {
        "minute": "P127/17",
        "title": "Length of Deputations and Order of Business",
        "unit": "page",
        "locator": "1-2",
        "pages": ["1", "2"],
        "pdf_pages": [1, 2],
        "sheet_parts": [None, None],
        "label_sources": ["printed", "printed"],
        "label_unique": [True, True],
        "parts": [None, None],
    }


def test_what_is_no_minutes_has_none(sample_corpus: Path) -> None:
    code, listed, said = run("marlowe-2018", "--corpus", sample_corpus)
    assert (code, listed) == (1, "")
    assert "only minutes" in said


def found(pincite: Pincite, corpus: Path, *query: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = pincite("search", *query, "--json", cwd=corpus).json["results"]
    return results


def test_a_result_has_its_minute_its_voice_and_a_citation_with_both(
    pincite: Pincite, sample_corpus: Path
) -> None:
    (one,) = found(pincite, sample_corpus, '"without an anaesthetic"')
    assert (one["minute"], one["draft_minutes"]) == ("P208/12", True)
    assert one["minute_title"].startswith("STREET CHECKS")
    assert one["voice"] == "in a deputation by Ms. Rosalba Okonjo-Dray, Harbour Without Papers"
    assert one["citation"].endswith("Min No P208/12 at 15")
    (other,) = found(pincite, sample_corpus, "anaesthetic", "--style", "mcgill")
    assert "Min No P208/12 (15 August 2012) at 15" in other["citation"]


def test_the_heading_and_whose_words_it_is_are_printed(
    pincite: Pincite, sample_corpus: Path
) -> None:
    printed = pincite("search", '"maximum cost of $60,000"', cwd=sample_corpus).stdout
    assert "Min. No. P208/12: STREET CHECKS" in printed
    assert "These words stand in a motion that failed." in printed
    located = pincite("locate", "laws were laws", cwd=sample_corpus).stdout
    assert "Min. No. P209/12: RESIDENTS WITHOUT STATUS" in located
    assert "Min No P209/12 at 17" in located
    assert "in a deputation by Mr. Josip Arlington-Wu, resident." in located


def test_the_filter_leaves_only_that_minute(pincite: Pincite, sample_corpus: Path) -> None:
    every = found(pincite, sample_corpus, "minute:P129/17 report", "--all", "--limit", "0")
    assert {one["minute"] for one in every} == {"P129/17"}
    assert not found(pincite, sample_corpus, "minute:P129/12 report")
    (heading,) = found(pincite, sample_corpus, "minute:#p131")
    assert heading["excerpt"].startswith("P131. Budget Process")


def test_other_documents_have_no_minute(pincite: Pincite, sample_corpus: Path) -> None:
    (one,) = found(pincite, sample_corpus, "item:marlowe-2018 checks", "--limit", "1")
    assert (one["minute"], one["voice"], one["draft_minutes"]) == (None, "", False)
