"""What an index holds, beside it in two small files that are read without Whoosh.

`state.json` says which documents it holds, of which of Whoosh's commits it speaks, and how large
each file of the index is, so that one that is missing or cut is found out at once. `words` is the
list of all words: walking through Whoosh's own takes many times as long. Both carry checksums.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.catalogue import write_whole
from corpus.errors import CorpusReadOnly
from corpus.frozen import frozen
from engine.interface import Stamps

_STATE, _WORDS = "state.json", "words"
_PASSING = ("_LOCK", ".tmp", ".json", _WORDS)
"""How the names of files end that are no part of the index itself."""
_DAMAGED = (ValueError, TypeError, KeyError, AttributeError)
"""What reading a damaged state may raise."""
_PIECE = 1 << 20
"""Bytes of a file that are read at once."""
_TRIES, _PAUSE = 20, 0.05
"""On Windows a file that somebody reads at this moment cannot be replaced."""


@frozen
class IndexState:
    """What `state.json` says of an index that is whole."""

    stamps: Stamps
    page_counts: dict[int, int]
    """How many pages each document has, by its id."""
    generation: int
    """Of Whoosh's commit."""
    words: WordList


def read_state(folder: Path) -> IndexState | None:
    """The state of the index in `folder`; None where there is none, or one that is not whole."""
    try:
        state = _read_json(folder)
        if any((folder / name).stat().st_size != size for name, size in state["files"].items()):
            return None
        if any(name not in state["files"] for name in _list_commits(folder)):
            return None
        words = (folder / _WORDS).read_bytes()
        if zlib.crc32(words) != state["words"]:
            return None
        stamps = {document: stamp for document, stamp, _ in state["documents"]}
        page_counts = {document: count for document, _, count in state["documents"]}
        return IndexState(stamps, page_counts, state["generation"], WordList(words))
    except (OSError, *_DAMAGED):
        return None


def _read_json(folder: Path) -> dict[str, Any]:
    """What `state.json` says. Raises OSError where there is none, one of `_DAMAGED` otherwise."""
    checksum, _, text = (folder / _STATE).read_text("utf-8").partition("\n")
    if int(checksum) != zlib.crc32(text.encode("utf-8")):
        raise ValueError("not what was written")
    state: dict[str, Any] = json.loads(text)
    return state


def write_state(
    folder: Path, documents: Iterable[tuple[int, int, int]], generation: int, words: Iterable[str]
) -> None:
    """Write both files; of each document id, stamp and how many pages it has.

    Raises CorpusReadOnly and CorpusFull.
    """
    data = "\n".join(words)
    _write(folder / _WORDS, data)
    sizes = _measure_files(folder)
    state: dict[str, Any] = {
        "generation": generation,
        "words": zlib.crc32(data.encode("utf-8")),
        "files": sizes,
        "checksums": _sum_files(folder, sizes),
        "documents": sorted(documents),
    }
    text = json.dumps(state)
    _write(folder / _STATE, f"{zlib.crc32(text.encode('utf-8'))}\n{text}")


def forget_state(folder: Path) -> None:
    """Make the index in `folder` one that is not whole, which is built anew. Raises OSError."""
    (folder / _STATE).unlink(missing_ok=True)


def is_damaged(folder: Path) -> bool:
    """Whether any file of the index in `folder` is not what was written; all of them are read.
    False where there is no index."""
    try:
        state = _read_json(folder)
    except OSError:
        return False
    except _DAMAGED:
        return True
    if read_state(folder) is None:
        return True
    checksums = state.get("checksums", {})
    return any(_sum_file(folder / name) != checksum for name, checksum in checksums.items())


def _sum_file(path: Path) -> int:
    """The CRC-32 of a file; -1 where it cannot be read."""
    checksum = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                checksum = zlib.crc32(piece, checksum)
    except OSError:
        return -1
    return checksum


def _sum_files(folder: Path, names: Iterable[str]) -> dict[str, int]:
    """The checksums of the index's files. Whoosh never changes a file that it has written, so those
    of an earlier state still hold."""
    try:
        known: dict[str, int] = _read_json(folder).get("checksums", {})
    except (OSError, *_DAMAGED):
        known = {}
    return {name: known.get(name) or _sum_file(folder / name) for name in names}


def _write(path: Path, text: str) -> None:
    for _ in range(_TRIES - 1):
        try:
            write_whole(path, text)
            return
        except CorpusReadOnly:
            time.sleep(_PAUSE)
    write_whole(path, text)


def _list_commits(folder: Path) -> list[str]:
    """Whoosh's lists of segments: one, unless a commit was broken off."""
    return [path.name for path in folder.glob("*.toc")]


def _measure_files(folder: Path) -> dict[str, int]:
    """The sizes of the index's files."""
    return {
        path.name: path.stat().st_size
        for path in sorted(folder.iterdir())
        if not path.name.endswith(_PASSING) and path.is_file()
    }


class WordList:
    """The words of an index in the order of their UTF-8."""

    def __init__(self, data: bytes) -> None:
        """From the words, each in a line of its own."""
        self._data = data

    def list_beginning(self, beginning: str = "") -> list[str]:
        """The words that begin so."""
        first = beginning.encode("utf-8")
        start = self._find_word(first)
        end = self._find_word(first + b"\xff") if first else len(self._data)
        return self._data[start:end].decode("utf-8").split()

    def __contains__(self, word: bytes) -> bool:
        start = self._find_word(word)
        end = start + len(word)
        return self._data[start:end] == word and self._data[end : end + 1] in (b"", b"\n")

    def _find_word(self, least: bytes) -> int:
        """Where the first word that is not before `least` begins, in bytes."""
        low, high = 0, len(self._data)
        while low < high:
            middle = (low + high) // 2
            start = self._data.rfind(b"\n", 0, middle) + 1
            end = self._data.find(b"\n", middle)
            end = len(self._data) if end < 0 else end
            if self._data[start:end] < least:
                low = end + 1
            else:
                high = start
        return low
