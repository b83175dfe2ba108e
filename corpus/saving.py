"""A catalogue is written: not over what another program has saved since it was read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from zlib import crc32

from corpus.catalogue import CatalogueRead, parse_catalogue
from corpus.catalogue_versions import keep_version
from corpus.errors import CatalogueError, CorpusBusy
from corpus.items import Item
from corpus.merging import merge_catalogues
from corpus.writing import write_whole

_TRIES = 200
"""How often it is tried again while another program writes all the time."""
_SETTLING, _PAUSE = 20, 0.1
"""How often, and after how many seconds, a file is read again that is only half there: some editors
write over a file, or remove it first."""
_State = tuple[int, ...]

_SAVED_MEANWHILE = "{} was saved by another program meanwhile; what both changed is in it now."


def save_items(
    path: Path, items: dict[str, Item], read: CatalogueRead | None
) -> tuple[CatalogueRead, list[str]]:
    """Write `items`, which were made of what was `read`, to the catalogue at `path`; returns what
    it holds then, and what is to be told. Without `read`, whatever is there is replaced.

    Raises CorpusError, such as CatalogueError if what another program saved is not valid.
    """
    wanted, base = items, read
    remarks: dict[str, None] = {}
    for _ in range(_TRIES):
        state, data = _read_file(path)
        checksum = crc32(data) if data is not None else -1
        if base is not None and data is not None and checksum != base.checksum:
            theirs = _parse_settled(path, data, wanted)
            if theirs is None:  # it was half there
                continue
            merged = merge_catalogues(base.items, wanted, theirs.items)
            remarks |= dict.fromkeys((_SAVED_MEANWHILE.format(path.name), *merged.conflicts))
            if merged.conflicts:
                keep_version(path, format_catalogue(wanted.values()))
            wanted, base = merged.items, theirs
        content = format_catalogue(wanted.values())
        written = CatalogueRead(dict(wanted), crc32(content)), list(remarks)
        if data == content:
            return written
        if data is not None:
            keep_version(path, data)
        has_changed = partial(_has_changed, path, state)
        if write_whole(path, content, durable=True, unless=has_changed):
            return written
    raise CorpusBusy(
        f"{path} is being written by another program all the time.", "Wait until it is done."
    )


def format_catalogue(items: Iterable[Item]) -> bytes:
    """The records as the file holds them."""
    text = json.dumps([dict(item.record) for item in items], ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair has no UTF-8 form; JSON escapes it as Python does (`\ud800`).
    return text.encode("utf-8", "backslashreplace")


def _read_file(path: Path) -> tuple[_State, bytes | None]:
    """What the file holds, None if there is none, and its state before that was read."""
    state = _observe(path)
    try:
        return state, path.read_bytes()
    except FileNotFoundError:
        return state, None


def _observe(path: Path) -> _State:
    """What changes when the file does; () if there is none."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _has_changed(path: Path, state: _State) -> bool:
    return _observe(path) != state


def _parse_settled(path: Path, data: bytes, wanted: dict[str, Item]) -> CatalogueRead | None:
    """What another program saved; None if it has gone on writing since. Raises CatalogueError."""
    for left in reversed(range(_SETTLING)):
        try:
            return parse_catalogue(data, path)
        except CatalogueError as error:
            time.sleep(_PAUSE)
            if _read_file(path)[1] != data:
                return None
            if not left:
                keep_version(path, format_catalogue(wanted.values()))
                raise CatalogueError(
                    f"{error.message} It was saved so by another program meanwhile, and nothing was"
                    " written over it.",
                    f"{error.remedy} What this command would have written is the newest version of"
                    " `pincite undo --list`.",
                ) from error
    return None
