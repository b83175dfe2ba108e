"""What a downloaded file is called: after the item's key, never after what a server says.

The name is one that Windows, macOS and Linux all accept and show in the same way.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

LONGEST = 100
"""Characters, suffix included; with 8 more of a date it stays far from every system's limit."""
_BYTES = 200
"""Of UTF-8: many file systems count bytes, and allow 255."""
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
"""Names that mean a device on Windows, whatever follows their first dot."""


def make_safe_name(key: str, suffix: str = ".pdf") -> str:
    """A file name for the item `key`: letters, digits, `_`, `.` and `-`, at most 100 characters."""
    # Composed, so that the name is the same string on every system, and without control characters.
    stem = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", key))
    stem = stem.strip("-._") or "document"
    if stem.lower().endswith(suffix):
        stem = stem[: -len(suffix)].rstrip("-._") or "document"
    if stem.split(".")[0].lower() in _DEVICES:
        stem = f"document-{stem}"
    stem = stem[: LONGEST - len(suffix)]
    while len(stem.encode("utf-8")) > _BYTES:
        stem = stem[:-1]
    return stem.rstrip("-._") + suffix


def find_free_path(folder: Path, name: str, sha256: str) -> Path:
    """A path in `folder` for content with this hash: `name`, else `name` with `-2`, `-3`, …

    A path where this very content already lies counts as free; one that differs from an existing
    name only in capitals does not, since some systems take the two for one.
    """
    there = {path.name.casefold(): path for path in folder.iterdir()}
    stem, dot, suffix = name.rpartition(".")
    number = 1
    while True:
        tried = name if number == 1 else f"{stem}-{number}{dot}{suffix}"
        found = there.get(tried.casefold())
        if found is None:
            return folder / tried
        if found.is_file() and hash_file(found) == sha256:
            return found
        number += 1


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
