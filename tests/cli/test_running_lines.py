"""What is taken out of the text stays findable: search, show, locate and check name its place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Pincite

CASES = Path(__file__).parent.parent / "indexer" / "cases"
NAMES = (
    "01_number_inside_running_head",
    "17_labels_not_unique",
    "23_pleading_footer",
    "transcript-dots",
)
DRAFT = """\
It is “Moss & Alder LLP 4711.2 5 CASE” [@23-pleading-footer, 5].

It is “Alder LLP 4711.2 5 CASE NO” [@23-pleading-footer, 6].

It is “Moss & Elder LLP 4711.2 5 CASE” [@23-pleading-footer, 5].

It is “(c) Harbour League 2031” [@01-number-inside-running-head, 3].

It is “(c) Harbour League 2031” [@01-number-inside-running-head, 33].
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, pincite: Pincite) -> Path:
    folder = tmp_path_factory.mktemp("running")
    for name in (
        "01_number_inside_running_head",
        "17_labels_not_unique",
        "23_pleading_footer",
        "transcript-dots",
    ):
        shutil.copy(CASES / f"{name}.pdf", folder)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "draft.md").write_text(DRAFT, "utf-8")
    assert pincite("index", folder).code == 0
    return folder


def test_pages_are_found_under_their_running_head(pincite: Pincite, corpus: Path) -> None:
    def find_pages(question: str) -> set[tuple[str, int]]:
        found = pincite("search", question, "--all", "--json", "--corpus", corpus).json
        assert found["notes"] == []
        return {(one["item"], page) for one in found["results"] for page in one["pdf_pages"]}

    own = {("01-number-inside-running-head", page) for page in range(1, 13)}
    assert find_pages("head:orsini") == find_pages('head:"harbour rights"') == own
    assert find_pages('head:"7 harbour"') == {("01-number-inside-running-head", 7)}
    assert find_pages("head:alder") == set()  # that is in the foot
    everywhere = find_pages("NOT head:orsini")
    assert everywhere and everywhere.isdisjoint(own)


def flatten(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("question", "item", "where"),
    [
        ('"Harbour Rights"', "01-number-inside-running-head", "in the running head of pp 1–12"),
        ("rights orsini", "01-number-inside-running-head", "in the running head of pp 1–12"),
        ('"orsini harbour"~3', "01-number-inside-running-head", "in the running head of pp 1–12"),
        ("orsin*", "01-number-inside-running-head", "in the running head of pp 1–12"),
        ("orsimi~", "01-number-inside-running-head", "in the running head of pp 1–12"),
        ('"7 Harbour Rights"', "01-number-inside-running-head", "in the running head of p 7"),
        ('"moss alder llp"', "23-pleading-footer", "in the running foot of pp 1–10"),
        ('"24 25"', "transcript-dots", "in the margin of pp"),
    ],
)
def test_a_running_line_is_found_where_the_text_holds_nothing(
    corpus: Path, pincite: Pincite, question: str, item: str, where: str
) -> None:
    ran = pincite("search", question, cwd=corpus)
    assert ran.code == 0
    assert where in flatten(ran.stdout) and "not in the text" in flatten(ran.stdout)
    assert "Found only in running lines, not in the text; " in ran.stderr
    found = pincite("search", question, "--json", cwd=corpus).json
    assert found["results"] == []
    (one,) = (one for one in found["running_lines"] if one["item"] == item)
    assert one["where"].startswith(where)
    marked = [one["text"][start:end] for start, end in one["highlights"]]
    assert all(marked)


def test_the_page_is_that_of_the_first_line(corpus: Path, pincite: Pincite) -> None:
    (one,) = pincite("search", '"7 Harbour Rights"', "--json", cwd=corpus).json["running_lines"]
    assert one["text"] == "Orsini 7 Harbour Rights"
    assert (one["place"], one["pages"], one["pdf_pages"]) == ("head", ["7"], [7])
    assert one["highlights"] == [[7, 23]]


