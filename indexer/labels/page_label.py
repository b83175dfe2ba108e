"""A page label and where it came from."""

from __future__ import annotations

from typing import Literal

from corpus.frozen import frozen

LabelSource = Literal["printed", "inferred", "embedded", "catalogue", "none"]


@frozen
class PageLabel:
    """What one writes after "p." for one sheet, and why."""

    pdf_page: int
    """1-based position of the sheet in the file."""
    label: str | None
    """As printed (`iv`, `147`, `A-3`); None where there is nothing to cite but the PDF page."""
    source: LabelSource
    """`printed` (read off this sheet), `inferred` (from its neighbours), `embedded` (the file's
    /PageLabels only), `catalogue` (the user said so) or `none`."""
    evidence: str
    """One line for a person: what the label rests on."""
    lines: tuple[int, ...] = ()
    """0-based indices of the sheet's lines that are there for the number: furniture."""
