"""How running text continues, from one paragraph to the next and from one page to the next."""

from __future__ import annotations

from typing import Literal

Seam = Literal["paragraph", "space", "broken", "hyphen"]
"""How the running text continues over the page break: with a new paragraph, with the next word,
within a word broken by a hyphen that is not its own, or within a word after its own hyphen."""

PARAGRAPH = "\n\n"
"""Separates the paragraphs of a text."""