def test_a_page_may_answer_with_its_head_and_its_text(corpus: Path, pincite: Pincite) -> None:
    found = pincite("search", "handbook salvage", "--json", cwd=corpus).json
    assert all(result["without"] == ["handbook"] for result in found["results"])
    (one,) = found["running_lines"]
    assert one["where"] == "in the running head of p 1 (Attachment C)"
    assert one["text"] == "Harbour Handbook, March 2031"


def test_a_page_may_answer_with_its_head_and_its_foot(corpus: Path, pincite: Pincite) -> None:
    found = pincite("search", '"harbour rights" "harbour league 2031"', "--json", cwd=corpus).json
    assert [one["place"] for one in found["running_lines"]] == ["head", "foot"]
    assert pincite("search", '"harbour rights" "alder llp"', cwd=corpus).code == 1


@pytest.mark.parametrize(
    "question",
    ["orsini xylophonist", "orsini kind:minutes", "orsini -rights", '"rights harbour"'],
)
def test_what_stands_nowhere_is_not_found(corpus: Path, pincite: Pincite, question: str) -> None:
    ran = pincite("search", question, cwd=corpus)
    assert (ran.code, ran.stdout) == (1, "")


def test_where_the_text_answers_its_own_running_lines_are_not_listed(
    corpus: Path, pincite: Pincite
) -> None:
    found = pincite("search", "harbour", "--json", cwd=corpus).json
    answered = {one["item"] for one in found["results"]}
    assert answered and not answered & {one["item"] for one in found["running_lines"]}


def test_show_ends_with_the_running_lines_of_the_page(corpus: Path, pincite: Pincite) -> None:
    result = pincite("search", "item:01-number-inside-running-head the", "--json", cwd=corpus).json[
        "results"
    ][0]
    page = result["pages"][0]
    shown = pincite("show", "1", cwd=corpus).stdout
    assert f"[running head: Orsini {page} Harbour Rights]" in shown
    as_json = pincite("show", "1", "--json", cwd=corpus).json["pages"][0]
    assert as_json["running"] == [
        {"place": "head", "text": f"Orsini {page} Harbour Rights"},
        {"place": "foot", "text": "(c) Harbour League 2031"},
    ]


def test_locate(corpus: Path, pincite: Pincite) -> None:
    ran = pincite("locate", "Moss & Elder LLP 4711.2 5 CASE", cwd=corpus)
    assert ran.code == 0
    assert "in the running foot of p 5 (PDF p 19), not in the text" in flatten(ran.stdout)
    found = json.loads(pincite("locate", "Orsini 3 Harbour Rights", "--json", cwd=corpus).stdout)
    assert found["matches"] == []
    (one,) = found["running_lines"]
    assert (one["similarity"], one["where"]) == (1.0, "in the running head of p 3")
    assert pincite("locate", "Orsini Mountain Rights of Way", cwd=corpus).code == 1


def test_check(corpus: Path, pincite: Pincite) -> None:
    report = pincite("check", "drafts/draft.md", "--json", cwd=corpus).json
    first, second, third, fourth, fifth = report["quotations"]
    assert (first["verdict"], first["page"], first["source"]) == ("running", "right", "right")
    assert (second["verdict"], second["page"], second["source"]) == ("running", "wrong", "right")
    # the lines of the other pages differ in their number
    assert [one["pages"] for one in first["running_lines"]] == [["5"]]
    assert third["verdict"] == "not-found"
    assert "A similar line stands in the running foot of p 5" in third["notes"][0]
    assert (fourth["verdict"], fourth["page"], fourth["source"]) == ("running", "right", "right")
    assert (fifth["verdict"], fifth["page"], fifth["source"]) == ("running", "wrong", "right")
    (everywhere,) = fourth["running_lines"]
    assert everywhere["pages"] == [str(page) for page in range(1, 13)]
    said = flatten(pincite("check", "drafts/draft.md", cwd=corpus).stdout)
    assert "The words stand in the running foot of p 5 (PDF p 19) of 23-pleading-footer" in said
