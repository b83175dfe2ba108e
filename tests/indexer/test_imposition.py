"""Sheets that show two or four printed pages, and sheets that only look like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.pages.cutting import ACROSS, DOWN, ROWS, Frame, Grid, cut_sheet
from indexer.pages.document import DocumentReading, read_document
from indexer.pages.imposition import take_apart
from indexer.readers.options import ReaderName
from indexer.readers.sheets import Line, Sheet
from tests.conftest import Pincite

CASES = Path(__file__).parent / "cases"
WIDTH, HEIGHT = 792, 612
LEFT, RIGHT = 40, 430
"""Where the text of the two pages of a spread begins."""
QUARTERS = {
    "top left": (60, 0),
    "bottom left": (60, 330),
    "top right": (330, 0),
    "bottom right": (330, 330),
}

Draw = Callable[[Canvas], None]


def make(folder: Path, sheets: Sequence[Draw], size: tuple[int, int] = (WIDTH, HEIGHT)) -> Path:
    """A PDF with a sheet for each of the functions that draw one."""
    path = folder / "made.pdf"
    canvas = Canvas(str(path), pagesize=size)
    for draw in sheets:
        canvas.setFont("Times-Roman", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def write(canvas: Canvas, x: float, top: float, *lines: str) -> None:
    for at, line in enumerate(lines):
        canvas.drawString(x, canvas._pagesize[1] - top - 12 * at, line)


def prose(number: int) -> list[str]:
    return [
        f"Paragraph {word} of page {number} was read to the members of the board."
        for word in ("one", "two", "three", "four", "five", "six")
    ]


def make_transcript(number: int) -> list[str]:
    """The lines of a page of a transcript."""
    chance = Random(number)
    words = "the officer wrote that nobody at desk of station kept log before it came to us".split()
    return [" ".join(chance.choices(words, k=6)) for _ in range(19)]


def spread(number: int) -> Draw:
    """Pages `number` and the next, side by side, their numbers at the outer edges."""

    def draw(canvas: Canvas) -> None:
        for x, folio, page in ((LEFT, LEFT, number), (RIGHT, 740, number + 1)):
            write(canvas, x, 60, *prose(page))
            write(canvas, folio, 580, str(page))

    return draw


def quarters(first: int, order: Sequence[str] = DOWN) -> Draw:
    """Four pages of a transcript, and the head and the foot of the sheet that holds them."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 30, "Harbour v. Station")
        write(canvas, 480, 30, "A. Witness")
        for number, part in enumerate(order, first):
            x, top = QUARTERS[part]
            write(canvas, x + 150, 70 + top, f"Page {number}")
            lines = enumerate(make_transcript(number), 1)
            write(canvas, x, 90 + top, *(f"{at} {words}" for at, words in lines))
        write(canvas, 60, 770, "Quill & Court Reporting")
        write(canvas, 430, 770, f"({first // 4 + 1}) Pages {first} - {first + 3}")

    return draw


def tell(reading: DocumentReading) -> list[tuple[int | None, str, str | None]]:
    return [(label.pdf_page, label.sheet_part, label.label) for label in reading.labels]


@pytest.mark.parametrize("reader", ["pdfium", "pdfminer"])
def test_the_halves_of_spreads_are_pages(reader: ReaderName) -> None:
    reading = read_document(CASES / "twoup-outer.pdf", reader=reader)
    assert tell(reading) == [
        (1, "left", "146"), (1, "right", "147"), (2, "left", "148"), (2, "right", "149"),
        (3, "left", "150"), (3, "right", "151"), (4, "left", "152"), (4, "right", "153"),
        (5, "left", "154"), (5, "right", "155"), (6, "left", "156"), (6, "right", "157"),
    ]  # fmt: skip
    assert {label.source for label in reading.labels} == {"printed"}
    for text, marker in ((reading.texts[0], "forty-six"), (reading.texts[1], "forty-seven")):
        assert text.body.endswith(
            f"\n\nMarker sentence of printed page one hundred and {marker} stands here alone."
        )
        assert text.body.count("Marker sentence") == 1


def test_spreads_from_2_on_are_pages() -> None:
    reading = read_document(CASES / "04_two_up.pdf")
    assert [label.label for label in reading.labels] == [str(number) for number in range(2, 18)]
    assert [text.number for text in reading.texts] == list(range(1, 17))


def test_four_pages_are_read_down_the_left_column_first() -> None:
    reading = read_document(CASES / "four-pages-a-sheet.pdf")
    assert tell(reading)[:5] == [
        (1, "top left", "13"), (1, "bottom left", "14"), (1, "top right", "15"),
        (1, "bottom right", "16"), (2, "top left", "17"),
    ]  # fmt: skip
    for label, text in zip(reading.labels, reading.texts, strict=True):
        assert text.body.startswith(f"Q. Is this transcript page {label.label} of it? A. It is,")
        assert "HARBOUR INQUIRY" not in text.body
        assert "Page" not in text.body


