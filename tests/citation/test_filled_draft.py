"""`pincite cite-in`: a Markdown draft with its citations written out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from citation.text.richtext import make_rich
from citation.written.filled_draft import fill_draft
from citation.written.filled_word_file import fill_word_file
from citation.written.word_notes import WordNotes
from corpus.errors import RequestError
from corpus.items import Item

RECORDS = json.loads((Path(__file__).parent / "authorities.json").read_text("utf-8"))
ROE = {
    "id": "roe", "type": "book", "title": "Doors", "author": [{"family": "Roe", "given": "Ann"}],
    "publisher": "Press", "issued": {"date-parts": [[2001]]},
}  # fmt: skip
ITEMS = [Item(one["item"]) for one in RECORDS] + [Item(ROE)]


def fill(text: str, style: str) -> str:
    return fill_draft(text, ITEMS, style).text


def read_notes(text: str, style: str) -> list[str]:
    lines = fill(text, style).split("\n")
    return [line.split(": ", 1)[1] for line in lines if line.startswith("[^pincite-")]


def test_notes_are_numbered_and_point_back() -> None:
    text = (
        "One [@smith, para 12]. Two [see @smith, paras 13-14, emphasis added].\n\n"
        "Mine.[^a] Three [@code, s 319; see also @roe, 4]. Four [@roe, p. 5]. Five [@smith].\n\n"
        "[^a]: My own words.\n"
    )
    assert read_notes(text, "mcgill") == [
        "*R v Smith*, 2019 SCC 65 at para 12.",
        "See *ibid* at paras 13–14, emphasis added.",
        "*Criminal Code*, RSC 1985, c C-46, s 319; see also Ann Roe, *Doors* (Press, 2001) at 4.",
        "Roe, *supra* note 4 at 5.",
        "*R v Smith*, *supra* note 1.",
    ]
    assert "Two.[^pincite-2]\n" in fill(text, "mcgill")
    assert read_notes(text, "chicago")[3] == "Roe, *Doors*, 5."


def test_a_note_between_breaks_ibid() -> None:
    text = "One [@roe, 4]. Mine.[^a] Two [@roe, 5].\n\n[^a]: Words.\n"
    assert read_notes(text, "mcgill")[1] == "Roe, *supra* note 1 at 5."


def test_citations_in_notes_of_the_writers_own() -> None:
    text = "One [@roe]. Mine.[^a]\n\n[^a]: My words, see [@roe, 5].\n"
    assert "[^a]: My words, see *ibid* at 5.\n" in fill(text, "mcgill")
    assert "[^a]: My words, see Roe, *Doors*, 5.\n" in fill(text, "chicago")


def test_citations_in_the_text_and_the_list() -> None:
    text = "One [see @roe, p. 4; @smith]. As @roe [p. 5] says, and Roe [-@roe, 6] too.\n"
    assert fill(text, "apa") == (
        "One (see Roe, 2001, p. 4; *R v Smith*, 2019). As Roe (2001, p. 5) says, and Roe"
        " (2001, p. 6) too.\n\n## References\n\nRoe, A. (2001). *Doors*. Press.\n\n"
        "R. v. Smith, 2019 SCC 65.\n"
    )


def test_code_and_addresses_stay() -> None:
    text = "See `[@nobody]` and me@x.org.\n\n```\n[@nobody]\n```\n"
    assert fill(text, "apa") == text


@pytest.mark.parametrize("text", ["One [@nobody].", "One [@roe, 9-5]."])
def test_what_cannot_be_written_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        fill(text, "apa")


def test_a_word_file(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft.docx", tmp_path / "cited.docx"
    document = docx.Document()
    paragraph = document.add_paragraph("One [see @r")
    paragraph.add_run("oe, p. 4").bold = True
    paragraph.add_run("; @smith]. Two @roe [p. 5].")
    document.add_paragraph("Nothing here.")
    document.save(str(draft))
    filled = fill_word_file(draft, target, ITEMS, "apa")
    texts = [each.text for each in docx.Document(str(target)).paragraphs]
    assert texts == [
        "One (see Roe, 2001, p. 4; R v Smith, 2019). Two Roe (2001, p. 5).", "Nothing here.",
        "References", "Roe, A. (2001). Doors. Press.", "R. v. Smith, 2019 SCC 65.",
    ]  # fmt: skip
    italic = [run.text for run in docx.Document(str(target)).paragraphs[0].runs if run.italic]
    assert (filled.cited, italic) == (2, ["R v Smith"])


def test_a_word_file_gets_footnotes_among_those_it_has(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft.docx", tmp_path / "cited.docx"
    document = docx.Document()
    notes = WordNotes(document)
    document.add_paragraph("One [@roe, p. 4]. Two, as @smith says.")
    own = document.add_paragraph("Mine.")
    notes.add(own, make_rich("See [@roe, p. 9] for more."))
    document.add_paragraph("Three [@roe, p. 5]; four [@roe, p. 6].")
    document.save(str(draft))
    filled = fill_word_file(draft, target, ITEMS, "mcgill")
    written = docx.Document(str(target))
    texts = [each.text for each in written.paragraphs][:3]
    assert texts == ["One. Two, as R v Smith says.", "Mine.", "Three; four."]
    part = written.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    root = parse_xml(part.blob)
    said = {
        note.get(qn("w:id")): "".join(text.text or "" for text in note.iter(qn("w:t"))).strip()
        for note in root.iterchildren(qn("w:footnote"))
        if note.get(qn("w:type")) is None
    }
    references = list(written.element.body.iter(qn("w:footnoteReference")))
    assert list(said) == [one.get(qn("w:id")) for one in references]  # as LibreOffice wants it
    assert list(said.values()) == [
        "Ann Roe, Doors (Press, 2001) at 4.",
        "R v Smith, 2019 SCC 65.",
        "See Roe, supra note 1 at 9 for more.",
        "Roe, supra note 1 at 5.",
        "Ibid at 6.",
    ]
    assert filled.cited == 5


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_shows_each_note_at_its_mark(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft.docx", tmp_path / "cited.docx"
    document = docx.Document()
    document.add_paragraph("Alpha [@roe, p. 4], beta [@smith].")
    notes = WordNotes(document)
    notes.add(document.add_paragraph("Gamma"), make_rich("Mine."))
    document.save(str(draft))
    fill_word_file(draft, target, ITEMS, "mcgill")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "fodt"]
    subprocess.run([*command, target], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    written = target.with_suffix(".fodt").read_text("utf-8").partition("<office:text")[2]
    text = re.sub(r"<[^>]+>", "", written)
    parts = ("Alpha", "Doors", "beta", "2019 SCC 65", "Gamma", "Mine")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
