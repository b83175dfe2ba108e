"""Pictures of pages and files without pages in one folder: each is read as what it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document
from PIL import Image, ImageChops

from corpus.errors import NotAPdf
from corpus.paths import CorpusPaths
from drafts.reports.page_image import draw_page_images
from drafts.verdicts.second_reader import describe_disagreement, read_again
from indexer.library import Library
from indexer.opening import open_library
from indexer.pages.document import read_document
from indexer.updating.update import update_corpus
from search.locating.locate import Locator
from search.locating.match import Match
from tests.indexer.pictures.scans import DOTS, REVIEW, needs_tesseract, scan

BRIEF = "The northern channel was dredged twice before the lights were put up."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("mixed")
    with (folder / "scan.txt").open("wb") as file:  # a picture by its content, not by its name
        scan(REVIEW, 10).save(file, "TIFF", dpi=(DOTS, DOTS))
    brief = Document()
    brief.add_paragraph(BRIEF)
    brief.save(str(folder / "brief.docx"))
    assert update_corpus(folder).problems == []
    with closing(open_library(CorpusPaths(folder.resolve()))) as library:
        yield library


def find(library: Library, text: str) -> Match:
    return Locator(library).locate(text).matches[0]


@needs_tesseract
def test_the_passage_of_a_picture_is_drawn_whatever_its_name(library: Library) -> None:
    text = " ".join(read_document(REVIEW).texts[9].body.split()[40:70])
    match = find(library, text)
    assert (match.entry.files[0], match.labels[0].unit) == ("scan.txt", "page")
    (image,) = draw_page_images(library, match)
    drawn = Image.open(io.BytesIO(image.data)).convert("RGB")
    assert drawn.size == (image.width, image.height)
    blue = drawn.getchannel("B").point(lambda value: 255 if value < 180 else 0)
    red = drawn.getchannel("R").point(lambda value: 255 if value > 220 else 0)
    assert ImageChops.darker(red, blue).getbbox()  # the highlight


def test_a_passage_without_a_page_is_cited_by_paragraph_and_not_drawn(library: Library) -> None:
    match = find(library, BRIEF)
    written = match.as_json()
    assert (written["unit"], written["pdf_pages"]) == ("paragraph", [None])
    assert (written["read_from"], match.confidence) == (["text"], None)
    assert list(draw_page_images(library, match)) == []
    assert describe_disagreement(library, match, read_again(library, [match])) == ""


def test_what_is_called_a_picture_and_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("only words", encoding="utf-8")
    with pytest.raises(NotAPdf, match=r"a\.png is not a picture but another format"):
        read_document(tmp_path / "a.png")
