"""What one writes after "para", and which paragraphs a passage stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from corpus.frozen import frozen

ParagraphSource = Literal["printed", "counted"]
"""`printed` at the paragraph's beginning; `counted` from the beginning of a document that has
neither pages nor numbers."""


@frozen
class ParagraphLabel:
    """Where a paragraph begins, and its number; it goes on to where the next one begins."""

    number: int
    """1-based."""
    start: int
    """0-based offset in the running text of that page."""
    label: str | None
    """As printed, without brackets, full stop or ¶: `44`, `3.12`. None where text begins that
    belongs to no numbered paragraph, or of which that cannot be told."""
    source: ParagraphSource = "printed"


def find_labels_of_span(
    paragraphs: Sequence[ParagraphLabel], first: tuple[int, int], last: tuple[int, int]
) -> tuple[str, ...]:
    """The numbers of the paragraphs from one place to another, both page number and offset in its
    running text, the second exclusive; none unless all of the passage is in numbered ones.

    `paragraphs` are all of the document's, in order.
    """
    inside = find_paragraphs_of_span(paragraphs, first, last)
    labels = tuple(paragraph.label for paragraph in inside if paragraph.label is not None)
    whole = len(labels) == len(inside) and inside and _get_place(inside[0]) <= first
    return labels if whole else ()


def find_paragraphs_of_span(
    paragraphs: Sequence[ParagraphLabel], first: tuple[int, int], last: tuple[int, int]
) -> Sequence[ParagraphLabel]:
    """The paragraphs from one place to another, as for `find_labels_of_span`, also those without a
    number."""
    begin = bisect_right(paragraphs, first, key=_get_place) - 1
    end = bisect_left(paragraphs, last, key=_get_place)
    return paragraphs[max(0, begin) : end]


def find_last_page(paragraphs: Sequence[ParagraphLabel], label: str) -> int:
    """The number of the page on which the paragraph with this number ends; 0 if there is none."""
    for at, paragraph in enumerate(paragraphs):
        if paragraph.label == label:
            following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
            if following is None or following.number == paragraph.number:
                return paragraph.number
            return following.number - (following.start == 0)
    return 0


def describe_paragraphs(labels: Sequence[str]) -> str:
    """ "para 44", "paras 44–45"; "" where there are none."""
    if not labels:
        return ""
    return f"para {labels[0]}" if len(labels) == 1 else f"paras {labels[0]}–{labels[-1]}"


def _get_place(paragraph: ParagraphLabel) -> tuple[int, int]:
    return paragraph.number, paragraph.start
