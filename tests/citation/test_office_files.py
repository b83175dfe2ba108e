"""Citations as Word, OpenDocument and LaTeX: read back by other programs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from citation.text.richtext import join, make_italic, make_link, make_rich, make_small_caps
from citation.written.office_files import write_office_file
from citation.written.output import OutputParagraph, write_document
from corpus.errors import RequestError

LINK = make_link("https://x.org/a_b?c=1%20&d")
TEXT = join([make_small_caps("Roe & Poe"), make_italic("The Doors"), "<50 %>", LINK])
PARAGRAPHS = [OutputParagraph(make_rich("References"), heading=True), OutputParagraph(TEXT)]


def test_word(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    write_office_file(PARAGRAPHS, "docx", target, hanging=True)
    heading, entry = docx.Document(str(target)).paragraphs
    assert heading.style is not None
    assert (heading.text, heading.style.name) == ("References", "Heading 2")
    assert entry.text == str(TEXT)
    assert [run.text for run in entry.runs if run.italic] == ["The Doors"]
    assert [run.text for run in entry.runs if run.font.small_caps] == ["Roe & Poe"]
    assert entry.paragraph_format.first_line_indent.pt == -36


def test_open_document(tmp_path: Path) -> None:
    target = tmp_path / "a.odt"
    write_office_file(PARAGRAPHS, "odt", target)
    with zipfile.ZipFile(target) as file:
        assert file.infolist()[0].filename == "mimetype"
        assert file.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        root = etree.fromstring(file.read("content.xml"))
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    assert [head.text for head in root.iter(f"{text}h")] == ["References"]
    (entry,) = root.iter(f"{text}p")
    assert "".join(entry.itertext()) == str(TEXT)
    assert [span.text for span in root.iter(f"{text}span")] == ["Roe & Poe", "The Doors"]


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "a.odt"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(RequestError, match="already"):
        write_office_file(PARAGRAPHS, "odt", target)
    assert target.read_text(encoding="utf-8") == "mine"


def test_latex() -> None:
    assert write_document(PARAGRAPHS, "latex") == (
        "\\section*{References}\n\n\\textsc{Roe \\& Poe} \\emph{The Doors}"
        " \\textless{}50 \\%\\textgreater{} \\url{https://x.org/a_b?c=1\\%20&d}"
    )
