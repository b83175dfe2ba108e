"""Whether a record is valid CSL-JSON; findings name the item and the field."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from corpus.csl import DATE_PARTS, FIELDS, NAME_PARTS, TYPES, classify_variable
from corpus.errors import CatalogueError
from corpus.items import Item, parse_whole_number

_FLAGS = frozenset({"comma-suffix", "static-ordering", "parse-names"})
"""Parts of a name that need not be text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a record."""

    item: str
    """The citation key, or another name for the record."""
    field: str
    message: str
    """One clear sentence that names the field."""
    severity: Literal["error", "note"] = "error"
    """An `error` makes the record unusable, a `note` does not."""

    def __str__(self) -> str:
        return f"{self.item}: {self.message}"

    def as_json(self) -> dict[str, str]:
        """The documented, stable form."""
        return {
            "item": self.item,
            "field": self.field,
            "severity": self.severity,
            "message": self.message,
        }


def check_catalogue(items: Iterable[Item]) -> list[Finding]:
    """What is wrong with the records, in order."""
    return [finding for item in items for finding in check_record(item.record)]


def check_record(record: Mapping[str, Any], called: str = "") -> list[Finding]:
    """What is wrong with one record; `called` names it if it has no id."""
    key = str(record.get("id") or called or "a record without an id")
    findings = [Finding(key, field, message) for field, message in _find_errors(record)]
    for field in record:
        if field not in FIELDS:
            hint = _suggest(str(field), FIELDS) or "."
            message = f"“{field}” is not a CSL field; it is kept as it is{hint}"
            findings.append(Finding(key, str(field), message, "note"))
    return findings


def require_valid(record: Mapping[str, Any]) -> None:
    """Raise CatalogueError, with every reason, if the record is unusable."""
    errors = [finding for finding in check_record(record) if finding.severity == "error"]
    if errors:
        key = errors[0].item
        raise CatalogueError(f"{key}: {'; '.join(error.message for error in errors)}.")


def _find_errors(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Field and message of each error."""
    key, kind = record.get("id"), record.get("type")
    if not isinstance(key, (str, int)) or isinstance(key, bool) or not str(key).strip():
        yield "id", "“id” must be a citation key"
    if kind is None:
        yield "type", "“type” is missing (for example “report” or “document”)"
    elif kind not in TYPES if isinstance(kind, str) else True:
        hint = _suggest(str(kind), TYPES)
        yield "type", f"“type” {_describe_value(kind)} is not a CSL type{hint}"
    for field, value in record.items():
        for message in _check_field(str(field), value):
            yield str(field), message
    custom = record.get("custom")
    if isinstance(custom, Mapping) and not isinstance(custom.get("pincite", {}), Mapping):
        yield (
            "custom",
            f"“custom.pincite” must be an object, not {_describe_type(custom['pincite'])}",
        )


def _suggest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, known, 1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _check_field(field: str, value: Any) -> Iterator[str]:
    variable_type = classify_variable(field)
    if variable_type == "names":
        yield from _check_names(field, value)
    elif variable_type == "date":
        yield from _check_date(field, value)
    elif variable_type == "number":
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            yield f"“{field}” must be text or a number, not {_describe_type(value)}"
    elif variable_type == "text" and not isinstance(value, str):
        yield f"“{field}” must be text, not {_describe_type(value)}"
    elif field == "custom" and not isinstance(value, Mapping):
        yield f"“custom” must be an object, not {_describe_type(value)}"
    elif field == "categories" and not (
        isinstance(value, list) and all(isinstance(name, str) for name in value)
    ):
        yield "“categories” must be a list of strings"


def _check_names(field: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"“{field}” must be a list of names, not {_describe_type(value)}"
        return
    for number, name in enumerate(value, 1):
        which = f"name {number} of “{field}”"
        if not isinstance(name, Mapping):
            given = _describe_type(name)
            yield f"{which} must be an object with family and given, or literal, not {given}"
            continue
        if not (name.get("family") or name.get("literal") or name.get("given")):
            yield f"{which} has neither family nor literal"
        for part, content in name.items():
            allowed = (str, int, float) if part in _FLAGS else str
            if part not in NAME_PARTS:
                yield f"{which} has “{part}”, which is not part of a name"
            elif not isinstance(content, allowed):
                yield f"“{part}” of {which} must be text, not {_describe_type(content)}"


def _check_date(field: str, value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"“{field}” must be an object with date-parts, not {_describe_type(value)}"
        return
    if not value:
        yield f"“{field}” is empty"
    for part in value:
        if part not in DATE_PARTS:
            yield f"“{field}” has “{part}”, which is not part of a date"
    for part in ("literal", "raw", "edtf"):
        if part in value and not isinstance(value[part], str):
            yield f"“{part}” of “{field}” must be text, not {_describe_type(value[part])}"
    if "date-parts" in value:
        yield from _check_date_parts(field, value["date-parts"])


def _check_date_parts(field: str, parts: Any) -> Iterator[str]:
    """One list of year, month, day, or two for a range; `[0]` leaves its end open."""
    if not (
        isinstance(parts, list)
        and 1 <= len(parts) <= 2
        and all(isinstance(date, list) and 1 <= len(date) <= 3 for date in parts)
    ):
        yield f"“date-parts” of “{field}” must be like [[2008, 11, 20]] (two lists for a range)"
        return
    for date in parts:
        numbers = [parse_whole_number(part) for part in date]
        if None in numbers:
            yield f"{_describe_value(date[numbers.index(None)])} in “{field}” is not a number"
            continue
        year, month, day = ([number or 0 for number in numbers] + [0, 0])[:3]
        if not 0 <= month <= 24 or 12 < month < 21:
            yield f"“{field}” has a month {month}"
        elif day and not (
            1 <= month <= 12 and 1 <= day <= monthrange(min(max(year, 1), 9999), month)[1]
        ):
            yield f"“{field}” has a day {day} that its month does not have"


def _describe_value(value: Any) -> str:
    return f"“{value}”" if isinstance(value, (str, int, float)) else _describe_type(value)


def _describe_type(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, (int, float)):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"
