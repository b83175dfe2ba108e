"""What kind of file was downloaded, by its bytes: servers often declare a wrong type."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.fetching.fetch_errors import FetchError, NotADocument, WebPage

START = 1024
"""Bytes within which readers accept "%PDF-" (ISO 32000-1, annex H, note 13)."""
_END = 65536
"""Bytes within which the end mark is looked for: some servers append something of their own."""

_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|script|\?xml|!--)", re.IGNORECASE)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_ADD = "Save it as a PDF and put the PDF in the corpus."


def find_refusal(start: bytes, host: str) -> FetchError | None:
    """Why a file with this `start` (1,024 bytes, or all of it) is refused; None for a PDF."""
    if b"%PDF-" in start:
        return None
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _PAGE.match(text):
        return WebPage(
            f"{host} returned a web page, not a PDF; pincite does not read web pages.",
            "Open it in a browser and print it to a PDF, or correct the URL.",
        )
    if text.startswith(_OFFICE):
        return NotADocument(f"{host} returned an office document or archive, not a PDF.", _ADD)
    if not start:
        return NotADocument(f"{host} returned an empty file.", "Look at the address in a browser.")
    return NotADocument(f"What {host} returned is not a PDF.", "Look at the address in a browser.")


def has_end(path: Path) -> bool:
    """Whether a PDF's end mark is near the end of the file; without it the file was cut off."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END))
        return b"%%EOF" in file.read()
