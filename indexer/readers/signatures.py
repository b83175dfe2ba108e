"""What a file is, by how it begins: its name may be wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from corpus.errors import DamagedPdf, NotAPdf
from indexer.readers.flowing.flowing_text import FlowingTextError
from indexer.readers.flowing.packed import read_beginning

FlowingKind = Literal["docx", "html", "mhtml", "markdown", "text", "converted", "epub", "mail"]
"""`converted`: what LibreOffice makes a Word file of."""
FileKind = Literal["pdf", "picture"] | FlowingKind

_KIND_OF: dict[str, FileKind] = {
    ".pdf": "pdf",
    **dict.fromkeys((".tif", ".tiff", ".png", ".jpg", ".jpeg"), "picture"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".odt", ".fodt", ".rtf", ".doc"), "converted"),
    ".epub": "epub",
    ".eml": "mail",
}
SUFFIXES = tuple(_KIND_OF)
"""Of the files that are documents, in lower case."""
TYPED_PAGES = "text-pages"
"""The reader of text files with marks of pages."""
WITHOUT_PAGES = frozenset({"word", "web", "markdown", "text", "epub", "mail"})
"""The readers of documents without pages."""
PDF_READERS = frozenset({"pdfium", "pdfminer"})
PICTURE_READER = "pillow"

_WITHIN = 1024
"""Readers accept "%PDF-" anywhere in the first 1,024 bytes (ISO 32000-1, annex H, note 13)."""
_PICTURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How TIFF, BigTIFF, PNG and JPEG files begin."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file ([MS-CFB] 2.2): Word before 2007, or an encrypted .docx."""
_LARGEST_TEXT = 100_000_000
"""Bytes of a file that is read as text."""
_TEXTS = ("html", "mhtml", "markdown", "text", "mail")


def find_kind(path: Path) -> FileKind:
    """What the file is. Raises DamagedPdf if it cannot be opened, NotAPdf or FlowingTextError if it
    is nothing that can be read."""
    try:
        with path.open("rb") as file:
            start = file.read(_WITHIN)
        size = path.stat().st_size
    except OSError as error:
        raise DamagedPdf(
            f"{path.name} cannot be opened: {error.strerror}.", "Check its permissions."
        ) from error
    if not start:
        raise NotAPdf(f"{path.name} is empty.", "Get the file again.")
    if start.startswith(_PICTURES):
        return "picture"
    named = _KIND_OF.get(path.suffix.lower())
    if named == "pdf" and not start.startswith((b"PK", b"{\\rtf", _OLE)):
        _require_pdf(path, start)
        return "pdf"
    kind = _find_flowing_kind(path, start, named)
    if kind in _TEXTS and size > _LARGEST_TEXT:
        raise FlowingTextError(
            f"{path.name} is larger than {_LARGEST_TEXT // 1_000_000} MB.", "Split it."
        )
    return kind


def _require_pdf(path: Path, start: bytes) -> None:
    if b"%PDF-" not in start:
        looks = "a web page" if b"<html" in start.lower() else "another format"
        raise NotAPdf(
            f"{path.name} is not a PDF but {looks}.",
            "Get the PDF, give the file the ending of its format, or remove it.",
        )


def _find_flowing_kind(path: Path, start: bytes, named: FileKind | None) -> FileKind:
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK"):
        return _look_into_zip(path)
    if start.startswith(b"{\\rtf"):
        return "converted"
    if start.startswith(_OLE):
        _require_no_password(path)
        return "converted"
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if named in ("html", "mhtml") and b"mime-version:" in head:
        return "mhtml"
    if named == "picture":
        raise NotAPdf(
            f"{path.name} is not a picture but another format.",
            "Get the document, or remove the file.",
        )
    if named in ("docx", "epub", None) or (named == "converted" and path.suffix.lower() != ".fodt"):
        raise FlowingTextError(
            f"{path.name} is damaged, or is not what its name says.", "Get the file again."
        )
    return named


def _look_into_zip(path: Path) -> FlowingKind:
    try:
        with zipfile.ZipFile(path) as packed:
            names = frozenset(packed.namelist())
            mime = read_beginning(packed, "mimetype", 100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise FlowingTextError(f"{path.name} is damaged.", "Get the file again.") from error
    if b"epub" in mime:
        return "epub"
    if b"opendocument.text" in mime:
        return "converted"
    return "docx"  # whose reader says what it is if it is none


def _require_no_password(path: Path) -> None:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise FlowingTextError(
            f"{path.name} is protected by a password.", "Save a copy without one."
        )


def is_pdf(reader: str) -> bool:
    """Whether a document that this reader read is a PDF."""
    return reader in PDF_READERS


def has_sheets(reader: str) -> bool:
    """Whether a document that this reader read has pages that can be drawn."""
    return reader in PDF_READERS or reader == PICTURE_READER
