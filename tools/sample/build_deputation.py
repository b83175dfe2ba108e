"""Builds the sample draft `deputation.docx` from `deputation.md`: `python -m
tools.sample.build_deputation [FOLDER]`.

Both have the same text; only the Markdown's citation keys are spelt out for Word. With the same
version of python-docx, the same source gives the same bytes.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from corpus.sample import FOLDER

_NAME = "deputation"
_WRITTEN_OUT = {"hwp-2015": "Harbour Without Papers, 2015"}
"""How users of Word write what users of pandoc write as a key."""
_CITED = re.compile(r"\[@([\w-]+), ([^\]]+)\]")
_NOTES = PackURI("/word/footnotes.xml")
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTE = "<w:footnote {}><w:p>{}</w:p></w:footnote>"
_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><{}/></w:r>'
_DATE = (2019, 1, 24, 0, 0, 0)
"""Written into the file instead of today's."""


def build(source: Path, target: Path) -> None:
    """Write the Word form of the Markdown draft at `source` to `target`."""
    tokens = MarkdownIt("commonmark").use(footnote_plugin).parse(source.read_text("utf-8"))
    writer = _Writer()
    writer.write(tokens)
    target.write_bytes(_replace_dates(writer.finish()))


class _Writer:
    def __init__(self) -> None:
        self._document = Document()
        self._notes: dict[int, list[Token]] = {}
        styles = self._document.styles
        normal: Any = styles["Normal"]
        normal.font.name, normal.font.size = "Liberation Serif", Pt(12)
        normal.paragraph_format.space_after = Pt(9)
        quote: Any = styles["Quote"]
        quote.font.italic = False
        quote.paragraph_format.left_indent = Cm(1.25)
        note: Any = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
        note.base_style, note.font.size = normal, Pt(10)
        mark: Any = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True

    def write(self, tokens: Sequence[Token]) -> None:
        style, note = "Normal", None
        for token in tokens:
            if token.type == "heading_open":
                style = "Title"
            elif token.type == "blockquote_open":
                style = "Quote"
            elif token.type in ("heading_close", "blockquote_close"):
                style = "Normal"
            elif token.type == "footnote_open":
                note = int(token.meta["id"])
            elif token.type == "inline" and note is not None:
                self._notes[note] = list(token.children or ())
            elif token.type == "inline":
                self._add(self._document.add_paragraph(style=style), token.children or ())

    def finish(self) -> bytes:
        """The file."""
        part = XmlPart(_NOTES, _NOTES_TYPE, self._make_footnotes(), self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._document.core_properties.title = "Five minutes before the Board"
        self._document.core_properties.author = "Invented sample draft – pincite"
        data = io.BytesIO()
        self._document.save(data)
        return data.getvalue()

    def _make_footnotes(self) -> Any:
        """The notes' part; before the notes, Word requires two separators."""
        root = _parse("<w:footnotes/>")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            run = f"<w:r><w:{kind}/></w:r>"
            root.append(_parse(_NOTE.format(f'w:id="{number}" w:type="{kind}"', run)))
        for index, tokens in sorted(self._notes.items()):
            style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            mark = _REFERENCE.format("w:footnoteRef")
            note = _parse(_NOTE.format(f'w:id="{index + 1}"', style + mark))
            root.append(note)
            paragraph = Paragraph(note[0], self._document.element.body)
            self._add(paragraph, tokens, before=" ")
        return root

    def _add(self, paragraph: Paragraph, tokens: Iterable[Token], before: str = "") -> None:
        italic = False
        if before:
            paragraph.add_run(before)
        for token in tokens:
            if token.type in ("em_open", "em_close"):
                italic = token.type == "em_open"
            elif token.type == "footnote_ref":
                mark = f'w:footnoteReference w:id="{token.meta["id"] + 1}"'
                paragraph._p.append(_parse(_REFERENCE.format(mark)))
            elif token.type in ("text", "softbreak"):
                run = paragraph.add_run(_spell_out_citations(token.content or " "))
                run.italic = italic or None


def _spell_out_citations(text: str) -> str:
    return _CITED.sub(lambda citation: f"({_WRITTEN_OUT[citation[1]]}, {citation[2]})", text)


def _parse(xml: str) -> Any:
    """The element in which the namespace `w` is known."""
    return parse_xml(f"<w:x {nsdecls('w')}>{xml}</w:x>")[0]


def _replace_dates(data: bytes) -> bytes:
    """The same zip, every entry with the same date."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def main(arguments: list[str]) -> None:
    """Build the draft into the named folder, by default the sample's own."""
    target = Path(arguments[0]) if arguments else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    build(FOLDER / f"{_NAME}.md", target / f"{_NAME}.docx")


if __name__ == "__main__":
    main(sys.argv[1:])
