"""Drafts made to break a reader: nothing of their text is lost without a word."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus.apart.pool import Pool
from corpus.errors import GivenUp
from drafts.quotations.draft_reading import read_draft, read_draft_apart
from indexer.readers.flowing.flowing_text import FlowingTextError
from indexer.readers.flowing.sources import read_source
from tests.drafts.making import p, write_docx

WORDS = "The Board shall publish every report."


@pytest.fixture(scope="module")
def apart() -> object:
    with Pool(memory=300_000_000, may_fork=True) as pool:
        yield pool


def read(path: Path, apart: Pool) -> str:
    return "\n".join(block.text for block in read_draft_apart(path, apart).blocks)


def rewrite(path: Path, part: str, content: bytes) -> Path:
    """The Word file with another content of a part."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in parts.items():
            packed.writestr(name, content if name == part else data)
    return path


def test_an_entity_does_not_lose_its_paragraph(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p(f"A &amp;x; {WORDS}"))
    with zipfile.ZipFile(path) as packed:
        document = packed.read("word/document.xml")
    start = document.index(b"<w:document")
    declared = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = declared + document[start:].replace(b"&amp;x;", b"&x;")
    with pytest.raises(FlowingTextError, match="declares words of its own"):
        read_draft(rewrite(path, "word/document.xml", document))


@pytest.mark.parametrize("depth", [200, 300, 1000])
def test_what_is_nested_deeply_is_read(depth: int, tmp_path: Path, apart: Pool) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"{'<div>' * depth}{WORDS}{'</div>' * depth}<p>Behind.</p>", encoding="utf-8")
    assert WORDS in read(page, apart)
    assert "Behind." in read(page, apart)
    text = tmp_path / "a.md"
    text.write_text(f"{'> ' * min(depth, 350)}{WORDS}\n\nBehind.\n", encoding="utf-8")
    assert WORDS in read(text, apart)
    table, end = "<w:tbl><w:tr><w:tc>" * (depth // 3), "</w:tc></w:tr></w:tbl>" * (depth // 3)
    assert WORDS in read(write_docx(tmp_path / "a.docx", f"{table}{p(WORDS)}{end}"), apart)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<div>" * 3000 + WORDS),
        ("a.md", "> " * 3000 + WORDS),
        ("a.md", "".join("  " * n + "- x\n" for n in range(500))),
        ("b.md", "<div>" * 3000 + WORDS),
    ],
)
def test_what_is_nested_too_deeply_is_told(
    name: str, text: str, tmp_path: Path, apart: Pool
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FlowingTextError, match=rf"{name} is nested too deeply"):
        read_draft_apart(path, apart)
    with pytest.raises(FlowingTextError, match=rf"{name} is nested too deeply"):
        read_source(path, "html" if name.endswith("html") else "markdown")


def test_a_word_file_that_is_nested_too_deeply_is_told(tmp_path: Path, apart: Pool) -> None:
    table, end = "<w:tbl><w:tr><w:tc>" * 900, "</w:tc></w:tr></w:tbl>" * 900
    path = write_docx(tmp_path / "a.docx", f"{table}{p(WORDS)}{end}")
    with pytest.raises(FlowingTextError, match="nested too deeply"):
        read_draft_apart(path, apart)


def test_a_word_file_that_unpacks_to_gigabytes_is_given_up(tmp_path: Path, apart: Pool) -> None:
    path = write_docx(tmp_path / "a.docx", p(WORDS))
    with zipfile.ZipFile(path) as packed:
        document = packed.read("word/document.xml")
    spaces = rewrite(
        path, "word/document.xml", document.replace(b"<w:p>", b" " * 201_000_000 + b"<w:p>", 1)
    )
    with pytest.raises((FlowingTextError, GivenUp), match=r"unpacks to more than|needs more than"):
        read_draft_apart(spaces, apart)
    many = document.replace(b"<w:p>", b"<w:p/>" * 4_000_000 + b"<w:p>", 1)
    with pytest.raises(GivenUp, match=r"needs more than 300 MB|probably because it needs more"):
        read_draft_apart(rewrite(path, "word/document.xml", many), apart)


def test_a_directory_that_lies_about_sizes_is_told(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", p(WORDS * 1000))
    with zipfile.ZipFile(path) as packed:
        size = packed.getinfo("word/document.xml").file_size
    data = path.read_bytes()
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little")))
    with pytest.raises(FlowingTextError, match="is damaged"):
        read_draft(path)
