"""Two versions of a catalogue that were made of the same one, put together by record and field.

What only one of them changed is taken from it. Where both changed the same field, what another
program saved is kept, since somebody may have typed it, and the field is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.catalogue import find_free_key
from corpus.frozen import frozen
from corpus.items import Item

Items = dict[str, Item]
"""The records of a catalogue by citation key, in order."""
_MISSING = object()


@frozen
class Merged:
    """What came of it."""

    items: Items
    conflicts: tuple[str, ...]
    """What both changed, one sentence each."""


def merge_catalogues(base: Items, ours: Items, theirs: Items) -> Merged:
    """The records of `theirs` with what `ours` changed of `base`."""
    renamed = _find_renamed(base, ours)
    merged: Items = {}
    conflicts: list[str] = []
    for key, their_item in theirs.items():
        our_key = renamed.get(key, key)
        our_item = ours.get(our_key)
        if key not in base:
            merged[key] = their_item
        elif our_item is not None:
            item = _merge_item(base[key], our_item, their_item, conflicts)
            if our_key != key and our_key in theirs:
                item = Item({**item.record, "id": key})
                conflicts.append(f"{key} keeps its key: {our_key} was added there.")
            merged[item.id] = item
        elif their_item.record != base[key].record:
            merged[key] = their_item
            conflicts.append(f"{key} was removed here and changed there: it stays.")
    came_back = {new: old for old, new in renamed.items()}
    for key, item in ours.items():
        before = came_back.get(key, key)
        if before in base and before in theirs:
            continue  # put together above
        if before in base and key == before:
            if item.record != base[before].record:
                conflicts.append(f"{before} was changed here and removed there: it is gone.")
        elif key not in theirs:
            merged[key] = item
        elif _describe_same(item, theirs[key]):
            start = base.get(before, Item({"id": key}))
            merged[key] = _merge_item(start, item, theirs[key], conflicts)
        elif item.record != theirs[key].record:
            free = find_free_key(key, {**merged, **ours})
            merged[free] = Item({**item.record, "id": free})
    return Merged(merged, tuple(conflicts))


def _find_renamed(base: Items, ours: Items) -> dict[str, str]:
    """The old and the new key, where ours differs by one record that has another key."""
    gone = [key for key in base if key not in ours]
    come = [key for key in ours if key not in base]
    return dict(zip(gone, come, strict=True)) if len(gone) == len(come) == 1 else {}


def _describe_same(one: Item, other: Item) -> bool:
    """Whether two records are of the same file."""
    return any(
        one.own.get(field) and one.own.get(field) == other.own.get(field)
        for field in ("file", "sha256")
    )


def _merge_item(base: Item, ours: Item, theirs: Item, conflicts: list[str]) -> Item:
    if theirs.record == base.record or theirs.record == ours.record:
        return ours
    if ours.record == base.record:
        return theirs
    fields: list[str] = []
    record = _merge_fields(base.record, ours.record, theirs.record, "", fields)
    if fields:
        both = f"{', '.join(fields)} of {ours.id}"
        conflicts.append(f"{both} was changed here and there: what was saved there is kept.")
    return Item({**record, "id": ours.record["id"]})


def _merge_fields(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    above: str,
    conflicts: list[str],
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for name in dict.fromkeys((*theirs, *ours)):
        values = [record.get(name, _MISSING) for record in (base, ours, theirs)]
        before, here, there = values
        if here in (before, there):
            value = there
        elif there == before:
            value = here
        elif isinstance(here, Mapping) and isinstance(there, Mapping):
            inner = before if isinstance(before, Mapping) else {}
            value = _merge_fields(inner, here, there, f"{above}{name}.", conflicts)
        else:
            value = there
            if f"{above}{name}" != "id":
                conflicts.append(f"{above}{name}")
        if value is not _MISSING:
            merged[name] = value
    return merged
