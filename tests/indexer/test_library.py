"""The corpus opened for questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from corpus.errors import RequestError
from corpus.paths import CorpusPaths
from indexer.inventory import TextlessPages, check_corpus, list_holdings
from indexer.library import Library
from indexer.opening import open_library
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf


@pytest.fixture(scope="module")
def library(sample_corpus: Path) -> Iterator[Library]:
    opened = open_library(CorpusPaths(sample_corpus))
    yield opened
    opened.close()


def test_every_page_key_leads_to_its_document(library: Library) -> None:
    for entry, keys in library.list_key_ranges():
        assert library.get_entry_of_page(keys.start) is entry
        assert library.get_entry_of_page(keys[-1]) is entry


def test_pages_are_those_there_are(library: Library) -> None:
    entry = library.entries[0]
    last = len(library.read_labels(entry))
    assert [page.number for page in library.read_pages(entry, -3, 2)] == [1, 2]
    assert [page.number for page in library.read_pages(entry, last, last + 5)] == [last]
    assert library.read_pages(entry, last + 1, last + 2) == []


def test_labels_of_some_pages_are_those_of_all(sample_corpus: Path) -> None:
    by_pages, all_of_them = (open_library(CorpusPaths(sample_corpus)) for _ in range(2))
    for entry in by_pages.entries:
        labels = all_of_them.read_labels(entry)
        pages = [len(labels), 1, len(labels)]
        assert by_pages.read_labels_of_pages(entry, pages) == [labels[page - 1] for page in pages]
    by_pages.close()
    all_of_them.close()


def test_an_item_goes_by_key_or_file_in_either_spelling(tmp_path: Path, make_pdf: MakePdf) -> None:
    name = normalize("NFD", "été.pdf")
    make_pdf(tmp_path / name)
    update_corpus(tmp_path, processes=1)
    library = open_library(CorpusPaths(tmp_path))
    assert library.get_entry(normalize("NFC", name)) is library.get_entry("ete")
    library.close()


def test_an_unknown_item_is_refused(library: Library) -> None:
    with pytest.raises(RequestError, match="no item “nothing”"):
        library.get_entry("nothing")


def test_holdings_and_condition_agree(library: Library) -> None:
    holdings, report = list_holdings(library), check_corpus(library)
    assert (len(holdings), report.problems) == (report.documents, [])
    assert sum(document.pages for document in holdings) == report.pages
    assert sum(document.pages_without_text for document in holdings) == report.pages_without_text
    assert report.pages_without_text == sum(len(textless.pdf_pages) for textless in report.textless)


def test_recognition_is_advised_only_where_there_is_something_to_recognise(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    make_pdf(tmp_path / "blank.pdf", ["words", "", "more words"])
    canvas = Canvas(str(tmp_path / "scan.pdf"), invariant=1)
    canvas.drawString(72, 700, "A scan follows.")
    for picture in (False, True, True, False):
        canvas.showPage()
        if picture:
            canvas.drawImage(ImageReader(Image.new("L", (60, 60), 90)), 72, 72, 400, 600)
    canvas.showPage()
    canvas.save()
    update_corpus(tmp_path, ReadOptions(recognise=False), processes=1)
    library = open_library(CorpusPaths(tmp_path))
    report = check_corpus(library)
    library.close()
    assert [str(textless) for textless in report.textless] == [
        "blank.pdf: PDF page 2 is blank, or a picture without words.",
        "scan.pdf: PDF pages 2, 5 are blank, or a picture without words. PDF pages 3–4 are"
        " pictures, not read yet. To read 3–4 from the picture, run `pincite index`.",
    ]


def test_pages_in_a_font_without_letters_are_not_said_to_be_blank() -> None:
    assert str(TextlessPages("a.pdf", (2, 5, 6), (5, 6), (5, 6))) == (
        "a.pdf: PDF page 2 is blank, or a picture without words. PDF pages 5–6 are unreadable:"
        " their font does not say which letters they show. To read 5–6 from the picture, run"
        " `pincite index`."
    )
    assert str(TextlessPages("a.pdf", (3,), (3,), (3,))) == (
        "a.pdf: PDF page 3 is unreadable: its font does not say which letters it shows."
        " To read it from the picture, run `pincite index`."
    )
    assert str(TextlessPages("a.pdf", (3,), (), (), ((3, "crashed the reader."),))) == (
        "a.pdf: PDF page 3 was not read from its picture: it crashed the reader."
    )
