"""Scans from the file to the answer: indexed, searched, located, shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.pages.document import read_document
from indexer.readers.options import ReadOptions
from indexer.readers.pictures.drawing import draw_page
from indexer.readers.pictures.engine import has_language, open_engine
from indexer.readers.pictures.page_picture import PagePicture, read_picture
from indexer.readers.pictures.tesseract_program import TesseractProgram
from indexer.updating.report import UpdateReport
from indexer.updating.update import update_corpus
from search.locating.locate import Locator
from tests.conftest import Pincite
from tests.indexer.pictures.scans import (
    DOTS,
    MINUTES,
    REVIEW,
    needs_tesseract,
    save_pdf,
    scan,
)

pytestmark = needs_tesseract

T = TypeVar("T")


def words_of(text: str) -> list[str]:
    return text.split()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UpdateReport]:
    """Scanned pages of the sample in files of every kind, indexed once."""
    folder = tmp_path_factory.mktemp("scans")
    save_pdf(folder / "review.pdf", [scan(REVIEW, 10), scan(REVIEW, 11)])
    save_pdf(folder / "extract.pdf", [scan(MINUTES, page) for page in (3, 4, 5)])
    upside_down = scan(MINUTES, 3).rotate(180)
    on_its_side = scan(MINUTES, 4).rotate(90, expand=True)
    upside_down.save(
        folder / "minutes.tif", save_all=True, append_images=[on_its_side],
        dpi=(DOTS, DOTS), compression="jpeg",
    )  # fmt: skip
    blacken(scan(REVIEW, 12, skew=0.0)).save(folder / "bar.png", dpi=(DOTS, DOTS))
    Image.new("L", (1200, 1600), 250).save(folder / "blank.jpg", dpi=(DOTS, DOTS))
    stamp(folder / "stamped.pdf", scan(REVIEW, 13))
    report = update_corpus(folder, ReadOptions())
    return folder, report


def blacken(sheet: Image.Image) -> Image.Image:
    """The sheet with a black bar over a part of its text."""
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((600, 1000, 1000, 1035), fill=0)
    return sheet


def stamp(path: Path, sheet: Image.Image) -> None:
    """A scan with a court's stamp on it as text."""
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=1)
    canvas.drawImage(ImageReader(sheet), 0, 0, 612, 792)
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(306, 780, "Case 1:20-cv-00123 Document 3 Filed 01/02/20 Page 1 of 1")
    canvas.save()


@pytest.fixture(scope="module")
def library(corpus: tuple[Path, UpdateReport]) -> Iterator[Library]:
    with closing(open_library(CorpusPaths(corpus[0].resolve()))) as library:
        yield library


def read_text(library: Library, file: str, number: int) -> str:
    (page,) = library.read_pages(library.get_entry(file), number, number)
    return page.body


def test_pages_are_read_and_counted(corpus: tuple[Path, UpdateReport]) -> None:
    _, report = corpus
    assert report.pictures_read == 10
    assert report.problems == []
    assert (report.pages, report.textless) == (10, 1)  # the blank one stays blank


@pytest.mark.parametrize(
    ("file", "number", "source", "pdf_page"),
    [
        ("review.pdf", 1, REVIEW, 10),
        ("review.pdf", 2, REVIEW, 11),
        ("minutes.tif", 1, MINUTES, 3),
        ("minutes.tif", 2, MINUTES, 4),
    ],
)
def test_the_words_of_a_scan_are_those_of_the_page(
    library: Library, file: str, number: int, source: Path, pdf_page: int
) -> None:
    wanted = words_of(read_document(source).texts[pdf_page - 1].body)
    seen = words_of(read_text(library, file, number))
    found = sum(word in set(seen) for word in wanted)
    assert found >= 0.95 * len(wanted)


def test_a_scan_has_the_printed_page_numbers(library: Library) -> None:
    labels = library.read_labels(library.get_entry("extract.pdf"))
    assert [label.label for label in labels] == ["3", "4", "5"]
    assert {label.source for label in labels} == {"printed"}


