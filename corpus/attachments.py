"""Which PDF of the corpus is the file that another program's record names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote

How = Literal["path", "hash", "name"]

_URI = re.compile(
    r"^(?:file:(?://localhost)?/*(?=[A-Za-z]:|/)|internal-pdf://|storage:|attachments:)"
)


@dataclass(frozen=True, slots=True)
class FileMatch:
    """A file of the corpus, and what it was known by."""

    file: str
    """Relative to the corpus, with "/"."""
    how: How
    """`path`: it is that file; `hash`: its content is the same; `name`: it has the same name."""
    differs: bool = False
    """Known by its name, while the file that was named is there and holds something else."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several files of the corpus that have the name and differ in content."""

    name: str
    files: tuple[str, ...]


def find_attachment(
    named: str, folder: Path, root: Path, files: Mapping[str, str]
) -> FileMatch | Ambiguous | None:
    """The file of the corpus that `named` means, None where there is none.

    `folder` is where the record's file lies, for relative paths; `files` are the SHA-256 by path of
    the corpus at `root`. What a path says goes before content, content before a mere name.
    """
    path = _normalise_path(named)
    if not path:
        return None
    candidates = [folder / path, root / path]
    for candidate in candidates:
        inside = _make_relative(candidate, root)
        if inside in files:
            return FileMatch(inside, "path")
    digest = next((found for found in map(_hash_file, candidates) if found), "")
    same = [file for file, sha256 in files.items() if digest and sha256 == digest]
    if same:
        return FileMatch(min(same), "hash")
    return _find_by_name(path, files, bool(digest))


def _find_by_name(
    path: str, files: Mapping[str, str], differs: bool
) -> FileMatch | Ambiguous | None:
    """The file with this name; of several, the one whose folders are the same, too."""
    parts = _fold_parts(path)
    called = [file for file in files if _fold_parts(file)[-1] == parts[-1]]
    if not called:
        return None
    if len({files[file] for file in called}) > 1:
        common = {file: _count_common_end(_fold_parts(file), parts) for file in called}
        best = [file for file in called if common[file] == max(common.values())]
        if max(common.values()) == 1 or len({files[file] for file in best}) > 1:
            return Ambiguous(PurePosixPath(path).name, tuple(sorted(called)))
        called = best
    return FileMatch(min(called), "name", differs)


def _normalise_path(named: str) -> str:
    """The path without what programs put before it, with "/" between its parts."""
    uri = _URI.match(named.strip())
    said = named.strip()[uri.end() :] if uri else named.strip()
    said = unquote(said) if uri else said
    return said.replace("\\", "/") if "\\" in said else said


def _fold_parts(path: str) -> tuple[str, ...]:
    return tuple(normalize("NFC", part).casefold() for part in path.split("/") if part)


def _count_common_end(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _make_relative(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (OSError, ValueError):
        return ""


def _hash_file(path: Path) -> str:
    """The content's hash, "" where there is no such file or it may not be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
