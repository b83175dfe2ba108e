"""Records of decisions and laws: what they lack, and years that their references deny."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.items import Item
from drafts.lint.lint import check_references


def find_rules(fields: dict[str, Any]) -> list[str]:
    record = {"id": "e", "type": "legal_case", "title": "Roe v Poe", **fields}
    return [finding.rule for finding in check_references([Item(record)])]


def decide(year: int, **fields: str) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return {"issued": {"date-parts": [[year]]}, **named}


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        (decide(2019, number="2019 SCC 65"), []),
        (decide(2018, number="2019 SCC 65"), ["year-contradicts"]),
        (decide(2009), ["no-reference", "no-court"]),
        (decide(2009, authority="Ont CA"), ["no-reference"]),
        (decide(1995, container_title="DLR (4th)", volume="126", page="203"), ["no-court"]),
        (decide(1995, container_title="DLR (4th)", volume="126", page="203", authority="Ont CA"),
         []),
        (decide(1962, container_title="DLR (4th)", volume="126", page="203", authority="Ont CA"),
         ["year-contradicts"]),
        (decide(2006, container_title="F.2d", volume="472", page="545", authority="8th Cir."),
         ["year-contradicts"]),
        (decide(2006, container_title="F.3d", volume="472", page="545", authority="8th Cir."), []),
        (decide(1803, container_title="U.S.", volume="5", page="137"), []),
        (decide(1985, references="[1979] 2 SCR 768"), ["year-contradicts"]),
        (decide(2009, number="31892", authority="Ont Sup Ct"), []),
    ],
)  # fmt: skip
def test_decisions(fields: dict[str, Any], rules: list[str]) -> None:
    assert find_rules(fields) == rules


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        (decide(1985, container_title="RSC", chapter_number="C-46"), []),
        (decide(2006, container_title="SO", chapter_number="17"), []),
        (decide(2006, chapter_number="17"), ["no-jurisdiction"]),
        (decide(1998, chapter_number="42", jurisdiction="gb"), []),
    ],
)
def test_statutes(fields: dict[str, Any], rules: list[str]) -> None:
    assert find_rules({"type": "legislation", "title": "Door Act", **fields}) == rules
