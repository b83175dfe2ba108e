"""Lists whose entries stand in one paragraph, and what a list does not cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.items import Item
from drafts.citations.joined_entries import split_entries
from drafts.claims.cited import find_cited_items
from drafts.lint.lint import check_references

CASES = Path(__file__).parent / "cases"


def find_faults(name: str) -> list[tuple[str, str]]:
    return [
        (one.rule, one.wrong.split("”")[0].lstrip("“"))
        for one in check_references([], CASES / name)
    ]


@pytest.mark.parametrize("name", ["lint-list-dashes.txt", "lint-list-one-per-line.txt"])
def test_entries_without_empty_lines_between(name: str) -> None:
    (fault,) = find_faults(name)
    assert fault[0] == "never-cited"
    assert "Ames, B. (2010)" in fault[1]


def test_hanging_entries() -> None:
    assert find_faults("lint-list-hanging.txt") == [("no-entry", "Doe & Roe, 2001")]


def test_what_an_author_wrote_with_others_is_another_work() -> None:
    faults = [
        fault for fault in find_faults("lint-one-author-of-two.md") if fault[0] != "never-cited"
    ]
    assert faults == [
        ("no-entry", "Pratt, 2005"), ("no-entry", "Lippert, 2006"),
        ("year-differs", "Okoye et al., 2011"), ("year-differs", "2013"),
    ]  # fmt: skip


def test_a_list_cites_nothing_and_bare_numbers_are_no_citations() -> None:
    import json

    records = json.loads((CASES / "cited-in-own-list.json").read_text("utf-8"))
    cited = find_cited_items(CASES / "cited-in-own-list.md", [Item(record) for record in records])
    assert (cited.ids, cited.remarks) == (("roe",), ())


@pytest.mark.parametrize(
    "entries",
    [
        ["Lippert, R., & Walby, K. (2013). Policing cities. Routledge.",
         "Pratt, A. (2008). Chivalry, race and B. Poe. Press."],
        ["Toronto Police Services Board. (2006). Minutes.",
         "van der Berg, A. (n.d.). Gates. Press."],
        ["Hannan, Charity-Ann, and Harald Bauder. 2015. Sanctuary. Ryerson.",
         "Roe, Ann. 2001. Doors. Press."],
        ["Roe, A. B. (2001, May 3). Doors. https://x.org/a-b",
         "Émond, Ç. (Ed.). (2003). Gates. Press."],
        ["Roe, A. (2001). In B. Poe (Ed.), Walls (pp. 3-9). Press. (Original work published 1899)"],
    ],
)  # fmt: skip
def test_entries_are_told_apart(entries: list[str]) -> None:
    assert list(split_entries(" ".join(entries))) == entries
