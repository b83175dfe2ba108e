"""PDF: paragraphs and notes as pincite's own reader finds them."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.cleaning.page_text import PARAGRAPH, PageText
from indexer.readers.flowing.builder import Builder, Paragraph
from indexer.readers.flowing.flowing_text import Anchor, FlowingText, NoteKind, ParagraphLocator
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_RAISED = re.compile(rf"[{SUPERSCRIPT_DIGITS}]+")
_NUMBER = re.compile(rf"\s*([{SUPERSCRIPT_DIGITS}]+|\d{{1,4}}(?=[.)\s]|[A-Z“\"‘]))[.)]?\s*")
_FROM_RAISED = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")


def read_pdf(path: Path) -> FlowingText:
    """The draft in the PDF at `path`. Raises a ReadingError.

    Block quotations look like any other paragraph. A paragraph that runs over a page break is one
    block, on the page where it begins.
    """
    from indexer.pages.document import read_document

    document = read_document(path)
    hidden = [sheet.pdf_page for sheet in document.sheets if sheet.hidden]
    warnings = [f"PDF page {page} holds words that cannot be seen; not read." for page in hidden]
    reader = _Reader(Builder(path, "pdf", [*document.warnings, *warnings]))
    for page in document.texts:
        reader.read_page(page)
    return reader.finish()


class _Reader:
    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._notes: dict[str, list[Paragraph]] = {}
        self._paragraphs: list[tuple[str, int, int]] = []
        """Text, page where it begins, and which paragraph there, both 1-based."""
        self._glue: str | None = None
        """What joins the last paragraph to the next page's first; None if it has ended."""

    def read_page(self, page: PageText) -> None:
        self._read_notes(page)
        texts = page.body.split(PARAGRAPH) if page.body else []
        for number, text in enumerate(texts, start=1):
            if number == 1 and self._glue is not None:
                begun, first, place = self._paragraphs.pop()
                self._paragraphs.append((begun + self._glue + text, first, place))
            else:
                self._paragraphs.append((text, page.number, number))
        if page.seam == "broken" and self._paragraphs:
            text, first, place = self._paragraphs.pop()
            self._paragraphs.append((text[:-1], first, place))
        self._glue = {"space": " ", "broken": "", "hyphen": ""}.get(page.seam)

    def finish(self) -> FlowingText:
        for text, page, number in self._paragraphs:
            body, anchors = self._extract_note_marks(text, page)
            paragraph = Paragraph(body, anchors, ParagraphLocator("", page))
            self._builder.add(paragraph, f"page {page}, paragraph {number}")

        def list_note_paragraphs(key: str, _: NoteKind) -> list[Paragraph]:
            return self._notes[key]

        return self._builder.finish(list_note_paragraphs)

    def _read_notes(self, page: PageText) -> None:
        """Notes are known by page and number, since numbers may begin again."""
        key = ""
        for text in page.notes.split(PARAGRAPH) if page.notes else []:
            number = _NUMBER.match(text)
            if number:
                key = f"{page.number}:{_read_number(number[1])}"
            body = text[number.end() :] if number else text
            if key:
                paragraph = Paragraph(body, locator=ParagraphLocator("", page.number))
                self._notes.setdefault(key, []).append(paragraph)

    def _extract_note_marks(self, text: str, page: int) -> tuple[str, tuple[Anchor, ...]]:
        """`text` without the marks of notes on this page or the next, and where they stood."""
        body = ""
        anchors: list[Anchor] = []
        done = 0
        for mark in _RAISED.finditer(text):
            number = _read_number(mark.group())
            keys = (f"{on}:{number}" for on in (page, page + 1))
            key = next((key for key in keys if key in self._notes), None)
            if key is not None:
                body += text[done : mark.start()]
                done = mark.end()
                anchors.append(Anchor(len(body), self._builder.refer(key, printed=number)))
        return body + text[done:], tuple(anchors)


def _read_number(digits: str) -> int:
    return int(digits.translate(_FROM_RAISED))
