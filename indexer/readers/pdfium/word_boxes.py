"""Where each word of a page's lines stands: asked of PDFium when a page is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedPdf
from indexer.readers.geometry import Box
from indexer.readers.pdfium.annotations import load_page
from indexer.readers.pdfium.buffers import Buffers
from indexer.readers.pdfium.characters import Characters
from indexer.readers.pdfium.objects import Objects
from indexer.readers.pdfium.reader import open_document, read_display
from indexer.readers.pdfium.replaced import read_shown_text
from indexer.readers.pdfium.streams import may_hold_replacements
from indexer.readers.strikes import STRUCK
from indexer.readers.word_boxes import LineText, WordBox

_WORD = re.compile(r"\S+")
_SAME = 0.8
"""The share of a line's letters that must stand where the line says: raised figures, bars and
bullets are other characters in its text than on the page."""


def measure_words(
    path: Path, pdf_page: int, lines: Sequence[LineText], passwords: tuple[str, ...] = ()
) -> list[list[WordBox] | None]:
    """For each of the lines of a page (1-based) where its words stand, on the whole page as it is
    displayed; None for a line of which that cannot be told.

    Raises DamagedPdf or EncryptedPdf.
    """
    document = open_document(path, passwords)
    try:
        page, _ = load_page(document.raw, pdf_page - 1)
        try:
            display = read_display(page)
            buffers = Buffers(may_hold_replacements(path))
            text_page, _ = read_shown_text(page, Objects(page), display, buffers)
            try:
                characters = Characters(text_page, display, buffers)
                return [_measure_line(characters, line) for line in lines]
            finally:
                pdfium.FPDFText_ClosePage(text_page)
        finally:
            pdfium.FPDF_ClosePage(page)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise DamagedPdf(f"PDF page {pdf_page} of {path.name} cannot be measured.") from error
    finally:
        document.close()


def _measure_line(page: Characters, line: LineText) -> list[WordBox] | None:
    places = _align(page.text, line)
    if places is None:
        return None
    words: list[WordBox] = []
    for word in _WORD.finditer(line.text):
        boxes = page.measure_boxes(places[word.start() : word.end()])
        if not boxes:
            return None
        box = Box(
            min(box.x0 for box in boxes),
            min(box.y0 for box in boxes),
            max(box.x1 for box in boxes),
            max(box.y1 for box in boxes),
        )
        words.append(WordBox(word.start(), word.end(), box))
    return words


def _align(text: str, line: LineText) -> list[int] | None:
    """The position in the page's text of each character of the line; None where its characters are
    not those that stand there."""
    places: list[int] = []
    at = line.start - 1
    same = letters = 0
    for character in line.text:
        at += character != STRUCK  # the stroke through a letter is no character of the page
        places.append(max(at, line.start))
        if character.isalpha():
            letters += 1
            same += at < len(text) and text[at] == character
    return places if same >= _SAME * letters else None
