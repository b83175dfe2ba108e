"""The text of a file that does not say how it is encoded."""

from __future__ import annotations

import codecs
from contextlib import suppress
from pathlib import Path

from corpus.errors import RequestError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(data: bytes, declared: str = "", errors: str = "strict") -> tuple[str, str]:
    """The text with "\\n" as line ends, and the encoding it was read in.

    The encoding is the one of the byte order mark, else the `declared` one, else UTF-8, and
    `cp1252` (Windows-1252) if none of them fits. Raises UnicodeDecodeError if that does not fit
    either, unless `errors` says otherwise.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    for encoding in filter(None, (marked, declared, "utf-8")):
        with suppress(ValueError, LookupError):  # some codecs refuse with other errors than most
            return _unify_line_ends(data.decode(encoding)), encoding
    last = marked if marked == "utf-16" else "cp1252"
    return _unify_line_ends(data.decode(last, errors)), last


def decode_file(path: Path) -> tuple[str, str]:
    """The file's text, and a sentence for the user if its encoding had to be guessed.

    Raises RequestError if the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(
            f"{path} cannot be read ({error.strerror}).", "Check the path."
        ) from error
    text, encoding = decode_text(data, errors="replace")
    guessed = f"{path.name} is not UTF-8; it was read as Latin-1: check accented letters."
    return text, guessed if encoding == "cp1252" else ""


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
