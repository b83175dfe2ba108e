"""A page label and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from corpus.frozen import frozen, replace_fields

LabelSource = Literal["printed", "inferred", "embedded", "filed", "catalogue", "unread", "none"]


@frozen
class PageLabel:
    """What to write after "p." for one page, and why."""

    number: int
    """1-based position of the page among those of its document, by which it is looked up."""
    label: str | None
    """As printed (`iv`, `147`, `A-3`); None where only the PDF page can be cited."""
    source: LabelSource
    """`printed` (read off this page), `inferred` (from its neighbours), `embedded` (only in the
    file's /PageLabels), `filed` (from a court's filing stamp), `catalogue` (set by the user);
    without a label `unread` (a number that cannot be made out stands there) or `none`."""
    evidence: str
    """One line for a person: what the label is based on."""
    lines: tuple[int, ...] = ()
    """0-based indices of the page's lines that exist only for the number: furniture."""
    total: int = 0
    """M of a filing stamp's "page N of M"; 0 where there is none."""
    unique: bool = True
    """Whether no other page of the document bears the label."""
    pdf_page: int | None = None
    """1-based position in the file of the sheet that the page stands on, for people only; None in
    documents without sheets."""
    part: str = ""
    """Where on a sheet that shows several pages it stands, as in `Sheet.part`; "" where it is the
    whole sheet."""


def list_as_json(labels: Sequence[PageLabel]) -> dict[str, Any]:
    """The consecutive pages of a passage in the documented, stable form."""
    return {
        "pages": [label.label for label in labels],
        "pdf_pages": [label.pdf_page for label in labels],
        "parts": [label.part or None for label in labels],
        "label_sources": [label.source for label in labels],
        "label_unique": [label.unique for label in labels],
    }


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
