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
        ({"date-parts": [[2008.0, 5]]}, "2008-05"),
        ({"date-parts": [["2008", "May", 5]]}, "2008"),
        ({"date-parts": [[None, 5, 5]]}, "None"),
        ({"date-parts": [["²"]]}, "None"),
        ({"date-parts": [["٢٠٠٨"]]}, "None"),
        ({"date-parts": [[2008.5]]}, "None"),
        ({"date-parts": [[float("inf")]]}, "None"),
        ({"date-parts": [["9" * 5000]]}, "None"),
        ({"date-parts": [[True, 1]]}, "None"),
        ({"date-parts": [[2008, 13, 5]]}, "2008"),
        ({"date-parts": [[2008, 0, 5]]}, "2008"),
        ({"date-parts": [[2008, 11, 32]]}, "2008-11"),
        ({"raw": "2008-13-05"}, "2008"),
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


@pytest.mark.parametrize("value", [None, ["A", "B"], {"a": 1}, True, 1.5])
def test_what_is_no_text_is_not_shown_as_one(value: Any) -> None:
    item = Item({"id": "a", "title": value, "type": value, "author": [{"literal": value}]})
    assert (item.title, item.type, item.authors[0].short) == ("", "document", "")
    assert item.get_text("title") == ""


def test_a_number_is_a_title_and_half_a_character_is_shown_as_unknown() -> None:
    assert Item({"id": "a", "title": 1984}).title == "1984"
    assert Item({"id": "a", "title": "a\ud800b"}).title == "a\N{REPLACEMENT CHARACTER}b"
