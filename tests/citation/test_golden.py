"""Golden citations: `*italic*`, `^small capitals^`.

`golden.json` holds records and strings checked against the guides; `golden_more.json` further kinds
of documents and forms. `confidence` says whether the guide has a rule for the case or whether its
general form was applied by analogy.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from corpus.items import Item
from tests.citation.marked import mark

HERE = Path(__file__).parent
GOLDEN = json.loads((HERE / "golden.json").read_text(encoding="utf-8"))
MORE = json.loads((HERE / "golden_more.json").read_text(encoding="utf-8"))
ITEMS = {record["id"]: Item(record) for record in GOLDEN["items"] + MORE["items"]}
CATALOGUE = [Item(record) for record in GOLDEN["items"]]
OTHERS = [ITEMS[name] for name in MORE["shared"]] + [Item(record) for record in MORE["items"]]


def cited(case: dict[str, Any], items: list[Item]) -> str:
    pinpoint = Pinpoint.parse(
        case.get("locator") or "", case.get("label"), minute=case.get("minute", "")
    )
    citation = cite(
        ITEMS[case["item"]],
        pinpoint or None,
        style=case["style"],
        form=case["form"],
        note_number=case.get("note_number"),
        context=Context(items, case.get("cited", ())),
    )
    return mark(citation)


def name(case: dict[str, Any]) -> str:
    return "-".join(str(case.get(key)) for key in ("style", "form", "item", "label", "locator"))


@pytest.mark.parametrize("case", GOLDEN["expected"], ids=name)
def test_golden(case: dict[str, Any]) -> None:
    assert cited(case, CATALOGUE) == case["expected"]


@pytest.mark.parametrize("case", MORE["expected"], ids=name)
def test_golden_more(case: dict[str, Any]) -> None:
    assert cited(case, OTHERS) == case["expected"], case["basis"]