@pytest.mark.parametrize("order", [DOWN, ROWS])
def test_the_numbers_say_in_which_order_four_pages_are_read(
    tmp_path: Path, order: Sequence[str]
) -> None:
    path = make(tmp_path, [quarters(first, order) for first in (1, 5, 9)], (612, 792))
    reading = read_document(path)
    assert [label.sheet_part for label in reading.labels] == [*order] * 3
    assert [label.label for label in reading.labels] == [str(number) for number in range(1, 13)]
    for label, text in zip(reading.labels, reading.texts, strict=True):
        assert text.body.split() == " ".join(make_transcript(int(label.label or 0))).split()


@pytest.mark.parametrize("wording", ["{}", "- {} -", "Page {}"])
def test_two_numbers_that_the_file_draws_one_after_the_other_are_two(
    tmp_path: Path, wording: str
) -> None:
    def draw(number: int) -> Draw:
        def draw_sheet(canvas: Canvas) -> None:
            write(canvas, LEFT, 60, *prose(number))
            write(canvas, RIGHT, 60, *prose(number + 1))
            write(canvas, LEFT, 580, wording.format(number))
            write(canvas, 720, 580, wording.format(number + 1))

        return draw_sheet

    reading = read_document(make(tmp_path, [draw(number) for number in range(8, 16, 2)]))
    assert tell(reading)[:4] == [
        (1, "left", "8"), (1, "right", "9"), (2, "left", "10"), (2, "right", "11"),
    ]  # fmt: skip
    assert all("board." in text.body[-8:] for text in reading.texts)


def test_a_cover_beside_the_first_page_is_a_page_too(tmp_path: Path) -> None:
    def cover(canvas: Canvas) -> None:
        write(canvas, RIGHT + 100, 200, "Report of the Harbour Inquiry")

    reading = read_document(make(tmp_path, [cover, spread(2), spread(4), spread(6)]))
    assert tell(reading)[:4] == [
        (1, "left", None),
        (1, "right", "1"),
        (2, "left", "2"),
        (2, "right", "3"),
    ]
    assert reading.labels[1].source == "inferred"
    assert reading.texts[0].body == ""
    assert reading.texts[1].body == "Report of the Harbour Inquiry"


def test_a_sheet_that_text_runs_across_stays_whole_and_bears_both_numbers(tmp_path: Path) -> None:
    def table(canvas: Canvas) -> None:
        for row in range(12):
            write(canvas, LEFT, 60 + 20 * row, f"{row} stops in the harbour district " * 5)
        write(canvas, LEFT, 580, "6")
        write(canvas, 740, 580, "7")

    made = [spread(2), spread(4), table, spread(8), spread(10), spread(12)]
    reading = read_document(make(tmp_path, made))
    assert tell(reading)[3:6] == [(2, "right", "5"), (3, "both", "6–7"), (4, "left", "8")]
    assert [label.source for label in reading.labels] == ["printed"] * 11
    assert [label.number for label in reading.labels] == list(range(1, 12))
    assert reading.labels[4].names == ("6", "7")
    assert reading.texts[4].body.count("stops") == 60


def test_pages_bound_in_with_others_are_found(tmp_path: Path) -> None:
    path = tmp_path / "bound.pdf"
    canvas = Canvas(str(path))
    for at in range(5):
        canvas.setPageSize((WIDTH, HEIGHT) if at in (2, 3) else (612, 792))
        canvas.setFont("Times-Roman", 10)
        if at in (2, 3):
            spread(140 + 2 * at)(canvas)
        else:
            write(canvas, 72, 72, *prose(at))
        canvas.showPage()
    canvas.save()
    parts = [label.sheet_part for label in read_document(path).labels]
    assert parts == ["", "", "left", "right", "left", "right", ""]


def brochure(at: int) -> Draw:
    """Two columns on one page with one number."""

    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 60, *prose(2 * at))
        write(canvas, RIGHT, 60, *prose(2 * at + 1))
        write(canvas, 740, 580, str(at))

    return draw


def numbered_columns(at: int) -> Draw:
    """Two columns that begin with items which count on."""

    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 60, f"{2 * at}. The board shall keep a log.", *prose(1))
        write(canvas, RIGHT, 60, f"{2 * at + 1}. The clerk shall keep it.", *prose(2))

    return draw


def table_of_counts(at: int) -> Draw:
    """A wide table without a rule in its middle, its columns numbered alike on each sheet."""

    def draw(canvas: Canvas) -> None:
        for column in range(4):
            x = LEFT + 190 * column
            write(canvas, x, 50, str(column + 1))
            write(canvas, x, 80, *(f"{at + row} stops" for row in range(20)))

    return draw


