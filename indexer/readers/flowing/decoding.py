"""Bytes become text, with a warning for what had to be assumed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from corpus.decoding import decode_text
from indexer.readers.flowing.flowing_text import FlowingTextError

_LATIN_1 = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_SINGLE_BYTE = _LATIN_1 | {"windows-1252", "cp1252", "iso-8859-15", "windows-1250", "macintosh"}


def read_text_file(path: Path, *, declared: str = "") -> tuple[str, list[str]]:
    """The text of the file, with "\\n" for every line end, and one sentence for each assumption.

    The encoding is that of its byte order mark, the `declared` one, UTF-8 or Windows-1252: the
    first that fits. Raises FlowingTextError if the file is not text.
    """
    data = path.read_bytes()
    declared = _correct(data, declared)
    try:
        text, encoding = decode_text(data, declared)
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


def _correct(data: bytes, declared: str) -> str:
    """The encoding that `data` is in, where what is `declared` cannot be right.

    Letters beyond ASCII in one of the single-byte encodings are never well-formed UTF-8 by chance,
    and a page that says Latin-1 is read as Windows-1252 (WHATWG Encoding Standard, 4.2).
    """
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if max(even, odd) > len(data[:2000]) // 4:
        return "utf-16-be" if even > odd else "utf-16-le"
    if declared.lower().replace("_", "-") not in _SINGLE_BYTE:
        return declared
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return "utf-8"
    return "cp1252" if declared.lower() in _LATIN_1 else declared
