"""In which order a page is read: columns, tables, boxes, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from textwrap import wrap

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.cleaning.reading_order import find_reading_order
from indexer.pages.document import DocumentReading, read_document
from indexer.pages.joins import join_pages
from indexer.readers.frames import lay_out
from tests.indexer.pages import make_pdf, sheet_of

CASES = Path(__file__).parent / "cases"
FERRY = (
    "The committee heard from nine witnesses about the ferry and asked the harbour master for a "
    "plan of the works. He answered that the winter had been long and that the depot would open "
    "again in the spring, as soon as the ice had gone from the basin. Nobody objected to this. The "
    "clerk then read the letter of the residents, who ask for a bench at the landing."
)
FEES = (
    "Every owner of a boat pays a fee that depends on the length of the boat and on the season. "
    "The fee is due on the first of May and is not paid back when the boat is sold. Boats of the "
    "rescue service and of schools are free, and so is any boat that lies at the landing for a day."
)
LEASES = FERRY.replace("committee", "council").replace("ferry", "leases")


@cache
def read(name: str) -> DocumentReading:
    return read_document(CASES / f"{name}.pdf")


def paragraphs(path: Path) -> list[str]:
    return read_document(path).texts[0].body.split("\n\n")


def draw_rows(
    canvas: Canvas, columns: Sequence[tuple[float, Sequence[str]]], top: float = 560
) -> None:
    """Columns (left edge, lines), row by row as many programs write them."""
    for row in range(max(len(lines) for _, lines in columns)):
        for left, lines in columns:
            if row < len(lines):
                canvas.drawString(left, top - 14 * row, lines[row])


def draw_text(canvas: Canvas, text: str, width: int = 65) -> float:
    """The text in one column; returns where the next line stands."""
    draw_rows(canvas, [(30, lines := wrap(text, width))])
    return 560 - 14 * len(lines)


def test_columns_that_the_file_gives_row_by_row_are_read_one_after_the_other(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [(30, wrap(FERRY, 34)), (215, wrap(FEES, 34))])

    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == [FERRY, FEES]


def test_three_columns_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 8)
        columns = zip((30, 150, 270), (FERRY, FEES, LEASES), strict=True)
        draw_rows(canvas, [(left, wrap(text, 32)) for left, text in columns])

    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == [FERRY, FEES, LEASES]


def test_a_row_of_a_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ("Recommendation", "Response of the Board", "When"),
        ("Set up a register of all boats that lie here", "The register will be kept by the harbour "
         "master and published", "May 2031"),
        ("Pay for the bench at the landing", "Accepted in part, since the fund is small", "Never"),
    ]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        top = draw_text(canvas, FERRY) - 10
        for row in rows:
            cells = [wrap(cell, 26) for cell in row]
            draw_rows(canvas, list(zip((30, 180, 345), cells, strict=True)), top)
            top -= 14 * max(map(len, cells)) + 6

    words = [word for row in rows for word in row]
    text = paragraphs(make_pdf(tmp_path / "a.pdf", draw))
    # a date belongs to the words before it; it is no sentence
    assert "\n\n".join(text[1:]).replace(" May 2031", "\n\nMay 2031").split("\n\n") == words


def test_a_row_of_figures_stays_one_paragraph(tmp_path: Path) -> None:
    names = ("Ferries", "Barges", "Lifeboats", "Tugs")
    rows = [(name, str(100 + at), str(7 * at + 3), "12") for at, name in enumerate(names)]

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, list(zip((30, 150, 220, 290), zip(*rows, strict=True), strict=True)))

    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == [" ".join(row) for row in rows]


def test_rows_of_names_in_small_letters_are_rows(tmp_path: Path) -> None:
    rows = [("fm4", "12", "9"), ("fm3", "104", "31"), ("fm2", "119", "17"), ("fm1", "7", "4")]

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, list(zip((30, 150, 220), zip(*rows, strict=True), strict=True)))

    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == [" ".join(row) for row in rows]


def test_a_row_begins_where_the_first_cell_does(tmp_path: Path) -> None:
    rows = [
        ("Command", "Explanation"),
        ("mooring", "says where the boats of the visitors lie in the winter months"),
        ("landing", "says who may use the landing in the summer and pays for it"),
    ]

    def draw(canvas: Canvas) -> None:
        top = 560.0
        for row in rows:
            cells = [wrap(cell, 26) for cell in row]
            draw_rows(canvas, list(zip((30, 180), cells, strict=True)), top)
            top -= 14 * max(map(len, cells))

    words = [word for row in rows for word in row]
    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == words


def test_people_who_sign_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["_______________", "Anna Moss", "Chair of the Board"]
    right = ["_______________", "Peter Lane", "Clerk to the Board"]

    def draw(canvas: Canvas) -> None:
        top = draw_text(canvas, FERRY)
        draw_rows(canvas, [(40, left), (230, right)], top - 40)

    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == [FERRY, *left, *right]


def test_questions_of_a_form_are_not_read_across(tmp_path: Path) -> None:
    left = ["Name of owner:", "Anna Moss", "Address:", "Quay Street"]
    right = ["Name of boat:", "Sea Lark", "Length of boat:", "Nine metres"]

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [(30, left), (215, right)])

    got = paragraphs(make_pdf(tmp_path / "a.pdf", draw))
    assert sorted(got) == sorted(left + right)


def test_a_speaker_and_the_words_spoken_stay_together(tmp_path: Path) -> None:
    spoken = [
        ("The Chair:", "I open the meeting and ask the clerk to read the letter of the winter."),
        ("Ms Moss:", "It says that the bench is broken, and that nobody has come to mend it."),
        ("The Chair:", "Then we must ask the harbour master why that is so."),
    ]

    def draw(canvas: Canvas) -> None:
        top = 560.0
        for name, words in spoken:
            draw_rows(canvas, [(30, [name]), (120, lines := wrap(words, 44))], top)
            top -= 14 * len(lines)

    assert paragraphs(make_pdf(tmp_path / "a.pdf", draw)) == [" ".join(one) for one in spoken]


def test_a_bilingual_act_is_read_column_by_column() -> None:
    for text in read("05_bilingual_columns").texts:
        found = text.body.split("\n\n")
        assert "Appointment of clerk" in found
        assert "Nomination du greffier" in found
        at = found.index("Nomination du greffier")
        assert found[at + 1] == (
            "(1) Le conseil peut nommer un greffier à titre inamovible pour un mandat maximal de "
            "cinq ans."
        )
        assert not any("Appointment" in one and "Nomination" in one for one in found)


def test_initials_beside_the_text_do_not_stand_in_its_sentences() -> None:
    joined = join_pages(read("09_action_column").texts[:2]).text
    assert (
        "The members will be told of this decision once the signed letter has been received by the"
        " harbour office."
    ) in joined
    assert {"RH", "MK", "AW"} <= set(read("09_action_column").texts[0].body.split("\n\n"))


def test_headings_left_of_their_paragraphs_stay_before_them(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        top = 560.0
        for side, text in (("Ferries", FERRY), ("The fees", FEES)):
            draw_rows(canvas, [(20, [side]), (110, lines := wrap(text, 48))], top)
            top -= 14 * len(lines) + 10

    found = paragraphs(make_pdf(tmp_path / "a.pdf", draw))
    assert " ".join(found) == f"Ferries {FERRY} The fees {FEES}"


def test_a_number_between_the_parts_of_a_running_head_is_in_none_of_them() -> None:
    lines = read("01_number_inside_running_head").sheets[1].lines
    assert {"Orsini", "Harbour Rights", "2"} <= {line.text.strip() for line in lines}


def test_a_box_over_the_text_that_the_file_gives_last_is_read_first(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [(30, wrap(FEES, 65))], 450)
        draw_rows(canvas, [(40, ["The recommendation of the board is this."])], 560)

    found = paragraphs(make_pdf(tmp_path / "a.pdf", draw))
    assert found == ["The recommendation of the board is this.", FEES]


def test_a_box_that_the_file_gives_last_is_read_where_it_stands() -> None:
    texts = read("10_text_box_drawn_last").texts
    first = texts[0].body.split("\n\n")
    assert first[1:3] == [
        "The Lake District experience",
        "Towns on the lake voted on their budget in open session.",
    ]
    assert texts[0].body.endswith("the three winter ferries across")
    assert texts[0].seam == "space"


def test_letter_spaced_words_are_words() -> None:
    text = read("22_letterspaced_word").texts[0].body
    assert text == (
        "Déplacements et dépôts Désimperméabiliser et Solde d'exécution reporté végétaliser les"
        " cours du port"
    )


def test_the_number_of_a_heading_is_no_note_mark(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for top, word, beside in ((550, "AXE", 115), (450, "NOTES", 146)):
            canvas.setFont("Times-Bold", 30)
            canvas.drawString(40, top, word)
            canvas.setFont("Times-Bold", 20)
            canvas.drawString(beside, top + 10, "4")
        canvas.setFont("Times-Roman", 12)
        draw_rows(canvas, [(40, wrap("La ville accueille les bateaux et les ports.", 30))], 520)

    found = paragraphs(make_pdf(tmp_path / "a.pdf", draw))
    assert found[0] == "AXE 4"
    assert any(one.startswith("NOTES⁴") for one in found)


def draw_scattered(canvas: Canvas) -> None:
    """Columns of notes that the file gives in no order that the page shows."""
    notes = wrap(FERRY, 28)
    for at in (4, 5, 0, 1, 8, 9, 2, 3, 6, 7):
        canvas.drawString(30, 560 - 14 * at, notes[at])
        canvas.drawString(220, 560 - 14 * at, "see above" if at % 2 else "as before")


def test_where_the_order_is_not_certain_the_page_says_so(tmp_path: Path) -> None:
    doubtful = read_document(make_pdf(tmp_path / "a.pdf", draw_scattered)).texts[0]
    assert doubtful.order_doubtful

    def draw(canvas: Canvas) -> None:
        draw_text(canvas, FERRY)

    certain = read_document(make_pdf(tmp_path / "b.pdf", draw)).texts[0]
    assert not certain.order_doubtful


Rows = list[tuple[float, float, str]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([60.0, 80.0, 200.0, 320.0, 500.0]),
            st.integers(4, 45).map(lambda row: 16.0 * row),
            st.sampled_from(["the clerk read the letter aloud", "Moss", "12", "and so it was:"]),
        ),
        max_size=40,
        unique_by=lambda line: line[:2],
    )
)
def test_every_line_is_read_exactly_once(rows: Rows) -> None:
    page = lay_out(sheet_of(rows))
    order = find_reading_order(page, page.upright)
    read_lines = [*order.lines, *(at for block in order.beside for at in block)]
    assert sorted(read_lines) == list(range(len(rows)))
    assert order.cells <= set(order.lines)
