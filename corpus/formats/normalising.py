"""One form for what programs write in several: CSL-JSON records as the catalogue holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.csl import DATES, NAMES, OLDER_NAMES, TEXTS
from corpus.formats.date_fields import parse_edtf
from corpus.formats.interface import Record


def normalise_record(record: Mapping[str, Any]) -> Record:
    """The record with dates as objects of numbers, today's field names, and nothing that is null.

    What is not understood stays as it is, for the check to name it.
    """
    found: Record = {}
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
        found[name] = value
    return found


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
    if isinstance(parts, list) and all(isinstance(one, list) for one in parts):
        date["date-parts"] = [_normalise_parts(one) for one in parts]
    if isinstance(date.get("season"), str) and date["season"].isdigit():
        date["season"] = int(date["season"])
    raw = date.get("raw")
    if isinstance(raw, str) and set(date) == {"raw"}:
        return parse_edtf(raw) or date
    return date


def _convert_older_pandoc(value: list[Any]) -> Any:
    """pandoc once wrote dates as lists of `year`, `month`, `day`."""
    if value and all(isinstance(one, Mapping) and "year" in one for one in value):
        parts = [[one[part] for part in ("year", "month", "day") if part in one] for one in value]
        return {"date-parts": parts}
    return value


def _normalise_parts(parts: list[Any]) -> list[Any]:
    found = [int(p) if isinstance(p, str) and re.fullmatch(r"-?\d+", p) else p for p in parts]
    while len(found) > 1 and found[-1] in (0, "", None):
        found.pop()
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def make_key(record: Mapping[str, Any], taken: Iterable[str]) -> str:
    """A citation key such as `hudson-2017-sanctuary`, not in `taken`, for a record without one."""
    names = record.get("author") or record.get("editor") or [{}]
    first = names[0] if isinstance(names, list) and isinstance(names[0], Mapping) else {}
    issued = record.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    title = re.sub(r"<[^>]*>", "", str(record.get("title", "")))
    long_words = [word for word in re.findall(r"\w+", title) if len(word) > 3]
    said = [
        str(first.get("family") or first.get("literal") or ""),
        str(parts[0][0]) if parts and parts[0] else "",
        long_words[0] if long_words else title[:20],
    ]
    words = [re.sub(r"\W+", "-", part.lower()).strip("-_") for part in said]
    key = "-".join(word for word in words if word) or "item"
    number, wanted, used = 1, key, set(taken)
    while key in used:
        number += 1
        key = f"{wanted}-{number}"
    return key
