"""The commented copy of a Word draft: comments where the quotations are, nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from corpus.sample import FOLDER
from drafts.quotations.draft_reading import read_draft
from drafts.reports.docx_report import make_commented_copy
from drafts.verdicts.verdict import Report
from indexer.readers.flowing.flowing_text import FlowingTextError
from tests.drafts.checking import checked

DEPUTATION = FOLDER / "deputation.docx"
TIME_TAKEN = "the time taken by an interpreter not be counted against the deputant"


@pytest.fixture(scope="module")
def report(sample_corpus: Path) -> Report:
    return checked(sample_corpus, DEPUTATION)


def commented(document: Any) -> Iterator[tuple[int, str]]:
    """The id of each comment and the text that it is anchored to."""
    texts: dict[int, str] = {}
    open_ids: list[int] = []
    for element in document.element.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids.append(int(element.get(qn("w:id"))))
            texts[open_ids[-1]] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.remove(int(element.get(qn("w:id"))))
        elif element.tag in (qn("w:t"), qn("w:footnoteReference")):
            for number in open_ids:
                texts[number] += element.text or f"[note {element.get(qn('w:id'))}]"
    yield from texts.items()


def made(corpus: Path, path: Path) -> Any:
    """The commented copy of the draft at `path`, opened."""
    return Document(BytesIO(make_commented_copy(checked(corpus, path))))


def test_each_quotation_has_a_comment_on_its_very_words(report: Report) -> None:
    document = Document(BytesIO(make_commented_copy(report)))
    quotations = [one.quotation.text for one in report.quotations]
    assert [text for _, text in commented(document)] == quotations
    comments = list(document.comments)
    assert len(comments) == 14
    assert {(comment.author, comment.initials) for comment in comments} == {("pincite", "pc")}


def test_a_comment_says_what_is_wrong_and_what_the_source_has(report: Report) -> None:
    comments = list(Document(BytesIO(make_commented_copy(report))).comments)
    assert [paragraph.text for paragraph in comments[3].paragraphs] == [
        "To correct.",
        "Words altered: changed without a mark.",
        "Page right: the words are at the place cited.",
        "Source right: the words are in the source cited.",
        "– quoted “used”, the source has “there”",
        "The source: “If it has not been approved by the Board, it ought not to be there”",
        "Port Halden Police Services Board, Minutes of the public meeting (15 August 2012), at 14"
        " [phpsb-2012-08-15]",
    ]
    assert "– The words stand at 3." in [paragraph.text for paragraph in comments[12].paragraphs]


def test_the_copy_reads_as_the_draft_does(report: Report, tmp_path: Path) -> None:
    before = DEPUTATION.read_bytes()
    copy = tmp_path / "copy.docx"
    copy.write_bytes(make_commented_copy(report))
    assert DEPUTATION.read_bytes() == before
    ours, theirs = read_draft(copy), read_draft(DEPUTATION)
    assert ours.blocks == theirs.blocks
    assert ours.notes == theirs.notes
    with zipfile.ZipFile(copy) as new, zipfile.ZipFile(DEPUTATION) as old:
        assert new.read("word/footnotes.xml") == old.read("word/footnotes.xml")
        assert new.read("word/styles.xml") == old.read("word/styles.xml")
        assert set(new.namelist()) == {*old.namelist(), "word/comments.xml"}


def test_formatting_stays_where_a_run_is_split(sample_corpus: Path, tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Before, ")
    paragraph.add_run("“the time taken by an").bold = True
    paragraph.add_run(" interpreter").italic = True
    paragraph.add_run(" not be\tcounted against the deputant” (PHPSB, 2017, p. 2).")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    copy = made(sample_corpus, path)
    assert [text for _, text in commented(copy)] == [
        "the time taken by an interpreter not becounted against the deputant"
    ]
    (runs,) = ([r for r in p.runs if r.text] for p in copy.paragraphs)
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("Before, ", None, None),
        ("“", True, None),
        ("the time taken by an", True, None),
        (" interpreter", None, True),
        (" not be\tcounted against the deputant", None, None),
        ("” (PHPSB, 2017, p. 2).", None, None),
    ]


def test_two_quotations_of_one_run_and_one_in_a_table(sample_corpus: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(
        f"A “{TIME_TAKEN}” and “nothing that anyone ever wrote down” (Me, p. 2)."
    )
    table = document.add_table(1, 1)
    table.cell(0, 0).text = f"In a cell: “{TIME_TAKEN}”."
    path = tmp_path / "draft.docx"
    document.save(str(path))
    copy = made(sample_corpus, path)
    assert [text for _, text in commented(copy)] == [
        TIME_TAKEN,
        "nothing that anyone ever wrote down",
        TIME_TAKEN,
    ]
    assert copy.tables[0].cell(0, 0).text == f"In a cell: “{TIME_TAKEN}”."


def test_a_quotation_over_two_paragraphs_has_one_comment(
    sample_corpus: Path, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("He said: “They ask the person. They ask the computer.")
    document.add_paragraph(
        "“And they ask the Agency, which is only too glad to be asked.” Thus he."
    )
    path = tmp_path / "draft.docx"
    document.save(str(path))
    (found,) = commented(made(sample_corpus, path))
    assert found[1].startswith("They ask the person.")
    assert found[1].endswith("only too glad to be asked.")


def test_a_quotation_in_a_note_is_commented_at_the_notes_mark(
    sample_corpus: Path, tmp_path: Path
) -> None:
    path = tmp_path / "draft.docx"
    with zipfile.ZipFile(DEPUTATION) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/footnotes.xml":
                said = f"Marlowe, supra note 1, at 1–2. See “{TIME_TAKEN}” (PHPSB, 2017, p. 2)."
                data = data.replace("Marlowe, supra note 1, at 1–2.".encode(), said.encode())
            new.writestr(name, data)
    report = checked(sample_corpus, path)
    at = [one.quotation.text for one in report.quotations].index(TIME_TAKEN)
    assert report.quotations[at].where == "note 2"
    copy = Document(BytesIO(make_commented_copy(report)))
    assert dict(commented(copy))[at] == "[note 2]"


def test_tracked_changes_and_earlier_comments_stay(sample_corpus: Path, tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("An “")
    inserted = paragraph._p.makeelement(qn("w:ins"), {qn("w:author"): "A", qn("w:id"): "900"})
    inserted.append(paragraph.add_run("the time taken by an interpreter")._r)
    paragraph._p.append(inserted)
    paragraph.add_run(" not be counted against the deputant”.")
    document.add_comment(paragraph.runs[0], "Mine.", "Somebody", "S")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    copy = made(sample_corpus, path)
    assert [comment.author for comment in copy.comments] == ["Somebody", "pincite"]
    assert dict(commented(copy))[1] == TIME_TAKEN
    assert len(list(copy.element.iter(qn("w:ins")))) == 1


def test_characters_that_xml_cannot_hold_do_no_harm(report: Report) -> None:
    worst = report.worst_first[0]
    spoilt = replace(report, quotations=(replace(worst, notes=("A bell\x07 and a \ud800.",)),))
    (comment,) = Document(BytesIO(make_commented_copy(spoilt))).comments
    assert comment.paragraphs[-1].text == "– A bell� and a �."


def test_a_file_that_cannot_have_comments_is_told_in_a_sentence(
    report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "template.docx"
    with zipfile.ZipFile(DEPUTATION) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"document.main+xml", b"template.main+xml")
            new.writestr(name, data)
    with pytest.raises(FlowingTextError, match=r"template\.docx is an unusual form of \.docx"):
        make_commented_copy(replace(report, draft=read_draft(path)))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_copy_opens_in_libreoffice(report: Report, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(make_commented_copy(report))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", copy],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = pypdfium2.PdfDocument(tmp_path / "copy.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "put the matter in one sentence: “A body that may set" in " ".join(text.split())
