"""The passages of the sample that tests know by heart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class KnownPassage:
    """Words of the sample as a careful reader quotes them, and where they stand."""

    file: str
    text: str
    pdf_pages: tuple[int, ...]
    labels: tuple[str, ...]
    trap: str


def known_passages() -> list[KnownPassage]:
    """All of them."""
    path = Path(__file__).parent / "passages.json"
    return [
        KnownPassage(
            one["file"], one["text"], tuple(one["pdf_pages"]), tuple(one["labels"]), one["trap"]
        )
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]
