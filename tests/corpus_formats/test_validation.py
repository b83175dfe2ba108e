"""Each finding names item and field."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import CatalogueError
from corpus.items import Item
from corpus.validation import check_catalogue, check_record, require_valid
from tests.corpus_formats.records import real_items


def test_real_records_are_valid() -> None:
    assert check_catalogue(real_items()) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("issued", "2008-11-20", "“issued” must be an object with date-parts, not a string"),
        ("issued", {}, "“issued” is empty"),
        ("issued", {"date-parts": [2008]}, "must be like [[2008, 11, 20]]"),
        ("issued", {"date-parts": [[2008, 13]]}, "“issued” has a month 13"),
        ("issued", {"date-parts": [[2008, 2, 30]]}, "“issued” has a day 30 that its month"),
        ("issued", {"date-parts": [["May"]]}, "“May” in “issued” is not a number"),
        ("issued", {"year": 2008}, "“issued” has “year”, which is not part of a date"),
        ("author", "The Board", "“author” must be a list of names, not a string"),
        ("author", ["The Board"], "name 1 of “author” must be an object"),
        ("author", [{"family": 3}], "“family” of name 1 of “author” must be text, not a number"),
        ("author", [{}], "name 1 of “author” has neither family nor literal"),
        ("author", [{"last": "A", "family": "B"}], "has “last”, which is not part of a name"),
        ("title", None, "“title” must be text, not null"),
        ("volume", [1], "“volume” must be text or a number, not a list"),
        ("type", "reprot", "“type” “reprot” is not a CSL type; did you mean “report”?"),
        ("custom", [], "“custom” must be an object, not a list"),
        ("custom", {"pincite": "x"}, "“custom.pincite” must be an object, not a string"),
        ("categories", "a", "“categories” must be a list of strings"),
    ],
)
def test_what_is_wrong(field: str, value: Any, said: str) -> None:
    record = {"id": "tpsb-2008", "type": "report", field: value}
    [finding] = check_record(record)
    assert str(finding).startswith("tpsb-2008: ")
    assert said in finding.message
    assert (finding.field, finding.severity) == (field, "error")
    with pytest.raises(CatalogueError) as caught:
        require_valid(record)
    assert said in caught.value.message


def test_without_id_or_type() -> None:
    assert [one.field for one in check_record({})] == ["id", "type"]
    assert [one.field for one in check_record({"id": " ", "type": "book"})] == ["id"]
    assert check_record({"id": 5, "type": "book"}) == []


def test_an_unknown_field_is_noted_and_kept() -> None:
    [finding] = check_catalogue([Item({"id": "a", "type": "book", "publsher": "X"})])
    assert finding.severity == "note"
    assert "did you mean “publisher”?" in finding.message
    require_valid({"id": "a", "type": "book", "publsher": "X"})


@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [[2008, 11, 20]]},
        {"date-parts": [["2008", "11"]]},
        {"date-parts": [[2005], [2008]]},
        {"date-parts": [[2005], [0]]},
        {"date-parts": [[-44]]},
        {"date-parts": [[2008]], "season": "3", "circa": True},
        {"literal": "n.d."},
        {"raw": "May 2008"},
    ],
)
def test_dates_that_csl_allows(date: dict[str, Any]) -> None:
    assert check_record({"id": "a", "type": "book", "issued": date}) == []
