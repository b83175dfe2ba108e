"""A basket as a Word file: block quotations, their citations as footnotes, the list of works."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from citation.written.bibliography import make_paragraphs
from citation.written.office_files import add_paragraphs
from citation.written.word_notes import WordNotes, add_rich_text, clean_for_xml
from drafts.basket.exports.cited_basket import (
    NOTE,
    CitedBasket,
    CitedPassage,
    list_note_paragraphs,
    separate_mark,
)

if TYPE_CHECKING:
    from docx.document import Document

_FONT = "Times New Roman"
_OWN_NOTE = "Own note"
"""The style of the user's notes, set apart from text by type and a line at the side."""


def write_word_file(cited: CitedBasket) -> bytes:
    """The basket as the bytes of a `.docx`."""
    import docx

    document = docx.Document()
    document.core_properties.title = clean_for_xml(cited.title)
    document.core_properties.author = "pincite"
    document.core_properties.comments = ""
    _set_styles(document)
    notes = WordNotes(document)
    document.add_heading(clean_for_xml(cited.title), 0)
    for part in cited.parts:
        if isinstance(part, str):
            document.add_heading(clean_for_xml(part), 1)
        else:
            _add_passage(document, notes, part)
    if cited.works:
        # beside the user's headings, not under the last of them
        document.add_heading(cited.heading, 1)
        add_paragraphs(document, make_paragraphs(cited.works), True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_passage(document: Document, notes: WordNotes, passage: CitedPassage) -> None:
    for at, paragraph in enumerate(list_note_paragraphs(passage.note)):
        written = document.add_paragraph(style=_OWN_NOTE)
        if not at:
            written.add_run(f"{NOTE} ").bold = True
        written.add_run(clean_for_xml(paragraph))
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

    sizes = {"Normal": 12, "Quote": 12, "Title": 18, "Heading 1": 14, "Heading 2": 13}
    for name, size in sizes.items():
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
    _add_note_style(document)


def _add_note_style(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    style: Any = document.styles.add_style(_OWN_NOTE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.name = "Arial"
    style.font.size = Pt(10)
    style.paragraph_format.left_indent = Pt(12)
    style.paragraph_format.keep_with_next = True
    line = '<w:left w:val="single" w:sz="12" w:space="8" w:color="808080"/>'
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"), "w:spacing", "w:ind"
    )
