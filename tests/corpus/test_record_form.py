"""A record as a form: what is not touched stays, what is changed is read as it is typed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.csl import TYPES
from corpus.editing import apply_changes
from corpus.errors import PinciteError
from corpus.items import Item
from corpus.record_form import list_form_fields, list_types, read_form

RECORD = {
    "id": "roe-2001",
    "type": "article-journal",
    "title": "On  <i>Harbours</i>",
    "author": [
        {"family": "Roe", "given": "Jane"},
        {"family": "Gogh", "non-dropping-particle": "van"},
        {"literal": "Board of Trade, Inc"},
    ],
    "issued": {"date-parts": [[2001, 3], [2001, 5]], "circa": True},
    "volume": 4,
    "keyword": "harbours",
    "custom": {"pincite": {"kind": "article", "incomplete": ["title", "issued"]}},
}


def read_values(item: Item) -> dict[str, str]:
    return {field.name: field.value for field in list_form_fields(item)}


def test_the_fields_are_those_of_the_type_and_all_that_the_record_has() -> None:
    names = [field.name for field in list_form_fields(Item(RECORD))]
    assert names[:4] == ["type", "title", "author", "issued"]
    assert {"container-title", "DOI", "keyword", "volume"} <= set(names)
    assert len(names) == len(set(names))
    assert not {"id", "custom"} & set(names)
    other = {field.name for field in list_form_fields(Item(RECORD), "legislation")}
    assert {"jurisdiction", "chapter-number", "keyword"} <= other
    assert set(list_types()) == TYPES


def test_what_is_not_touched_stays_whatever_the_form_cannot_show() -> None:
    item = Item(RECORD)
    values = read_values(item)
    assert not read_form(item, values)
    after = apply_changes(item, read_form(item, values | {"volume": "5"}))
    expected = json.loads(json.dumps(RECORD)) | {"volume": "5"}
    assert after.record == expected
    whole = {field.name: field.whole for field in list_form_fields(item)}
    assert (whole["author"], whole["issued"], whole["title"]) == (False, False, True)


def test_what_is_typed_is_read_as_edit_reads_it() -> None:
    item = Item(RECORD)
    values = read_values(item) | {
        "author": "Roe, Jane; Harbour Board",
        "issued": "20 November 2008",
        "volume": "",
        "publisher": "A = B",
        "nonsense": "x",
        "id": "other",
    }
    after = apply_changes(item, read_form(item, values, kind="report")).record
    assert after["author"] == [{"family": "Roe", "given": "Jane"}, {"literal": "Harbour Board"}]
    assert after["issued"] == {"date-parts": [[2008, 11, 20]]}
    assert "volume" not in after
    assert (after["publisher"], after["id"]) == ("A = B", "roe-2001")
    assert after["custom"]["pincite"] == {"kind": "report", "incomplete": ["title"]}
    confirmed = apply_changes(item, read_form(item, read_values(item), confirm=True)).record
    assert "incomplete" not in confirmed["custom"]["pincite"]


@pytest.mark.parametrize("values", [{"issued": "soon"}, {"type": ""}, {"type": "novel"}])
def test_what_cannot_be_is_refused(values: dict[str, str]) -> None:
    item = Item(RECORD)
    with pytest.raises(PinciteError):
        apply_changes(item, read_form(item, read_values(item) | values))


@given(st.text(max_size=40))
def test_any_text_is_kept_or_refused(text: str) -> None:
    item = Item({"id": "a", "type": "report", "title": "T"})
    values = read_values(item) | {"publisher": text}
    try:
        after = apply_changes(item, read_form(item, values))
    except PinciteError:
        return
    assert after.record.get("publisher", "") == " ".join(text.split())
