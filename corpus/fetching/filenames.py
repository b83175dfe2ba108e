"""The name of a downloaded file: made from the item's key, never from what a server says.

Windows, macOS and Linux all accept the name and show it in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from corpus.catalogue import number_names
from corpus.item_files import hash_file

_LONGEST = 100
"""Characters, suffix included; with a date added it is still far from every system's limit."""
_BYTES = 200
"""In UTF-8: many file systems count bytes, and allow 255."""
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
    stem = stem[: _LONGEST - len(suffix)]
    while len(stem.encode("utf-8")) > _BYTES:
        stem = stem[:-1]
    return stem.rstrip("-._") + suffix


def find_free_path(folder: Path, name: str, sha256: str) -> Path:
    """A path in `folder` for content with this hash: `name`, else `name` with `-2`, `-3`, …

    A path that already holds this content counts as free; one that differs from an existing name
    only in case does not, since some systems treat the two as one.
    """
    taken = {path.name.casefold(): path for path in folder.iterdir()}
    names = number_names(Path(name).stem, Path(name).suffix)
    return next(
        path
        for path in (taken.get(name.casefold(), folder / name) for name in names)
        if path not in taken.values() or (path.is_file() and hash_file(path) == sha256)
    )
