"""The text of a file whose encoding nobody stated."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import RequestError


def decode_file(path: Path) -> tuple[str, str]:
    """The file's text with plain newlines, and a note where its encoding had to be guessed.

    Raises RequestError when there is no such file or it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(
            f"{path} cannot be read ({error.strerror}).", "Check the path."
        ) from error
    text, note = _decode(data, path.name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        # Windows-1252 is what programs call Latin-1; five of its bytes stand for nothing.
        text = data.decode("cp1252", errors="replace")
        return text, f"{name} is not UTF-8: read as Latin-1; check letters with accents."
