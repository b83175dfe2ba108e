"""A page label and where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from corpus.frozen import frozen, replace_fields

LabelSource = Literal["printed", "inferred", "embedded", "filed", "catalogue", "unread", "none"]


@frozen
class PageLabel:
    """What to write after "p." for one sheet, and why."""

    pdf_page: int
    """1-based position of the sheet in the file."""
    label: str | None
    """As printed (`iv`, `147`, `A-3`); None where only the PDF page can be cited."""
    source: LabelSource
    """`printed` (read off this sheet), `inferred` (from its neighbours), `embedded` (only in the
    file's /PageLabels), `filed` (from a court's filing stamp), `catalogue` (set by the user);
    without a label `unread` (a number that cannot be made out stands there) or `none`."""
    evidence: str
    """One line for a person: what the label is based on."""
    lines: tuple[int, ...] = ()
    """0-based indices of the sheet's lines that exist only for the number: furniture."""
    total: int = 0
    """M of a filing stamp's "page N of M"; 0 where there is none."""
    unique: bool = True
    """Whether no other page of the document bears the label."""


def mark_repeats(labels: Iterable[PageLabel]) -> list[PageLabel]:
    """`labels`, those of all pages of a document, each with whether it is unique."""
    labels = list(labels)
    pages: dict[str | None, int] = {None: 0}
    for label in labels:
        if label.label is not None:
            pages[label.label] = pages.get(label.label, 0) + 1
    return [
        label
        if label.unique == (pages[label.label] < 2)
        else replace_fields(label, unique=not label.unique)
        for label in labels
    ]
