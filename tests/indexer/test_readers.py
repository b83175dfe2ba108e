"""What both readers make of whole, blank, locked and damaged files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DamagedPdf, EncryptedPdf
from corpus.sample import FOLDER
from indexer.readers import pdfium, pdfminer
from indexer.readers.sheets import FileReading
from indexer.readers.superscripts import raise_digits, split_fractions
from tests.indexer.pages import make_pdf

READERS = pytest.mark.parametrize("read", [pdfium.read_pdf, pdfminer.read_pdf])
Read = Callable[..., FileReading]


def hello(canvas: Canvas) -> None:
    canvas.drawString(50, 500, "Hello, world")


def blank(canvas: Canvas) -> None:
    """Draws nothing."""


def text(reading: FileReading) -> list[str]:
    return [" ".join(line.text.strip() for line in sheet.lines) for sheet in reading.sheets]


@READERS
def test_blank_pages_are_counted(tmp_path: Path, read: Read) -> None:
    reading = read(make_pdf(tmp_path / "blank.pdf", blank, hello, blank))
    assert text(reading) == ["", "Hello, world", ""]
    assert [sheet.pdf_page for sheet in reading.sheets] == [1, 2, 3]


@READERS
def test_a_page_with_only_a_picture_says_so(read: Read) -> None:
    sheet = read(FOLDER / "hwp_2015_report.pdf").sheets[10]
    assert not sheet.lines and sheet.images == 1


@READERS
@pytest.mark.parametrize("strength", [40, 128])
def test_a_file_with_an_owner_password_only_opens(
    tmp_path: Path, read: Read, strength: int
) -> None:
    lock = StandardEncryption("", ownerPassword="owner", strength=strength)
    assert text(read(make_pdf(tmp_path / "owner.pdf", hello, encrypt=lock))) == ["Hello, world"]


@READERS
def test_a_locked_file_needs_one_of_the_passwords(tmp_path: Path, read: Read) -> None:
    lock = StandardEncryption("sesame", ownerPassword="owner", strength=128)
    path = make_pdf(tmp_path / "locked.pdf", hello, encrypt=lock)
    with pytest.raises(EncryptedPdf, match=r"locked\.pdf needs a password"):
        read(path, ("wrong",))
    assert text(read(path, ("wrong", "sesame"))) == ["Hello, world"]


@READERS
@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\nrubbish" * 40, b""])
def test_a_damaged_file_is_called_damaged(tmp_path: Path, read: Read, content: bytes) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(content)
    with pytest.raises(DamagedPdf, match=r"damaged\.pdf is damaged"):
        read(path)


@READERS
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_read_in_part_or_called_damaged(
    tmp_path: Path, read: Read, kept: float
) -> None:
    whole = (FOLDER / "phpsb_2017-06-15_minutes.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * kept)])
    try:
        reading = read(path)
    except DamagedPdf:
        return
    assert len(reading.sheets) <= 5


@READERS
def test_a_missing_file_is_called_damaged(tmp_path: Path, read: Read) -> None:
    with pytest.raises(DamagedPdf):
        read(tmp_path / "nowhere.pdf")


def test_pdfminer_reads_the_other_pages_when_one_is_broken(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "broken.pdf", hello, hello, hello)
    content = path.read_bytes()
    second = content.index(b"/Contents", content.index(b"/Contents") + 1)
    end = content.index(b"R", second) + 1
    broken = b"/Contents [(x)]".ljust(end - second)
    path.write_bytes(content[:second] + broken[: end - second] + content[end:])
    reading = pdfminer.read_pdf(path)
    assert len(reading.sheets) == 3
    assert text(reading)[0] == text(reading)[2] == "Hello, world"


def test_pdfminer_reads_only_the_pages_asked_for(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], Any]:
        return lambda canvas: canvas.drawString(50, 500, f"page {number}")

    path = make_pdf(tmp_path / "four.pdf", *map(page, (1, 2, 3, 4)))
    reading = pdfminer.read_pdf(path, pdf_pages=[4, 2])
    assert [(sheet.pdf_page, sheet.lines[0].text) for sheet in reading.sheets] == [
        (2, "page 2"),
        (4, "page 4"),
    ]


@READERS
def test_raised_digits_are_note_marks_and_others_are_not(tmp_path: Path, read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(50, 500)
        for words, size, rise in [
            ("in section 3", 12, 0),
            ("12", 7, 5),
            (" of 2014", 12, 0),
            ("9", 7, 5),
            (" and H", 12, 0),
            ("2", 7, -3),
            ("O in the 21st year", 12, 0),
        ]:
            line.setFont("Times-Roman", size)
            line.setRise(rise)
            line.textOut(words)
        canvas.drawText(line)

    (found,) = text(read(make_pdf(tmp_path / "raised.pdf", draw)))
    assert found == "in section 3¹² of 2014⁹ and H2O in the 21st year"


def test_a_mark_written_after_its_line_is_put_where_it_stands(tmp_path: Path) -> None:
    """Some word processors draw the text of a line first and its note mark afterwards."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "The first half")
        canvas.drawString(140, 500, "and the second half of it.")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(124, 505, "4")

    (sheet,) = pdfium.read_pdf(make_pdf(tmp_path / "late.pdf", draw)).sheets
    assert [line.text.strip() for line in sheet.lines] == [
        "The first half",
        "⁴",
        "and the second half of it.",
    ]


