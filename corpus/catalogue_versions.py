"""The last versions of each catalogue, kept in this user's state folder, for `pincite undo`.

A version is kept before anything else is written in its place. Nothing here is ever needed to read
a catalogue, and where nothing can be kept, the catalogue is written all the same.
"""

from __future__ import annotations

import json
import re
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from corpus.errors import CorpusError, RequestError
from corpus.frozen import frozen
from corpus.user_folders import find_state_folder
from corpus.writing import write_whole

MOST = 10
"""How many versions are kept of each catalogue."""
_NAME = re.compile(r"([0-9]{6,})\.json")
_UNDONE = "undone.json"
"""Says which version is in the catalogue now, if `undo` put it there."""
_WHOSE = "catalogue.txt"


@frozen
class Version:
    """A catalogue as it was."""

    number: int
    """Rises with every version that is kept."""
    kept: float
    """When it was replaced, in seconds since 1970."""
    path: Path


def find_versions_folder(catalogue: Path) -> Path:
    """Where the versions of a catalogue are kept."""
    name = sha256(str(catalogue.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return find_state_folder() / "catalogues" / name


def list_versions(catalogue: Path) -> list[Version]:
    """The versions that are kept, the newest first."""
    versions: list[Version] = []
    with suppress(OSError):
        for path in find_versions_folder(catalogue).iterdir():
            if match := _NAME.fullmatch(path.name):
                versions.append(Version(int(match[1]), path.stat().st_mtime, path))
    return sorted(versions, key=lambda version: -version.number)


def keep_version(catalogue: Path, content: bytes) -> bool:
    """Keep what a catalogue holds, or would have held; False where nothing can be written."""
    folder = find_versions_folder(catalogue)
    versions = list_versions(catalogue)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if versions and versions[0].path.read_bytes() == content:
            versions[0].path.touch()
        else:
            number = versions[0].number + 1 if versions else 1
            write_whole(folder / f"{number:06}.json", content)
            write_whole(folder / _WHOSE, f"{catalogue.resolve()}\n".encode(errors="replace"))
        for old in list_versions(catalogue)[MOST:]:
            old.path.unlink(missing_ok=True)
        (folder / _UNDONE).unlink(missing_ok=True)
        return True
    except (OSError, CorpusError):
        return False


def choose_version(catalogue: Path, number: int | None) -> Version:
    """Version `number`, or the one before what the catalogue holds now. Raises RequestError."""
    versions = list_versions(catalogue)
    if number is not None:
        for version in versions:
            if version.number == number:
                return version
        raise RequestError(f"There is no version {number}.", "`pincite undo --list` lists them.")
    now = _find_present(catalogue)
    earlier = [version for version in versions if now is None or version.number < now]
    if not earlier:
        raise RequestError(
            "There is no earlier version of the catalogue.", "`pincite undo --list` lists them."
        )
    return earlier[0]


def put_back(catalogue: Path, version: Version) -> bytes:
    """Write a version into the catalogue, after keeping what is there; returns what it holds.

    Raises CorpusError where nothing can be written, RequestError where the version is gone.
    """
    try:
        content = version.path.read_bytes()
    except OSError as error:
        raise RequestError(f"Version {version.number} is gone.", "Choose another.") from error
    with suppress(FileNotFoundError):
        if _find_present(catalogue) is None:
            keep_version(catalogue, catalogue.read_bytes())
    write_whole(catalogue, content, durable=True)
    present = {"number": version.number, "checksum": zlib.crc32(content)}
    with suppress(OSError, CorpusError):
        write_whole(find_versions_folder(catalogue) / _UNDONE, json.dumps(present))
    return content


def _find_present(catalogue: Path) -> int | None:
    """The number of the version that `undo` put into the catalogue, if it is still there."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        present = json.loads((find_versions_folder(catalogue) / _UNDONE).read_bytes())
        if present["checksum"] == zlib.crc32(catalogue.read_bytes()):
            return int(present["number"])
    return None
