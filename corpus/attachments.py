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

How = Literal["path", "hash", "name", "key", "title"]

_URI = re.compile(
    r"^(?:file:(?://localhost)?/*(?=[A-Za-z]:|/)|internal-pdf://|storage:|attachments:)"
)


@dataclass(frozen=True, slots=True)
class FileMatch:
    """A file of the corpus, and how it was recognised."""

    file: str
    """Relative to the corpus, with "/"."""
    how: How
    """`path`: it is that file; `hash`: it has the same content; `name`: it has the same name;
    `key`: its name is the citation key; `title`: pincite found title and year in it."""
    differs: bool = False
    """Recognised by its name, although the file that was named exists and has other content."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several files of the corpus with the name and different content."""

    name: str
    files: tuple[str, ...]


class AttachmentFinder:
    """Finds the files of a corpus that records of another program name."""

    def __init__(self, folder: Path, root: Path, files: Mapping[str, str]) -> None:
        """`folder` holds the file with the records, for relative paths; `files` has the SHA-256 by
        path in the corpus at `root`."""
        self._folders = (folder, root)
        self._root = root.resolve()
        self._files = files
        self._by_content: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        for file, sha256 in files.items():
            self._by_content.setdefault(sha256, []).append(file)
            self._by_name.setdefault(_fold_parts(file)[-1], []).append(file)
            self._by_stem.setdefault(PurePosixPath(file).stem.casefold(), []).append(file)

    def find_by_content(self, sha256: str) -> str:
        """The file with this content, the first by name of several, "" if there is none."""
        return min(self._by_content.get(sha256, ()), default="")

    def find_by_key(self, key: str) -> str:
        """The only file whose name, without its ending, is the citation key; else ""."""
        named = self._by_stem.get(key.casefold(), [])
        return named[0] if len(named) == 1 else ""

    def find(self, named: str) -> FileMatch | Ambiguous | None:
        """The file that `named` means, None if there is none.

        A path counts more than content, and content more than a mere name.
        """
        path = _normalise_path(named)
        if not path:
            return None
        candidates = [folder / path for folder in self._folders]
        for candidate in candidates:
            inside = self._make_relative(candidate)
            if inside in self._files:
                return FileMatch(inside, "path")
        digest = next(filter(None, map(_hash_if_readable, candidates)), "")
        if digest and (same := self.find_by_content(digest)):
            return FileMatch(same, "hash")
        return self._find_by_name(path, bool(digest))

    def _find_by_name(self, path: str, differs: bool) -> FileMatch | Ambiguous | None:
        """The file with this name; of several, the one that shares most folders, too."""
        parts, files = _fold_parts(path), self._files
        namesakes = self._by_name.get(parts[-1], []) if parts else []
        if not namesakes:
            return None
        if len({files[file] for file in namesakes}) > 1:
            common = {file: _count_common_end(_fold_parts(file), parts) for file in namesakes}
            best = [file for file in namesakes if common[file] == max(common.values())]
            if max(common.values()) == 1 or len({files[file] for file in best}) > 1:
                return Ambiguous(PurePosixPath(path).name, tuple(sorted(namesakes)))
            namesakes = best
        return FileMatch(min(namesakes), "name", differs)

    def _make_relative(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self._root).as_posix()
        except (OSError, ValueError):
            return ""


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


def _hash_if_readable(path: Path) -> str:
    """The SHA-256 of the file, "" if there is none or it cannot be read."""
    try:
        return hash_file(path) if path.is_file() else ""
    except (OSError, ValueError):
        return ""
