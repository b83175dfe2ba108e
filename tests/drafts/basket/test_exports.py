"""A basket as a file: what is quoted and cited there is what the sources say."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from citation.text.richtext import make_italic
from citation.written.excerpt_citations import cite_without_style
from citation.written.word_notes import WordNotes, count_notes
from corpus.errors import RequestError
from corpus.paths import CorpusPaths
from corpus.sample import copy_to
from drafts.basket.arranging import add_heading
from drafts.basket.basket_file import change_basket, load_basket
from drafts.basket.exports.exporting import (
    FORMATS,
    ExportFormat,
    export_basket,
    guess_export_format,
)
from drafts.basket.keeping import keep_places
from drafts.check import check_draft
from indexer.library import Library
from indexer.opening import open_library
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus
from search.answering.answer import answer_question
from search.answering.result import Question


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample, with passages of three documents in its basket, under two headings."""
    folder = tmp_path_factory.mktemp("exports")
    copy_to(folder)
    update_corpus(folder, ReadOptions(recognise=False))
    library = open_library(CorpusPaths(folder))
    change_basket(library.paths, add_heading("First & <second>"))
    for query in ("sworn uphold", "street checks", "promised telephone"):
        answer = answer_question(library, Question(query, limit=2), cite_without_style)
        keep_places(
            library,
            [result.place for result in answer.results if not result.excerpt.in_notes],
            note=f"Note on *{query}*.",
        )
    change_basket(library.paths, add_heading("Later"))
    yield library
    library.close()


def export(library: Library, wanted: ExportFormat, style: str = "mcgill") -> bytes:
    return export_basket(library, load_basket(library.paths), wanted, style).content


def write_word(library: Library, folder: Path, style: str = "mcgill") -> Path:
    path = folder / "basket.docx"
    path.write_bytes(export(library, "docx", style))
    return path


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_shows_a_footnote_for_each_passage(library: Library, tmp_path: Path) -> None:
    path = write_word(library, tmp_path)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "fodt", path],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = path.with_suffix(".fodt").read_text(encoding="utf-8")
    passages = load_basket(library.paths).passages
    assert len(passages) > 3
    assert text.count("<text:note ") == len(passages)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", path],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = pypdfium2.PdfDocument(path.with_suffix(".pdf"))
    printed = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "Ibid" in printed or "supra note 1" in printed


def test_the_export_itself_is_checked_as_right(library: Library, tmp_path: Path) -> None:
    report = check_draft(library, write_word(library, tmp_path), unmarked=False)
    blocks = [one for one in report.quotations if one.quotation.kind == "block"]
    assert len(blocks) == len(load_basket(library.paths).passages)
    for one in blocks:
        assert (one.wording.verdict, one.source) == ("verbatim", "right")
        sure = one.found is not None and one.found.labels[0].source == "printed"
        assert one.page == ("right" if sure else "uncertain")


def test_notes_stand_in_a_part_that_word_knows(library: Library, tmp_path: Path) -> None:
    path = write_word(library, tmp_path)
    document = docx.Document(str(path))
    assert count_notes(document) == len(load_basket(library.paths).passages)
    with zipfile.ZipFile(path) as package:
        types = package.read("[Content_Types].xml").decode()
        assert "wordprocessingml.footnotes+xml" in types
        settings = package.read("word/settings.xml").decode()
        assert settings.index("<w:footnotePr") < settings.index("<w:compat")
    references = list(document.element.body.iter(qn("w:footnoteReference")))
    assert [int(one.get(qn("w:id"))) for one in references] == list(range(1, len(references) + 1))
    quotes = [p for p in document.paragraphs if p.style and p.style.name == "Quote"]
    assert all(not run.italic for paragraph in quotes for run in paragraph.runs)


def test_quotations_are_the_sources_words_unmarked(library: Library, tmp_path: Path) -> None:
    document = docx.Document(str(write_word(library, tmp_path)))
    quoted = [p.text for p in document.paragraphs if p.style and p.style.name == "Quote"]
    words = " ".join(" ".join(p.words.split()) for p in load_basket(library.paths).passages)
    assert " ".join(text.replace("\u202f", "") for text in quoted) == words
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "First & <second>" in texts
    notes = [p.text for p in document.paragraphs if p.style and p.style.name == "Own note"]
    assert "My note: Note on *sworn uphold*." in notes
    plain = [p.text for p in document.paragraphs if p.style and p.style.name == "Normal"]
    assert not set(notes) & set(plain)


