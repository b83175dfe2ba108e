"""What every format offers: text becomes records, items become text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from corpus.items import Item

Record: TypeAlias = dict[str, Any]
"""One CSL-JSON object."""

Pinpoints: TypeAlias = Mapping[str, Sequence[tuple[str, str, str]]]
"""By item id: CSL locator label (`page`), locator (`147`), and the words quoted from there."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry of a file, as a CSL-JSON record."""

    record: Record
    line: int
    """1-based line where the entry begins."""
    attachments: tuple[str, ...] = ()
    """The files that the entry names, as it names them."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One entry that could not be read, and why."""

    key: str
    """Its citation key or title, "" where not even that is known."""
    line: int
    """1-based line where the entry begins."""
    problem: str
    """One sentence."""

    def __str__(self) -> str:
        named = f" “{self.key}”" if self.key else ""
        return f"line {self.line}: entry{named}: {self.problem}"


@dataclass(slots=True)
class FormatReading:
    """What a file held."""

    entries: list[ReadEntry] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """One sentence each: what is uncertain."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    suffixes: tuple[str, ...]
    """File name endings, with the dot, in lower case."""
    read: Callable[[str], FormatReading]
    """A file's text as records. Never raises for what the text holds."""
    write: Callable[[Sequence[Item], Pinpoints], str]
    """Items as a file's text, ending in a newline."""


def add_pinpoints(record: Mapping[str, Any], pinpoints: Pinpoints) -> Record:
    """The record with its pinpoints under `custom.pincite.pinpoints`."""
    found = pinpoints.get(str(record["id"]))
    if not found:
        return dict(record)
    custom = dict(record.get("custom") or {})
    own = dict(custom.get("pincite") or {})
    own["pinpoints"] = [
        {"label": label, "locator": locator, "quote": quote} for label, locator, quote in found
    ]
    return {**record, "custom": {**custom, "pincite": own}}


_SHORT_LABELS = {
    "page": ("p. ", "pp. "),
    "paragraph": ("para. ", "paras. "),
    "section": ("s. ", "ss. "),
    "chapter": ("ch. ", "chs. "),
}


def format_pinpoint(label: str, locator: str) -> str:
    """A pinpoint for a person: `p. 147`, `paras. 5-6`."""
    one, many = _SHORT_LABELS.get(label, (f"{label} ", f"{label} "))
    several = any(mark in locator for mark in "-–,")
    return (many if several else one) + locator
