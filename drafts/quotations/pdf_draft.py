"""PDF: paragraphs and notes as pincite's own reader finds them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from drafts.quotations.indented import IndentedParagraphs
from drafts.quotations.unread_pages import describe_unread_pages
from indexer.cleaning.page_text import PARAGRAPH, PageText
from indexer.readers.flowing.builder import Builder, Paragraph, UnusedNote
from indexer.readers.flowing.flowing_text import Anchor, FlowingText, NoteKind, ParagraphLocator
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_RAISED = re.compile(rf"[{SUPERSCRIPT_DIGITS}]+")
_NUMBER = re.compile(rf"\s*([{SUPERSCRIPT_DIGITS}]+|\d{{1,4}}(?=[.)\s]|[A-Z“\"‘]))[.)]?\s*")
_FROM_RAISED = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")


def read_pdf(path: Path) -> FlowingText:
    """The draft in the PDF at `path`. Raises a ReadingError.

    A paragraph that runs over a page break is one block, on the page where it begins.
    """
    from indexer.pages.document import read_document

    document = read_document(path)
    unread = describe_unread_pages(path, document)
    reader = _Reader(Builder(path, "pdf", list(document.warnings), unread))
    for page in document.texts:
        reader.read_page(page)
    return reader.finish(IndentedParagraphs(document.sheets, document.texts))


class _Placed(NamedTuple):
    """A paragraph, with where it begins."""

    text: str
    page: int
    """1-based."""
    number: int
    """1-based, on that page."""


class _Reader:
    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._notes: dict[str, list[Paragraph]] = {}
        self._note = ""
        """The key of the note that was read last: the next page may go on with it."""
        self._paragraphs: list[_Placed] = []
        self._glue: str | None = None
        """What joins the last paragraph to the next page's first; None if it has ended."""

    def read_page(self, page: PageText) -> None:
        self._read_notes(page)
        texts = page.body.split(PARAGRAPH) if page.body else []
        for number, text in enumerate(texts, start=1):
            if number == 1 and self._glue is not None:
                begun = self._paragraphs.pop()
                self._paragraphs.append(begun._replace(text=begun.text + self._glue + text))
            else:
                self._paragraphs.append(_Placed(text, page.number, number))
        if page.seam == "broken" and self._paragraphs:
            last = self._paragraphs.pop()
            self._paragraphs.append(last._replace(text=last.text[:-1]))
        self._glue = {"space": " ", "broken": "", "hyphen": ""}.get(page.seam)

    def finish(self, indented: IndentedParagraphs) -> FlowingText:
        """The draft; paragraphs that are `indented` and announced are block quotations."""
        styles = indented.choose_styles(self._paragraphs)
        for (text, page, number), style in zip(self._paragraphs, styles, strict=True):
            body, anchors = self._extract_note_marks(text, page)
            paragraph = Paragraph(body, anchors, ParagraphLocator("", page), style)
            self._builder.add(paragraph, f"page {page}, paragraph {number}")

        def list_note_paragraphs(key: str, _: NoteKind) -> list[Paragraph]:
            return self._notes[key]

        return self._builder.finish(list_note_paragraphs, map(_name_note, self._notes))

    def _read_notes(self, page: PageText) -> None:
        """Notes are known by page and number, since numbers may begin again; what has no number
        goes on with the note before, or is a note by itself."""
        for text in page.notes.split(PARAGRAPH) if page.notes else []:
            number = _NUMBER.match(text)
            if number:
                self._note = f"{page.number}:{_read_number(number[1])}"
            self._note = self._note or f"{page.number}:0"
            body = text[number.end() :] if number else text
            paragraph = Paragraph(body, locator=ParagraphLocator("", page.number))
            self._notes.setdefault(self._note, []).append(paragraph)

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


def _name_note(key: str) -> UnusedNote:
    page, number = key.split(":")
    if number == "0":
        return UnusedNote(key, f"without a number on page {page}")
    return UnusedNote(key, f"{number} on page {page}", int(number))


def _read_number(digits: str) -> int:
    return int(digits.translate(_FROM_RAISED))
