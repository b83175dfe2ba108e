"""Signs that a program draws apart from the letters they belong to: accents and note marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.pages.document import read_document
from tests.indexer.pages import make_pdf


@pytest.mark.parametrize(
    ("accent", "letter", "joined"),
    [("¨", "u", "ü"), ("´", "e", "é"), ("`", "a", "à"), ("¸", "c", "ç")],
)
def test_an_accent_over_a_letter_is_one_letter_with_it(
    tmp_path: Path, accent: str, letter: str, joined: str
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(30, 500, f"The chair M{accent}")
        begin = 30 + canvas.stringWidth("The chair M")
        middle = begin + canvas.stringWidth(accent) / 2
        canvas.drawString(middle - canvas.stringWidth(letter) / 2, 500, f"{letter}ller spoke.")

    body = read_document(make_pdf(tmp_path / "a.pdf", draw)).texts[0].body
    assert body == f"The chair M{joined}ller spoke."


def test_an_accent_beside_a_letter_is_a_sign_of_its_own(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(30, 500, "They don´t see that l´eau is `a' word.")

    body = read_document(make_pdf(tmp_path / "a.pdf", draw)).texts[0].body
    assert body == "They don´t see that l´eau is `a' word."


def test_a_note_mark_that_the_file_gives_after_its_line_stands_where_the_page_shows_it(
    tmp_path: Path,
) -> None:
    before, after = "The Harbour Act (HA)", "was signed into law by"

    def draw(canvas: Canvas) -> None:
        begin = 30 + canvas.stringWidth(before)
        canvas.drawString(30, 500, before)
        canvas.drawString(begin + 8, 500, after)
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(begin + 1, 509, "1")
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(30, 486, "President Moss in the spring of that year.")

    sheet = read_document(make_pdf(tmp_path / "a.pdf", draw)).sheets[0]
    lines = [line.text.strip() for line in sheet.lines]
    assert lines == [before, "¹", after, "President Moss in the spring of that year."]
