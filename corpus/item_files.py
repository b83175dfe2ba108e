"""The file of the corpus that a record describes, and what is told about files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.items import Item


def find_item_file(item: Item, root: Path) -> Path | None:
    """The item's file in the corpus at `root`, None if there is none."""
    file = item.own.get("file")
    if not isinstance(file, str) or not file:
        return None
    if Path(file).is_absolute() or ".." in Path(file).parts:
        return None  # outside the corpus, whatever it is
    path = root / file
    return path if path.is_file() else None


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def format_size(size: int) -> str:
    """A number of bytes for a person: "0.2 MB", "1.5 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} kB"
