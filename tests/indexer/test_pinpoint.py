"""Pages in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.labels.page_label import LabelSource, PageLabel
from indexer.labels.pinpoint_wording import (
    describe_pages,
    format_count,
    format_number_ranges,
    format_page_list,
)


def label(page: int, text: str | None, source: LabelSource = "printed") -> PageLabel:
    return PageLabel(page, text, "none" if text is None else source, "", pdf_page=page)


def again(page: int, text: str, source: LabelSource = "printed") -> PageLabel:
    """A label that another page bears, too."""
    return PageLabel(page, text, source, "", unique=False, pdf_page=page)


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([label(149, "147")], "at 147"),
        ([label(149, "147"), label(150, "148")], "at 147–148"),
        ([label(4, "iv")], "at iv"),
        ([label(149, None)], "PDF p 149, no printed number"),
        ([label(1, None), label(2, None)], "PDF pp 1–2, no printed number"),
        ([label(1, None), label(2, "1")], "at 1 and PDF p 1, no printed number"),
        (
            [label(12, "12", "inferred")],
            "at 12 (number not printed on the page, inferred from its neighbours)",
        ),
        (
            [label(12, "12", "inferred"), label(13, "13")],
            "at 12–13 (12: number not printed on the page, inferred from its neighbours)",
        ),
        ([label(5, "1", "catalogue")], "at 1 (number set in the catalogue)"),
        ([again(17, "1")], "at 1 (PDF p 17)"),
        ([again(17, "1"), again(18, "2")], "at 1–2 (PDF pp 17–18)"),
        (
            [again(17, "1", "inferred")],
            "at 1 (PDF p 17; number not printed on the page, inferred from its neighbours)",
        ),
    ],
)
def test_pinpoints(labels: list[PageLabel], words: str) -> None:
    assert describe_pages(labels) == words


def test_many_pages_in_short() -> None:
    pages = [label(1, None), label(2, "i"), label(3, "ii"), label(5, "1"), label(6, "2")]
    assert format_page_list(pages) == "PDF p 1, i–ii, 1–2"
    assert format_page_list([label(1, "4"), again(2, "5"), again(3, "6")]) == "4, 5–6 (PDF pp 2–3)"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([2], "2"), ([2, 29, 30, 31], "2, 29–31"), ([1, 2, 4], "1–2, 4"), ([], "")],
)
def test_ranges_of_pdf_pages(numbers: list[int], words: str) -> None:
    assert format_number_ranges(numbers) == words


@given(st.sets(st.integers(1, 60)))
def test_ranges_lose_no_page(pages: set[int]) -> None:
    named: set[int] = set()
    for part in filter(None, format_number_ranges(sorted(pages)).split(", ")):
        first, _, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == pages


def test_one_and_many() -> None:
    assert (format_count(1, "page"), format_count(0, "page"), format_count(1024, "page")) == (
        "1 page", "0 pages", "1,024 pages",
    )  # fmt: skip
