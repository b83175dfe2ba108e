"""One bibliographic record: a CSL-JSON item with typed access to what pincite reads from it.

CSL-JSON is the format of the Citation Style Language (schema `csl-data.json`, version 1.0.2). What
CSL has no field for lives under `custom.pincite`; everything else in a record is kept as it was.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.kinds import Kind, kind_of

_MARKUP = re.compile(r"</?(?:span|i|b|sup|sub|sc)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, `given`) or a body (`literal`)."""

    literal: str = ""
    family: str = ""
    given: str = ""

    @property
    def short(self) -> str:
        """What stands for the name in running text: the body, or the family name."""
        return self.literal or self.family


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
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


@dataclass(frozen=True, slots=True)
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
        return str(self.record.get("type", "document"))

    @property
    def title(self) -> str:
        """The title as plain text, CSL's inline markup removed."""
        return html.unescape(_MARKUP.sub("", str(self.record.get("title", ""))))

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors in order."""
        return self.names("author")

    def names(self, variable: str) -> tuple[Name, ...]:
        """The names under any CSL name variable, in order."""
        found = self.record.get(variable)
        return tuple(
            Name(
                literal=str(name.get("literal", "")),
                family=" ".join(
                    str(part)
                    for part in (name.get("non-dropping-particle"), name.get("family"))
                    if part
                ),
                given=str(name.get("given", "")),
            )
            for name in (found if isinstance(found, list) else ())
            if isinstance(name, Mapping)
        )

    @property
    def issued(self) -> PartialDate | None:
        """The date of the document; for minutes, of the meeting."""
        return self.date("issued")

    def date(self, variable: str) -> PartialDate | None:
        """The (first) date under any CSL date variable, None where there is none but free text."""
        value = self.record.get(variable)
        if not isinstance(value, Mapping):
            return None
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            numbers = [int(part) for part in parts[0][:3] if str(part).lstrip("-").isdigit()]
            return PartialDate(*numbers) if numbers else None
        iso = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value.get("raw", "")))
        return PartialDate(*(int(part) for part in iso.groups() if part)) if iso else None

    @property
    def own(self) -> Mapping[str, Any]:
        """What pincite keeps in the record: `custom.pincite`."""
        custom = self.record.get("custom")
        own = custom.get("pincite") if isinstance(custom, Mapping) else None
        return own if isinstance(own, Mapping) else {}

    @property
    def kind(self) -> Kind:
        """What sort of document, from the user's view."""
        return kind_of(str(self.own.get("kind", "")), self.type)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """CSL fields that pincite could only guess or not fill, when it made the record itself."""
        found = self.own.get("incomplete")
        return tuple(str(field) for field in found) if isinstance(found, list) else ()

    def text(self, variable: str) -> str:
        """Any other CSL variable as plain text, "" where it is absent."""
        value = self.record.get(variable)
        return "" if value is None else html.unescape(_MARKUP.sub("", str(value)))
