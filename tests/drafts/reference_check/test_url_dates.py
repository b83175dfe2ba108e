"""Dates in addresses: what contradicts a document's own date, and what does not."""

from __future__ import annotations

import pytest

from corpus.items import PartialDate
from drafts.lint.url_dates import find_contradiction

HOST = "https://records.example"


def said(path: str, *date: int, event: bool = True) -> tuple[str, str] | None:
    found = find_contradiction(HOST + path, PartialDate(*date), to_the_day=event)
    return (found.written, found.weight) if found else None


@pytest.mark.parametrize(
    ("path", "date", "words"),
    [
        ("/send/49-2018/603-december-18", (2018, 11, 22), "december-18"),
        ("/Committee%20Brief%20November%202008.pdf", (2008, 5), "November 2008"),
        ("/send/338-minutes-nov-20-public", (2008, 11, 22), "nov-20"),
        ("/send/300-06may18pmm", (2006, 5, 19), "06may18"),
        ("/send/300-06may18pmm", (2007, 5, 18), "06may18"),
        ("/2012-08-15-minutes.pdf", (2012, 8, 16), "2012-08-15"),
    ],
)
def test_an_address_that_names_another_meeting(
    path: str, date: tuple[int, ...], words: str
) -> None:
    assert said(path, *date) == (words, "strong")


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/send/49-2018/603-november-22", (2018, 11, 22)),
        ("/send/338-minutes-nov-20-public", (2008, 11, 20)),
        ("/send/557-march-23", (2017, 3, 23)),
        ("/send/300-06may18pmm", (2006, 5, 18)),
        ("/asked_kredits_dec_1.pdf", (2015,)),
        ("/what-may-happen-when-they-march.pdf", (2008, 11)),
        ("/viewItem.do?item=2013.CD18.5", (2012, 10)),
        ("/legdocs/2013/backgroundfile-55291.pdf", (2012, 10, 22)),
        ("/RCIS%20Working%20Paper%202017_1.pdf", (2017, 2)),
        ("/", (2017,)),
    ],
)
def test_an_address_that_contradicts_nothing(path: str, date: tuple[int, ...]) -> None:
    assert said(path, *date) is None


def test_the_month_of_an_upload_is_only_a_hint() -> None:
    assert said("/uploads/2016/02/audit.pdf", 2015) == ("2016/02", "weak")
    assert said("/uploads/2015/12/audit.pdf", 2015) is None


def test_news_may_come_online_some_days_apart() -> None:
    assert said("/news/2018/11/25/checks", 2018, 11, 22, event=False) is None
    assert said("/news/2017/11/25/checks", 2018, 11, 22, event=False) == ("2017/11/25", "strong")
