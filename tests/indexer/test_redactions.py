"""Black bars over words are marked where they stand, and nothing else that is black."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.readers.pdfium import read_pdf
from tests.indexer.pages import make_pdf

Draw = Callable[[Canvas], None]


def lines(tmp_path: Path, draw: Draw) -> list[str]:
    (sheet,) = read_pdf(make_pdf(tmp_path / "bars.pdf", draw)).sheets
    return [line.text.strip() for line in sheet.lines]


def bar(canvas: Canvas, x: float, baseline: float, width: float, height: float = 11) -> None:
    canvas.rect(x, baseline - 2, width, height, stroke=0, fill=1)


def test_a_bar_between_words_is_marked_there(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "targeted the family of")
        bar(canvas, 165, 500, 30)
        bar(canvas, 199, 500, 40)
        canvas.drawString(243, 500, "and a number of others.")

    assert " ".join(lines(tmp_path, draw)) == "targeted the family of █ and a number of others."


def test_bars_at_both_ends_of_a_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        bar(canvas, 50, 500, 46)
        canvas.drawString(100, 500, "met")
        bar(canvas, 124, 500, 46)
        canvas.drawString(170, 500, ".")

    assert " ".join(lines(tmp_path, draw)) == "█ met █."


def test_a_line_that_is_wholly_black_is_a_line_of_its_own(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "The first line,")
        bar(canvas, 50, 486, 200)
        bar(canvas, 50, 472, 200)
        canvas.drawString(50, 458, "and the fourth.")

    assert lines(tmp_path, draw) == ["The first line,", "█", "█", "and the fourth."]


def test_a_bar_drawn_letter_by_letter_is_one(tmp_path: Path) -> None:
    """Narrow letters come as thick lines, as some programs draw narrow rectangles."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "paid to")
        for at in range(5):
            bar(canvas, 92 + 9 * at, 500, 6)
            canvas.setLineWidth(3)
            canvas.line(99.5 + 9 * at, 498, 99.5 + 9 * at, 509)
        canvas.drawString(142, 500, "in May.")

    assert " ".join(lines(tmp_path, draw)) == "paid to █ in May."


def test_a_note_mark_before_a_bar_stays_one(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "A line of text.")
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(50, 304, "95")
        bar(canvas, 57, 300, 60)

    assert lines(tmp_path, draw) == ["A line of text.", "⁹⁵█"]


def test_bars_are_found_on_a_turned_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(50, -200, "Paid by")
        bar(canvas, 94, -200, 40)

    assert lines(tmp_path, draw) == ["Paid by █"]


def white_on_black(canvas: Canvas) -> None:
    bar(canvas, 50, 500, 100, 14)
    canvas.setFillGray(1)
    canvas.drawString(52, 501, "Heading")


def grey(canvas: Canvas) -> None:
    canvas.setFillGray(0.5)
    bar(canvas, 100, 500, 80)


def see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.3)
    bar(canvas, 100, 500, 80)


def rule(canvas: Canvas) -> None:
    canvas.line(50, 498, 300, 498)
    bar(canvas, 50, 490, 250, 2)


def frame(canvas: Canvas) -> None:
    canvas.rect(100, 498, 80, 12, stroke=1, fill=0)


def ticked_box(canvas: Canvas) -> None:
    bar(canvas, 90, 500, 10, 10)


def dark_area(canvas: Canvas) -> None:
    bar(canvas, 50, 200, 250, 120)


def triangle(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(100, 498)
    path.lineTo(130, 498)
    path.lineTo(115, 510)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize(
    "drawn", [white_on_black, grey, see_through, rule, frame, ticked_box, dark_area, triangle]
)
def test_other_things_on_a_page_are_no_redactions(tmp_path: Path, drawn: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 450, "A line of text as high as most.")
        drawn(canvas)

    assert "█" not in " ".join(lines(tmp_path, draw))
