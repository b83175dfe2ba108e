"""A download that is not complete yet: its bytes so far, and how to ask for the rest.

The rest may only be appended if the server can tell that the document has not changed meanwhile (by
an entity tag or a date, sent back as If-Range); otherwise every try starts over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus.errors import convert_write_error
from corpus.own_files import has_other_names, refuse_links


class PartialFile:
    """The `.part` file of one address, and a `.json` with the validator that the server sent."""

    def __init__(self, folder: Path, url: str) -> None:
        """Raises CorpusDamaged if the folder, or the one it is in, is a link."""
        refuse_links(folder.parent, folder)
        self._url = url
        stem = hashlib.sha256(url.encode("utf-8")).hexdigest()[:24]
        self.path = folder / f"{stem}.part"
        self._state = folder / f"{stem}.json"

    @property
    def size(self) -> int:
        """How many bytes have been received."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def make_range_headers(self) -> dict[str, str]:
        """The headers that ask for the rest only; none if that is not possible."""
        validator = self._read_validator()
        if not validator or any(map(has_other_names, (self.path, self._state))):
            self.discard()
        if not self.size:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, validator: str) -> None:
        """Start with an empty file; `validator` is "" if the download cannot be resumed.

        Raises CorpusError.
        """
        with _convert_write_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.discard()
            self.path.write_bytes(b"")
            state = {"url": self._url, "validator": validator}
            self._state.write_text(json.dumps(state) + "\n", encoding="utf-8", newline="\n")

    @contextmanager
    def open_for_appending(self) -> Iterator[BinaryIO]:
        """The file, open for appending; on leaving, the bytes are safely on the disk.

        Raises CorpusError.
        """
        with _convert_write_errors(self.path), self.path.open("ab") as file:
            try:
                yield file
            finally:
                file.flush()
                os.fsync(file.fileno())

    def discard(self) -> None:
        """Delete what has been received; of a link, the link."""
        self.path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)

    def _read_validator(self) -> str:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return ""
        if not isinstance(state, Mapping) or state.get("url") != self._url:
            return ""
        return str(state.get("validator") or "")


@contextmanager
def _convert_write_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise convert_write_error(error, path) from error
