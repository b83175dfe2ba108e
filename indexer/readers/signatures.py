"""What a file is, by how it begins: its name may be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from corpus.errors import DamagedPdf, NotAPdf

FileKind = Literal["pdf", "picture"]

SUFFIXES = (".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg")
"""Of the files that are documents, in lower case."""
_WITHIN = 1024
"""Readers accept "%PDF-" anywhere in the first 1,024 bytes (ISO 32000-1, annex H, note 13)."""
_PICTURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How TIFF, BigTIFF, PNG and JPEG files begin."""


def find_kind(path: Path) -> FileKind:
    """What the file is. Raises NotAPdf if it is neither, DamagedPdf if it cannot be opened."""
    try:
        with path.open("rb") as file:
            start = file.read(_WITHIN)
    except OSError as error:
        raise DamagedPdf(
            f"{path.name} cannot be opened: {error.strerror}.", "Check its permissions."
        ) from error
    if not start:
        raise NotAPdf(f"{path.name} is empty.", "Get the file again.")
    if start.startswith(_PICTURES):
        return "picture"
    if b"%PDF-" in start:
        return "pdf"
    looks = "a web page" if b"<html" in start.lower() else "another format"
    wanted = "a PDF" if path.suffix.lower() == ".pdf" else "a picture"
    raise NotAPdf(
        f"{path.name} is not {wanted} but {looks}.", "Get the document, or remove the file."
    )
