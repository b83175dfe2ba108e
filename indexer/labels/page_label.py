"""A page label and where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from corpus.frozen import frozen, replace_fields

LabelSource = Literal[
    "printed", "inferred", "embedded", "filed", "catalogue", "counted", "unread", "none"
]
Unit = Literal["page", "paragraph"]
"""What a document is made of for citing: pages, or paragraphs where it has none."""


@frozen
class PageLabel:
    """What to write after "p." for one page, or after "para" where a document has no pages.

    A document without pages is kept in stretches of some paragraphs each, which take the place of
    pages; the label of a stretch is that of its paragraphs, from the first to the last.
    """

    number: int
    """1-based position of the page (or stretch) among those of its document, by which it is looked
    up."""
    label: str | None
    """As printed (`iv`, `147`, `A-3`); None where only the PDF page can be cited."""
    source: LabelSource
    """`printed` (read off this page), `inferred` (from its neighbours), `embedded` (only in the
    file's /PageLabels), `filed` (from a court's filing stamp), `catalogue` (set by the user),
    `counted` (paragraphs only: from the beginning of the document);
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
    sheet_part: str = ""
    """Where on a sheet that shows several pages it stands, as in `Sheet.sheet_part`; "" where it is
    the whole sheet."""
    part: str = ""
    """The part of the document that numbers its pages anew, such as "Attachment C"; "" where its
    name is not certain, or where several of its pages bear the label."""
    unit: Unit = "page"

    @property
    def names(self) -> tuple[str, ...]:
        """The numbers that the label says: its own, none where it has none, the first and the last
        where it is that of a sheet whose pages could not be taken apart."""
        if self.label is None:
            return ()
        return tuple(self.label.split("–")) if self.holds_several else (self.label,)

    @property
    def holds_several(self) -> bool:
        """Whether it is that of a sheet whose pages could not be taken apart, or of a stretch of
        paragraphs."""
        return self.sheet_part in ("both", "all") or (
            self.unit == "paragraph" and "–" in (self.label or "")
        )

    @property
    def place(self) -> str:
        """What tells a label that is not unique from the others: the part's name; else ""."""
        return "" if self.unique else self.part


def list_as_json(labels: Sequence[PageLabel]) -> dict[str, Any]:
    """The consecutive pages of a passage in the documented, stable form."""
    return {
        "unit": labels[0].unit if labels else "page",
        "locator": _format_locator(labels),
        "pages": [label.label if label.unit == "page" else None for label in labels],
        "pdf_pages": [label.pdf_page for label in labels],
        "sheet_parts": [label.sheet_part or None for label in labels],
        "label_sources": [label.source for label in labels],
        "label_unique": [label.unique for label in labels],
        "parts": [label.place or None for label in labels],
    }


def _format_locator(labels: Sequence[PageLabel]) -> str | None:
    """As CSL writes it: "12", "147-148"; None where a page or paragraph has no label."""
    names = [name for label in labels for name in label.names]
    if not names or any(label.label is None for label in labels):
        return None
    return names[0] if names[0] == names[-1] else f"{names[0]}-{names[-1]}"


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
    # a paragraph may go on in the next stretch
    unique = label.unit == "paragraph" or label.label is None or pages[label.label] < 2
    part = label.part
    if part and label.label is not None and in_part[part, label.label] > 1:
        part = ""
    if (unique, part) == (label.unique, label.part):
        return label
    return replace_fields(label, unique=unique, part=part)
