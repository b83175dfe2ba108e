"""What a passage is cited by where its document has no pages: the labels of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.frozen import replace_fields
from indexer.labels.page_label import LabelSource, PageLabel
from indexer.paragraphs.paragraph_label import ParagraphLabel, find_paragraphs_of_span

Place = tuple[int, int]
"""Number of a page or stretch (1-based), and offset in its running text."""


def pinpoint_paragraphs(
    labels: Sequence[PageLabel],
    paragraphs: Sequence[ParagraphLabel],
    first: Place | None,
    last: Place | None,
) -> tuple[PageLabel, ...]:
    """The labels of a passage from one place to another, the second exclusive.

    `labels` are those of the pages or stretches that it stands on, `paragraphs` those of the whole
    document, in order. Pages keep their labels, and so do stretches where there is no place (in
    the notes).
    """
    if first is None or last is None or not labels or labels[0].unit == "page":
        return tuple(labels)
    stretches = {label.number: label for label in labels}
    exact = tuple(_list_labels(stretches, find_paragraphs_of_span(paragraphs, first, last), first))
    return exact or tuple(labels)


def _list_labels(
    stretches: dict[int, PageLabel], paragraphs: Sequence[ParagraphLabel], first: Place
) -> Iterator[PageLabel]:
    for paragraph in paragraphs:
        stretch = stretches.get(max(paragraph.number, first[0]))
        if stretch is None:
            continue
        source: LabelSource = paragraph.source if paragraph.label is not None else "none"
        yield replace_fields(stretch, label=paragraph.label, source=source)