def slide(at: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 60, "What we heard", "- on the left", "- and again")
        write(canvas, RIGHT, 60, "What we did", "- on the right")
        write(canvas, 390, 590, str(at))

    return draw


@pytest.mark.parametrize("kind", [brochure, numbered_columns, table_of_counts, slide])
def test_what_only_looks_like_two_pages_is_left_alone(
    tmp_path: Path, kind: Callable[[int], Draw]
) -> None:
    reading = read_document(make(tmp_path, [kind(at) for at in range(1, 7)]))
    assert [label.sheet_part for label in reading.labels] == [""] * 6


def test_one_spread_alone_is_not_cut_and_neither_number_is_claimed(tmp_path: Path) -> None:
    reading = read_document(make(tmp_path, [spread(2)]))
    assert [(label.label, label.sheet_part) for label in reading.labels] == [(None, "")]


@pytest.mark.parametrize("count", [2, 3, 6])
def test_where_text_runs_across_every_sheet_both_numbers_are_cited(
    tmp_path: Path, count: int
) -> None:
    def draw(number: int) -> Draw:
        def draw_sheet(canvas: Canvas) -> None:
            write(canvas, LEFT, 300, "A row of a table that runs over both pages, and on. " * 3)
            spread(number)(canvas)

        return draw_sheet

    numbers = range(146, 146 + 2 * count, 2)
    reading = read_document(make(tmp_path, [draw(number) for number in numbers]))
    spans = [(at, "both", f"{number}–{number + 1}") for at, number in enumerate(numbers, 1)]
    assert tell(reading) == spans


def test_of_one_sheet_with_two_stated_numbers_neither_is_claimed_alone(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for x, number in ((LEFT, 2), (RIGHT, 3)):
            write(canvas, x, 60, *prose(number))
            write(canvas, x, 580, f"Page {number}")

    assert tell(read_document(make(tmp_path, [draw]))) == [(1, "both", "2–3")]


def test_columns_of_a_debate_are_no_pages() -> None:
    labels = read_document(CASES / "lab-hansard-columns.pdf").labels
    assert {(label.label, label.sheet_part) for label in labels} == {(None, "")}


@given(
    st.lists(
        st.builds(
            lambda x, top, width: Line("words", x, top, x + width, top + 10, 0, 10),
            st.integers(0, 700), st.integers(0, 600), st.integers(1, 300),
        ),
        max_size=30,
    ),
    st.sampled_from(
        [Grid(ACROSS, 396), Grid(DOWN, 396, 306), Grid(ROWS, 396, 306, Frame(20, 310, 280))]
    ),
)  # fmt: skip
def test_cutting_keeps_every_line_where_it_stands(lines: list[Line], grid: Grid) -> None:
    pages = cut_sheet(Sheet(7, WIDTH, HEIGHT, tuple(lines)), grid)
    placed = [
        line._replace(
            x0=line.x0 + page.left, x1=line.x1 + page.left,
            top=line.top + page.top, bottom=line.bottom + page.top,
        )
        for page in pages
        for line in page.lines
    ]  # fmt: skip
    assert sorted(placed) == sorted(lines)
    assert [page.sheet_part for page in pages] == list(grid.parts)
    assert {page.pdf_page for page in pages} == {7}


def test_an_ordinary_file_is_left_as_it_is() -> None:
    sheets = [
        Sheet(number, 612, 792, (Line(f"{number}", 300, 760, 310, 770, 0, 10),))
        for number in (1, 2)
    ]
    assert list(take_apart(sheets)) == sheets


def test_a_half_is_named_wherever_its_words_are_shown(pincite: Pincite, tmp_path: Path) -> None:
    (tmp_path / "inquiry.pdf").write_bytes((CASES / "twoup-outer.pdf").read_bytes())
    pincite("index", tmp_path)
    asked = '"forty-nine stands here alone"'
    (found,) = pincite("search", asked, "--json", cwd=tmp_path).json["results"]
    place = {name: found[name] for name in ("pages", "pdf_pages", "sheet_parts", "pinpoint")}
    assert place == {
        "pages": ["149"],
        "pdf_pages": [2],
        "sheet_parts": ["right"],
        "pinpoint": "at 149",
    }
    shown = pincite("show", "1", cwd=tmp_path).stdout
    assert "--- at 149 (PDF page 2, right half) ---" in shown
    assert "forty-eight" not in shown
    (page,) = pincite("show", "1", "--json", cwd=tmp_path).json["pages"]
    assert (page["pdf_page"], page["sheet_part"], page["label"]) == (2, "right", "149")
    listed = pincite("pages", "inquiry", cwd=tmp_path).stdout
    assert "PDF    2, right half" in listed
    set_by_hand = pincite("pages", "inquiry", "--set", "2-3=11", "--json", cwd=tmp_path).json[
        "pages"
    ]
    assert [page["label"] for page in set_by_hand[1:7]] == ["147", "11", "12", "13", "14", "152"]
