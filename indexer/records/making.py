"""A record made from what was guessed about a file: incomplete.

Apart from the guessing, which the process that only takes results need not import.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Any

from corpus.items import Item

_LONGEST_KEY = 40

Guess = dict[str, Any]
"""What a file shows about itself, as CSL-JSON: `title`, and `author` and `issued` if they are
there; and pincite's kind under `kind`."""


def make_item(path: str, sha256: str, guessed: Guess, key: str) -> Item:
    """A CSL-JSON item with the citation key `key` for the file at `path` (relative, with "/").

    Everything in it is a guess, and listed under `custom.pincite.incomplete`.
    """
    record = {"id": key, "type": "document", **guessed}
    kind = record.pop("kind")
    incomplete = ["title", "author", "issued"]
    own = {"kind": kind, "file": path, "sha256": sha256, "incomplete": incomplete}
    return Item({**record, "custom": {"pincite": own}})


def make_key(path: str) -> str:
    """A citation key from a file's name: lower-case letters, digits and hyphens, at most 40."""
    plain = (
        unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore").decode()
    )
    key = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "document"
    if len(key) <= _LONGEST_KEY:
        return key
    whole_words, _, _ = key[: _LONGEST_KEY + 1].rpartition("-")
    return whole_words or key[:_LONGEST_KEY]
