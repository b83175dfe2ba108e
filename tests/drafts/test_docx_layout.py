"""Word: what is a block quotation, by style and by indent."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafts.quotations.draft_reading import read_draft
from tests.drafts.making import p, write_docx

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="IntensivesZitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="bt"><w:name w:val="Block Text"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="My own"/>
  <w:basedOn w:val="bt"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="A"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="lq"><w:name w:val="Quotations"/></w:style>
<w:style w:type="paragraph" w:styleId="in"><w:name w:val="Set in"/>
  <w:pPr><w:ind w:left="720" w:right="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/>
  <w:pPr><w:ind w:left="900"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="fn"><w:name w:val="footnote text"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:pPr><w:ind w:left="720" w:hanging="720"/>
</w:pPr></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
"""


def styles_of(path: Path, *properties: str) -> list[str]:
    """What paragraphs with these properties are, among ordinary ones."""
    body = "".join(p("ordinary text") for _ in range(5))
    body += "".join(p("words to judge", properties=one) for one in properties)
    file = write_docx(path / "draft.docx", body, styles=STYLES, numbering=NUMBERING)
    return [block.style for block in read_draft(file).blocks[5:]]


@pytest.mark.parametrize(
    ("properties", "style"),
    [
        ('<w:pStyle w:val="Zitat"/>', "block-quotation"),
        ('<w:pStyle w:val="IntensivesZitat"/>', "block-quotation"),
        ('<w:pStyle w:val="bt"/>', "block-quotation"),
        ('<w:pStyle w:val="mine"/>', "block-quotation"),
        ('<w:pStyle w:val="lq"/>', "block-quotation"),
        ('<w:pStyle w:val="in"/>', "block-quotation"),
        ('<w:pStyle w:val="loop"/>', "body"),
        ('<w:pStyle w:val="h1"/>', "heading"),
        ('<w:outlineLvl w:val="1"/>', "heading"),
        ('<w:ind w:left="720"/>', "block-quotation"),
        ('<w:ind w:start="0.5in"/>', "block-quotation"),
        ('<w:ind w:left="500"/>', "body"),
        ('<w:ind w:left="400" w:right="400"/>', "block-quotation"),
        ('<w:ind w:left="720" w:hanging="720"/>', "body"),
        ('<w:ind w:firstLine="720"/>', "body"),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr><w:ind w:left="720"/>', "body"),
        ('<w:ind w:left="nonsense"/>', "body"),
    ],
)
def test_style_of_a_paragraph(tmp_path: Path, properties: str, style: str) -> None:
    assert styles_of(tmp_path, properties) == [style]


def test_what_goes_on_a_numbered_paragraph_is_no_quotation(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    continued, further = '<w:ind w:left="720"/>', '<w:ind w:left="1440"/>'
    assert styles_of(tmp_path, numbered, continued, further, "", continued) == [
        "body",
        "body",
        "block-quotation",
        "body",
        "block-quotation",
    ]


def test_a_draft_indented_throughout_has_no_block_quotations_for_that(tmp_path: Path) -> None:
    indented = '<w:ind w:left="720"/>'
    body = "".join(p("text", properties=indented) for _ in range(9))
    body += p("set in further", properties='<w:ind w:left="1440"/>')
    draft = read_draft(write_docx(tmp_path / "draft.docx", body))
    assert [block.style for block in draft.blocks] == ["body"] * 9 + ["block-quotation"]
