"""Numberings that begin, end, restart, leave out and repeat."""

from __future__ import annotations

import pytest

from indexer.readers.sheets import Sheet
from tests.indexer.labels.sheets import BLANK, BODY, SCAN, line, sheet, solved, sources

COVER = sheet(head=[line("REPORT", 220, 300, size=28)], body=())
PLAIN = sheet()


def numbered(*feet: str | int) -> list[Sheet]:
    """Sheets that bear these numbers at the foot."""
    return [sheet(foot=str(foot)) for foot in feet]


def test_roman_front_matter_comes_before_arabic_text() -> None:
    document = [COVER, *numbered("ii", "iii", "iv", "v"), *numbered(*range(1, 9))]
    assert solved(document)[1:] == ["ii", "iii", "iv", "v", *"12345678"]


def test_one_roman_leaf_and_one_arabic_leaf_are_read_from_their_common_place() -> None:
    assert solved([COVER, *numbered("i"), BLANK, *numbered(1)])[1:] == ["i", "ii", "1"]


def test_an_extract_begins_with_a_late_roman_number() -> None:
    assert solved(numbered("xxii", "xxiii", "xxiv", "xxv")) == ["xxii", "xxiii", "xxiv", "xxv"]


def test_annexes_restart_with_a_prefix() -> None:
    feet = [*range(1, 7), "A-1", "A-2", "A-3", "B-1", "C-1"]
    assert solved(numbered(*feet)) == [str(foot) for foot in feet]


def test_a_second_report_restarts_without_a_prefix() -> None:
    feet = [*range(1, 7), *range(1, 5), *range(1, 8)]
    assert solved(numbered(*feet)) == [str(foot) for foot in feet]


def test_blank_leaves_were_taken_out() -> None:
    feet = [10, 11, 12, 13, 16, 17, 18, 21, 22, 23]
    assert solved(numbered(*feet)) == [str(foot) for foot in feet]


def test_overlays_of_a_slide_repeat_its_number() -> None:
    feet = [1, 2, 3, 3, 3, 4, 5, 6, 6, 7, 8]
    document = [sheet(foot=f"The Title, May 2008 {foot} / 8") for foot in feet]
    assert solved(document) == [str(foot) for foot in feet]


def test_a_chapter_s_opening_without_a_number_is_inferred() -> None:
    document = numbered(*range(1, 10))
    document[4] = PLAIN
    assert solved(document) == list("123456789")
    assert sources(document) == "ppppipppp"


def test_a_scan_inside_a_run_was_counted() -> None:
    document = numbered(*range(1, 10))
    document[3] = document[4] = SCAN
    assert solved(document) == list("123456789")


def test_bound_in_sheets_are_counted_where_the_numbers_show_it() -> None:
    document = [*numbered(1, 2, 3, 4), *[PLAIN] * 7, *numbered(12, 13, 14)]
    assert solved(document) == [str(page) for page in range(1, 15)]


def test_a_bound_in_letter_s_own_numbering_gives_way_to_the_volume_s() -> None:
    letter = [sheet(f"Page {page} of 3") for page in (1, 2, 3)]
    document = [*numbered(1, 2, 3, 4, 5), *letter, *numbered(9, 10, 11, 12)]
    assert solved(document) == [str(page) for page in range(1, 13)]


def test_bound_in_letters_are_cited_by_their_own_number_where_the_minutes_have_none() -> None:
    letter = [sheet(foot=f"Page {page} of 3") for page in (1, 2, 3)]
    document = [PLAIN, PLAIN, *letter, PLAIN, PLAIN, *letter, PLAIN]
    assert solved(document) == [None, None, *"123", None, None, *"123", None]


def test_the_number_of_an_agenda_packet_runs_beside_the_reports_own() -> None:
    document = []
    for packet, own in enumerate([1, 2, 3, 1, 2, 3, 4, 5, 1, 2], start=31):
        document.append(sheet(foot=[line(str(own), 300, 740), line(str(packet), 520, 740)]))
    assert solved(document) == [str(packet) for packet in range(31, 41)]


def test_the_count_goes_back_over_the_cover_where_the_number_is_the_position() -> None:
    document = [COVER, PLAIN, PLAIN, PLAIN, PLAIN, *numbered(*range(6, 14))]
    assert solved(document) == [str(page) for page in range(1, 14)]
    assert sources(document) == "iiiii" + "p" * 8


def test_one_unnumbered_sheet_of_text_after_the_last_number_is_counted_but_no_more() -> None:
    assert solved([*numbered(*range(1, 6)), PLAIN, PLAIN]) == [*"123456", None]


def test_nothing_is_counted_on_over_another_number() -> None:
    head = "OpenAFS User Guide {}"
    front = [sheet(head.format(page)) for page in ("vii", "viii", "ix", "x")]
    text = [sheet(head.format(f"{page} / 66")) for page in range(1, 8)]
    assert solved([*front, *text]) == ["vii", "viii", "ix", "x", *"1234567"]


@pytest.mark.parametrize(
    ("document", "labels"),
    [
        ([PLAIN, sheet("2")], ["1", "2"]),
        ([COVER, sheet("1")], [None, "1"]),
        ([sheet(body=("zoo Design", *BODY)), sheet("2 zoo Design")], ["1", "2"]),
        ([sheet(foot="Page 1 of 2"), sheet(foot="Page 2 of 2")], ["1", "2"]),
        ([sheet("May 6, 2008"), sheet("Page 2"), sheet("Page 3")], ["1", "2", "3"]),
        (numbered(1, 2, 3), ["1", "2", "3"]),
        ([sheet(foot="Page 7")], ["7"]),
        ([PLAIN], [None]),
        ([], []),
    ],
)
def test_short_files(document: list[Sheet], labels: list[str | None]) -> None:
    assert solved(document) == labels


def test_the_print_goes_before_the_file_s_own_labels() -> None:
    document = [sheet(foot=str(at), embedded=str(at + 4)) for at in range(1, 9)]
    assert solved(document) == list("12345678")


def test_the_file_s_own_labels_serve_where_nothing_is_printed() -> None:
    own = ["i", "ii", "iii", "1", "2", "3", "4"]
    document = [sheet(embedded=label) for label in own]
    assert solved(document) == own
    assert sources(document) == "e" * 7


def test_a_mere_count_of_the_sheets_is_no_label() -> None:
    assert solved([sheet(embedded=str(at)) for at in range(1, 8)]) == [None] * 7


def test_labels_that_disagree_with_the_print_serve_nowhere() -> None:
    document = [COVER, PLAIN, PLAIN, PLAIN, *numbered(*range(11, 17))]
    document = [
        Sheet(1, one.width, one.height, one.lines, f"{at + 2}") for at, one in enumerate(document)
    ]
    assert solved(document)[:3] == [None] * 3
