"""The starting catalogue: the primary sources of one paper, and what it cites from each.

The paper is Hershkowitz, Hudson and Bauder, "Rescaling the Sanctuary City" (RCIS Working Paper
2019/3). Only facts are kept: who, what, when, where, the pages cited, and the contradictions within
the paper's own entry.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.item_files import find_item_file
from corpus.items import Item
from corpus.paths import CorpusPaths


@dataclass(frozen=True, slots=True)
class StartingSource:
    """One source of the starting catalogue."""

    item: Item
    file: str = ""
    """Its file in the corpus, relative and with "/"; "" if it has none there."""

    @property
    def cited_pages(self) -> tuple[str, ...]:
        """The pinpoints that the paper cites, as it writes them: `7-8`, `para 1`, `s 31`."""
        return self.item.list_own_texts("cited_pages")

    @property
    def notes(self) -> tuple[str, ...]:
        """What to check before citing it."""
        return self.item.list_own_texts("notes")

    @property
    def body(self) -> str:
        """The authors, in short form."""
        return ", ".join(name.short for name in self.item.authors)

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.item.id,
            "kind": self.item.kind,
            "title": self.item.title,
            "author": self.body,
            "date": str(self.item.issued) if self.item.issued else None,
            "url": self.item.get_text("URL") or None,
            "cited_pages": list(self.cited_pages),
            "notes": list(self.notes),
            "in_corpus": bool(self.file),
            "file": self.file or None,
        }


@cache
def read_starting_items() -> tuple[Item, ...]:
    """The items of the starting catalogue, in order."""
    path = Path(__file__).with_name("sources.json")
    return tuple(Item(record) for record in json.loads(path.read_text(encoding="utf-8")))


def collect_sources(paths: CorpusPaths | None = None) -> Sequence[StartingSource]:
    """Every source, with its file if the corpus at `paths` has it under the same key."""
    if paths is None:
        return [StartingSource(item) for item in read_starting_items()]
    catalogue = Catalogue.load(paths.catalogue)
    sources = []
    for item in read_starting_items():
        path = find_item_file(catalogue.get(item.id), paths.root) if item.id in catalogue else None
        file = path.relative_to(paths.root).as_posix() if path else ""
        sources.append(StartingSource(item, file))
    return sources
