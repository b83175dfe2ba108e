"""Labels and texts of a document without pages."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cleaning.page_text import PARAGRAPH, PageText, Seam
from indexer.cleaning.text_map import TextBuilder
from indexer.labels.page_label import PageLabel
from indexer.paragraphs.numbering import number_paragraphs
from indexer.paragraphs.paragraph_label import ParagraphLabel, find_paragraphs_of_span
from indexer.readers.flowing.stretches import read_parts
from indexer.readers.sheets import Sheet


def derive_stretches(
    sheets: Sequence[Sheet],
) -> tuple[tuple[PageLabel, ...], tuple[PageText, ...]]:
    """The labels and texts of the stretches of a document, in order."""
    texts = tuple(_read_text(number, sheet) for number, sheet in enumerate(sheets, start=1))
    paragraphs = number_paragraphs(sheets, texts)
    return tuple(_label(text, paragraphs) for text in texts), texts


def _read_text(number: int, sheet: Sheet) -> PageText:
    body, notes = TextBuilder(), TextBuilder()
    seam: Seam = "paragraph"
    for at, part in enumerate(read_parts(sheet)):
        built = notes if part.kind == "note" else body
        if built.length:
            built.add_separator(PARAGRAPH)
        built.add(part.text, at, 0)
        if part.goes_on:
            seam = "space"
    return PageText(number, *body.finish(), *notes.finish(), seam)


def _label(text: PageText, paragraphs: Sequence[ParagraphLabel]) -> PageLabel:
    """The label of a stretch: its paragraphs, from the first to the last."""
    here = find_paragraphs_of_span(
        paragraphs, (text.number, 0), (text.number, max(1, len(text.body)))
    )
    named = [paragraph for paragraph in here if paragraph.label is not None]
    if not named:
        return PageLabel(text.number, None, "none", "no numbered paragraph", unit="paragraph")
    ends = dict.fromkeys(str(paragraph.label) for paragraph in (named[0], named[-1]))
    source = named[0].source
    evidence = "numbers printed at the paragraphs" if source == "printed" else "paragraphs, counted"
    return PageLabel(text.number, "–".join(ends), source, evidence, unit="paragraph")
