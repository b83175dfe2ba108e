"""The citation keys of a file's entries: each has one, and no two have the same."""

from __future__ import annotations

from corpus.catalogue import find_free_key
from corpus.formats.interface import FormatReading, ReadEntry, Record
from corpus.formats.normalising import make_key


def add_entry(
    reading: FormatReading, record: Record, line: int, attachments: tuple[str, ...] = ()
) -> None:
    """Add a record to what was read from a file.

    A record whose `id` is missing gets a key made of its names, year and title; one whose key
    an earlier record of the file has, and which says something else, gets the next free key.
    `line` is 1-based.
    """
    earlier = reading.records
    key = str(record.get("id", ""))
    if not key:
        record["id"] = make_key(record, earlier)
    elif key in earlier:
        if {**earlier[key], "id": key} == record:
            reading.notes.append(f"line {line}: “{key}” is in the file twice; it was read once.")
            return
        record["id"] = find_free_key(key, earlier)
        reading.notes.append(
            f"line {line}: an earlier entry of the file has the key “{key}”; this one was read as"
            f" “{record['id']}”."
        )
    earlier[record["id"]] = dict(record)
    reading.entries.append(ReadEntry(record, line, attachments, record["id"] != key))
