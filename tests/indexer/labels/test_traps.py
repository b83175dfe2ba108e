"""Numbers at the edge of the page that are no page numbers: there is nothing to cite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.readers.sheets import Sheet
from tests.indexer.labels.sheets import BODY, line, sheet, solved

NINE = range(9)


@pytest.mark.parametrize(
    "head",
    [
        "Recommendation {}",
        "EXHIBIT {}",
        "Tab {}",
        "s. {}",
        "Figure {}",
        "Case Study {}",
        "Min. No. {}",
        "¶ {}",
        "March {}, 2009",
        "{} March 2009",
        "{}. The Board approved the motion",
        "{}) The Board approved the motion",
    ],
)
def test_a_number_that_counts_something_else_is_no_page(head: str) -> None:
    assert solved([sheet(head=head.format(number + 3)) for number in NINE]) == [None] * 9


TRAPS: dict[str, Callable[[int], Sheet]] = {
    "a year that the head names, too": lambda at: sheet(
        f"Annual statistics {1998 + at}", f"{1998 + at}"
    ),
    "a year in large type": lambda at: sheet([line(f"{1998 + at}", 280, 40, size=24)]),
    "a row of years": lambda at: sheet(
        [line(str(2001 + at + k), 72 + 80 * k, 40) for k in range(6)]
    ),
    "the first column of a table": lambda at: sheet(
        body=[f"{45 * at + row + 1} {row * 7 % 11} {row * 5 % 13}" for row in range(40)]
    ),
    "a column of figures": lambda at: sheet(body=[str(at + row) for row in range(40)]),
    "a paragraph's number in the margin": lambda at: sheet(
        [line(f"{at + 40}.", 50, 40), line("The first paragraph of the page.", 72, 40)]
    ),
    "the contents": lambda at: sheet(
        f"{at + 4} Protecting Your Files and Directories {20 + 9 * at}"
    ),
    "a stamp on evidence": lambda at: sheet(foot=f"TPS{4511 + at:06d}"),
    "a printer's job line": lambda at: sheet(
        foot=f"VerDate Sep<11>2014 16:21 Aug 05, 2020 Jkt 250001 PO 00000 Frm {at + 1:05d} Fmt 4702"
    ),
    "two columns a page": lambda at: sheet(
        [line(str(1457 + 2 * at), 72, 40), line(str(1458 + 2 * at), 520, 40)]
    ),
    "the same number on every page": lambda at: sheet(foot="7"),
    "a telephone": lambda at: sheet(foot="40 College Street, Toronto (416) 808-8080"),
    "nothing but words": lambda at: sheet(),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_gives_no_label(trap: str) -> None:
    assert solved([TRAPS[trap](at) for at in NINE]) == [None] * 9


@pytest.mark.parametrize("trap", [name for name in TRAPS if name != "a stamp on evidence"])
def test_a_trap_does_not_hide_the_page_number(trap: str) -> None:
    document = []
    for at in NINE:
        trapped = TRAPS[trap](at)
        number = line(f"Page {at + 5}", 480, 765)
        document.append(Sheet(1, trapped.width, trapped.height, (*trapped.lines, number)))
    assert solved(document) == [str(at + 5) for at in NINE]


def test_items_that_rise_with_the_pages_at_first_do_not_beat_the_foot() -> None:
    items = [1, 2, 3, 4, 5, 10, 13, 16, 19]
    document = [sheet(f"{item}. Business arising", str(13 + at)) for at, item in enumerate(items)]
    assert solved(document) == [str(13 + at) for at in NINE]


def test_a_catchword_announces_the_next_page() -> None:
    document = [sheet("", ".../2")]
    document += [sheet(f"- {page} -", f".../{page + 1}") for page in range(2, 6)]
    assert solved(document) == ["1", "2", "3", "4", "5"]


def test_a_filing_stamp_gives_way_to_the_document_s_own_number() -> None:
    stamp = "Case 3:12-cv-00123 Document 45-2 Filed 01/02/13 Page {} of 9"
    own = ["", "i", "ii", "1", "2", "3", "4", "5", "6"]
    document = [sheet(stamp.format(at + 1), own[at]) for at in NINE]
    assert solved(document)[1:] == own[1:]


def test_a_filing_stamp_is_cited_where_there_is_nothing_else() -> None:
    stamp = "Case: 19-1234 Document: 00515{}77 Page: {} Date Filed: 06/11/2019"
    assert solved([sheet(stamp.format(at % 2, at + 1)) for at in NINE]) == list("123456789")


def test_a_reference_in_the_last_line_is_no_page_number() -> None:
    document = [sheet(body=[*BODY, "as the report itself says on page 12."]) for _ in NINE[:3]]
    assert solved(document) == [None] * 3
