"""Where files that were sent here are kept while they are worked on: a private temporary folder.

Names from a request are only ever shown. The name of a file on the disk is made from letters,
digits and a suffix from a list.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile

from corpus.catalogue import number_names
from corpus.errors import CorpusError, RequestError
from corpus.fetching.filenames import make_safe_name
from indexer.store.lock import hold_lock

_MOST_FOLDERS = 20
"""Older ones are deleted."""
_CHUNK = 1_000_000
_PREFIX = "pincite-serve-"
_LOCK = "lock"
_NEW = 60
"""Seconds for which nothing is done about a folder that was just made."""


class Workroom:
    """A temporary folder with a folder for each piece of work; all of it goes with the server."""

    def __init__(self) -> None:
        self._root: Path | None = None
        self._folders: list[Path] = []
        self._named: dict[str, Path] = {}
        self._lock = threading.Lock()
        self._held = ExitStack()

    @contextmanager
    def lend_folder(self, *, kept: bool = False) -> Iterator[Path]:
        """A new, empty folder for the time of the `with` block, or, if it is `kept` and the block
        ends well, until there are many newer ones."""
        folder = self._make_folder()
        try:
            yield folder
        except BaseException:
            kept = False
            raise
        finally:
            if not kept:
                with self._lock, suppress(ValueError):
                    self._folders.remove(folder)
                shutil.rmtree(folder, ignore_errors=True)

    def _make_folder(self) -> Path:
        with self._lock:
            if self._root is None:
                self._root = Path(tempfile.mkdtemp(prefix=_PREFIX))  # for this user alone
                self._held.enter_context(hold_lock(self._root / _LOCK, wait=5))
            folder = self._root / secrets.token_hex(16)
            folder.mkdir()
            self._folders.append(folder)
            old = self._folders[:-_MOST_FOLDERS]
            del self._folders[:-_MOST_FOLDERS]
        for one in old:
            shutil.rmtree(one, ignore_errors=True)
        return folder

    def name_folder(self, folder: Path, name: str) -> None:
        """Remember a folder by a name, such as the id of the job that works in it."""
        with self._lock:
            self._named[name] = folder

    def find_folder(self, name: str) -> Path:
        """The folder with this name. Raises RequestError if it has been deleted since."""
        folder = self._named.get(name)
        if folder is None or not folder.is_dir():
            raise RequestError("What this showed is no longer kept.", "Send the file again.")
        return folder

    def close(self) -> None:
        """Delete everything."""
        self._held.close()
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)


def remove_leftovers() -> None:
    """Delete what servers of this user left in the temporary folder that were killed."""
    for root in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(CorpusError, OSError):
            if _is_own(root) and (root / _LOCK).is_file():
                with hold_lock(root / _LOCK):  # nobody works there any more
                    pass
                shutil.rmtree(root, ignore_errors=True)


def _is_own(root: Path) -> bool:
    """Whether a folder is this user's, and not one that is just being made."""
    status = root.lstat()
    is_mine = sys.platform == "win32" or status.st_uid == os.getuid()
    return stat.S_ISDIR(status.st_mode) and is_mine and time.time() - status.st_mtime > _NEW


def save_upload(upload: UploadFile, folder: Path, suffixes: Collection[str], most: int) -> Path:
    """The file that was sent, saved in `folder` under a safe name like its own.

    Raises RequestError where it has none of the suffixes, is empty, or has more than `most` bytes.
    """
    shown = PurePosixPath((upload.filename or "").replace("\\", "/")).name
    suffix = PurePosixPath(shown).suffix.lower()
    if suffix not in suffixes:
        raise RequestError(
            f"“{shown[:100]}” is of a kind that is not read here.",
            f"Send {', '.join(sorted(suffixes))}.",
        )
    safe = make_safe_name(shown, suffix)
    names = number_names(safe.removesuffix(suffix), suffix)
    path = next(path for path in map(folder.joinpath, names) if not path.exists())
    size = 0
    with path.open("xb") as file:
        while chunk := upload.file.read(_CHUNK):
            size += len(chunk)
            if size > most:
                break
            file.write(chunk)
    if not 0 < size <= most:
        path.unlink()
        how = "is empty" if not size else f"has more than {most // 1_000_000} MB"
        raise RequestError(f"“{shown[:100]}” {how}.", "Send another file.")
    return path
