"""Bytes become text, with a warning for what had to be assumed."""

from __future__ import annotations

import codecs
from pathlib import Path

from indexer.readers.flowing.flowing_text import FlowingTextError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_GUESS = "cp1252"


def read_text_file(path: Path, *, declared: str = "") -> tuple[str, list[str]]:
    """The text of the file, with "\\n" for every line end, and one sentence for each assumption.

    The encoding is that of its byte order mark, the `declared` one, UTF-8 or Windows-1252: the
    first that fits. Raises FlowingTextError where the file is not text.
    """
    data = path.read_bytes()
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    for encoding in filter(None, (marked, declared, "utf-8", _GUESS)):
        try:
            text = data.decode(encoding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        raise FlowingTextError(f"{path.name} is in an unknown encoding.", "Save it as UTF-8.")
    warnings: list[str] = []
    if encoding == _GUESS != declared:
        warnings.append(
            f"{path.name} is not in UTF-8; it was read as Windows-1252. If letters look wrong, save"
            " it as UTF-8."
        )
    if "\0" in text:
        raise FlowingTextError(
            f"{path.name} is not a text file.", "Check the file and its extension."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings
