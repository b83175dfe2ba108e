"""Files of the user's own work that lie beside the catalogue, such as the basket.

A corpus may come from a stranger, and two programs may write at once. So a file is JSON and nothing
else, links are not followed, sizes are limited, control characters are replaced, and each change is
made to the file as it is at that moment, under a lock, and written whole.
"""

from __future__ import annotations

import json
import stat
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from corpus.catalogue import parse_json, write_whole
from corpus.errors import CorpusDamaged, CorpusNewer, convert_write_error
from corpus.paths import CorpusPaths
from indexer.store.lock import hold_lock

MOST_BYTES = 16_000_000
"""Of a file; a full basket has about a third of that."""
VERSION = 1
"""Of the form of these files."""
_SECONDS = 15
"""To wait for another writer, who needs a moment only."""


def hold_work_lock(paths: CorpusPaths) -> AbstractContextManager[None]:
    """Hold the lock for changes. Raises CorpusBusy, or CorpusDamaged if a link is in its place."""
    _require_plain(paths.work_lock)
    return hold_lock(paths.work_lock, _SECONDS)


def read_work_file(path: Path, kind: str) -> Mapping[str, Any] | None:
    """The object in the file at `path`, which must say that it is a `kind`; None if there is none.

    Raises CorpusDamaged, CorpusNewer, or CatalogueError where it is not JSON.
    """
    size = _require_plain(path)
    if size is None:
        return None
    if size > MOST_BYTES:
        raise CorpusDamaged(
            f"{path} has {size:,} bytes, and no {kind} is longer than {MOST_BYTES:,}.",
            "Move it away.",
        )
    try:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise CorpusDamaged(f"{path} is not in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        raise CorpusDamaged(
            f"{path} cannot be read: {error.strerror}.", "Make it a file that you can read."
        ) from error
    value = parse_json(text, str(path))
    if not isinstance(value, Mapping) or value.get("pincite") != kind:
        raise CorpusDamaged(f"{path} is not a {kind} of pincite.", "Move it away.")
    version = value.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise CorpusDamaged(f"{path} does not say its version.", "Move it away.")
    if version > VERSION:
        raise CorpusNewer(f"{path} was written by a newer pincite.", "Update this one.")
    return value


def write_work_file(path: Path, kind: str, content: Mapping[str, Any]) -> None:
    """Write the file, whole or not at all; call it under the lock. Raises CorpusError."""
    _require_plain(path)
    value = {"pincite": kind, "version": VERSION, **content}
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    # half a surrogate pair has no form in UTF-8; JSON escapes it in the same way as Python
    write_whole(path, text.encode("utf-8", "backslashreplace"), durable=True)


def _require_plain(path: Path) -> int | None:
    """The size of the file at `path`; None if there is none. Raises CorpusDamaged for a link, a
    folder, or anything else that is no file."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise convert_write_error(error, path) from error
    if not stat.S_ISREG(status.st_mode):
        raise CorpusDamaged(f"{path} is a link or no file at all.", "Move it away.")
    return status.st_size


class Fields:
    """The fields of one object in such a file, each read as what it must be."""

    def __init__(self, value: Any, called: str) -> None:
        """`called` names the object in errors."""
        if not isinstance(value, Mapping):
            raise CorpusDamaged(f"{called} is not an object.", "Correct it there.")
        self._value = value
        self._called = called

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def read_text(self, name: str, most: int, default: str | None = None) -> str:
        """A string of at most `most` characters. Raises CorpusDamaged."""
        return clean_text(self._read(name, lambda value: _is_text(value, most), default))

    def read_number(self, name: str, least: float, most: float, default: float) -> float:
        """A number in these bounds. Raises CorpusDamaged."""

        def is_number(value: Any) -> bool:
            right = isinstance(value, int | float) and not isinstance(value, bool)
            return right and least <= value <= most

        number: float = self._read(name, is_number, default)
        return number

    def read_list(self, name: str, most: int, is_right: Callable[[Any], bool]) -> list[Any]:
        """A list of at most `most` values that are right. Raises CorpusDamaged."""

        def is_list(value: Any) -> bool:
            return isinstance(value, list) and len(value) <= most and all(map(is_right, value))

        found: list[Any] = self._read(name, is_list, None)
        return found

    def _read(self, name: str, is_right: Callable[[Any], bool], default: Any) -> Any:
        if name not in self._value and default is not None:
            return default
        if name not in self._value:
            raise CorpusDamaged(f"{self._called} has no “{name}”.", "Correct it there.")
        value = self._value[name]
        if not is_right(value):
            raise CorpusDamaged(f"“{name}” of {self._called} cannot be used.", "Correct it there.")
        return value


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most


def clean_text(text: str) -> str:
    """`text` with � for the characters that control a terminal, and for halves of characters."""
    if text.isprintable():
        return text
    return "".join(
        "�" if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" else letter
        for letter in text.replace("\r\n", "\n")
    )