def test_lines_of_a_turned_page_lie_in_its_direction(library: Library) -> None:
    sheets = list(library.store.read_sheets(library.get_entry("minutes.tif").document.id))
    assert [{line.angle for line in sheet.lines} for sheet in sheets] == [{180}, {270}]
    assert sheets[1].width > sheets[1].height


def test_where_words_were_read_from_is_kept(library: Library) -> None:
    entry = library.get_entry("review.pdf")
    assert library.read_origins(entry, [1, 2]) == ("picture", "picture")


def test_a_bar_in_a_scan_is_marked(library: Library) -> None:
    assert "█" in read_text(library, "bar.png", 1)


def test_a_stamp_keeps_its_own_letters_and_the_scan_under_it_is_read(library: Library) -> None:
    sheet = next(library.store.read_sheets(library.get_entry("stamped.pdf").document.id))
    assert sheet.read_from == "picture"
    lines = [line.text for line in sheet.lines]
    assert lines.count("Case 1:20-cv-00123 Document 3 Filed 01/02/20 Page 1 of 1") == 1
    assert len(lines) > 10


def test_a_passage_of_a_scan_is_located_with_its_confidence(library: Library) -> None:
    text = " ".join(read_document(REVIEW).texts[9].body.split()[40:70])
    match = Locator(library).locate(text).matches[0]
    assert match.entry.files[0] == "review.pdf"
    written = match.as_json()
    assert (written["pdf_pages"], written["read_from"]) == ([1], ["picture"])
    assert 0 < (match.confidence or 0) <= 100


def test_search_and_show_say_what_a_scan_is(
    corpus: tuple[Path, UpdateReport], pincite: Pincite, library: Library
) -> None:
    folder, _ = corpus
    word = max(words_of(read_text(library, "review.pdf", 1)), key=len).strip(".,;:’")
    found = pincite("search", word, "--corpus", folder, "--json").json["results"]
    result = next(one for one in found if one["file"] == "review.pdf")
    assert result["read_from"] == ["picture"] * len(result["pdf_pages"])
    assert 0 < result["confidence"] <= 100
    shown = pincite("search", word, "--corpus", folder).stdout
    assert "Read from a picture of the page." in shown
    page = pincite("show", "1", "--corpus", folder, "--json").json["pages"][0]
    assert all(
        0 <= start < end <= len(page["text"]) and sure < 80
        for start, end, sure in page["uncertain"]
    )


