"""Changing records by hand: what `pincite add`, `edit` and `remove` do to the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from corpus.catalogue import Catalogue, parse_json, set_pincite_fields
from corpus.csl import FIELDS, classify_variable
from corpus.errors import CatalogueError, RequestError
from corpus.formats.date_fields import Date, parse_written_date
from corpus.formats.normalising import make_key
from corpus.items import Item
from corpus.kinds import KINDS
from corpus.validation import require_valid


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """What the user wants to change; None and () leave a field as it is."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    """Persons, each `Family, Given`."""
    bodies: tuple[str, ...] = ()
    """Authors that are not persons, each its whole name."""
    date: str | None = None
    kind: str | None = None
    key: str | None = None
    """The new citation key."""
    assignments: tuple[str, ...] = ()
    """`FIELD=VALUE` with a CSL variable or `custom.…` for the field."""
    removals: tuple[str, ...] = ()
    """Fields to remove."""
    confirm: bool = False
    """Confirm the guessed fields."""

    def __bool__(self) -> bool:
        """Whether anything is to change."""
        return self != RecordChanges()


def apply_changes(item: Item, changes: RecordChanges) -> Item:
    """The item with the changes; a field that the user gave no longer counts as guessed.

    Raises RequestError for an impossible change, CatalogueError if the record would be invalid.
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


def make_record(
    changes: RecordChanges, catalogue: Catalogue, fields: Mapping[str, Any] | None = None
) -> Item:
    """A new item that holds nothing but what the user gave, under a key that is free.

    `fields` are those of a record that was read elsewhere, which the changes fill in or replace.

    Raises RequestError if there is no title, or for an impossible change.
    """
    fields = fields or {}
    if not str(changes.title or fields.get("title") or "").strip():
        raise RequestError("A record without a file needs a title.", "Give it with --title.")
    if changes.key is not None and changes.key.strip() in catalogue:
        raise RequestError(
            f"The catalogue already has an item “{changes.key.strip()}”.", "Choose another key."
        )
    item = apply_changes(
        Item({"id": "new", "type": "document", **fields}), replace(changes, key=None)
    )
    return Item({**item.record, "id": make_key(item.record, catalogue)})


def add_records(
    catalogue: Catalogue, records: Iterable[Item], changes: RecordChanges
) -> tuple[Catalogue, list[tuple[Item, str]]]:
    """The catalogue with the records in it, and each of them with what became of it.

    A record under a known key is not put in a second time: it stays as it is ("already there")
    unless there are changes ("changed"). Raises what `apply_changes` raises.
    """
    outcomes = []
    for record in records:
        known = record.id in catalogue
        if not known:
            catalogue.put(record)
        item = apply_changes(catalogue.get(record.id), changes)
        catalogue = replace_item(catalogue, record.id, item)
        outcomes.append((item, "added" if not known else "changed" if changes else "already there"))
    return catalogue, outcomes


def _list_new_values(changes: RecordChanges) -> list[tuple[str, Any]]:
    values: list[tuple[str, Any]] = []
    if changes.title is not None:
        values.append(("title", changes.title.strip()))
    if changes.authors or changes.bodies:
        names = [_parse_person(author) for author in changes.authors]
        values.append(("author", names + [{"literal": body.strip()} for body in changes.bodies]))
    if changes.date is not None:
        values.append(("issued", _parse_date(changes.date)))
    if changes.kind is not None:
        if changes.kind not in KINDS:
            raise RequestError(f"There is no kind “{changes.kind}”.", f"Use {', '.join(KINDS)}.")
        values.append(("custom.pincite.kind", changes.kind))
    return values + [_parse_assignment(assignment) for assignment in changes.assignments]


def _parse_person(text: str) -> dict[str, str]:
    """`Family, Given` as a CSL name. Raises RequestError if the comma is missing."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma or not family:
        raise RequestError(
            f"“{text}” is not written as “Family, Given”.",
            "Use --author-body for a body such as a board.",
        )
    return {"family": family, "given": given} if given else {"family": family}


def _parse_date(text: str) -> Date:
    """A date (`2008-11-20`, `2008-11`, `20 November 2008`) in CSL's form. Raises RequestError."""
    date = parse_written_date(text)
    if date is None:
        raise RequestError(f"“{text}” is not a date.", "Write it as 2008-11-20, 2008-11 or 2008.")
    return date


def _parse_assignment(text: str) -> tuple[str, Any]:
    """`FIELD=VALUE` as the field and a value of the type that it holds. Raises RequestError.

    Names are separated by `;`; persons are written `Family, Given`, bodies without a comma.
    """
    field, equals, value = text.partition("=")
    field = field.strip()
    if not equals:
        raise RequestError(f"“{text}” has no “=”.", "Write FIELD=VALUE, such as publisher=Ontario.")
    _require_known(field)
    parts = [part.strip() for part in value.split(";") if part.strip()]
    variable_type = classify_variable(field)
    if variable_type == "names":
        return field, [_parse_person(name) if "," in name else {"literal": name} for name in parts]
    if variable_type == "date":
        return field, _parse_date(value)
    if field == "categories":
        return field, parts
    if field == "id":
        raise RequestError("--set cannot change the citation key.", "Use --id.")
    return field, value.strip()


def _require_known(field: str) -> None:
    """Raise RequestError unless the field is one of CSL's or under `custom.`."""
    if field.startswith("custom.") and all(field.split(".")):
        return
    if field not in FIELDS or field == "custom":
        close = get_close_matches(field, FIELDS, 1)
        hint = f"Did you mean {close[0]}?" if close else "Fields of your own go under custom.NAME."
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
        raise RequestError(f"“{field}” cannot be removed: {why}.")
    del record[last]


def _drop_guesses(item: Item, given: set[str], confirm: bool) -> Item:
    if confirm and "changed" in item.own:
        item = set_pincite_fields(item, changed=None)
    if "incomplete" not in item.own:
        return item
    rest = [] if confirm else [field for field in item.incomplete if field not in given]
    return set_pincite_fields(item, incomplete=rest or None)


def replace_item(catalogue: Catalogue, key: str, item: Item) -> Catalogue:
    """The catalogue with `item` instead of the one with `key`; the key may change.

    Raises RequestError if there is no item `key`, or if another item has the new key.
    """
    catalogue.get(key)
    if item.id != key and item.id in catalogue:
        raise RequestError(f"The catalogue already has an item “{item.id}”.", "Choose another key.")
    return catalogue.with_items([item if old.id == key else old for old in catalogue])


def format_item(item: Item) -> str:
    """The record as text to edit."""
    return json.dumps(item.record, ensure_ascii=False, indent=2) + "\n"


def read_item(text: str) -> Item:
    """The edited record. Raises CatalogueError, which names line or field, if it is not valid."""
    record = parse_json(text, "This")
    if not isinstance(record, Mapping):
        raise CatalogueError("This is not one record: it must be an object in braces.")
    require_valid(record)
    return Item(record)
