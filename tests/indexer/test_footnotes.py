"""Footnotes are kept apart from the running text, and nothing else is."""

from __future__ import annotations

from indexer.cleaning.clean_text import clean_pages
from indexer.cleaning.page_text import PageText
from indexer.labels.page_label import PageLabel
from indexer.readers.sheets import Line, Sheet

Row = tuple[float, float, float, str]


def page(*rows: Row) -> PageText:
    return document(list(rows))[0]


def document(*pages: list[Row]) -> list[PageText]:
    """Pages whose lines are given as left edge, top, size and text."""
    sheets = [
        Sheet(
            number,
            600,
            800,
            tuple(
                Line(text, x, top, x + len(text) * size / 2, top + size, 0, size)
                for x, top, size, text in rows
            ),
        )
        for number, rows in enumerate(pages, start=1)
    ]
    return clean_pages(sheets, [PageLabel(s.pdf_page, None, "none", "") for s in sheets])


def text(rows: int = 20, *, mark: str = "") -> list[Row]:
    return [
        (
            60,
            100 + 14 * row,
            12,
            f"row {row} of the running text and so on" + (mark if row == 3 else ""),
        )
        for row in range(rows)
    ]


def test_small_lines_under_the_text_from_a_mark_on_are_notes() -> None:
    found = page(
        *text(mark="¹"), (60, 500, 9, "¹ See the minutes of"), (60, 511, 9, "21 February.")
    )
    assert found.notes == "¹ See the minutes of 21 February."
    assert "See the minutes" not in found.body


def test_a_plain_number_is_a_mark_where_the_text_has_it_raised() -> None:
    note = (60, 500, 9, "1 Q51")
    assert page(*text(mark="¹"), note).notes == "1 Q51"
    assert page(*text(), note).notes == ""


def test_the_rows_of_a_small_table_at_the_foot_stay_in_the_text() -> None:
    rows = [(60, 500 + 11 * row, 9, f"{row} Assault by employer") for row in range(1, 6)]
    assert page(*text(), *rows).notes == ""


def test_small_text_between_large_is_no_note() -> None:
    found = page(
        *text(10, mark="¹"),
        (60, 300, 9, "¹ quoted in small print"),
        *[(60, 340 + 14 * row, 12, "the text goes on below it") for row in range(5)],
    )
    assert found.notes == ""


def test_notes_as_large_as_the_text_answer_a_mark_in_it_after_a_gap() -> None:
    rows = text(15, mark="²")
    note = [
        (60.0, 400.0, 12.0, "²Unless otherwise indicated, all section"),
        (60.0, 414.0, 12.0, "references are to the Code."),
    ]
    assert (
        page(*rows, *note).notes
        == "²Unless otherwise indicated, all section references are to the Code."
    )
    assert page(*text(15), *note).notes == ""
    close = [(x, top - 90, size, words) for x, top, size, words in note]
    assert page(*rows, *close).notes == ""


def test_an_isotope_at_the_start_of_a_paragraph_begins_no_note() -> None:
    rows = [*text(10), (60, 250, 12, "Samples were dated by ¹⁴C in the laboratory")]
    assert page(*rows, (60, 300, 12, "¹⁴C dating gave an age of 300 years")).notes == ""


def test_a_note_in_mid_sentence_goes_on_on_the_next_page() -> None:
    first = [*text(mark="¹"), (60.0, 500.0, 9.0, "¹ The analyst asked for instructions, and")]
    second = [*text(), (60.0, 500.0, 9.0, "in writing, received none.")]
    pages = document(first, second)
    assert pages[1].notes == "in writing, received none."
    ended = [*text(mark="¹"), (60.0, 500.0, 9.0, "¹ The analyst asked for instructions.")]
    assert document(ended, second)[1].notes == ""


def test_a_note_in_mid_sentence_goes_on_in_the_next_column() -> None:
    left = [
        (40.0, 100.0 + 14 * row, 12.0, "words of the left column" + ("¹²" if row == 4 else ""))
        for row in range(20)
    ]
    right = [(320.0, y, size, f"right {row}") for row, (_, y, size, _) in enumerate(left)]
    note = (40.0, 500.0, 9.0, "¹² The command varies with the")
    tail = (320.0, 490.0, 9.0, "altitude and the airspeed.")
    found = page(note, tail, *left, *right)
    assert found.notes == "¹² The command varies with the altitude and the airspeed."
    ended = (40.0, 500.0, 9.0, "¹² The command varies.")
    assert page(ended, tail, *left, *right).notes == "¹² The command varies."


def test_a_mark_on_a_line_of_its_own_belongs_to_its_note() -> None:
    found = page(
        *text(mark="³"), (60, 499, 6, "³"), (64, 500, 9, "(1999), 14 E.R. 2d 233, at 241.")
    )
    assert found.notes == "³ (1999), 14 E.R. 2d 233, at 241."


def test_a_sentence_over_a_page_break_is_not_cut_by_its_notes() -> None:
    note = [(60.0, 500.0, 9.0, "¹ Order in Council 411/2017.")]
    first, second = document(
        [*text(mark="¹"), *note], [(60, 100, 12, "which nobody had read."), *text()]
    )
    assert first.seam == "space"
    assert first.body.endswith("and so on") and second.body.startswith("which nobody")


def test_a_crowded_page_loses_nothing() -> None:
    """Two thousand small lines in seven columns."""
    rows = [(40 + 70.0 * (at % 7), 100 + 0.3 * at, 6.0, f"{at} cell¹") for at in range(2000)]
    found = page(*text(3, mark="¹"), (60, 98, 6, "¹ a note"), *rows)
    assert len(found.body) + len(found.notes) > 2000 * 8


def test_notes_as_large_as_the_text_with_plain_numbers_answer_its_raised_ones_in_order() -> None:
    rows = text(15)
    rows[3] = (60, 142, 12, "row 3 of the running text¹ and so on² and so on")
    first = [(60.0, 340.0, 12.0, "1 See the minutes of May"), (60.0, 354.0, 12.0, "2 The same.")]
    assert page(*rows, *first).notes == "1 See the minutes of May\n\n2 The same."
    assert page(*text(15), *first).notes == ""


def test_a_list_under_small_notes_numbers_is_no_note() -> None:
    items = [(60.0, 340.0, 12.0, "1 The first item"), (60.0, 354.0, 12.0, "2 The second item")]
    notes = [(60.0, 500.0, 9.0, "¹ See the minutes."), (60.0, 511.0, 9.0, "² The same.")]
    found = page(*text(10, mark="¹ and²"), *items, *notes)
    assert "The first item" in found.body


def test_a_section_sign_before_a_number_begins_no_note() -> None:
    assert page(*text(), (60, 500, 9, "§ 54(1)), and the words about it")).notes == ""


def test_a_notes_further_sentences_on_the_next_page_stay_with_it() -> None:
    first = [*text(mark="¹"), (60.0, 500.0, 9.0, "¹ The analyst asked for instructions.")]
    second = [
        *text(mark="²"),
        (60.0, 500.0, 9.0, "None came in that year."),
        (60.0, 511.0, 9.0, "² See the minutes."),
    ]
    assert document(first, second)[1].notes == "None came in that year.\n\n² See the minutes."
    source = (60.0, 500.0, 9.0, "Source: the harbour's own count.")
    assert "Source" in document(first, [*second[:-2], source, second[-1]])[1].body
    assert "None came" in document(text(), second)[1].body
