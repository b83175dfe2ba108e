"""Positions are those of the page as displayed, whichever reader gives them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.readers import pdfium, pdfminer
from indexer.readers.frames import find_main_angle, make_upright_box
from indexer.readers.geometry import Box, Display
from indexer.readers.sheets import FileReading, Line, Sheet
from tests.indexer.pages import make_pdf

READERS = pytest.mark.parametrize("read", [pdfium.read_pdf, pdfminer.read_pdf])
Read = Callable[[Path], FileReading]
BOX = st.tuples(*[st.integers(0, 300)] * 4).map(
    lambda n: Box(min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]) + 1, max(n[1], n[3]) + 1)
)


def rotated(degrees: int, *, upright: bool = False) -> Callable[[Canvas], None]:
    """Draws a page with /Rotate, 400 by 600 points as displayed, whose text runs along the unturned
    page or is upright as displayed."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        if upright:
            canvas.translate(200, 300)
            canvas.rotate(degrees)
            canvas.drawString(-80, 100, "The quick brown fox")
            canvas.drawString(-80, 80, "jumps over the lazy dog")
        else:
            canvas.drawString(50, 300, "The quick brown fox")

    return draw


@READERS
@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        # left edge, top, right edge, bottom, give or take the font's ascent and descent
        (0, (50, 290, 152, 303)),
        (90, (297, 50, 310, 152)),
        (180, (248, 297, 350, 310)),
        (270, (90, 448, 103, 550)),
    ],
)
def test_a_turned_page(
    tmp_path: Path, read: Read, degrees: int, expected: tuple[float, float, float, float]
) -> None:
    (sheet,) = read(make_pdf(tmp_path / "turned.pdf", rotated(degrees))).sheets
    assert (sheet.width, sheet.height) == (400, 600)
    (line,) = sheet.lines
    assert line.text.strip() == "The quick brown fox"
    assert line.angle == degrees
    assert (line.x0, line.top, line.x1, line.bottom) == pytest.approx(expected, abs=4)


@READERS
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_text_that_is_upright_as_displayed(tmp_path: Path, read: Read, degrees: int) -> None:
    (sheet,) = read(make_pdf(tmp_path / "turned.pdf", rotated(degrees, upright=True))).sheets
    assert [line.text.strip() for line in sheet.lines] == [
        "The quick brown fox",
        "jumps over the lazy dog",
    ]
    assert find_main_angle(sheet) == 0
    first, second = sheet.lines
    assert first.bottom <= second.bottom and first.x0 == pytest.approx(second.x0, abs=1)


def cropped(canvas: Canvas) -> None:
    """A page of which a viewer shows the part from 100, 100 to 300, 350."""
    canvas.setCropBox((100, 100, 300, 350))
    canvas.drawString(120, 300, "Seen by everybody")
    canvas.drawString(110, 40, "VerDate Jkt 250001 Frm 00005")
    canvas.drawString(20, 300, "crop mark")


@READERS
def test_text_outside_the_visible_page_is_left_out(tmp_path: Path, read: Read) -> None:
    (sheet,) = read(make_pdf(tmp_path / "cropped.pdf", cropped)).sheets
    assert (sheet.width, sheet.height) == (200, 250)
    (line,) = sheet.lines
    assert line.text.strip() == "Seen by everybody"
    assert (line.x0, line.bottom) == pytest.approx((20, 50), abs=4)


@READERS
def test_a_cropped_and_turned_page(tmp_path: Path, read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        cropped(canvas)

    (sheet,) = read(make_pdf(tmp_path / "both.pdf", draw)).sheets
    assert (sheet.width, sheet.height) == (250, 200)
    (line,) = sheet.lines
    assert (line.x0, line.top) == pytest.approx((197, 20), abs=4)
    assert line.angle == 90


@READERS
def test_text_turned_in_the_margin_is_one_line_with_its_angle(tmp_path: Path, read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 500, "Upright text on the page")
        canvas.saveState()
        canvas.translate(30, 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, "a stamp that climbs")
        canvas.restoreState()

    (sheet,) = read(make_pdf(tmp_path / "stamp.pdf", draw)).sheets
    assert {(line.text.strip(), line.angle) for line in sheet.lines} == {
        ("Upright text on the page", 0),
        ("a stamp that climbs", 270),
    }


@given(BOX, st.sampled_from([0, 90, 180, 270]))
def test_a_box_keeps_its_size_and_stays_on_the_page(box: Box, rotation: int) -> None:
    display = Display(Box(0, 0, 301, 301), rotation)
    placed = display.place(box)
    assert display.shows(placed)
    sides = (placed.x1 - placed.x0, placed.y1 - placed.y0)
    own = (box.x1 - box.x0, box.y1 - box.y0)
    assert sides == (own if rotation % 180 == 0 else own[::-1])


@given(BOX, st.sampled_from([0, 90, 180, 270]))
def test_framing_undoes_the_turn_of_a_line(box: Box, angle: int) -> None:
    """A line placed on a sheet turned by its angle is framed where it was."""
    width, height = (400, 700) if angle % 180 == 0 else (700, 400)
    turned = Display(Box(0, 0, 400, 700), angle).place(
        Box(box.x0, 700 - box.y1, box.x1, 700 - box.y0)
    )
    sheet = Sheet(1, width, height)
    line = Line("x", turned.x0, turned.y0, turned.x1, turned.y1, 0, 12, angle)
    assert make_upright_box(line, sheet) == box
