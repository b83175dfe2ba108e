"""Drafts made for tests: blocks from short strings, and Word files from their XML."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from indexer.readers.flowing.flowing_text import Anchor, Block, FlowingText, Note, Style

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MARK = re.compile(r"\{(\d+)\}")


def draft_of(*paragraphs: str, notes: tuple[str, ...] = ()) -> FlowingText:
    """A draft of these paragraphs: "> …" is a block quotation, "# …" a heading, {2} the mark of
    the second note."""
    blocks = [_block(text, f"paragraph {at}") for at, text in enumerate(paragraphs, start=1)]
    first = len(blocks)
    blocks += [Block(t, f"note {i + 1}", note=i) for i, t in enumerate(notes)]
    made = tuple(Note(i + 1, "footnote", (first + i,)) for i in range(len(notes)))
    return FlowingText(Path("draft.txt"), "text", tuple(blocks), made)


def _block(written: str, where: str) -> Block:
    styles: dict[str, Style] = {"> ": "block-quotation", "# ": "heading"}
    style = styles.get(written[:2], "body")
    text = written[2:] if style != "body" else written
    anchors: list[Anchor] = []
    while mark := _MARK.search(text):
        anchors.append(Anchor(mark.start(), int(mark[1]) - 1))
        text = text[: mark.start()] + text[mark.end() :]
    return Block(text, where, style, tuple(anchors))


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a run is XML where it begins with "<", else text."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    rpr = f"<w:rPr>{properties}</w:rPr>"
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def footnote(number: int) -> str:
    """The reference mark of the footnote with this XML id."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def write_docx(
    path: Path,
    body: str,
    *,
    footnotes: dict[int, str] | None = None,
    endnotes: dict[int, str] | None = None,
    styles: str = "",
    numbering: str = "",
    main: str = "word/document.xml",
) -> Path:
    """A Word file with this body; notes by XML id."""
    parts = {
        "styles": _root("styles", styles),
        "numbering": _root("numbering", numbering),
        "footnotes": _root("footnotes", _notes("footnote", footnotes or {})),
        "endnotes": _root("endnotes", _notes("endnote", endnotes or {})),
    }
    name = main.rsplit("/", 1)[1]
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for i, kind in enumerate(parts)
    )
    top = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_RELS}">{top}</Relationships>')
        archive.writestr(main, _root("document", f"<w:body>{body}</w:body>"))
        rels = f'<Relationships xmlns="{_RELS}">{links}</Relationships>'
        archive.writestr(f"word/_rels/{name}.rels", rels)
        for kind, xml in parts.items():
            archive.writestr(f"word/{kind}.xml", xml)
    return path


def _notes(kind: str, notes: dict[int, str]) -> str:
    return "".join(f'<w:{kind} w:id="{i}">{p(text)}</w:{kind}>' for i, text in notes.items())


def _root(name: str, inside: str) -> str:
    return f'<w:{name} xmlns:w="{W_NS}">{inside}</w:{name}>'
