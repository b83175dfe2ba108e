"""How page numbers are printed: each way in a document of eight sheets that begins with page 21."""

from __future__ import annotations

import pytest

from indexer.labels.solve import solve_labels
from tests.indexer.labels.sheets import in_order, line, sheet, solved, sources

FIRST, COUNT = 21, 8
NUMBERS = range(FIRST, FIRST + COUNT)
LABELS = [str(number) for number in NUMBERS]


@pytest.mark.parametrize(
    "foot",
    [
        "{}",
        "- {} -",
        "[{}]",
        "Page {}",
        "Page{}",
        "Page {} of 53",
        "Page {} sur 53",
        "{} / 53",
        "{} of 53",
        "{} | P a g e",
        "P a g e | {}",
        "Often Asking, Always Telling | {}",
        "{} | Access Without Fear",
        "Volume II – {}",
        "November 1, 2020 {} Version 1.9",
        "A. Author (a university) The Title 11 April 2022 {} / 53",
        "https://www.example.org/minutes {}/53",
        "H. R. 1904—{}",
        "Report of the Special Investigations Unit {}",
        "2.3. Copyright considerations {}",
    ],
)
def test_a_number_in_a_running_foot_is_read(foot: str) -> None:
    document = [sheet(foot=foot.format(number)) for number in NUMBERS]
    assert solved(document) == LABELS
    assert sources(document) == "p" * COUNT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("{}", "{}"),
        ("{} SMITH AND JONES", "STREET CHECKS AND THE LAW {}"),
        ("{} Canada Gazette Part I March 8, 2008", "Le 8 mars 2008 Gazette du Canada Partie I {}"),
        ("{} 12 March 2009 Hansard", "Hansard 12 March 2009 {}"),
    ],
)
def test_a_number_at_the_outer_end_of_the_head_is_read(left: str, right: str) -> None:
    heads = [(left if number % 2 == 0 else right).format(number) for number in NUMBERS]
    xs = [72 if number % 2 == 0 else 300 for number in NUMBERS]
    document = [sheet(head=[line(head, x, 40)]) for head, x in zip(heads, xs, strict=True)]
    assert solved(document) == LABELS


@pytest.mark.parametrize(
    ("foot", "labels"),
    [
        ("A-{}", [f"A-{number}" for number in NUMBERS]),
        ("{} - 2", [None] * COUNT),
        ("3.{}", [f"3.{number}" for number in NUMBERS]),
        ("D{}", [f"D{number}" for number in NUMBERS]),
    ],
)
def test_what_stands_before_the_number_is_part_of_the_label(
    foot: str, labels: list[str | None]
) -> None:
    assert solved([sheet(foot=foot.format(number)) for number in NUMBERS]) == labels


def test_kerned_figures_are_one_number() -> None:
    assert solved([sheet(foot=f"1 - 2 {digit}") for digit in range(4, 9)]) == [
        "1-24", "1-25", "1-26", "1-27", "1-28",
    ]  # fmt: skip


def test_pieces_of_a_number_that_touch_are_one_number() -> None:
    document = [
        sheet(foot=[line("1", 300, 740), line("-", 305.5, 740), line(str(number), 311, 740)])
        for number in NUMBERS
    ]
    assert solved(document) == [f"1-{number}" for number in NUMBERS]


def test_a_number_stands_above_a_credit_and_an_address() -> None:
    document = [
        sheet(
            foot=[
                line(str(number), 300, 715),
                line("Licensed under Creative Commons BY-NC-ND 4.0.", 72, 740, size=8),
                line("https://www.example.org/paper-12.pdf", 72, 752, size=8),
            ]
        )
        for number in NUMBERS
    ]
    assert solved(document) == LABELS


def test_a_number_is_turned_in_the_margin_of_a_landscape_table() -> None:
    upright = [sheet(foot=str(number)) for number in NUMBERS]
    upright[4] = sheet(head=[line(LABELS[4], 580, 390, angle=90)])
    assert solved(upright) == LABELS


def test_the_line_of_the_number_is_furniture() -> None:
    document = in_order([sheet(foot=f"The Title | {number}") for number in NUMBERS])
    for one, label in zip(document, solve_labels(document), strict=True):
        assert [one.lines[at].text for at in label.lines] == [f"The Title | {label.label}"]
