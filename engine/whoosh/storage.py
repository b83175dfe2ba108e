"""The folder of an index, with files that know how much has been written to them.

Whoosh asks for that twice for each word, and Python would ask the system each time.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

_BUFFER = 1 << 16


def open_folder(folder: Path) -> Any:
    """The folder as Whoosh knows one, which says nothing of types."""
    make: Any = _Folder
    return make(str(folder))


class _Folder(FileStorage):
    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> Any:
        """A new file to write to, as `FileStorage` makes it."""
        if excl or mode != "wb" or self.readonly:
            return super().create_file(name, excl, mode, **kwargs)  # type: ignore[no-untyped-call]
        written = io.BufferedWriter(_Written(Path(self.folder, name), mode), _BUFFER)
        return StructFile(written, name=name, **kwargs)


class _Written(io.FileIO):
    """A file that is written from its beginning."""

    def __init__(self, path: Path, mode: str) -> None:
        super().__init__(path, mode)
        self._at = 0

    def write(self, data: Any) -> Any:
        written = super().write(data)
        self._at += written or 0
        return written

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = super().seek(offset, whence)
        return self._at

    def tell(self) -> int:
        return self._at