def test_a_crowded_page_is_read_whole(tmp_path: Path) -> None:
    """More lines and characters than are made room for at first, then few again."""

    def crowded(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 2)
        for at in range(300):
            canvas.drawString(50, 590 - 1.9 * at, f"line {at} of them all " + "and so on " * 3)

    full, last = pdfium.read_pdf(make_pdf(tmp_path / "crowded.pdf", crowded, hello)).sheets
    assert [line.text.split()[1] for line in full.lines] == [str(at) for at in range(300)]
    tops = [line.top for line in full.lines]
    assert tops == pytest.approx([tops[0] + 1.9 * at for at in range(300)], abs=0.01)
    assert [line.text for line in last.lines] == ["Hello, world"]


def test_a_character_without_meaning_is_not_a_word() -> None:
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFResourceManager

    device = pdfminer._Device(PDFResourceManager())
    font = PDFFont({}, {})
    assert device.handle_undefined_char(font, 3) == "\ufffd"


def set_line(canvas: Canvas, *pieces: tuple[str, float, float]) -> None:
    """Draw a line of pieces, each with its size and how far it is raised."""
    line = canvas.beginText(50, 500)
    for words, size, rise in pieces:
        line.setFont("Times-Roman", size)
        line.setRise(rise)
        line.textOut(words)
    canvas.drawText(line)


@READERS
def test_note_numbers_of_four_digits_are_raised_and_years_are_not(
    tmp_path: Path, read: Read
) -> None:
    def draw(canvas: Canvas) -> None:
        set_line(
            canvas,
            ("the opening of 2018.", 12, 0),
            ("1020", 7, 5),
            (" He (1999) invited", 12, 0),
            ("1021", 7, 5),
        )

    (found,) = text(read(make_pdf(tmp_path / "many.pdf", draw)))
    assert found == "the opening of 2018.¹⁰²⁰ He (1999) invited¹⁰²¹"


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("within 1^1⁄2 miles", "within 1 1⁄2 miles"),
        ("within ^1⁄2 mile", "within 1⁄2 mile"),
        ("within 2 ^1/2 miles", "within 2 1/2 miles"),
        ("10^3/4 and note^7", "10 3/4 and note⁷"),
    ],
)
def test_one_and_a_half_is_not_eleven_halves(drawn: str, read: str) -> None:
    """ "^" stands before a raised digit."""
    parts = drawn.split("^")[:-1]
    raised = [len("".join(parts[: at + 1])) for at in range(len(parts))]
    text = raise_digits(drawn.replace("^", ""), lambda at: at in raised)
    assert split_fractions(text) == read
