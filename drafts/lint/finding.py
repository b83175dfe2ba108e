"""What the reference check says: the rule, the place, what is wrong there, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]
"""An `error` leads a reader to the wrong source or to none; a `warning` is worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault."""

    rule: str
    """Its stable name, such as `year-differs`."""
    place: str
    """In a draft "paragraph 12", "note 3", "reference 7" (all 1-based), or "draft" for the whole;
    in a catalogue the citation key."""
    wrong: str
    """What is wrong, in one sentence."""
    remedy: str
    """What to do, in one sentence."""
    severity: Severity = "error"
    field: str = ""
    """In a catalogue the field of the record, "" in a draft."""
    also: tuple[str, ...] = ()
    """Other places with the same fault."""

    @property
    def where(self) -> str:
        """All of its places, for a person."""
        place = f"{self.place}, {self.field}" if self.field else self.place
        return f"{place} (also {', '.join(self.also)})" if self.also else place

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "place": self.place,
            "field": self.field,
            "also": list(self.also),
            "wrong": self.wrong,
            "remedy": self.remedy,
        }


def make_finding(
    rule: str,
    places: Iterable[str],
    wrong: str,
    remedy: str,
    severity: Severity = "warning",
    field: str = "",
) -> Finding:
    """One finding for all of `places`, each named once."""
    first, *others = dict.fromkeys(places)
    return Finding(rule, first, wrong, remedy, severity, field, tuple(others))


def format_list(words: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = list(words)
    return f"{', '.join(most)} {word} {last}" if most else last
