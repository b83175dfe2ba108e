"""Files that are no drafts: one clear sentence each, and nothing but pincite's own errors."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import PinciteError
from drafts.quotations.draft_reading import read_draft
from indexer.readers.flowing import converted
from indexer.readers.flowing.flowing_text import FlowingTextError
from tests.drafts.making import p, write_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODT = "mimetype", b"application/vnd.oasis.opendocument.text"
FILES = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Every example writes its file anew."""
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
SUFFIXES = (".docx", ".md", ".txt", ".html", ".pdf", "")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "is empty"),
        ("a.txt", b"", "is empty"),
        ("a.doc", OLE, "old Word format (.doc). Save it as .docx"),
        ("a.docx", OLE, "old Word format"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.docx", b"PK\x03\x04broken", "damaged"),
        ("a.docx", b"just text", "damaged, or is not a Word file"),
        ("a.docx", b"{\\rtf1 text}", "Rich Text"),
        ("a.odt", b"just text", "damaged, or is not what its name says"),
        ("a.rtf", b"\x9f\x02nonsense", "damaged, or is not what its name says"),
        ("a.odt", b"PK\x03\x04" + bytes(40), "a.odt is damaged"),
        ("a.pages", b"PK\x03\x04", "cannot read .pages files. Save it as .docx"),
        ("a.pages", b"anything", "pincite reads .docx, .odt, .rtf, .md, .txt, .html and .pdf"),
        ("a.txt", b"\x00\x01\x02 binary", "not a text file"),
        ("a.md", b"\x81\x8d", "unknown encoding"),
        ("cut.txt", "cut".encode("utf-16")[:-1], "unknown encoding"),
        ("a.pdf", b"no pdf", "not a PDF"),
    ],
)
def test_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PinciteError) as refused:
        read_draft(path)
    assert said in str(refused.value)


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FlowingTextError, match="There is no file"):
        read_draft(tmp_path / "none.docx")
    with pytest.raises(FlowingTextError):
        read_draft(tmp_path)


@pytest.mark.parametrize("names", [(ODT,), (("xl/workbook.xml", b"<x/>"),), ()])
def test_a_zip_that_holds_no_word_document(
    tmp_path: Path, names: tuple[tuple[str, bytes], ...]
) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in names:
            archive.writestr(name, data)
    with pytest.raises(FlowingTextError, match="does not contain a Word document"):
        read_draft(path)


@pytest.mark.parametrize("damage", ["<w:p>", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:p>&a;</w:p>"])
def test_damaged_xml(tmp_path: Path, damage: str) -> None:
    path = write_docx(tmp_path / "a.docx", damage)
    with pytest.raises(FlowingTextError, match="damaged"):
        read_draft(path)


@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
@settings(FILES, max_examples=150)
def test_random_bytes_raise_nothing_else(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"draft{suffix}"
    path.write_bytes(data)
    try:
        read_draft(path)
    except PinciteError as error:
        assert error.message.endswith((".", "?"))


@given(text=st.text(alphabet="<>/=\"'&;#abpqli1 \n[]^@*_`|-", max_size=200))
@settings(FILES, max_examples=150)
def test_odd_markup_is_read(tmp_path: Path, text: str) -> None:
    for suffix in (".md", ".html", ".txt"):
        path = tmp_path / f"draft{suffix}"
        path.write_text(f"x{text}", encoding="utf-8")
        assert all(block.text.strip() for block in read_draft(path).blocks)


@given(cut=st.integers(0, 3000), byte=st.integers(0, 255))
@settings(FILES, max_examples=80)
def test_a_damaged_byte_raises_nothing_else(tmp_path: Path, cut: int, byte: int) -> None:
    path = write_docx(tmp_path / "a.docx", p("some text"), footnotes={1: "note"})
    data = bytearray(path.read_bytes())
    data[cut % len(data)] = byte
    path.write_bytes(data)
    try:
        read_draft(path)
    except PinciteError as error:
        assert error.message


@pytest.mark.parametrize("name", ["a.odt", "a.rtf", "a"])
def test_without_libreoffice_its_formats_are_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(converted, "_USUAL_PLACES", ())
    (tmp_path / name).write_bytes(b"{\\rtf1 text}")
    with pytest.raises(FlowingTextError, match="through LibreOffice, which is not installed"):
        read_draft(tmp_path / name)


@needs_libreoffice
def test_rich_text_is_read_through_libreoffice_with_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "draft.rtf"
    note = r"{\super\chftn{\footnote\pard\plain{\super\chftn} Report at 2.}}"
    path.write_text(rf"{{\rtf1\ansi It says \'93so it was\'94{note}.\par}}", encoding="ascii")
    draft = read_draft(path)
    assert [block.text.strip() for block in draft.blocks] == [
        "It says “so it was”.",
        "Report at 2.",
    ]
    assert (draft.path, draft.notes[0].number) == (path, 1)


@needs_libreoffice
def test_what_libreoffice_cannot_read_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "draft.odt"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(FlowingTextError, match=r"draft\.odt could not be converted"):
        read_draft(path)


@pytest.mark.skipif(sys.platform == "win32", reason="its stand-in is a shell script")
def test_a_conversion_that_hangs_is_given_up_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(converted, "_SECONDS", 0.1)
    monkeypatch.setattr(converted, "_find_programs", lambda: iter([str(program)]))
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 text}")
    with pytest.raises(FlowingTextError, match="LibreOffice did not finish"):
        read_draft(tmp_path / "a.rtf")
