"""Records made from files: dates, titles and keys that a person would have guessed."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.items import Item
from indexer.readers.sheets import Line, Sheet
from indexer.records.document_dates import choose_date, find_date
from indexer.records.guessing import guess_record
from indexer.records.making import make_item, make_key


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Minutes of August 15, 2012", "2012-08-15"),
        ("held on the 15th day of August, 2012", "2012-08-15"),
        ("held on the 15th of August, 2012", "2012-08-15"),
        ("20 November 2008", "2008-11-20"),
        ("NOVEMBER 20TH, 2008", "2008-11-20"),
        ("Nov. 20, 2008", "2008-11-20"),
        ("3 Sept 2015", "2015-09-03"),
        ("minutes_august_15_2012", "2012-08-15"),
        ("2008-11-20 minutes", "2008-11-20"),
        ("minutes20081120final", "2008-11-20"),
        ("2008_11_20", "2008-11-20"),
        ("minutes 20-11-2008", "2008-11-20"),
        ("minutes 11-20-2008", "2008-11-20"),
        ("minutes 05-05-2008", "2008-05-05"),
        ("minutes 11-12-2008", "2008"),
        ("Winter report, March 2019", "2019-03"),
        ("report-2019-03", "2019-03"),
        ("report-2019-03-99", "2019"),
        ("report 2019", "2019"),
        ("FY2019 budget", "2019"),
        ("2018/2019 review", "2018"),
        ("us_bill_hr1904", "None"),
        ("docket 12019", "None"),
        ("case 20191", "None"),
        ("February 31, 2015", "2015"),
        ("August 2012 and May 3, 2011", "2011-05-03"),
        ("adopted in 1998, in force 4 May 2001", "2001-05-04"),
        ("marching 2019 people", "2019"),
        ("page 3, 1999 to 2004", "1999"),
        ("1850", "None"),
        ("", "None"),
    ],
)
def test_dates_as_people_write_them(text: str, date: str) -> None:
    assert str(find_date(text)) == date


def test_dates_to_come_are_passed_over() -> None:
    assert str(find_date("due 1 January 2098, agreed May 2010")) == "2010-05"
    assert find_date("agenda 2099") is None


def test_the_fullest_date_goes_before_the_file_name() -> None:
    assert str(choose_date(("report-2019", "Review", "Toronto, 4 March 2018"))) == "2018-03-04"
    assert str(choose_date(("2019-05-06", "Review", "Toronto, 4 March 2018"))) == "2019-05-06"
    assert str(choose_date(("report 2019", "Review of 2017", "no date"))) == "2019"
    assert choose_date(("a", "b", "c")) is None


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2024, 12, 31)))
def test_every_way_of_writing_a_day_says_that_day(day: datetime.date) -> None:
    month = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ][day.month - 1]  # fmt: skip
    for text in (
        f"x {month} {day.day}, {day.year} y",
        f"x {day.day} {month.upper()} {day.year} y",
        f"x_{day:%Y%m%d}_y",
        f"x {day.isoformat()} y",
    ):
        assert str(find_date(text)) == day.isoformat()


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("Minutes 2008-11-20.pdf", "minutes-2008-11-20"),
        ("sub/Été à Québec.pdf", "ete-a-quebec"),
        ("議事録.pdf", "document"),
        ("___.pdf", "document"),
        ("a.b.pdf", "a-b"),
        (
            "The Final Report of the Independent Review of Street Checks.pdf",
            "the-final-report-of-the-independent",
        ),
        ("x" * 200 + ".pdf", "x" * 40),
    ],
)
def test_keys_are_short_and_readable(path: str, key: str) -> None:
    assert make_key(path) == key


@given(st.text(max_size=120))
def test_keys_are_always_keys(name: str) -> None:
    key = make_key(f"{name}.pdf")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert len(key) <= 40


def described(information: dict[str, str], sheets: list[Sheet]) -> Item:
    return make_item(
        "my_file.pdf", "0" * 64, guess_record("my_file.pdf", information, sheets), "key"
    )


def sheet(*lines: tuple[str, float]) -> Sheet:
    return Sheet(
        1, 612, 792,
        tuple(Line(text, 72, 72 + 20 * at, 300, 86 + 20 * at, 0, size)
              for at, (text, size) in enumerate(lines)),
    )  # fmt: skip


BODY = tuple(
    (f"This is line {number} of the running text of the page.", 11.0) for number in range(9)
)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((("Review of Street Checks", 24), *BODY), "Review of Street Checks"),
        (
            (("ACME", 40), ("Review of", 24), ("Street Checks", 24), *BODY),
            "Review of Street Checks",
        ),
        ((("2019", 60), ("Annual Report", 24), *BODY), "Annual Report"),
        ((("No. 14", 60), ("MINUTES", 30), ("Licensing Board", 18), *BODY), "Licensing Board"),
        ((("ACME", 40), *BODY), "my file"),
        ((*BODY,), "my file"),
        ((("Often asked, always told", 12), ("A report", 12)), "Often asked, always told A report"),
        ((), "my file"),
    ],
)
def test_the_title_is_what_is_set_largest_and_says_something(
    lines: tuple[tuple[str, float], ...], title: str
) -> None:
    item = described({}, [sheet(*lines)])
    assert item.title == title
    assert "title" in item.incomplete


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        ("Review of Street Checks", True),
        ("Microsoft Word - draft3.doc", False),
        ("untitled", False),
        ("12345", False),
        ("x", False),
        ("report_final.indd", False),
    ],
)
def test_a_stated_title_is_taken_unless_a_program_made_it(stated: str, taken: bool) -> None:
    item = described({"Title": stated}, [sheet(*BODY)])
    assert item.title == (stated if taken else "my file")
