"""A download that is not complete yet: its bytes so far, and how to ask for the rest.

The rest may only be added where the server can tell that the document has not changed meanwhile (an
entity tag or a date, sent back as If-Range); else every try begins anew.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus.errors import CorpusFull, CorpusReadOnly


class PartialFile:
    """The `.part` file of one address, with what the server said of it in a `.json` beside it."""

    def __init__(self, folder: Path, url: str) -> None:
        self._url = url
        stem = hashlib.sha256(url.encode("utf-8")).hexdigest()[:24]
        self.path = folder / f"{stem}.part"
        self._said = folder / f"{stem}.json"

    @property
    def size(self) -> int:
        """How many bytes are there."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def make_range_headers(self) -> dict[str, str]:
        """What to send in order to get only the rest; nothing where that is not possible."""
        validator = self._read_validator()
        if not validator:
            self.discard()
        if not self.size:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, validator: str) -> None:
        """Begin with an empty file; `validator` is "" where the rest could never be asked for."""
        with _convert_write_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(b"")
            said = {"url": self._url, "validator": validator}
            self._said.write_text(json.dumps(said) + "\n", encoding="utf-8", newline="\n")

    @contextmanager
    def open_for_appending(self) -> Iterator[BinaryIO]:
        """The file, open for adding to it; on leaving, the bytes are safely on the disk."""
        with _convert_write_errors(self.path), self.path.open("ab") as file:
            try:
                yield file
            finally:
                file.flush()
                os.fsync(file.fileno())

    def discard(self) -> None:
        """Forget what there is."""
        self.path.unlink(missing_ok=True)
        self._said.unlink(missing_ok=True)

    def _read_validator(self) -> str:
        try:
            said = json.loads(self._said.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        if not isinstance(said, Mapping) or said.get("url") != self._url:
            return ""
        return str(said.get("validator") or "")


@contextmanager
def _convert_write_errors(path: Path) -> Iterator[None]:
    """Say plainly that the disk is full or the folder is not to be written to."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CorpusFull(f"The disk is full: {path} was not written.", "Make room.") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise CorpusReadOnly(
                f"{path} may not be written.", "Choose a folder of your own."
            ) from error
        raise
