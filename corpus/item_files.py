"""What a record says of its document: which file it is, and what is doubtful about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.items import Item


def find_item_file(item: Item, root: Path) -> Path | None:
    """The item's file in the corpus at `root`, None where there is none."""
    file = item.own.get("file")
    if not isinstance(file, str) or not file:
        return None
    if Path(file).is_absolute() or ".." in Path(file).parts:
        return None  # outside the corpus, whatever it is
    path = root / file
    return path if path.is_file() else None


def get_notes(item: Item) -> tuple[str, ...]:
    """What to check before the document is cited, one sentence each."""
    return convert_to_strings(item.own.get("notes"))


def convert_to_strings(value: Any) -> tuple[str, ...]:
    """The entries of a list as text; nothing where `value` is no list."""
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