def test_the_users_files_are_not_touched(tmp_path: Path) -> None:
    file = save_pdf(tmp_path / "scan.pdf", [scan(REVIEW, 10, dots=100)], dots=100)
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    update_corpus(tmp_path)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def write_cipher(path: Path, lines: Sequence[str]) -> None:
    """A page whose font claims the next letter of the alphabet for each letter that it shows."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 16 TL 72 700 Td {shown} ET".encode("latin-1")
    meanings = (
        b"/CIDInit /ProcSet findresource begin 1 begincmap 1 begincodespacerange <00> <ff>"
        b" endcodespacerange 3 beginbfrange <20> <40> <0020> <41> <5a> <0042> <61> <7a> <0062>"
        b" endbfrange endcmap end"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(meanings), meanings),
    ]
    file, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    path.write_bytes(file + b"xref\n0 7\n0000000000 65535 f \n" + rows + end)


def test_a_page_whose_text_is_a_cipher_is_read_from_its_picture(tmp_path: Path) -> None:
    sentence = "The members of the board were told that every officer keeps a record"
    write_cipher(tmp_path / "cipher.pdf", [f"{sentence} {n} times" for n in range(12)])
    unread = update_corpus(tmp_path, ReadOptions(recognise=False))
    assert unread.textless == 1
    assert (update_corpus(tmp_path).pictures_read, update_corpus(tmp_path).textless) == (1, 0)
    with closing(open_library(CorpusPaths(tmp_path.resolve()))) as library:
        assert sentence in read_text(library, "cipher.pdf", 1)
        assert "Uif nfncfst" not in read_text(library, "cipher.pdf", 1)


class StopAfterOne:
    """Interrupts the reading of pictures, as Ctrl-C does, when one page is done."""

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        for thing in things:
            yield thing
            if what == "Reading pictures":
                raise KeyboardInterrupt


def test_an_interrupted_run_keeps_what_was_read_and_goes_on_there(tmp_path: Path) -> None:
    sheets = [scan(REVIEW, page, dots=100) for page in (10, 11)]
    save_pdf(tmp_path / "scan.pdf", sheets, dots=100)
    with pytest.raises(KeyboardInterrupt):
        update_corpus(tmp_path, processes=1, progress=StopAfterOne())
    with closing(open_library(CorpusPaths(tmp_path.resolve()))) as library:
        assert read_text(library, "scan.pdf", 1)
        assert not read_text(library, "scan.pdf", 2)
    report = update_corpus(tmp_path)
    assert (report.read, report.pictures_read, report.textless) == (0, 1, 0)
    with closing(open_library(CorpusPaths(tmp_path.resolve()))) as library:
        assert read_text(library, "scan.pdf", 1)
        assert read_text(library, "scan.pdf", 2)
    assert update_corpus(tmp_path).pictures_read == 0


def test_without_recognition_pages_stay_unread_until_asked_for(
    tmp_path: Path, pincite: Pincite
) -> None:
    save_pdf(tmp_path / "scan.pdf", [scan(REVIEW, 10, dots=100)], dots=100)
    assert pincite("index", tmp_path, "--no-ocr", "--json").json["pictures_read"] == 0
    status = " ".join(pincite("status", "--corpus", tmp_path).stdout.split())
    assert "To read it from the picture, run `pincite index`." in status
    first = json.loads((tmp_path / "catalogue.json").read_text(encoding="utf-8"))
    assert pincite("index", tmp_path, "--json").json["pictures_read"] == 1
    assert pincite("status", "--corpus", tmp_path, "--json").json["textless"] == []
    again = json.loads((tmp_path / "catalogue.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in first] == [item["id"] for item in again]


def test_a_language_without_data_is_said(tmp_path: Path, pincite: Pincite) -> None:
    save_pdf(tmp_path / "scan.pdf", [scan(REVIEW, 10, dots=100)], dots=100)
    ran = pincite("index", tmp_path, "--language", "tlh")
    assert ran.code == 2
    assert "Tesseract’s data for the language “tlh” are not there." in ran.stderr
    assert not (tmp_path / ".pincite").exists()


@pytest.mark.skipif(not has_language("fra", None), reason="no French data here")
def test_a_french_scan_is_read_as_french(tmp_path: Path) -> None:
    said = "Le comité a été créé à la réunion de l’été dernier, et il est là pour les élèves"
    canvas = Canvas(str(tmp_path / "text.pdf"), invariant=1)
    canvas.setFont("Times-Roman", 14)
    for row in range(12):
        canvas.drawString(60, 720 - 24 * row, f"{said} {row}.")
    canvas.save()
    folder = tmp_path / "corpus"
    folder.mkdir()
    save_pdf(folder / "scan.pdf", [scan(tmp_path / "text.pdf", 1)])
    update_corpus(folder)
    with closing(open_library(CorpusPaths(folder.resolve()))) as library:
        assert said in read_text(library, "scan.pdf", 1).replace("'", "’")
        (known,) = library.store.pictures.list_known().values()
        assert known[1].languages == "fra"


def test_reading_a_page_ends_with_its_time(tmp_path: Path) -> None:
    picture = draw_page(save_pdf(tmp_path / "scan.pdf", [scan(REVIEW, 10)]), 1)
    with pytest.raises(TimeoutError):
        read_picture(picture, open_engine("eng", None), "eng", 0.0)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract program here")
def test_the_program_reads_the_same_words() -> None:
    picture = PagePicture(scan(REVIEW, 10, dots=300), 300 / 72)
    program = read_picture(picture, TesseractProgram.find("eng", None), "eng", 60.0)
    library = read_picture(picture, open_engine("eng", None), "eng", 60.0)
    ours, theirs = (
        {word for line in reading.lines for word in line.text.split()}
        for reading in (library, program)
    )
    assert len(ours & theirs) >= 0.95 * len(ours)
