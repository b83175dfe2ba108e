"""CSL-JSON, the catalogue's own format, as Zotero, pandoc and others write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.formats.braces import OUTSIDE_STRINGS, find_closing_brace
from corpus.formats.interface import FormatReading, Pinpoints, Unread, add_pinpoints
from corpus.formats.keys import add_entry
from corpus.formats.normalising import normalise_record
from corpus.items import Item

_KEY = re.compile(r'"(?:citation-key|id)"\s*:\s*"([^"]*)"')
_SPACE = re.compile(r"[\s,]*")


def read(text: str) -> FormatReading:
    """The records of an array, of one object, or of an object with `items` or `references`."""
    reading = FormatReading()
    start = len(text) - len(text.lstrip())
    in_array = True
    if text[start : start + 1] == "{":
        wrapper = re.match(r'\s*\{\s*"(?:items|references)"\s*:\s*\[', text)
        start, in_array = (wrapper.end(), True) if wrapper else (start, False)
    elif text[start : start + 1] == "[":
        start += 1
    else:
        reading.unread.append(Unread("", 1, "this is not JSON: it does not begin with “[” or “{”."))
        return reading
    _read_objects(text, start, reading, in_array)
    return reading


def _read_objects(text: str, position: int, reading: FormatReading, in_array: bool) -> None:
    """Read object after object; a broken one is skipped up to its closing brace."""
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    while True:
        space = _SPACE.match(text, position)
        position = space.end() if space else position
        line, counted = line + text.count("\n", counted, position), position
        if position >= len(text) or text[position] in "]}":
            if in_array and position >= len(text):
                reading.unread.append(Unread("", line, "the file ends before the array does."))
            return
        try:
            value, position = decoder.raw_decode(text, position)
        except RecursionError:
            reading.unread.append(Unread("", line, "it is nested too deeply."))
            return
        except json.JSONDecodeError as error:
            end = find_closing_brace(text, OUTSIDE_STRINGS, position) + 1 or len(text)
            key = _KEY.search(text, position, end)
            at = f"{error.msg} in line {error.lineno}, column {error.colno}"
            reading.unread.append(Unread(key[1] if key else "", line, f"not valid JSON: {at}."))
            position = end
            continue
        add_record(value, line, reading)


def add_record(value: Any, line: int, reading: FormatReading) -> None:
    """Add one object of a file to `reading`, with a usable citation key."""
    if not isinstance(value, Mapping):
        reading.unread.append(Unread("", line, "it is not an object."))
        return
    record = normalise_record(value)
    if not record.keys() - {"type"}:
        reading.unread.append(Unread("", line, "it is empty."))
        return
    given = str(record.get("id", ""))
    if not given or given.startswith(("http://", "https://")):
        # Zotero itself exports a web address as the id; Better BibTeX adds the citation key.
        record["id"] = str(record.get("citation-key") or "")
        if given:
            custom = dict(record.get("custom") or {})
            record["custom"] = {**custom, "imported-id": given}
    typeless = not record.get("type")
    record["type"] = record.get("type") or "document"
    add_entry(reading, record, line)
    if typeless:
        reading.notes.append(f"line {line}: “{record['id']}” has no type; read as a document.")


def write(items: Sequence[Item], pinpoints: Pinpoints) -> str:
    """The complete records, with pinpoints under `custom.pincite.pinpoints`."""
    records = [add_pinpoints(item, pinpoints) for item in items]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
