"""Whole drafts: which source and page each quotation claims, and whether that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafts.verdicts.verdict import Report
from tests.drafts.checking import checked, checked_text, one_of
from tests.drafts.conftest import DRAFTS, REVIEW_DRAFTS

TOLD = "unsafe in winter and that nobody had been told"


def verdicts(report: Report) -> list[tuple[str, str]]:
    return [(one.page, one.source) for one in report.quotations]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("ibid", [("right", "right"), ("right", "right"), ("wrong", "right")]),
        ("year_in_title", [("right", "right")]),
        ("pdf_p", [("right", "right"), ("wrong", "right")]),
        ("ff", [("right", "right")]),
        ("split", [("right", "right")] * 2),
        ("one_party", [("right", "right")] * 2),
    ],
)
def test_pages_and_sources(landing: Path, draft: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(checked(landing, DRAFTS / f"{draft}.md")) == expected


def test_the_number_of_a_volume_decides(landing: Path) -> None:
    report = checked(landing, DRAFTS / "volumes.md")
    assert [one.claimed.items for one in report.quotations] == [("pier-2",), ("pier-1",)]
    assert [(one.source, one.page) for one in report.quotations] == [("right", "right")] * 2


def test_what_stands_with_year_and_page_in_a_citation_is_a_title(landing: Path) -> None:
    report = checked(landing, DRAFTS / "zotero_note.md")
    assert one_of(report).wording.verdict == "verbatim"
    assert [title.text for title in report.titles] == ["Landing at Halm: Report of the Inquiry"]


def test_a_quotation_that_a_note_introduces_is_no_title(landing: Path, tmp_path: Path) -> None:
    text = f"Text.[^1]\n\n[^1]: See “it was {TOLD}” (Inquiry into the 2019 landing at Halm, p. 2)."
    report = checked_text(landing, tmp_path, text)
    assert (one_of(report).page, report.titles) == ("right", ())


def test_ff_and_passim(review: Path, tmp_path: Path) -> None:
    words = "“The Service shall keep the register at the front desk”"
    text = f"{words} (Halden Review Board 2010, 8 ff)."
    assert one_of(checked_text(review, tmp_path, text)).page == "right"
    one = one_of(checked_text(review, tmp_path, text.replace("8 ff", "passim")))
    assert one.page == "uncertain"
    assert one.notes == ("“passim” names no page; the words stand at 9.",)


def test_of_two_sources_the_one_with_the_words_is_meant_and_that_is_said(
    landing: Path, tmp_path: Path
) -> None:
    text = "The lamp “at the south pier was never lit” (Keeper 2020)."
    one = one_of(checked_text(landing, tmp_path, text))
    assert (one.source, one.claimed.items) == ("right", ("pier-2",))
    assert one.notes == (
        "“Keeper 2020” can mean pier-1 or pier-2; only pier-2 has these words at all.",
    )


def test_where_both_sources_have_the_words_neither_is_chosen(landing: Path, tmp_path: Path) -> None:
    text = "It was “never lit after the first of November” (Keeper 2020)."
    assert one_of(checked_text(landing, tmp_path, text)).source == "ambiguous"


def test_the_page_of_lead_ins_and_attributions(review: Path) -> None:
    report = checked(review, REVIEW_DRAFTS / "draft3.md")
    pages = [one.claimed.format_pages() for one in report.quotations]
    assert pages == [["12"]] * 3 + [["11"]] * 6 + [["9"], ["10"], ["9"], ["9"]]
    wrong = [at for at, one in enumerate(report.quotations) if one.page == "wrong"]
    assert wrong == [3, 4, 5, 6, 7, 8, 10]


def test_an_attribution_line_within_a_block_quotation(review: Path) -> None:
    report = checked(review, REVIEW_DRAFTS / "draft2.md")
    (one,) = [q for q in report.quotations if "within two hours" in q.quotation.text][:1]
    assert (one.quotation.kind, one.claimed.format_pages(), one.page) == ("block", ["12"], "right")


def test_notes_that_do_not_begin_with_one(review: Path) -> None:
    report = checked(review, REVIEW_DRAFTS / "notes-start-at-5.docx")
    assert [(one.claimed.where, one.page) for one in report.quotations] == [
        ("note 5", "right"),
        ("note 6", "right"),
        ("note 7", "right"),
        ("note 8", "wrong"),
    ]


def test_paragraphs_are_compared(landing: Path) -> None:
    right, wrong = checked(landing, DRAFTS / "paragraphs.md").quotations
    assert (right.page, wrong.page) == ("right", "wrong")
    assert wrong.notes == ("The words stand at 2, para 2.2.",)


@pytest.mark.parametrize(
    ("place", "page"),
    [
        ("paras 2.1–2.3", "right"),
        ("para 2.1", "wrong"),
        ("s 2", "right"),
        ("s 1", "wrong"),
        ("p. 2, para 2.2", "right"),
        ("p. 1, para 2.2", "wrong"),
        ("p. 2, para 2.3", "wrong"),
    ],
)
def test_forms_of_paragraphs(landing: Path, tmp_path: Path, place: str, page: str) -> None:
    text = f"It was “{TOLD}” (Inquiry into the 2019 landing at Halm, 2021, {place})."
    assert one_of(checked_text(landing, tmp_path, text)).page == page


def test_a_paragraph_is_not_compared_where_none_has_a_number(review: Path, tmp_path: Path) -> None:
    text = "“The Service shall keep the register at the front desk” (Halden Review Board, para 9)."
    one = one_of(checked_text(review, tmp_path, text))
    assert one.page == "absent"
    assert one.notes == ("The number is not compared: no numbers of paragraphs were found there.",)


@pytest.mark.parametrize(
    ("minute", "page", "note"),
    [
        ("P208/12", "right", ""),
        ("208/12", "right", ""),
        ("P209/12", "wrong", "The words stand in Min. No. P208/12: "),
        ("P208/11", "unverified", ""),
    ],
)
def test_minutes_are_compared(
    sample_corpus: Path, tmp_path: Path, minute: str, page: str, note: str
) -> None:
    words = "If it has not been approved by the Board, it ought not to be there"
    text = f"It said “{words}” (PHPSB, Minutes, Min. No. {minute})."
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert one.page == page
    assert note in "".join(one.notes)


def test_the_reference_below_a_block_quotation_is_its_citation(landing: Path) -> None:
    one = one_of(checked(landing, DRAFTS / "block_in_pdf.pdf"))
    assert (one.claimed.items, one.page, one.source) == (("landing",), "right", "right")
