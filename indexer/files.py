"""The files of a corpus, and what became of them since they were last looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.places import OWN_FOLDER
from indexer.store import StoredFile


@dataclass(slots=True)
class Changes:
    """What differs between the folder and the store; paths are relative to the corpus, with "/"."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    """Old and new path."""
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    current: dict[str, StoredFile] = field(default_factory=dict)
    """Every file there is now."""


def find_pdfs(root: Path) -> Iterator[str]:
    """The PDFs below `root`, hidden folders left out, in a fixed order."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", OWN_FOLDER)))
        for name in sorted(names):
            if name.lower().endswith(".pdf") and not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def compare(root: Path, stored: Mapping[str, StoredFile]) -> Changes:
    """How the folder differs from what is stored.

    A file of the same size and time as before is taken to be the same; any other is hashed, so that a
    copy, a touch or a new name is known for what it is.
    """
    changes = Changes()
    appeared: list[str] = []
    for path in find_pdfs(root):
        before = stored.get(path)
        now = _look(root, path, before)
        changes.current[path] = now
        if before is None:
            appeared.append(path)
        elif before.sha256 == now.sha256:
            changes.unchanged.append(path)
        else:
            changes.changed.append(path)
    gone = [path for path in stored if path not in changes.current]
    for path in appeared:
        sha256 = changes.current[path].sha256
        old = next((path for path in gone if stored[path].sha256 == sha256), None)
        if old is None:
            changes.new.append(path)
        else:
            gone.remove(old)
            changes.renamed.append((old, path))
            changes.current[path] = _renamed(stored[old], changes.current[path])
    changes.removed = gone
    return changes


def _look(root: Path, path: str, before: StoredFile | None) -> StoredFile:
    try:
        status = (root / path).stat()
        if before and (before.size, before.mtime_ns) == (status.st_size, status.st_mtime_ns):
            return before
        sha256 = _sha256(root / path)
    except OSError as error:
        return StoredFile(path, 0, 0, "", f"{path} cannot be opened: {error.strerror}.",
                          "Check its permissions.")  # fmt: skip
    if before and before.sha256 == sha256:
        return StoredFile(
            path, status.st_size, status.st_mtime_ns, sha256, before.problem, before.advice
        )
    return StoredFile(path, status.st_size, status.st_mtime_ns, sha256)


def _renamed(old: StoredFile, now: StoredFile) -> StoredFile:
    return StoredFile(now.path, now.size, now.mtime_ns, now.sha256, old.problem, old.advice)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
