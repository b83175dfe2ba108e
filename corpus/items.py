"""One bibliographic record: a CSL-JSON item with typed access to what pincite reads from it.

CSL-JSON is the format of the Citation Style Language (schema `csl-data.json`, version 1.0.2). What
CSL has no field for lives under `custom.pincite`; everything else in a record is kept as it was.
"""

# No `from __future__ import annotations`: the field types of a named tuple would then be texts, and
# typing compiles those, which takes 1 ms of every start.

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from corpus.frozen import frozen
from corpus.kinds import Kind, get_kind

_MARKUP = re.compile(r"</?(?:span|i|b|sup|sub|sc)\b[^>]*>")
_INTEGER = re.compile(r"\s*-?[0-9]{1,9}\s*")
_HALVES = re.compile(r"[\ud800-\udfff]")
_RANGES = (range(-9999, 10_000), range(1, 13), range(1, 32))
"""Of year, month and day."""


@frozen
class Name:
    """A person (`family`, `given`) or a body (`literal`)."""

    literal: str = ""
    family: str = ""
    given: str = ""

    @property
    def short(self) -> str:
        """What stands for the name in running text: the body, or the family name."""
        return self.literal or self.family


class PartialDate(NamedTuple):
    """A date known to the year, month or day; 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """ISO 8601 with as many parts as are known: `2008`, `2008-11`, `2008-11-20`."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@frozen
class Item:
    """One record of the catalogue."""

    record: Mapping[str, Any]
    """The CSL-JSON object, whole."""

    @property
    def id(self) -> str:
        """The citation key."""
        return str(self.record["id"])

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
        found = self.record.get(variable)
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
            for name in (found if isinstance(found, list) else ())
            if isinstance(name, Mapping)
        )

    @property
    def issued(self) -> PartialDate | None:
        """The date of the document; for minutes, of the meeting."""
        return self.get_date("issued")

    def get_date(self, variable: str) -> PartialDate | None:
        """The (first) date under any CSL date variable, None where there is none but free text.

        What cannot be a month or a day is cut off, with all that follows it.
        """
        value = self.record.get(variable)
        if not isinstance(value, Mapping):
            return None
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            return _make_date(parts[0])
        iso = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value.get("raw", "")))
        return _make_date(iso.groups()) if iso else None

    @property
    def own(self) -> Mapping[str, Any]:
        """What pincite keeps in the record: `custom.pincite`."""
        custom = self.record.get("custom")
        own = custom.get("pincite") if isinstance(custom, Mapping) else None
        return own if isinstance(own, Mapping) else {}

    @property
    def kind(self) -> Kind:
        """What sort of document, from the user's view."""
        return get_kind(_convert_to_text(self.own.get("kind")), self.type)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """CSL fields that pincite could only guess or not fill, when it made the record itself."""
        found = self.own.get("incomplete")
        return tuple(str(field) for field in found) if isinstance(found, list) else ()

    @property
    def changed(self) -> str:
        """When the file was found to be another than the record was made for (ISO 8601), or ""."""
        return _convert_to_text(self.own.get("changed"))

    def get_text(self, variable: str) -> str:
        """Any CSL variable as plain text, "" where it is absent or no text."""
        text = _convert_to_text(self.record.get(variable))
        return unescape_html(_MARKUP.sub("", text) if "<" in text else text)


def unescape_html(text: str) -> str:
    """`text` with HTML's character references, such as `&amp;`, as the characters they mean."""
    if "&" not in text:  # nearly always: the table of references need not be read then
        return text
    from html import unescape

    return unescape(text)


def _convert_to_text(value: object) -> str:
    """A text or a whole number of a record as text that can be shown, "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)
    return text if text.isascii() else _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def _make_date(parts: Sequence[object]) -> PartialDate | None:
    """The date that the parts give as far as they are sound, None without a year."""
    numbers: list[int] = []
    for part, allowed in zip(parts, _RANGES, strict=False):
        number = _convert_to_integer(part)
        if number is None or number not in allowed:
            break
        numbers.append(number)
    return PartialDate(*numbers) if numbers else None


def _convert_to_integer(part: object) -> int | None:
    if isinstance(part, str):
        return int(part) if _INTEGER.fullmatch(part) else None
    if isinstance(part, float):
        return int(part) if part.is_integer() else None
    return part if isinstance(part, int) and not isinstance(part, bool) else None
