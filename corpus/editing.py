"""Records changed by hand: what `pincite add`, `edit` and `remove` do to the catalogue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from corpus.catalogue import Catalogue, set_pincite_fields
from corpus.csl import FIELDS, classify_variable
from corpus.errors import CatalogueError, RequestError
from corpus.formats.date_fields import Date, parse_written_date
from corpus.items import Item
from corpus.kinds import KINDS
from corpus.validation import require_valid


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """What the user wants changed; None and () leave a field as it is."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    """Persons, each `Family, Given`."""
    bodies: tuple[str, ...] = ()
    """Authors that are no persons, each its whole name."""
    date: str | None = None
    kind: str | None = None
    key: str | None = None
    """Another citation key."""
    assignments: tuple[str, ...] = ()
    """`FIELD=VALUE` with a CSL variable or `custom.…` for the field."""
    removals: tuple[str, ...] = ()
    """Fields to take out."""
    confirm: bool = False
    """What is only guessed is right."""

    def __bool__(self) -> bool:
        """Whether anything is to be changed."""
        return self != RecordChanges()


def apply_changes(item: Item, changes: RecordChanges) -> Item:
    """The item with the changes; a field that the user gave is no guess any more.

    Raises RequestError for what makes no sense, CatalogueError when the record would be invalid.
    """
    record = json.loads(json.dumps(item.record))
    given: set[str] = set()
    for field, value in _list_new_values(changes):
        _set(record, field, value)
        given.add(field)
    for field in changes.removals:
        _unset(record, field)
        given.add(field)
    if changes.key is not None:
        record["id"] = changes.key.strip()
    require_valid(record)
    after = Item(record)
    if changes.date is not None and "meeting_date" in after.own:
        after = set_pincite_fields(after, meeting_date=str(after.issued))
    return _drop_guesses(after, given, changes.confirm)


def _list_new_values(changes: RecordChanges) -> list[tuple[str, Any]]:
    given: list[tuple[str, Any]] = []
    if changes.title is not None:
        given.append(("title", changes.title.strip()))
    if changes.authors or changes.bodies:
        names = [parse_person(one) for one in changes.authors]
        given.append(("author", names + [{"literal": one.strip()} for one in changes.bodies]))
    if changes.date is not None:
        given.append(("issued", parse_date(changes.date)))
    if changes.kind is not None:
        if changes.kind not in KINDS:
            raise RequestError(f"There is no kind “{changes.kind}”.", f"Use {', '.join(KINDS)}.")
        given.append(("custom.pincite.kind", changes.kind))
    return given + [parse_assignment(one) for one in changes.assignments]


def parse_person(text: str) -> dict[str, str]:
    """`Family, Given` as a CSL name. Raises RequestError where the comma is missing."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma or not family:
        raise RequestError(
            f"“{text}” is not written as “Family, Given”.",
            "Use --author-body for a body such as a board.",
        )
    return {"family": family, "given": given} if given else {"family": family}


def parse_date(text: str) -> Date:
    """A date (`2008-11-20`, `2008-11`, `20 November 2008`) in CSL's form. Raises RequestError."""
    found = parse_written_date(text)
    if found is None:
        raise RequestError(f"“{text}” is not a date.", "Write it as 2008-11-20, 2008-11 or 2008.")
    return found


def parse_assignment(text: str) -> tuple[str, Any]:
    """`FIELD=VALUE` as the field and a value of the sort that it holds. Raises RequestError.

    Names are separated with `;`, persons written `Family, Given` and bodies without a comma.
    """
    field, equals, value = text.partition("=")
    field = field.strip()
    if not equals:
        raise RequestError(f"“{text}” has no “=”.", "Write FIELD=VALUE, such as publisher=Ontario.")
    _require_known(field)
    sort = classify_variable(field)
    if sort == "names":
        names = [one.strip() for one in value.split(";") if one.strip()]
        return field, [parse_person(one) if "," in one else {"literal": one} for one in names]
    if sort == "date":
        return field, parse_date(value)
    if field == "categories":
        return field, [one.strip() for one in value.split(";") if one.strip()]
    if field == "id":
        raise RequestError("The citation key is not set with --set.", "Use --id.")
    return field, value.strip()


def _require_known(field: str) -> None:
    """Raise RequestError for a field that is neither CSL's nor under `custom.`."""
    if field.startswith("custom.") and all(field.split(".")):
        return
    if field not in FIELDS or field == "custom":
        close = get_close_matches(field, FIELDS, 1)
        hint = f"Is {close[0]} meant?" if close else "Fields of your own go under custom.NAME."
        raise RequestError(f"CSL has no field “{field}”.", hint)


def _set(record: dict[str, Any], field: str, value: Any) -> None:
    *above, last = field.split(".")
    for name in above:
        inner = record.setdefault(name, {})
        if not isinstance(inner, dict):
            raise RequestError(f"“{field}” cannot be set: “{name}” is not an object.")
        record = inner
    record[last] = value


def _unset(record: dict[str, Any], field: str) -> None:
    *above, last = field.split(".")
    for name in above:
        record = record.get(name, {})
        if not isinstance(record, dict):
            record = {}
    if last not in record or field in ("id", "type"):
        why = "every record needs it" if field in ("id", "type") else "the record has none"
        raise RequestError(f"“{field}” cannot be taken out: {why}.")
    del record[last]


def _drop_guesses(item: Item, given: set[str], confirm: bool) -> Item:
    if confirm and "changed" in item.own:
        item = set_pincite_fields(item, changed=None)
    if "incomplete" not in item.own:
        return item
    rest = [] if confirm else [field for field in item.incomplete if field not in given]
    return set_pincite_fields(item, incomplete=rest or None)


def replace_item(catalogue: Catalogue, key: str, item: Item) -> Catalogue:
    """The catalogue with `item` in the place of the one with `key`, whose key may change.

    Raises RequestError when there is none with `key`, or another has the new one.
    """
    catalogue.get(key)
    if item.id != key and item.id in catalogue:
        raise RequestError(f"The catalogue has an item “{item.id}” already.", "Choose another key.")
    items = [item if one.id == key else one for one in catalogue]
    return Catalogue(catalogue.path, items)


def remove_item(catalogue: Catalogue, key: str) -> Catalogue:
    """The catalogue without the item. Raises RequestError when there is none."""
    catalogue.get(key)
    return Catalogue(catalogue.path, [one for one in catalogue if one.id != key])


def format_item(item: Item) -> str:
    """The record as a person edits it."""
    return json.dumps(item.record, ensure_ascii=False, indent=2) + "\n"


def read_item(text: str) -> Item:
    """The record that a person edited, valid. Raises CatalogueError, naming line or field."""
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise CatalogueError(
            f"This is not valid JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        ) from error
    if not isinstance(record, Mapping):
        raise CatalogueError("This is not one record: an object in braces is needed.")
    require_valid(record)
    return Item(record)
