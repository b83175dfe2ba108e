"""Which PDF of the corpus another program's record means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote

from corpus.item_files import hash_file

How = Literal["path", "hash", "name"]

_URI = re.compile(
    r"^(?:file:(?://localhost)?/*(?=[A-Za-z]:|/)|internal-pdf://|storage:|attachments:)"
)


@dataclass(frozen=True, slots=True)
class FileMatch:
    """A file of the corpus, and how it was recognised."""

    file: str
    """Relative to the corpus, with "/"."""
    how: How
    """`path`: it is that file; `hash`: it has the same content; `name`: it has the same name."""
    differs: bool = False
    """Recognised by its name, although the file that was named exists and has other content."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several files of the corpus with the name and different content."""

    name: str
    files: tuple[str, ...]


def find_attachment(
    named: str, folder: Path, root: Path, files: Mapping[str, str]
) -> FileMatch | Ambiguous | None:
    """The file of the corpus that `named` means, None if there is none.

    `folder` holds the file with the record, for relative paths; `files` has the SHA-256 by path in
    the corpus at `root`. A path counts more than content, and content more than a mere name.
    """
    path = _normalise_path(named)
    if not path:
        return None
    candidates = [folder / path, root / path]
    for candidate in candidates:
        inside = _make_relative(candidate, root)
        if inside in files:
            return FileMatch(inside, "path")
    digest = next(filter(None, map(_hash_if_readable, candidates)), "")
    same = [file for file, sha256 in files.items() if digest and sha256 == digest]
    if same:
        return FileMatch(min(same), "hash")
    return _find_by_name(path, files, bool(digest))


def _find_by_name(
    path: str, files: Mapping[str, str], differs: bool
) -> FileMatch | Ambiguous | None:
    """The file with this name; of several, the one that shares most folders, too."""
    parts = _fold_parts(path)
    namesakes = [file for file in files if _fold_parts(file)[-1] == parts[-1]]
    if not namesakes:
        return None
    if len({files[file] for file in namesakes}) > 1:
        common = {file: _count_common_end(_fold_parts(file), parts) for file in namesakes}
        best = [file for file in namesakes if common[file] == max(common.values())]
        if max(common.values()) == 1 or len({files[file] for file in best}) > 1:
            return Ambiguous(PurePosixPath(path).name, tuple(sorted(namesakes)))
        namesakes = best
    return FileMatch(min(namesakes), "name", differs)


def _normalise_path(named: str) -> str:
    """The path without the prefixes of programs, with "/" between its parts."""
    path = named.strip()
    if uri := _URI.match(path):
        path = unquote(path[uri.end() :])
    return path.replace("\\", "/")


def _fold_parts(path: str) -> tuple[str, ...]:
    return tuple(normalize("NFC", part).casefold() for part in path.split("/") if part)


def _count_common_end(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _make_relative(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (OSError, ValueError):
        return ""


def _hash_if_readable(path: Path) -> str:
    """The SHA-256 of the file, "" if there is none or it cannot be read."""
    try:
        return hash_file(path) if path.is_file() else ""
    except (OSError, ValueError):
        return ""
