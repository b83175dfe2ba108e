"""Writes items in another format, and says what that format could not carry."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import RequestError
from corpus.formats.interface import Format, Pinpoints, Record
from corpus.formats.normalising import is_same_value, normalise_record
from corpus.items import Item


def export_items(items: Sequence[Item], wanted: Format, pinpoints: Pinpoints | None = None) -> str:
    """The text of a file with the items. Raises RequestError if there are none, or if the format is
    only read."""
    if not items:
        raise RequestError("There is nothing to export.", "`pincite list` shows the items.")
    return wanted.write(items, pinpoints or {})


def describe_losses(items: Sequence[Item], text: str, wanted: Format) -> list[str]:
    """What reading `text` does not give back: one line for each field, with the items' keys."""
    back = [entry.record for entry in wanted.read(text).entries]
    if len(back) != len(items):
        return [f"{wanted.name}: {len(items)} items were written and {len(back)} can be read back."]
    lost: dict[str, list[str]] = {}
    for item, record in zip(items, back, strict=True):
        for field in find_differing_fields(normalise_record(item.record), record):
            lost.setdefault(field, []).append(item.id)
    return [
        f"{wanted.name} cannot carry all of “{field}”: {_format_ids(ids)}."
        for field, ids in lost.items()
    ]


def find_differing_fields(record: Record, back: Record) -> list[str]:
    """The fields of `record` that `back` lacks or has with another value."""
    return [field for field in record if not is_same_value(record[field], back.get(field))]


def _format_ids(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:3])
    return shown if len(ids) <= 3 else f"{shown} and {len(ids) - 3} more"
