"""A memo as a Word file: each question a heading, its passages with marked hits and citations."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from search.answering.result import Result
from search.memos.memo import MemoPart

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def write_word_file(parts: Sequence[MemoPart]) -> bytes:
    """The memo as the bytes of a `.docx`."""
    import docx

    document = docx.Document()
    document.core_properties.title = "Passages found"
    document.core_properties.author = "pincite"
    for part in parts:
        name = "" if part.name.isdigit() else f"{part.name}: "
        document.add_heading(_clean(f"{name}{part.text}"), 1)
        for remark in part.remarks:
            document.add_paragraph().add_run(_clean(remark)).italic = True
        for number, result in enumerate(part.answer.results if part.answer else [], 1):
            _add_result(document, number, result)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_result(document: Document, number: int, result: Result) -> None:
    title = document.add_paragraph()
    title.add_run(_clean(f"{number}. {result.entry.item.title}")).bold = True
    title.add_run(_clean(f", {result.pinpoint}"))
    _add_excerpt(document.add_paragraph(style="Quote"), result)
    document.add_paragraph(_clean(result.citation))
    lacking = f"Without: {', '.join(result.missing)}." if result.missing else ""
    for remark in filter(None, (lacking, *result.list_caveats())):
        document.add_paragraph().add_run(_clean(remark)).italic = True


def _add_excerpt(paragraph: Paragraph, result: Result) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    text = result.excerpt.text
    at = 0
    for start, end in result.excerpt.highlights:
        paragraph.add_run(_clean(text[at:start]))
        paragraph.add_run(_clean(text[start:end])).font.highlight_color = WD_COLOR_INDEX.YELLOW
        at = end
    paragraph.add_run(_clean(text[at:]))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("�", text)
