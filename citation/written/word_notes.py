"""Real footnotes in Word files, which python-docx 1.2 cannot write.

A note is a `w:footnote` in a part of its own and a reference in the text, numbered by the word
processor (ECMA-376-1, 17.11). A file also needs the two separators (17.11.23), which its settings
name (17.11.9), and the two styles that every word processor knows by name. Notes that a file has
already stay, and are continued.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citation.text.richtext import RichText

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart
    from docx.text.paragraph import Paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PART = "/word/footnotes.xml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
    f' w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for kind, id, mark in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)
_AFTER_NOTES_IN_SETTINGS = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping"
    " doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions"
    " readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags"
    " decimalSymbol listSeparator"
).split()
"""What follows `w:footnotePr` in the settings (ECMA-376-1, A.1, CT_Settings)."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_for_xml(text: str) -> str:
    """`text` with � for the characters that XML 1.0 has no way to write."""
    return _NOT_IN_XML.sub("�", text)


class WordNotes:
    """The footnotes of one Word document of python-docx."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part = _find_part(document) or _add_part(document)
        self._text_style = _find_style(document, "footnote text", paragraph=True)
        self._mark_style = _find_style(document, "footnote reference", paragraph=False)
        self._last_id = _find_last_id(self._part)

    def add(self, paragraph: Paragraph, text: RichText) -> Any:
        """Add a note that says `text`, with its reference at the end of `paragraph`; returns the
        run (`w:r`) of the reference, which may be moved within the text."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._last_id += 1
        run = paragraph.add_run()
        run.style = self._mark_style
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._last_id))
        run._r.append(reference)
        self._part.element.append(self._make_note(self._last_id, text))
        return run._r

    def put_in_order(self) -> None:
        """Order and number the notes as the text refers to them. Word goes by their ids alone, but
        LibreOffice takes them for the notes' places."""
        from docx.oxml.ns import qn

        element = self._part.element
        references = list(self._document.element.body.iter(qn("w:footnoteReference")))
        named = dict.fromkeys(one.get(qn("w:id")) for one in references)
        every = list(element.iterchildren(qn("w:footnote")))
        notes = [note for note in every if note.get(qn("w:type")) is None]
        separators = [int(note.get(qn("w:id"), "0")) for note in every if note not in notes]
        named |= dict.fromkeys(note.get(qn("w:id")) for note in notes)
        first = max([0, *separators]) + 1
        ids = {old: str(new) for new, old in enumerate(named, first)}
        for one in (*references, *notes):
            one.set(qn("w:id"), ids[one.get(qn("w:id"))])
        for note in sorted(notes, key=lambda note: int(note.get(qn("w:id")))):
            element.append(note)
        self._last_id = first + len(ids) - 1

    def list_paragraphs(self, id: int) -> list[Any]:
        """The paragraphs (`w:p`) of the note with this id."""
        from docx.oxml.ns import qn

        for note in self._part.element.iterchildren(qn("w:footnote")):
            if note.get(qn("w:id")) == str(id):
                return list(note.iter(qn("w:p")))
        return []

    def _make_note(self, id: int, text: RichText) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(id))
        element = OxmlElement("w:p")
        note.append(element)
        paragraph = Paragraph(element, self._document._body)
        paragraph.style = self._text_style
        mark = paragraph.add_run()
        mark.style = self._mark_style
        mark._r.append(OxmlElement("w:footnoteRef"))
        paragraph.add_run(" ")
        add_rich_text(paragraph, text)
        return note


def add_rich_text(paragraph: Paragraph, text: RichText) -> None:
    """Append `text` to a paragraph, in runs of its faces."""
    for segment in text.segments:
        run = paragraph.add_run(clean_for_xml(segment.text))
        run.italic = segment.face == "italic" or None
        run.font.small_caps = segment.face == "small-caps" or None


def count_notes(document: Document) -> int:
    """How many footnotes the document has, without separators."""
    from docx.oxml.ns import qn

    part = _find_part(document)
    notes = [] if part is None else part.element.iterchildren(qn("w:footnote"))
    return sum(1 for note in notes if note.get(qn("w:type")) is None)


def _find_last_id(part: XmlPart) -> int:
    """The highest number of a note; what is shown is counted by the word processor."""
    from docx.oxml.ns import qn

    notes = part.element.iterchildren(qn("w:footnote"))
    return max((int(note.get(qn("w:id"), "0")) for note in notes), default=0)


def _find_part(document: Document) -> XmlPart | None:
    """The part with the notes that the document has already, made one that can be changed."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import XmlPart

    for relation in list(document.part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES and not relation.is_external:
            part = relation.target_part
            if isinstance(part, XmlPart):
                return part
            made: XmlPart = XmlPart.load(part.partname, part.content_type, part.blob, part.package)
            for own in part.rels.values():  # its links and pictures
                target = own.target_ref if own.is_external else own.target_part
                made.load_rel(own.reltype, target, own.rId, own.is_external)
            document.part.load_rel(relation.reltype, made, relation.rId)
            return made
    return None


def _add_part(document: Document) -> XmlPart:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    element = parse_xml(f"<w:footnotes {_NAMESPACES}>{_SEPARATORS}</w:footnotes>")
    package = document.part.package
    part = XmlPart(PackURI(_PART), _TYPE, element, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _name_separators(document)
    return part


def _name_separators(document: Document) -> None:
    """Say in the settings which notes are the separators."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    settings: Any = document.settings.element
    if settings.find(qn("w:footnotePr")) is not None:
        return
    named = parse_xml(
        f'<w:footnotePr {_NAMESPACES}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    for child in settings:
        if child.tag.rsplit("}", 1)[-1] in _AFTER_NOTES_IN_SETTINGS:
            child.addprevious(named)
            return
    settings.append(named)


def _find_style(document: Document, name: str, *, paragraph: bool) -> Any:
    """The style of this name, made as Word makes it where the document has none."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for known in document.styles:
        if (known.name or "").casefold() == name:
            return known
    kind = WD_STYLE_TYPE.PARAGRAPH if paragraph else WD_STYLE_TYPE.CHARACTER
    style: Any = document.styles.add_style(name, kind, builtin=True)
    style.element.set(qn("w:styleId"), name.title().replace(" ", ""))
    if paragraph:
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(10)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1
    else:
        style.font.superscript = True
    return style
