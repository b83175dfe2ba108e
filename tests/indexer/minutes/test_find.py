"""Where minutes begin, by form, and what only looks like one."""

from __future__ import annotations

import pytest

from benchmarks.minutes import score_sample
from corpus.items import Item, PartialDate
from indexer.minutes.find import find_held_year, find_minutes
from indexer.minutes.meeting import find_year
from indexer.minutes.numbers import normalise_minute_number
from tests.indexer.minutes.pages import joined


def headings(*bodies: str, year: int | None = 2012) -> list[str]:
    return [minute.heading for minute in find_minutes(joined(*bodies), year)]


def test_the_minutes_of_the_sample_are_those_of_its_sources() -> None:
    for score in score_sample():
        assert score.misses == ()
        assert score.there == score.found > 0


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("#P208. STREET CHECKS", "Min. No. P208/12: STREET CHECKS"),
        ("# P208 . STREET CHECKS", "Min. No. P208/12: STREET CHECKS"),
        (
            "#P216. ADJOURNMENT The meeting adjourned at 5:52 PM.",
            "Min. No. P216/12: ADJOURNMENT",
        ),
        (
            "#P9. REQUEST: BOAT RACES, MAY 2012 A report was received.",
            "Min. No. P9/12: REQUEST: BOAT RACES, MAY 2012",
        ),
        ("#P11. AUDITOR’S FOLLOW-UP: PROPERTY", "Min. No. P11/12: AUDITOR’S FOLLOW-UP: PROPERTY"),
        ("P127. Length of Deputations", "Min. No. P127/12: Length of Deputations"),
        ("#C231. LABOUR RELATIONS MATTER", "Min. No. C231/12: LABOUR RELATIONS MATTER"),
        ("P2021-0323-0.1. Farewell Remarks", "Min. No. P2021-0323-0.1: Farewell Remarks"),
        (
            "THIS IS AN EXTRACT FROM THE MINUTES HELD ON MAY 1, 2012 #P5. STREET CHECKS",
            "Min. No. P5/12: STREET CHECKS",
        ),
        (
            "This is an Extract from the Minutes that was held on June 15, 2017 P128. Interpreters",
            "Min. No. P128/12: Interpreters",
        ),
    ],
)
def test_every_form_of_number_is_found_with_its_title(text: str, heading: str) -> None:
    assert headings(text) == [heading]


@pytest.mark.parametrize(
    "text",
    [
        "The Board approved it (Min. No. P164/01 refers).",
        "Minute No. P20/07 was amended.",
        "P20/07. was amended",
        "thirty-three of them to Item P129. She proposed an order.",
        "Section P4 of the by-law",
    ],
)
def test_a_reference_to_a_minute_is_none(text: str) -> None:
    assert headings(text) == []


def test_a_table_of_contents_and_an_older_extract_bound_in_are_passed_over() -> None:
    found = find_minutes(
        joined(
            "#P1. OPENING\n\n#P2. STREET CHECKS\n\n#P3. ADJOURNMENT",
            "#P1. OPENING\n\n" + "The Chair welcomed all. " * 20,
            "#P2. STREET CHECKS\n\n" + "An older extract is attached. " * 20,
            "#P164. STREET CHECKS\n\n" + "The Board had considered this before. " * 20,
            "#P3. ADJOURNMENT\n\nThe meeting was adjourned at five.",
        ),
        2012,
    )
    assert [(minute.number, minute.start) for minute in found] == [
        ("P1", (2, 0)), ("P2", (3, 0)), ("P3", (5, 0))
    ]  # fmt: skip


def test_the_running_line_of_another_meeting_marks_what_is_bound_in() -> None:
    pages = joined(
        "#P1. OPENING\n\nAll were welcome.",
        "#P2. STREET CHECKS\n\nAn older extract is attached.",
        "THIS IS AN EXTRACT FROM THE MINUTES OF THE MEETING HELD ON MAY 2, 2012 #P3. OLDER",
    )
    found = find_minutes(pages, 2012, PartialDate(2012, 8, 15))
    assert [minute.number for minute in found] == ["P1", "P2"]
    assert len(find_minutes(pages, 2012, PartialDate(2012, 5, 2))) == 3


def test_a_minute_ends_before_the_running_line_of_the_next() -> None:
    text = joined(
        "P1. Opening\n\nAll were welcome.\n\n"
        "This is an Extract from the Minutes that was held on June 15, 2017\n\n"
        "P2. Closing\n\nAll went home."
    )
    first, second = find_minutes(text, 2017)
    assert text.text[slice(*first.span)].endswith("All were welcome.")
    assert text.text[slice(*second.span)].startswith("P2. Closing")


def test_a_number_without_its_year_says_so() -> None:
    (minute,) = find_minutes(joined("#P208. STREET CHECKS"), None)
    assert minute.written == "P208"
    assert "year" in minute.note


def test_the_year_is_that_of_the_meeting_not_of_the_publication() -> None:
    own = {"pincite": {"meeting_date": "2011-12-15"}}
    issued = {"date-parts": [[2012, 1, 9]]}
    assert find_year(Item({"id": "a", "issued": issued, "custom": own}), 2013) == 2011
    assert find_year(Item({"id": "a", "issued": issued}), 2013) == 2012
    assert find_year(Item({"id": "a"}), 2013) == 2013
    assert find_held_year("MINUTES of the meeting held on APRIL 5, 2010 at 1:30 PM") == 2010
    assert find_held_year("Minutes") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("P208/12", "P208/12"),
        ("#p208/2012", "P208/12"),
        ("Min. No. P208/12", "P208/12"),
        ("P208", "P208"),
        ("P2021-0323-0.1", "P2021-0323-0.1"),
        ("4", "4"),
        ("street checks", None),
        ("2012-08-15", None),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, number: str | None) -> None:
    assert normalise_minute_number(text) == number
