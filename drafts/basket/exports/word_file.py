"""A basket as a Word file: block quotations, their citations as footnotes, the list of works."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from citation.written.bibliography import make_paragraphs
from citation.written.office_files import add_paragraphs
from citation.written.word_notes import WordNotes, add_rich_text, clean_for_xml
from drafts.basket.exports.cited_basket import CitedBasket, CitedPassage, separate_mark

if TYPE_CHECKING:
    from docx.document import Document

_FONT = "Times New Roman"


def write_word_file(cited: CitedBasket) -> bytes:
    """The basket as the bytes of a `.docx`."""
    import docx

    document = docx.Document()
    document.core_properties.title = "Passages"
    document.core_properties.author = "pincite"
    document.core_properties.comments = ""
    _set_styles(document)
    notes = WordNotes(document)
    for part in cited.parts:
        if isinstance(part, str):
            document.add_heading(clean_for_xml(part), 1)
        else:
            _add_passage(document, notes, part)
    if cited.works:
        add_paragraphs(document, make_paragraphs(cited.works, cited.heading), True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_passage(document: Document, notes: WordNotes, passage: CitedPassage) -> None:
    for paragraph in passage.note.split("\n"):
        if paragraph.strip():
            document.add_paragraph(clean_for_xml(paragraph.strip()))
    quoted = None
    for words in passage.paragraphs:
        quoted = document.add_paragraph(clean_for_xml(words), style="Quote")
    if quoted is None:
        quoted = document.add_paragraph(style="Quote")
    if passage.in_note:
        quoted.add_run(separate_mark(quoted.text))
        notes.add(quoted, passage.citation)
    else:
        quoted.add_run(" ")
        add_rich_text(quoted, passage.citation)
    for remark in passage.remarks:
        run = document.add_paragraph().add_run(clean_for_xml(f"[{remark}]"))
        run.italic = True


def _set_styles(document: Document) -> None:
    """Plain type as in a brief: quotations are indented, and not in italics, which the source did
    not set."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 12), ("Quote", 12), ("Heading 1", 14), ("Heading 2", 13)):
        style: Any = document.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)  # a theme's font goes before a named one
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
    quote: Any = document.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Pt(36)
    quote.paragraph_format.right_indent = Pt(36)
    quote.paragraph_format.space_after = Pt(10)
