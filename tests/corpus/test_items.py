"""Records come from many programs: what is malformed in them is passed over."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.items import Item


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2008, 11, 20]]}, "2008-11-20"),
        ({"date-parts": [["2008", "11"]]}, "2008-11"),
        ({"date-parts": [[2008], [2009]]}, "2008"),
        ({"raw": "2008-11-20"}, "2008-11-20"),
        ({"raw": "about 2008"}, "None"),
        ({"date-parts": [[]]}, "None"),
        ({"date-parts": "2008"}, "None"),
        ("2008", "None"),
        (None, "None"),
    ],
)
def test_dates(issued: Any, date: str) -> None:
    assert str(Item({"id": "a", "issued": issued}).issued) == date


@pytest.mark.parametrize(
    "authors", [None, "A. Person", 7, {"family": "Person"}, [], ["A. Person"], [None]]
)
def test_malformed_authors_are_none(authors: Any) -> None:
    assert Item({"id": "a", "author": authors}).authors == ()


@pytest.mark.parametrize(
    "custom", [None, "x", [], {"pincite": "x"}, {"pincite": {"incomplete": "x"}}]
)
def test_malformed_own_fields_are_none(custom: Any) -> None:
    item = Item({"id": "a", "custom": custom})
    assert item.incomplete == ()
    assert item.kind == "other"


def test_markup_is_no_part_of_a_title() -> None:
    assert Item({"id": "a", "title": "<i>Roe</i> &amp; Co"}).title == "Roe & Co"
