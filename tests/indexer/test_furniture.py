"""What is taken off a page, and above all what is not."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cleaning.footnotes import measure_commonest_size
from indexer.cleaning.running_lines import find_furniture
from indexer.labels.page_label import PageLabel
from indexer.readers.frames import lay_out
from indexer.readers.sheets import Sheet
from tests.indexer.pages import SMALL, sheet_of

Row = tuple[float, float, str]
TEXT: list[Row] = [(60, 100 + 14 * row, f"line {row} of the running text") for row in range(40)]


def removed(
    pages: Sequence[Sequence[Row]], numbers: Sequence[str | None] | None = None
) -> list[list[str]]:
    """The lines that are furniture, page by page."""
    sheets = [sheet_of(rows, pdf_page=at) for at, rows in enumerate(pages, start=1)]
    labels = [
        PageLabel(sheet.pdf_page, label, "inferred" if label else "none", "")
        for sheet, label in zip(sheets, numbers or [None] * len(pages), strict=True)
    ]
    size = measure_commonest_size(sheets)
    found = find_furniture([lay_out(sheet) for sheet in sheets], labels, size)
    return [texts(sheet, one.lines) for sheet, one in zip(sheets, found, strict=True)]


def texts(sheet: Sheet, lines: set[int]) -> list[str]:
    return [sheet.lines[at].text for at in sorted(lines)]


def body(page: int) -> list[Row]:
    """Running text that no other page has."""
    return [(x, top, f"{chr(65 + page)}: {text}") for x, top, text in TEXT]


def test_a_head_on_most_pages_goes() -> None:
    pages = [[(60, 40, "ANNUAL REPORT"), *body(page)] for page in range(8)]
    assert removed(pages) == [["ANNUAL REPORT"]] * 8


def test_a_chapter_head_on_a_few_pages_goes_where_it_stands_apart() -> None:
    pages = [
        [(60, 40, "The mandate" if 3 <= page <= 6 else f"Title {chr(65 + page)}"), *body(page)]
        for page in range(12)
    ]
    assert removed(pages) == [["The mandate"] if 3 <= page <= 6 else [] for page in range(12)]


def test_a_line_that_recurs_at_the_pitch_of_the_text_stays() -> None:
    pages = [[*body(page), (60, 660, "Granted")] if page < 4 else body(page) for page in range(12)]
    assert removed(pages) == [[]] * 12


def test_a_sentence_with_which_most_pages_begin_stays() -> None:
    sentence = "The Board did not approve it."
    for pages in (3, 6):
        sheets = [[(60.0, 86.0, sentence), *body(page)] for page in range(pages)]
        assert removed(sheets) == [[]] * pages


def test_a_sentence_under_a_head_stays_and_the_head_goes() -> None:
    sentence = "The Board did not approve it."
    pages = [[(60, 40, "ANNUAL REPORT"), (60, 86, sentence), *body(page)] for page in range(6)]
    assert removed(pages) == [["ANNUAL REPORT"]] * 6


def test_a_small_head_at_the_pitch_of_the_text_goes() -> None:
    pages = [[(60, 86, f"{SMALL}Annual report of the Board"), *body(page)] for page in range(6)]
    assert [len(lines) for lines in removed(pages)] == [1] * 6


def test_a_line_that_recurs_here_and_there_stays() -> None:
    pages = [
        [*body(page), (60, 700, "Granted")] if page % 5 == 0 else body(page) for page in range(16)
    ]
    assert removed(pages) == [[]] * 16


def test_a_repeated_note_under_each_table_stays() -> None:
    note = [(60, 700 + 14 * row, f"NOTE: how to read this table, part {row}") for row in range(5)]
    pages = [[*body(page), *note] if page < 4 else body(page) for page in range(12)]
    assert removed(pages) == [[]] * 12


def test_a_title_in_capitals_is_not_its_running_head() -> None:
    heads = ["THE WATER ACT", *["The Water Act"] * 7]
    pages = [[(60, 40, head), *body(page)] for page, head in enumerate(heads)]
    assert removed(pages) == [[], *[["The Water Act"]] * 7]


def test_a_number_that_counts_with_the_pages_goes_though_no_label_was_found() -> None:
    pages = [
        [(60, 40, f"{SMALL}{47700 + page} Federal Register / Rules"), *body(page)]
        for page in range(8)
    ]
    assert [len(lines) for lines in removed(pages)] == [1] * 8


def test_numbered_headings_that_count_with_the_pages_by_chance_stay() -> None:
    pages = [[(60, 40, f"Recommendation {page + 1}"), *body(page)] for page in range(8)]
    assert removed(pages) == [[]] * 8
    pages = [[(60, 40, f"Answer to question number {page + 1}"), *body(page)] for page in range(8)]
    assert removed(pages) == [[]] * 8


def test_what_is_all_there_is_on_most_pages_is_their_text() -> None:
    assert removed([[(60, 40, "The same words stand here.")] for _ in range(7)]) == [[]] * 7


def test_numbered_headings_on_top_of_pages_stay() -> None:
    heads = ["Recommendation 3", "Recommendation 7", "Recommendation 8", "Recommendation 20"]
    pages = [[(60, 40, head), *body(page)] for page, head in enumerate(heads)]
    assert removed(pages) == [[]] * 4


def test_a_release_number_that_holds_the_page_number_does_not_keep_the_head() -> None:
    pages = [[(60, 40, "Manual, Release 4.6.2"), *body(page)] for page in range(1, 9)]
    numbers = [str(page) for page in range(1, 9)]
    assert removed(pages, numbers) == [["Manual, Release 4.6.2"]] * 8


def test_the_head_of_a_bound_in_letter_goes() -> None:
    pages = [body(page) for page in range(10)]
    for at, page in ((4, 1), (5, 2)):
        pages[at] = [(60, 40, "Internal Correspondence"), (60, 56, f"Page {page} of 2"), *body(at)]
    assert removed(pages)[4:6] == [
        ["Internal Correspondence", "Page 1 of 2"],
        ["Internal Correspondence", "Page 2 of 2"],
    ]


def test_a_chapter_head_on_one_page_goes_where_heads_with_numbers_stand() -> None:
    titles = ["One", "One", "Two", "Two", "Two", "Three"]
    pages = [[(60, 40, f"{title} {page}"), *body(page)] for page, title in enumerate(titles, 1)]
    numbers = [str(page) for page in range(1, 7)]
    assert [len(lines) for lines in removed(pages, numbers)] == [1] * 6


def numbered(page: int, first: int, *, rows: int = 25) -> list[Row]:
    text = [(90.0, 100.0 + 24 * row, f"words of page {page}, row {row}") for row in range(25)]
    return text + [(60.0, 101.0 + 24 * row, str(first + row)) for row in range(rows)]


def test_line_numbers_that_begin_anew_on_each_page_go() -> None:
    found = removed([numbered(page, 1) for page in range(3)])
    assert found == [[str(number) for number in range(1, 26)]] * 3


def test_line_numbers_that_go_on_counting_go() -> None:
    found = removed([numbered(page, 1 + 25 * page) for page in range(3)])
    assert [len(lines) for lines in found] == [25] * 3


def test_the_numbers_of_a_single_table_stay() -> None:
    pages = [body(0), numbered(1, 1), body(2)]
    assert removed(pages) == [[], [], []]


def test_numbers_beside_a_part_of_the_page_stay() -> None:
    assert removed([numbered(page, 1, rows=8) for page in range(3)]) == [[]] * 3


def test_the_foot_of_a_small_page_on_a_large_sheet_goes() -> None:
    text = [(60.0, 100.0 + 14 * row, f"line {row} of the running text") for row in range(20)]
    pages = [
        [*((x, y, f"{chr(65 + page)}: {words}") for x, y, words in text), (60.0, 420.0, "RIVER")]
        for page in range(8)
    ]
    assert removed(pages) == [["RIVER"]] * 8


def test_the_titles_of_tables_that_count_by_chance_are_no_head_of_several_rows() -> None:
    pages = [
        [
            (60.0, 40.0, f"No. {1017 + page}. Boats landed"),
            (60.0, 54.0, f"{1990 + page} and {1991 + page}"),
            (60.0, 68.0, "Kind and harbour"),
            *body(page),
        ]
        for page in range(8)
    ]
    assert removed(pages) == [[]] * 8


def test_a_head_of_four_rows_with_a_number_goes() -> None:
    pages = [
        [
            (60.0, 40.0, "River Gazette"),
            (60.0, 54.0, "Gazette de la rivière"),
            (60.0, 68.0, f"Vol. 150, No. 3 {41 + page} Part I"),
            (60.0, 82.0, "Published weekly"),
            *body(page),
        ]
        for page in range(8)
    ]
    assert [len(lines) for lines in removed(pages)] == [4] * 8
