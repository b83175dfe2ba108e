"""One page as the reading view shows it: its picture, its words in their places, its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.frozen import frozen
from indexer.cleaning.page_text import PARAGRAPH
from indexer.labels.pinpoint_wording import describe_evidence
from indexer.library import Library
from indexer.pages.origins import describe_origins
from indexer.readers.geometry import Box
from indexer.readers.signatures import has_sheets
from indexer.records.entries import DocumentEntry
from indexer.word_places import Measure, PageWords, PlacedWord, find_boxes, read_page_words
from search.answering.shown_pages import ShownPage

Marks = tuple[int, int] | None


@frozen
class TextPiece:
    """A stretch of a paragraph that looks the same throughout."""

    text: str
    start: int
    """0-based offset in the page's running text or notes."""
    marked: bool
    """Whether it belongs to the passage."""
    doubtful: bool
    """Whether it was read from a picture and may be wrong."""


@frozen
class TextParagraph:
    """A paragraph of a page's text."""

    pieces: tuple[TextPiece, ...]
    label: str
    """The number that is printed or counted at it, "" if it has none."""


@frozen
class TextLine:
    """Words that stand beside each other on the picture, for the layer that can be selected."""

    words: tuple[PlacedWord, ...]
    size: float
    """How high its letters are, in points."""
    baseline: float
    """In points from the page's top; for lines that are turned, from the left."""


@frozen
class PageView:
    """A page with everything that is shown of it."""

    shown: ShownPage
    number: int
    """1-based position in the document."""
    evidence: str
    caveats: tuple[str, ...]
    words: PageWords | None
    """None where the document has no sheets."""
    boxes: tuple[Box, ...]
    """Around the words of the passage, line by line."""
    body_lines: tuple[TextLine, ...]
    note_lines: tuple[TextLine, ...]
    paragraphs: tuple[TextParagraph, ...]
    notes: tuple[TextParagraph, ...]
    hidden: str
    """Words that are in the file and not to be seen on the page."""


def view_page(
    library: Library, entry: DocumentEntry, shown: ShownPage, measure: Measure | None
) -> PageView:
    """A page of a document, with the passage that `shown` marks in it."""
    number = shown.label.number
    words = None
    boxes: list[Box] = []
    if has_sheets(entry.document.reader):
        words = read_page_words(library, entry, number, measure)
        boxes += find_boxes(words.body, *shown.marked_body) if shown.marked_body else []
        boxes += find_boxes(words.notes, *shown.marked_notes) if shown.marked_notes else []
    return PageView(
        shown,
        number,
        " ".join(describe_evidence([shown.label])),
        tuple(describe_origins([shown.read_from])),
        words,
        tuple(boxes),
        tuple(_group_lines(words.body)) if words else (),
        tuple(_group_lines(words.notes)) if words else (),
        tuple(_cut_body(library, entry, shown)),
        tuple(_cut(shown.notes, shown.marked_notes, shown.uncertain_notes, {})),
        library.read_hidden_words(entry, number) if words else "",
    )


def _group_lines(words: Sequence[PlacedWord]) -> Iterator[TextLine]:
    group: list[PlacedWord] = []
    for word in words:
        if group and word.line != group[-1].line:
            yield _make_line(group)
            group = []
        group.append(word)
    if group:
        yield _make_line(group)


_BELOW = 0.22
"""The share of a line's height that lies below its baseline, in most fonts."""


def _make_line(words: Sequence[PlacedWord]) -> TextLine:
    box = words[0].box
    if words[0].angle in (90, 270):
        size = box.x1 - box.x0
        return TextLine(tuple(words), size, box.x0 + _BELOW * size)
    size = box.y1 - box.y0
    return TextLine(tuple(words), size, box.y1 - _BELOW * size)


def _cut_body(library: Library, entry: DocumentEntry, shown: ShownPage) -> Iterator[TextParagraph]:
    number = shown.label.number
    labels = {
        each.start: each.label if each.source == "printed" else f"({each.label})"
        for each in library.read_paragraphs(entry)
        if each.number == number and each.label
    }
    return _cut(shown.body, shown.marked_body, shown.uncertain_body, labels)


def _cut(
    text: str, marked: Marks, doubtful: Sequence[tuple[int, int, int]], labels: dict[int, str]
) -> Iterator[TextParagraph]:
    """The paragraphs of a text, each in pieces."""
    start = 0
    for paragraph in text.split(PARAGRAPH):
        end = start + len(paragraph)
        if paragraph.strip():
            label = next((name for at, name in labels.items() if start <= at < end), "")
            yield TextParagraph(tuple(_cut_pieces(text, start, end, marked, doubtful)), label)
        start = end + len(PARAGRAPH)


def _cut_pieces(
    text: str, start: int, end: int, marked: Marks, doubtful: Sequence[tuple[int, int, int]]
) -> Iterator[TextPiece]:
    spans = [word[:2] for word in doubtful if word[0] < end and word[1] > start]
    edges = {start, end}
    for span in (*spans, *([marked] if marked else [])):
        edges.update(edge for edge in span if start < edge < end)
    ordered = sorted(edges)
    for first, last in pairwise(ordered):
        is_marked = marked is not None and marked[0] <= first < marked[1]
        is_doubtful = any(a <= first < b for a, b in spans)
        yield TextPiece(text[first:last], first, is_marked, is_doubtful)
