"""Builds the sample's Word brief from its source: `python -m tools.sample.build_word [FOLDER]`.

Its paragraphs are numbered by Word, as lawyers' are: the numbers stand nowhere in the file's text.
The source is Markdown of the plainest sort: headings, numbered paragraphs, one table, one note.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from corpus.sample import FOLDER

_NAME = "nlc_2009-02_supplement"
_DATE = (2009, 2, 16, 0, 0, 0)
"""Written into the file instead of today's."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="180"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_MARK = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
)
_PIECE = re.compile(r"\[\^(\d+)\]|\*([^*]+)\*")


def build(source: Path, target: Path) -> None:
    """Write the Word form of the brief at `source` to `target`."""
    lines = [line for line in source.read_text("utf-8").split("\n") if line.strip()]
    notes = "".join(_make_notes(lines))
    kept = [line for line in lines if not line.startswith("[^")]
    body = "".join(_make_blocks(kept))
    parts = {
        "document": f"<w:document xmlns:w='{_W}'><w:body>{body}</w:body></w:document>",
        "styles": f"<w:styles xmlns:w='{_W}'>{_STYLES}</w:styles>",
        "numbering": f"<w:numbering xmlns:w='{_W}'>{_NUMBERING}</w:numbering>",
        "footnotes": f"<w:footnotes xmlns:w='{_W}'>{notes}</w:footnotes>",
    }
    with zipfile.ZipFile(target, "w") as file:
        for name, text in {**_make_package(parts), **_name_parts(parts)}.items():
            file.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)


def _make_blocks(lines: list[str]) -> Iterator[str]:
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            yield f"<w:tbl>{''.join(map(_make_row, group))}</w:tbl>"
            continue
        for line in group:
            marker, _, rest = line.partition(" ")
            if marker in ("#", "##"):
                style = "Title" if marker == "#" else "Heading1"
                yield _make_paragraph(rest, f'<w:pStyle w:val="{style}"/>')
            elif re.fullmatch(r"\d+\.", marker):
                yield _make_paragraph(rest, _NUMBERED)
            else:
                yield _make_paragraph(line)


def _make_row(line: str) -> str:
    cells = line.strip("|").split("|")
    if set(line) <= set("|-"):
        return ""
    inside = (f"<w:tc>{_make_paragraph(cell.strip())}</w:tc>" for cell in cells)
    return f"<w:tr>{''.join(inside)}</w:tr>"


def _make_notes(lines: list[str]) -> Iterator[str]:
    for line in lines:
        note = re.match(r"\[\^(\d+)\]: (.+)", line)
        if note:
            yield f'<w:footnote w:id="{note[1]}">{_make_paragraph(note[2])}</w:footnote>'


def _make_paragraph(text: str, properties: str = "") -> str:
    runs: list[str] = []
    done = 0
    for piece in _PIECE.finditer(text):
        runs.append(_make_run(text[done : piece.start()]))
        runs.append(_MARK.format(piece[1]) if piece[1] else _make_run(piece[2], "<w:i/>"))
        done = piece.end()
    runs.append(_make_run(text[done:]))
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _make_run(text: str, properties: str = "") -> str:
    if not text:
        return ""
    words = escape(text, quote=False)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _make_package(parts: dict[str, str]) -> dict[str, str]:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.'
        f'{"document.main" if name == "document" else name}+xml"/>'
        for name in parts
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(parts)
        if name != "document"
    )
    top = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{relations}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}">{top}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
    }


def _name_parts(parts: dict[str, str]) -> dict[str, str]:
    return {f"word/{name}.xml": text for name, text in parts.items()}


def main(arguments: list[str]) -> None:
    """Build the brief into the named folder, by default the sample's own."""
    target = Path(arguments[0]) if arguments else FOLDER / "more"
    target.mkdir(parents=True, exist_ok=True)
    build(FOLDER / "sources" / f"{_NAME}.md", target / f"{_NAME}.docx")


if __name__ == "__main__":
    main(sys.argv[1:])
