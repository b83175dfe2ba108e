"""A page label and where it came from."""

from __future__ import annotations

from collections import Counter
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
    part: str = ""
    """The part of the document that numbers its pages anew, such as "Attachment C"; "" where its
    name is not certain, or where several of its pages bear the label."""

    @property
    def place(self) -> str:
        """What tells a label that is not unique from the others: the part's name; else ""."""
        return "" if self.unique else self.part


def mark_repeats(labels: Iterable[PageLabel]) -> list[PageLabel]:
    """`labels`, those of all pages of a document, each with whether it is unique; and without the
    name of its part where that does not tell it from the others."""
    labels = list(labels)
    pages = Counter(label.label for label in labels)
    in_part = Counter((label.part, label.label) for label in labels)
    return [_mark_repeat(label, pages, in_part) for label in labels]


def _mark_repeat(
    label: PageLabel, pages: Counter[str | None], in_part: Counter[tuple[str, str | None]]
) -> PageLabel:
    unique = label.label is None or pages[label.label] < 2
    part = label.part
    if part and label.label is not None and in_part[part, label.label] > 1:
        part = ""
    if (unique, part) == (label.unique, label.part):
        return label
    return replace_fields(label, unique=unique, part=part)
