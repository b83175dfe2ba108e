"""The clean text of one page, and how it continues on the next."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.cleaning.seams import Seam
from indexer.cleaning.text_map import TextMap


@dataclass(frozen=True, slots=True)
class PageText:
    """The clean text of one page."""

    pdf_page: int
    """1-based position in the file."""
    body: str
    """The running text; paragraphs are separated by an empty line."""
    body_map: TextMap
    notes: str
    """Footnotes and turned text, a paragraph each."""
    notes_map: TextMap
    seam: Seam = "paragraph"
    """How the running text continues on the next page."""
    lost: int = 0
    """How many characters were left out because their font does not say which letters they are."""
