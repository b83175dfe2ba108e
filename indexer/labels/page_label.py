"""A page label and where it came from."""

from __future__ import annotations

from typing import Literal

from corpus.frozen import frozen

LabelSource = Literal["printed", "inferred", "embedded", "catalogue", "none"]


@frozen
class PageLabel:
    """What to write after "p." for one sheet, and why."""

    pdf_page: int
    """1-based position of the sheet in the file."""
    label: str | None
    """As printed (`iv`, `147`, `A-3`); None where only the PDF page can be cited."""
    source: LabelSource
    """`printed` (read off this sheet), `inferred` (from its neighbours), `embedded` (only in the
    file's /PageLabels), `catalogue` (set by the user) or `none`."""
    evidence: str
    """One line for a person: what the label is based on."""
    lines: tuple[int, ...] = ()
    """0-based indices of the sheet's lines that exist only for the number: furniture."""
