"""The paragraphs of a document: by their printed numbers or, where it has neither those nor pages,
counted.

A reader who counts paragraphs counts those of the text and the items of its lists. Headings and the
rows of tables are not counted: a heading belongs to the paragraph that it introduces, a row to the
paragraph before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.cleaning.page_text import PARAGRAPH, PageText
from indexer.labels.page_label import PageLabel
from indexer.paragraphs.paragraph_label import ParagraphLabel
from indexer.paragraphs.printed import find_printed_paragraphs
from indexer.readers.flowing.stretches import read_parts
from indexer.readers.sheets import Sheet


def find_paragraphs(
    sheets: Sequence[Sheet], labels: Sequence[PageLabel], texts: Sequence[PageText]
) -> tuple[ParagraphLabel, ...]:
    """Where the paragraphs of a document begin, given its pages in order; none where it has pages
    and they are not numbered through."""
    if any(label.unit == "page" for label in labels):
        return find_printed_paragraphs(texts)
    return number_paragraphs(sheets, texts)


def number_paragraphs(
    sheets: Sequence[Sheet], texts: Sequence[PageText]
) -> tuple[ParagraphLabel, ...]:
    """Where the paragraphs of a document without pages begin: by printed number if they have any,
    else counted."""
    printed = find_printed_paragraphs(texts)
    if not printed:
        return tuple(_count_paragraphs(sheets))
    if (printed[0].number, printed[0].start) == (1, 0):
        return printed
    return (ParagraphLabel(1, 0, None), *printed)


def _count_paragraphs(sheets: Sequence[Sheet]) -> Iterator[ParagraphLabel]:
    count = 0
    begins: tuple[int, int] | None = None
    """Where the headings before the next paragraph begin."""
    goes_on = False
    for number, sheet in enumerate(sheets, start=1):
        offset = 0
        for part in read_parts(sheet):
            if part.kind == "note":
                continue
            if part.kind == "heading":
                begins = begins or (number, offset)
            elif part.kind == "paragraph" and not goes_on:
                count += 1
                yield ParagraphLabel(*(begins or (number, offset)), str(count), "counted")
                begins = None
            goes_on = part.goes_on
            offset += len(part.text) + len(PARAGRAPH)
    if not count:
        yield ParagraphLabel(1, 0, "1", "counted")
