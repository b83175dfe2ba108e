"""The file of the corpus that a record describes, and what is told about files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.errors import DamagedPdf
from corpus.items import Item
from corpus.own_files import locate_inside


def find_item_file(item: Item, root: Path) -> Path | None:
    """The item's file in the corpus at `root`, None if there is none."""
    return _find_file(item.own.get("file"), root)


def find_newer_file(item: Item, root: Path) -> Path | None:
    """The file beside it with what its address returned later, None if there is none."""
    newer = item.own.get("newer")
    return _find_file(newer.get("file") if isinstance(newer, dict) else None, root)


def _find_file(file: object, root: Path) -> Path | None:
    if not isinstance(file, str) or not file:
        return None
    try:
        path = locate_inside(root, file)
    except DamagedPdf:
        return None
    return path if path.is_file() else None


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def format_size(size: int) -> str:
    """A number of bytes for a person: "0.2 MB", "1.5 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} kB"
