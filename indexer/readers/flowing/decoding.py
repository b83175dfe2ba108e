"""Bytes become text, and what had to be assumed is said."""

from __future__ import annotations

import codecs
from pathlib import Path

from indexer.readers.flowing.flowing_text import FlowingTextError

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text_file(path: Path, *, declared: str = "") -> tuple[str, list[str]]:
    """The text of the file, line ends as "\\n", and one sentence for each assumption.

    In the encoding of its byte order mark, else the `declared` one, else UTF-8, else Windows-1252.
    Raises DraftError where it is no text.
    """
    data = path.read_bytes()
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    warnings: list[str] = []
    for encoding in filter(None, (marked, declared, "utf-8")):
        try:
            text = data.decode(encoding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        text = _decode_windows(path, data)
        warnings.append(
            f"{path.name} is not in UTF-8; it was read as Windows-1252. If letters look wrong, save"
            " it as UTF-8."
        )
    if "\0" in text:
        raise FlowingTextError(f"{path.name} is no text file.", "Check the file, or its suffix.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _decode_windows(path: Path, data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FlowingTextError(
            f"{path.name} is in an unknown encoding.", "Save it as UTF-8."
        ) from error
