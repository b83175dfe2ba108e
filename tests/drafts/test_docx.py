"""Word: what is text, what is not, where it stands, and how notes are numbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafts.quotations.draft_reading import read_draft
from indexer.readers.flowing.flowing_text import Anchor, FlowingText
from tests.drafts.making import footnote, p, r, write_docx

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read(path: Path, body: str, **parts: object) -> FlowingText:
    return read_draft(write_docx(path / "draft.docx", body, **parts))  # type: ignore[arg-type]


def field(step: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        pytest.param(("The ", r("Board"), " met."), "The Board met.", id="runs"),
        pytest.param(
            ("a", f'<w:del w:id="1">{r("gone")}</w:del>', f'<w:ins w:id="2">{r("kept")}</w:ins>'),
            "akept",
            id="tracked changes",
        ),
        pytest.param(
            (f"<w:moveFrom>{r('from')}</w:moveFrom>", f"<w:moveTo>{r('to')}</w:moveTo>"),
            "to",
            id="moved",
        ),
        pytest.param(("seen", r("unseen", "<w:vanish/>")), "seen", id="hidden"),
        pytest.param((r("seen", '<w:vanish w:val="0"/>'),), "seen", id="hiding switched off"),
        pytest.param(
            (
                field("begin"),
                "<w:r><w:instrText>ADDIN ZOTERO</w:instrText></w:r>",
                r("in the code"),
                field("separate"),
                "(Tulloch 2018)",
                field("end"),
                " after",
            ),
            "(Tulloch 2018) after",
            id="field",
        ),
        pytest.param((f"<w:fldSimple>{r('7')}</w:fldSimple>",), "7", id="simple field"),
        pytest.param(
            ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",),
            "a\tb\nc",
            id="tab and line break",
        ),
        pytest.param(
            (
                "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>sta</w:t><w:softHyphen/><w:t>tus</w:t></w:r>",
            ),
            "non-status",
            id="hyphens",
        ),
        pytest.param(
            (f"<w:hyperlink>{r('link')}</w:hyperlink>", f"<w:smartTag>{r(' tag')}</w:smartTag>"),
            "link tag",
            id="wrapped",
        ),
        pytest.param(
            (
                f"<w:r><mc:AlternateContent {MC}><mc:Choice Requires='x'><w:t>new</w:t></mc:Choice>"
                "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            ),
            "new",
            id="alternatives",
        ),
    ],
)
def test_text_of_a_paragraph(tmp_path: Path, runs: tuple[str, ...], text: str) -> None:
    assert [block.text for block in read(tmp_path, p(*runs)).blocks] == [text]


def test_notes_are_numbered_by_their_references_not_by_their_ids(tmp_path: Path) -> None:
    body = p("First", footnote(9), " second", footnote(2), ".") + p("Again", footnote(9))
    draft = read(tmp_path, body, footnotes={-1: "separator", 2: "two", 9: "nine", 5: "unused"})
    assert draft.blocks[0].text == "First second."
    assert draft.blocks[0].anchors == (Anchor(5, 0), Anchor(12, 1))
    assert draft.blocks[1].anchors == (Anchor(5, 0),)
    said = [(n.number, n.kind, [draft.blocks[b].text for b in n.blocks]) for n in draft.notes]
    unused = (None, "footnote", ["unused"])
    assert said == [(1, "footnote", ["nine"]), (2, "footnote", ["two"]), unused]
    where = ["note 1", "note 2", "note without a number, to which nothing refers"]
    assert [b.where for b in draft.blocks if b.note is not None] == where


def test_endnotes_are_counted_apart_and_own_marks_have_no_number(tmp_path: Path) -> None:
    starred = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    body = p("Title", starred) + p(
        "a", footnote(5), "b", '<w:r><w:endnoteReference w:id="7"/></w:r>'
    )
    draft = read(tmp_path, body, footnotes={4: "thanks", 5: "five"}, endnotes={7: "seven"})
    assert draft.blocks[0].text == "Title"
    assert [(note.number, note.kind) for note in draft.notes] == [
        (None, "footnote"),
        (1, "footnote"),
        (1, "endnote"),
    ]
    assert [b.where for b in draft.blocks[-2:]] == ["footnote 1", "endnote 1"]


def test_tables_and_nested_tables_say_where(tmp_path: Path) -> None:
    def table(*rows: str) -> str:
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    def cell(*inside: str) -> str:
        return f"<w:tc>{''.join(inside)}</w:tc>"

    gone = f"<w:tr><w:trPr><w:del w:id='3'/></w:trPr>{cell(p('gone'))}</w:tr>"
    wrapped = f"<w:sdt><w:sdtContent><w:tr>{cell(p('e'))}</w:tr></w:sdtContent></w:sdt>"
    inner = table(cell(p("inner")))
    body = (
        p("before")
        + table(cell(p("a")) + cell(p("b"), p("c")), cell(p("d"), inner))
        + f"<w:tbl>{gone}{wrapped}</w:tbl>"
        + p("after")
    )
    assert [(b.text, b.where) for b in read(tmp_path, body).blocks] == [
        ("before", "paragraph 1"),
        ("a", "table 1, row 1, cell 1"),
        ("b", "table 1, row 1, cell 2"),
        ("c", "table 1, row 1, cell 2, paragraph 2"),
        ("d", "table 1, row 2, cell 1"),
        ("inner", "table 1, row 2, cell 1, table 1, row 1, cell 1"),
        ("e", "table 2, row 1, cell 1"),
        ("after", "paragraph 2"),
    ]


def test_text_boxes_come_once_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    anchor = (
        f"<w:r><mc:AlternateContent {MC}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    draft = read(tmp_path, p("beside", anchor) + p("next"))
    assert [(b.text, b.where) for b in draft.blocks] == [
        ("beside", "paragraph 1"),
        ("in the box", "text box 1"),
        ("next", "paragraph 2"),
    ]


def test_locator_finds_the_paragraph_again(tmp_path: Path) -> None:
    import zipfile

    from lxml import etree

    from tests.drafts.making import W_NS

    body = p("one") + p("") + f"<w:tbl><w:tr><w:tc>{p('two')}</w:tc></w:tr></w:tbl>" + p("three")
    path = write_docx(tmp_path / "draft.docx", body, main="word/document2.xml")
    for block in read_draft(path).blocks:
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read(block.locator.part))
        found = list(root.iter(f"{{{W_NS}}}p"))[block.locator.place]
        assert "".join(str(text) for text in found.itertext()) == block.text


def test_strict_open_xml_is_read_too(tmp_path: Path) -> None:
    import zipfile

    path = write_docx(tmp_path / "usual.docx", p("text"))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name,
                data.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                ),
            )
    assert [block.text for block in read_draft(strict).blocks] == ["text"]


def test_a_word_document_without_text_has_no_blocks(tmp_path: Path) -> None:
    assert read(tmp_path, p("") + p("  ")).blocks == ()


@pytest.mark.parametrize(
    ("imports", "said"),
    [
        ("", []),
        ("<w:altChunk/>", ["Word shows another file in its text, not read"]),
        (f"<w:p><w:subDoc/></w:p>{'<w:altChunk/>' * 2}", ["Word shows 3 other files"]),
    ],
)
def test_text_of_other_files_is_not_left_out_in_silence(
    imports: str, said: list[str], tmp_path: Path
) -> None:
    draft = read(tmp_path, f"{p('Own words.')}{imports}")
    assert [block.text for block in draft.blocks] == ["Own words."]
    assert [
        text for text, start in zip(draft.warnings, said, strict=True) if start in text
    ] == list(draft.warnings)
