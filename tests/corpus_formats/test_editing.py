"""Records changed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.editing import (
    RecordChanges,
    apply_changes,
    format_item,
    read_item,
    replace_item,
)
from corpus.errors import CatalogueError, RequestError
from corpus.items import Item

GUESSED = Item(
    {
        "id": "minutes-nov",
        "type": "document",
        "title": "05nov11",
        "mine": {"a": [1]},
        "custom": {
            "pincite": {
                "kind": "other",
                "file": "a.pdf",
                "incomplete": ["title", "author", "issued"],
            },
            "tool": 1,
        },
    }
)


def test_what_the_user_gave_is_no_guess_any_more() -> None:
    after = apply_changes(
        GUESSED,
        RecordChanges(
            title="Minutes of the public meeting", bodies=("Toronto Police Services Board",)
        ),
    )
    assert after.title == "Minutes of the public meeting"
    assert after.record["author"] == [{"literal": "Toronto Police Services Board"}]
    assert after.incomplete == ("issued",)
    after = apply_changes(after, RecordChanges(date="20 November 2008", kind="minutes"))
    assert after.record["issued"] == {"date-parts": [[2008, 11, 20]]}
    assert after.kind == "minutes"
    assert "incomplete" not in after.own
    assert after.record["mine"] == {"a": [1]}
    assert after.record["custom"]["tool"] == 1
    assert GUESSED.title == "05nov11"


def test_the_date_of_minutes_is_the_meetings() -> None:
    minutes = apply_changes(
        GUESSED, RecordChanges(assignments=("custom.pincite.meeting_date=2008-11-02",))
    )
    after = apply_changes(minutes, RecordChanges(date="2008-11-20"))
    assert after.own["meeting_date"] == "2008-11-20"


def test_confirming_takes_the_guesses_for_right() -> None:
    after = apply_changes(GUESSED, RecordChanges(confirm=True))
    assert after.incomplete == ()
    assert after.record["title"] == "05nov11"


@pytest.mark.parametrize(
    ("assignment", "field", "value"),
    [
        ("publisher=City of Toronto", "publisher", "City of Toronto"),
        ("URL=http://x.org/?a=b", "URL", "http://x.org/?a=b"),
        ("accessed=2018-11-09", "accessed", {"date-parts": [[2018, 11, 9]]}),
        (
            "editor=Hudson, Graham; The Board",
            "editor",
            [{"family": "Hudson", "given": "Graham"}, {"literal": "The Board"}],
        ),
        ("type=report", "type", "report"),
        ("volume=22", "volume", "22"),
    ],
)
def test_setting_a_field(assignment: str, field: str, value: Any) -> None:
    assert apply_changes(GUESSED, RecordChanges(assignments=(assignment,))).record[field] == value


def test_own_fields() -> None:
    after = apply_changes(
        GUESSED, RecordChanges(assignments=("custom.pincite.jurisdiction=Ontario",))
    )
    assert after.own["jurisdiction"] == "Ontario"
    after = apply_changes(after, RecordChanges(removals=("custom.pincite.jurisdiction", "title")))
    assert "jurisdiction" not in after.own
    assert "title" not in after.record
    assert after.incomplete == ("author", "issued")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (RecordChanges(authors=("Graham Hudson",)), "is not written as “Family, Given”"),
        (RecordChanges(date="5/6/2008"), "“5/6/2008” is not a date"),
        (RecordChanges(date="2008-02-30"), "is not a date"),
        (RecordChanges(kind="book"), "There is no kind “book”"),
        (
            RecordChanges(assignments=("publsher=X",)),
            "CSL has no field “publsher”. Did you mean publisher?",
        ),
        (RecordChanges(assignments=("publisher",)), "has no “=”"),
        (RecordChanges(assignments=("custom=1",)), "CSL has no field “custom”"),
        (RecordChanges(assignments=("id=b",)), "Use --id"),
        (RecordChanges(assignments=("custom.tool.x=1",)), "“tool” is not an object"),
        (RecordChanges(assignments=("type=paper",)), "is not a CSL type"),
        (RecordChanges(removals=("DOI",)), "the record has none"),
        (RecordChanges(removals=("type",)), "every record needs it"),
        (RecordChanges(key=" "), "“id” must be a citation key"),
    ],
)
def test_what_makes_no_sense(changes: RecordChanges, said: str) -> None:
    with pytest.raises((RequestError, CatalogueError)) as caught:
        apply_changes(GUESSED, changes)
    assert said in str(caught.value)


def test_a_new_key_keeps_the_place(tmp_path: Path) -> None:
    items = [Item({"id": key, "type": "book"}) for key in "abc"]
    catalogue = Catalogue(tmp_path / "catalogue.json", items)
    after = replace_item(catalogue, "b", Item({"id": "z", "type": "book"}))
    after.save()
    assert [item.id for item in Catalogue.load(after.path)] == ["a", "z", "c"]
    with pytest.raises(RequestError, match="already has an item “c”"):
        replace_item(catalogue, "b", items[2])
    catalogue.remove("b")
    assert [item.id for item in catalogue] == ["a", "c"]
    with pytest.raises(RequestError):
        catalogue.remove("none")


def test_a_record_as_text() -> None:
    assert read_item(format_item(GUESSED)) == GUESSED
    for text, said in (
        ("{", "not valid JSON"),
        ("[]", "not one record"),
        ('{"id": "a", "type": "book", "issued": "2008"}', "a: “issued” must be an object"),
    ):
        with pytest.raises(CatalogueError, match=said):
            read_item(text)
