"""Bytes become text, with a warning for what had to be assumed."""

from __future__ import annotations

from pathlib import Path

from corpus.decoding import decode_text
from indexer.readers.flowing.flowing_text import FlowingTextError


def read_text_file(path: Path, *, declared: str = "") -> tuple[str, list[str]]:
    """The text of the file, with "\\n" for every line end, and one sentence for each assumption.

    The encoding is that of its byte order mark, the `declared` one, UTF-8 or Windows-1252: the
    first that fits. Raises FlowingTextError if the file is not text.
    """
    try:
        text, encoding = decode_text(path.read_bytes(), declared)
    except UnicodeDecodeError as error:
        raise FlowingTextError(
            f"{path.name} is in an unknown encoding.", "Save it as UTF-8."
        ) from error
    if "\0" in text:
        raise FlowingTextError(
            f"{path.name} is not a text file.", "Check the file and its extension."
        )
    if encoding != "cp1252" or declared == encoding:
        return text, []
    return text, [
        f"{path.name} is not in UTF-8; it was read as Windows-1252. If letters look wrong, save"
        " it as UTF-8."
    ]
