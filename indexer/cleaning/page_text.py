"""The clean text of one page, and how it continues on the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from corpus.frozen import frozen

if TYPE_CHECKING:  # a search starts without maps
    from indexer.cleaning.text_map import TextMap

Seam = Literal["paragraph", "space", "broken", "hyphen"]
"""How the running text continues over the page break: with a new paragraph, with the next word,
within a word broken by a hyphen that is not its own, or within a word after its own hyphen."""

PARAGRAPH = "\n\n"
"""Separates the paragraphs of a text."""


@frozen
class PageText:
    """The clean text of one page."""

    number: int
    """1-based position among the document's pages."""
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
