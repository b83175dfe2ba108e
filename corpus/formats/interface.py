"""What every format offers: it turns text into records, and items into text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from corpus.catalogue import set_pincite_fields
from corpus.items import Item

Record: TypeAlias = dict[str, Any]
"""One CSL-JSON object."""

Pinpoints: TypeAlias = Mapping[str, Sequence[tuple[str, str, str]]]
"""By item id: CSL locator label (`page`), locator (`147`), and the words quoted there."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry of a file, as a CSL-JSON record."""

    record: Record
    line: int
    """1-based line where the entry begins."""
    attachments: tuple[str, ...] = ()
    """The files that the entry names, as written."""
    key_made: bool = False
    """Whether the citation key is not the entry's own, but made by pincite."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One entry that could not be read, and why."""

    key: str
    """Its citation key or title, "" if not even that is known."""
    line: int
    """1-based line where the entry begins."""
    problem: str
    """One sentence."""

    def __str__(self) -> str:
        named = f" “{self.key}”" if self.key else ""
        return f"line {self.line}: entry{named}: {self.problem}"


@dataclass(slots=True)
class FormatReading:
    """What a file contains."""

    entries: list[ReadEntry] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is uncertain, one sentence each."""
    records: dict[str, Record] = field(default_factory=dict)
    """The records in `entries`, by citation key."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    suffixes: tuple[str, ...]
    """File name endings, with the dot, in lower case."""
    read: Callable[[str], FormatReading]
    """A file's text as records. Never raises, whatever the text contains."""
    write: Callable[[Sequence[Item], Pinpoints], str]
    """Items as a file's text, ending in a newline. Raises RequestError if it is only read."""


def add_pinpoints(item: Item, pinpoints: Pinpoints) -> Record:
    """The item's record with its pinpoints under `custom.pincite.pinpoints`."""
    written = [
        {"label": label, "locator": locator, "quote": quote}
        for label, locator, quote in pinpoints.get(item.id, ())
    ]
    return dict(set_pincite_fields(item, pinpoints=written).record if written else item.record)


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
