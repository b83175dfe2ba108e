"""Pages of running text made to order."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.cleaning.page_text import Seam
from indexer.pages.joins import JoinedPages, join_pages


@dataclass(frozen=True)
class Page:
    number: int
    body: str
    seam: Seam = "paragraph"
    notes: str = ""


def joined(*bodies: str) -> JoinedPages:
    """Pages with these texts, each ending with a paragraph."""
    return join_pages([Page(number, body) for number, body in enumerate(bodies, 1)])
