"""Which segments an index has: a list beside them, written at each commit, and what it is worth.

Whoosh's own list needs Whoosh to be read. Ours also tells whether the two are of the same commit,
and whether a file is missing or cut: then the index is built anew from the store.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.catalogue import write_whole
from corpus.errors import CorpusReadOnly
from indexer.segment import DOCUMENTS_SUFFIX, WORDS_SUFFIX

_LIST = "segments.json"
_TRIES, _PAUSE = 20, 0.05
"""On Windows a file that somebody reads at this moment cannot be replaced."""


def write_list(folder: Path, segments: Mapping[str, Sequence[int]]) -> None:
    """Write down which segments there are, and the numbers of the documents deleted in each.

    Raises CorpusReadOnly and CorpusFull.
    """
    listed = [[name, list(deleted), _sizes(folder, name)] for name, deleted in segments.items()]
    text = json.dumps({"segments": listed, "whoosh": _whooshs_own(folder)})
    for left in reversed(range(_TRIES)):
        try:
            write_whole(folder / _LIST, text)
            return
        except CorpusReadOnly:
            if not left:
                raise
            time.sleep(_PAUSE)


def read_list(folder: Path) -> list[tuple[str, list[int]]]:
    """The segments that are listed, with the numbers of their deleted documents.

    Raises FileNotFoundError where there is no list, ValueError and the like where it is damaged.
    """
    found: dict[str, Any] = json.loads((folder / _LIST).read_bytes())
    return [(name, deleted) for name, deleted, _ in found["segments"]]


def fingerprint(folder: Path) -> str:
    """What tells an index from every other, for Whoosh gives the segments of every commit names of
    their own; "" where there is none, where files of it are missing or cut, or where Whoosh has
    committed more than is listed."""
    try:
        text = (folder / _LIST).read_bytes().decode("utf-8")
        listed = json.loads(text)
        whole = listed["whoosh"] == _whooshs_own(folder) and all(
            _sizes(folder, name) == sizes for name, _, sizes in listed["segments"]
        )
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    return text if whole else ""


def _whooshs_own(folder: Path) -> list[list[object]]:
    """Name and size of Whoosh's lists: one, unless a commit was broken off."""
    found = ([path.name, path.stat().st_size] for path in folder.iterdir() if path.suffix == ".toc")
    return sorted(found, key=str)


def _sizes(folder: Path, segment: str) -> list[int]:
    suffixes = (DOCUMENTS_SUFFIX, WORDS_SUFFIX)
    return [(folder / f"{segment}{suffix}").stat().st_size for suffix in suffixes]
