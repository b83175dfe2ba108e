"""Brings what programs write in several ways into one form: that of the catalogue's records."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from corpus.catalogue import find_free_key
from corpus.csl import DATES, NAMES, OLDER_NAMES, TEXTS
from corpus.formats.date_fields import parse_edtf
from corpus.formats.interface import Record
from corpus.items import parse_whole_number


def normalise_record(record: Mapping[str, Any]) -> Record:
    """The record with dates as objects of numbers, today's field names, and no null values.

    What is not understood stays as it is, so that validation can report it.
    """
    normal: Record = {}
    for field, value in record.items():
        if value is None:
            continue
        name = OLDER_NAMES.get(field, field)
        if name != field and name in record:
            continue
        if field in DATES:
            value = _normalise_date(value)
        elif field in NAMES and isinstance(value, Mapping):
            value = [value]
        elif (field in TEXTS or field == "id") and _is_number(value):
            value = str(value)
        normal[name] = value
    return normal


def _normalise_date(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        return parse_edtf(value) or ({"literal": value} if value.strip() else value)
    if isinstance(value, list):
        value = _convert_older_pandoc(value)
    if not isinstance(value, Mapping):
        return value
    date = dict(value)
    parts = date.get("date-parts")
    if isinstance(parts, list) and all(isinstance(end, list) for end in parts):
        date["date-parts"] = [_normalise_parts(end) for end in parts]
    if isinstance(date.get("season"), str) and date["season"].isdigit():
        date["season"] = int(date["season"])
    raw = date.get("raw")
    if isinstance(raw, str) and set(date) == {"raw"}:
        return parse_edtf(raw) or date
    return date


def _convert_older_pandoc(value: list[Any]) -> Any:
    """The date that old versions of pandoc wrote as a list of objects with `year` and so on."""
    if value and all(isinstance(end, Mapping) and "year" in end for end in value):
        parts = [[end[part] for part in ("year", "month", "day") if part in end] for end in value]
        return {"date-parts": parts}
    return value


def _normalise_parts(parts: list[Any]) -> list[Any]:
    numbers = ((part, parse_whole_number(part)) for part in parts)
    normal = [part if number is None else number for part, number in numbers]
    while len(normal) > 1 and normal[-1] in (0, "", None):
        normal.pop()
    return normal


def is_same_value(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same; for CSL `22` and `"22"` are."""
    one, other = (str(value) if _is_number(value) else value for value in (one, other))
    return bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def make_key(record: Mapping[str, Any], taken: Container[str]) -> str:
    """A citation key such as `hudson-2017-sanctuary` for a record; it is not in `taken`."""
    names = record.get("author") or record.get("editor") or [{}]
    first = names[0] if isinstance(names, list) and isinstance(names[0], Mapping) else {}
    issued = record.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    title = re.sub(r"<[^>]*>", "", str(record.get("title", "")))
    long_words = [word for word in re.findall(r"\w+", title) if len(word) > 3]
    parts_of_key = [
        str(first.get("family") or first.get("literal") or ""),
        str(parts[0][0]) if parts and parts[0] else "",
        long_words[0] if long_words else title[:20],
    ]
    words = [re.sub(r"\W+", "-", part.lower()).strip("-_") for part in parts_of_key]
    return find_free_key("-".join(filter(None, words)) or "item", taken)
