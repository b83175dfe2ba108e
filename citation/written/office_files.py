"""Citations and bibliographies as files of word processors: Word (.docx), OpenDocument (.odt).

Word files are written by python-docx. An OpenDocument text of paragraphs is a zip of three small
parts (OASIS OpenDocument 1.3, part 2), which we write ourselves: odfpy is copyleft.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape, quoteattr

from citation.text.richtext import TextSegment
from citation.written.output import OutputParagraph
from corpus.errors import RequestError

if TYPE_CHECKING:
    from docx.document import Document

OfficeFormat = Literal["docx", "odt"]
_ODT = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("style", "style"), ("text", "text"))
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.3"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES = (
    '<office:automatic-styles><style:style style:name="I" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="C" style:family="text">'
    '<style:text-properties fo:font-variant="small-caps"/></style:style>'
    '<style:style style:name="H" style:family="paragraph"><style:paragraph-properties'
    ' fo:margin-left="1.27cm" fo:text-indent="-1.27cm" fo:margin-bottom="0.42cm"/></style:style>'
    '<style:style style:name="P" style:family="paragraph"><style:paragraph-properties'
    ' fo:margin-bottom="0.42cm"/></style:style></office:automatic-styles>'
)


def write_office_file(
    paragraphs: Sequence[OutputParagraph],
    output: OfficeFormat,
    path: Path,
    *,
    hanging: bool = False,
) -> None:
    """Write the paragraphs to a new file at `path`; `hanging` as in `write_document`.

    Raises RequestError where the file exists or cannot be written.
    """
    if path.exists():
        raise RequestError(f"There is a file {path} already.", "Choose another name.")
    write = _write_docx if output == "docx" else _write_odt
    try:
        write(paragraphs, path, hanging)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise RequestError(
            f"{path} cannot be written: {reason}.", "Choose another place."
        ) from error


def _write_docx(paragraphs: Sequence[OutputParagraph], path: Path, hanging: bool) -> None:
    import docx

    document = docx.Document()
    add_paragraphs(document, paragraphs, hanging)
    document.save(str(path))


def add_paragraphs(
    document: Document, paragraphs: Sequence[OutputParagraph], hanging: bool
) -> None:
    """Append the paragraphs to a Word document of python-docx."""
    from docx.shared import Pt

    for paragraph in paragraphs:
        if paragraph.heading:
            document.add_heading(str(paragraph.text), 2)
            continue
        written = document.add_paragraph()
        if hanging:
            written.paragraph_format.left_indent = Pt(36)
            written.paragraph_format.first_line_indent = Pt(-36)
        for segment in paragraph.text.segments:
            run = written.add_run(segment.text)
            run.italic = segment.face == "italic" or None
            run.font.small_caps = segment.face == "small-caps" or None


def _write_odt(paragraphs: Sequence[OutputParagraph], path: Path, hanging: bool) -> None:
    body = "".join(_write_odt_paragraph(paragraph, hanging) for paragraph in paragraphs)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_NAMESPACES}>{_STYLES}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("mimetype"), _ODT)  # first and stored, as readers expect
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", _MANIFEST)


def _write_odt_paragraph(paragraph: OutputParagraph, hanging: bool) -> str:
    body = "".join(map(_write_odt_segment, paragraph.text.segments))
    if paragraph.heading:
        return f'<text:h text:outline-level="2">{body}</text:h>'
    return f'<text:p text:style-name="{"H" if hanging else "P"}">{body}</text:p>'


def _write_odt_segment(segment: TextSegment) -> str:
    text = escape("".join(letter for letter in segment.text if letter >= " "))
    if segment.face == "link" and segment.text.lower().startswith(("http://", "https://")):
        return f'<text:a xlink:type="simple" xlink:href={quoteattr(segment.text)}>{text}</text:a>'
    style = {"italic": "I", "small-caps": "C"}.get(segment.face)
    return f'<text:span text:style-name="{style}">{text}</text:span>' if style else text
