"""One bibliographic record: a CSL-JSON item with typed access to what pincite reads from it.

CSL-JSON is the format of the Citation Style Language (schema `csl-data.json`, version 1.0.2). What
pincite needs and CSL has no field for is under `custom.pincite`; all other content stays as it is.
"""

# No `from __future__ import annotations`: the field types of a named tuple would then be strings,
# which typing compiles at every start.

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from corpus.frozen import frozen, kept
from corpus.kinds import Kind, get_kind
from corpus.late_pattern import compile_late

T = TypeVar("T")

_MARKUP = compile_late(r"</?(?:span|i|b|sup|sub|sc)\b[^>]*>")
_INTEGER = compile_late(r"\s*-?[0-9]{1,9}\s*")
_SURROGATES = compile_late(r"[\ud800-\udfff]")
_RANGES = (range(-9999, 10_000), range(1, 13), range(1, 32))
"""Possible years, months and days."""
_OBJECT = (dict, Mapping)
"""For isinstance, which is slow for an abstract class: a start asks it of thousands of records."""


@frozen
class Name:
    """A person (`family`, `given`) or a body (`literal`)."""

    literal: str = ""
    family: str = ""
    given: str = ""

    @property
    def short(self) -> str:
        """The name in running text: the body, or the family name."""
        return self.literal or self.family


class PartialDate(NamedTuple):
    """A date known to the year, month or day; 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """ISO 8601 with as many parts as are known: `2008`, `2008-11`, `2008-11-20`."""
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        return "-".join(parts)


@frozen
class Item:
    """One record of the catalogue."""

    record: Mapping[str, Any]
    """The CSL-JSON object, whole."""

    @kept
    def id(self) -> str:
        """The citation key."""
        return str(self.record["id"])

    @kept
    def _made(self) -> "dict[Callable[[Item], Any], Any]":
        return {}

    def make_once(self, make: "Callable[[Item], T]") -> T:
        """The result of `make` for this item, computed once and kept as long as the item."""
        if make not in self._made:
            self._made[make] = make(self)
        result: T = self._made[make]
        return result

    @property
    def type(self) -> str:
        """The CSL type, such as `report`."""
        return _convert_to_text(self.record.get("type")) or "document"

    @property
    def title(self) -> str:
        """The title as plain text, CSL's inline markup removed."""
        return self.get_text("title")

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors in order."""
        return self.get_names("author")

    def get_names(self, variable: str) -> tuple[Name, ...]:
        """The names under any CSL name variable, in order."""
        names = self.record.get(variable)
        return tuple(
            Name(
                literal=_convert_to_text(name.get("literal")),
                family=" ".join(
                    part
                    for key in ("non-dropping-particle", "family")
                    if (part := _convert_to_text(name.get(key)))
                ),
                given=_convert_to_text(name.get("given")),
            )
            for name in (names if isinstance(names, list) else ())
            if isinstance(name, Mapping)
        )

    @kept
    def issued(self) -> PartialDate | None:
        """The date of the document; for minutes, of the meeting."""
        return self.get_date("issued")

    def get_date(self, variable: str) -> PartialDate | None:
        """The (first) date under any CSL date variable, None if it is absent or only free text.

        A part that cannot be a month or a day is left out, and so is the part after it.
        """
        value = self.record.get(variable)
        if not isinstance(value, _OBJECT):
            return None
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            return _make_date(parts[0])
        iso = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value.get("raw", "")))
        return _make_date(iso.groups()) if iso else None

    @kept
    def own(self) -> Mapping[str, Any]:
        """What pincite keeps in the record: `custom.pincite`."""
        custom = self.record.get("custom")
        own = custom.get("pincite") if isinstance(custom, _OBJECT) else None
        return own if isinstance(own, _OBJECT) else {}

    @kept
    def kind(self) -> Kind:
        """What kind of document it is to the user."""
        return get_kind(_convert_to_text(self.own.get("kind")), self.type)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """CSL fields that pincite guessed or left empty when it made the record itself."""
        return self.list_own_texts("incomplete")

    def list_own_texts(self, field: str) -> tuple[str, ...]:
        """The entries of a list under `custom.pincite` as strings, none if there is no such list.

        Under `notes` it has what to check before the document is cited, one sentence each.
        """
        entries = self.own.get(field)
        return tuple(str(entry) for entry in entries) if isinstance(entries, list) else ()

    @property
    def changed(self) -> str:
        """When the file was found to differ from the one the record was made for (ISO 8601), or
        ""."""
        return _convert_to_text(self.own.get("changed"))

    def get_text(self, variable: str) -> str:
        """Any CSL variable as plain text, "" if it is absent or not text."""
        return strip_markup(_convert_to_text(self.record.get(variable)))


def strip_markup(text: str) -> str:
    """`text` without CSL's inline markup, character references resolved."""
    return unescape_html(_MARKUP.sub("", text) if "<" in text else text)


def unescape_html(text: str) -> str:
    """`text` with HTML's character references, such as `&amp;`, as the characters they mean."""
    if "&" not in text:  # nearly always; html's table of references is then not imported
        return text
    from html import unescape

    return unescape(text)


def _convert_to_text(value: object) -> str:
    """A string or whole number of a record as text that can be shown, "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)
    return text if text.isascii() else _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def _make_date(parts: Sequence[object]) -> PartialDate | None:
    """The date as far as its parts are valid, None without a year."""
    numbers: list[int] = []
    for part, allowed in zip(parts, _RANGES, strict=False):
        number = part if type(part) is int else parse_whole_number(part)
        if number is None or number not in allowed:
            break
        numbers.append(number)
    return PartialDate(*numbers) if numbers else None


def parse_whole_number(value: object) -> int | None:
    """A whole number that a record has as a number or in digits (at most nine), None otherwise."""
    if isinstance(value, str):
        return int(value) if _INTEGER.fullmatch(value) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
