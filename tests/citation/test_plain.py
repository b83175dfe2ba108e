"""The unstyled citation of search results."""

from __future__ import annotations

import pytest

from citation.written.excerpt_citations import format_plain_citation
from corpus.items import Item

BOARD = {"author": [{"literal": "Police Services Board"}]}
TITLE = {"title": "Minutes of the public meeting"}
DATE = {"issued": {"date-parts": [[2006, 5, 18]]}}


@pytest.mark.parametrize(
    ("fields", "pinpoint", "expected"),
    [
        (
            BOARD | TITLE | DATE,
            "at 147–148",
            "Police Services Board, Minutes of the public meeting (18 May 2006), at 147–148",
        ),
        (
            BOARD | TITLE,
            "at iv",
            "Police Services Board, Minutes of the public meeting, at iv",
        ),
        (TITLE | DATE, "", "Minutes of the public meeting (18 May 2006)"),
        (BOARD | DATE, "PDF p 12", "Police Services Board (18 May 2006), PDF p 12"),
        ({}, "at 3", "some-id, at 3"),
        ({}, "", "some-id"),
        (
            {"author": [{"family": name} for name in ("Roy", "Lee", "Kim", "Ng")]} | TITLE,
            "",
            "Roy et al., Minutes of the public meeting",
        ),
    ],
)
def test_plain(fields: dict[str, object], pinpoint: str, expected: str) -> None:
    assert format_plain_citation(Item({"id": "some-id"} | fields), pinpoint) == expected