def test_the_list_of_works_stands_beside_the_headings_under_a_title(
    library: Library, tmp_path: Path
) -> None:
    document = docx.Document(str(write_word(library, tmp_path)))
    outline = {p.text: p.style.name for p in document.paragraphs if p.style}
    title = document.core_properties.title
    assert title.startswith("Passages from exports")
    assert outline[title] == "Title"
    assert outline["First & <second>"] == outline["Bibliography"] == "Heading 1"


@pytest.mark.parametrize("wanted", FORMATS[:2])
def test_what_concerns_a_document_is_said_once(library: Library, wanted: ExportFormat) -> None:
    catalogue = library.paths.catalogue
    before = catalogue.read_text(encoding="utf-8")
    records = json.loads(before)
    for record in records:
        record.setdefault("custom", {}).setdefault("pincite", {})["incomplete"] = ["author"]
    try:
        catalogue.write_text(json.dumps(records), encoding="utf-8")
        opened = open_library(library.paths)
        content = export_basket(opened, load_basket(opened.paths), wanted, "mcgill").content
        opened.close()
    finally:
        catalogue.write_text(before, encoding="utf-8")
    if wanted == "docx":
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    else:
        text = content.decode()
    passages = load_basket(library.paths).passages
    documents = {passage.place.item for passage in passages}
    assert text.count("The record is incomplete (author not confirmed)") == len(documents)
    assert len(documents) < len(passages)


def test_styles_that_cite_in_the_text_do_so(library: Library, tmp_path: Path) -> None:
    document = docx.Document(str(write_word(library, tmp_path, "apa")))
    assert count_notes(document) == 0
    quoted = [p.text for p in document.paragraphs if p.style and p.style.name == "Quote"]
    assert sum("(Newcomers Legal Committee, 2008, p. 5)" in text for text in quoted) == 1
    assert "References" in [paragraph.text for paragraph in document.paragraphs]


def test_markdown_has_its_notes_and_shows_words_as_they_are(library: Library) -> None:
    text = export(library, "markdown").decode()
    html = MarkdownIt().use(footnote_plugin).render(text)
    passages = load_basket(library.paths).passages
    assert html.count('class="footnote-item"') == len(passages)
    assert html.count("<blockquote>") == len(passages)
    assert "First &amp; &lt;second&gt;" in html
    assert "<strong>My note:</strong> Note on *sworn uphold*." in html
    assert html.startswith("<h1>Passages from exports")


@pytest.mark.parametrize(
    ("wanted", "begins"), [("biblatex", "@"), ("ris", "TY  - "), ("csl-json", "[")]
)
def test_records_are_those_of_the_cited_documents(
    library: Library, wanted: ExportFormat, begins: str
) -> None:
    text = export(library, wanted).decode()
    assert text.startswith(begins)
    if wanted == "csl-json":
        keys = {passage.place.item for passage in load_basket(library.paths).passages}
        assert {record["id"] for record in json.loads(text)} == keys


def test_what_is_not_verified_is_said_beside_the_words(library: Library, tmp_path: Path) -> None:
    path = library.paths.basket
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(before.replace("sworn to", "obliged to"), encoding="utf-8")
        basket = load_basket(library.paths)
        exported = export_basket(library, basket, "markdown", "mcgill")
    finally:
        path.write_text(before, encoding="utf-8")
    assert {one.state for one in exported.changed} == {"changed"}
    assert exported.content.decode().count("Not verified: In ") == len(exported.changed) > 0


def test_an_empty_basket_and_an_unknown_name_are_refused(sample_corpus: Path) -> None:
    opened = open_library(CorpusPaths(sample_corpus))
    with pytest.raises(RequestError, match="The basket is empty"):
        export_basket(opened, load_basket(opened.paths), "docx", "mcgill")
    opened.close()
    assert guess_export_format("A.DOCX") == "docx"
    with pytest.raises(RequestError, match="does not say which format"):
        guess_export_format("passages.txt")


def test_notes_that_a_file_has_stay_and_are_continued() -> None:
    document = docx.Document()
    notes = WordNotes(document)
    notes.add(document.add_paragraph("First."), make_italic("One & <two>\x00"))
    saved = io.BytesIO()
    document.save(saved)
    again = docx.Document(io.BytesIO(saved.getvalue()))
    part = again.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    WordNotes(again).add(again.add_paragraph("Second."), make_italic("Two"))
    twice = io.BytesIO()
    again.save(twice)
    last = docx.Document(io.BytesIO(twice.getvalue()))
    assert count_notes(last) == 2
    kept = last.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    assert b"One &amp; &lt;two&gt;" in kept.blob
    assert [rel.target_ref for rel in kept.rels.values()] == ["https://example.org/"]
    styles = [style.name for style in last.styles if "footnote" in (style.name or "")]
    assert styles == ["footnote text", "footnote reference"]
