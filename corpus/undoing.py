"""An earlier version of the catalogue is put back: what `pincite undo` does."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.catalogue import parse_catalogue
from corpus.catalogue_versions import Version, choose_version, list_versions, put_back
from corpus.errors import CatalogueError
from corpus.frozen import frozen
from corpus.items import Item

_SHOWN = 5
"""Citation keys that are named before the rest is counted."""


@frozen
class ListedVersion:
    """A version that can be put back."""

    number: int
    until: str
    """When it was replaced: local time, ISO 8601, to the second."""
    records: int | None
    """None where it is not a valid catalogue."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {"number": self.number, "until": self.until, "records": self.records}

    def __str__(self) -> str:
        """For a person."""
        records = "not valid" if self.records is None else f"{self.records} records"
        return f"{self.number}  until {self.until.replace('T', ' ')}  {records}"


@frozen
class Undone:
    """What putting a version back changed."""

    version: ListedVersion
    added: tuple[str, ...]
    """Citation keys that are there again."""
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        lists = {"added": self.added, "removed": self.removed, "changed": self.changed}
        return self.version.as_json() | {name: list(keys) for name, keys in lists.items()}

    def format_lines(self) -> list[str]:
        """For a person."""
        until = self.version.until.replace("T", " ")
        lines = [f"The catalogue is as it was until {until}."]
        for what, keys in (
            ("there again", self.added),
            ("gone", self.removed),
            ("as before", self.changed),
        ):
            if keys:
                more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
                lines.append(f"{what}: {', '.join(keys[:_SHOWN])}{more}")
        return lines


def list_earlier_versions(catalogue: Path) -> list[ListedVersion]:
    """The versions of a catalogue that can be put back, the newest first."""
    return [_describe(version, catalogue) for version in list_versions(catalogue)]


def undo_change(catalogue: Path, number: int | None = None) -> Undone:
    """Put back version `number` of a catalogue, or the one before what it holds now. What it holds
    now is kept, too.

    Raises RequestError where there is no such version, CorpusError where nothing can be written.
    """
    version = choose_version(catalogue, number)
    described = _describe(version, catalogue)
    before = _read_items(catalogue, catalogue) or {}
    put_back(catalogue, version)
    after = _read_items(catalogue, catalogue) or {}
    return Undone(
        described,
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
        tuple(key for key in after if key in before and after[key].record != before[key].record),
    )


def _describe(version: Version, catalogue: Path) -> ListedVersion:
    items = _read_items(version.path, catalogue)
    until = datetime.fromtimestamp(version.kept).isoformat(timespec="seconds")
    return ListedVersion(version.number, until, None if items is None else len(items))


def _read_items(path: Path, catalogue: Path) -> Mapping[str, Item] | None:
    """The records in a file; None where it is not there, or not valid."""
    with suppress(OSError, CatalogueError):
        return parse_catalogue(path.read_bytes(), catalogue).items
    return None
