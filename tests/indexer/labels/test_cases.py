"""Small documents, each with one thing that makes its page numbers hard to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from benchmarks.labels import TRUTH, score
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages
from indexer.pages.document import read_document
from tests.conftest import Pincite
from tests.indexer.pages import make_pdf

CASES = Path(__file__).parents[1] / "cases"
TRUTHS = json.loads((CASES / TRUTH).read_text(encoding="utf-8"))
ABSTAINING = ("lab-hansard-columns", "lab-page-words", "lab-words", "lab-foliation")
"""Here no label is claimed, and none is denied."""


@cache
def labels_of(name: str) -> tuple[PageLabel, ...]:
    return read_document(CASES / f"{name}.pdf").labels


@pytest.mark.parametrize("file", TRUTHS)
def test_no_label_is_wrong(file: str) -> None:
    name = file.removesuffix(".pdf")
    found = score(file, TRUTHS[file], labels_of(name))
    assert (found.wrong, found.wrong_printed, found.unfounded) == (0, 0, 0)
    assert name in ABSTAINING or found.misses == ()


@pytest.mark.parametrize("name", ABSTAINING)
def test_what_cannot_be_made_out_is_not_denied(name: str) -> None:
    labels = labels_of(name)
    printed = TRUTHS[f"{name}.pdf"]["printed"]
    said = ["unread" if is_printed else "none" for is_printed in printed]
    assert [label.source for label in labels] == said
    assert describe_pages(labels[:1]) == "PDF p 1, number not made out"


def test_the_evidence_names_the_place_of_the_number() -> None:
    evidence = [label.evidence for label in labels_of("25_evidence_says_head_for_foot")]
    assert all("stands at the foot" in one for one in evidence)


@pytest.mark.parametrize(
    ("name", "furniture"),
    [
        ("foot-number-and-date", "1/14/2022"),
        ("ecf-brief-caseno", "QZ -i- MEM."),
        ("four-pages-a-sheet", "Page 13"),
        ("24_folio_beside_section_on_table_pages", "Harbour Trade"),
        ("package-two-numbers", "\n45"),
    ],
)
def test_the_line_of_the_number_is_no_text(name: str, furniture: str) -> None:
    read = read_document(CASES / f"{name}.pdf")
    assert furniture not in "\n".join(text.body + text.notes for text in read.texts)


STAMPS: dict[str, tuple[str, ...]] = {
    "one line": ("Case 1:20-cv-00123 Document 33 Filed 01/02/20 Page {} of 4",),
    "no number between page and its word": ("Case 19-4, Document 33, 2745678, Page{} of 4",),
    "two lines": ("Case 20-12 Doc 33 Filed 01/02/20 Desc Main", "Document Page {} of 4"),
    "of the case alone": ("Case 1:20-cv-00123 Page {} of 4",),
}


def draw_sheets(
    folder: Path, stamp: Sequence[str], feet: Sequence[str] = ("",) * 4
) -> tuple[PageLabel, ...]:
    """The labels of sheets with a stamp on top, a line of text each and a foot."""

    def draw(canvas: Canvas, at: int, foot: str) -> None:
        for row, line in enumerate(stamp):
            canvas.drawString(60, 580 - 12 * row, line.format(at))
        for row in range(20):
            canvas.drawString(60, 500 - 14 * row, f"Here stands line {'abcd'[at - 1]} of a letter.")
        canvas.drawString(190, 30, foot)

    pages = [
        lambda canvas, at=at, foot=foot: draw(canvas, at, foot) for at, foot in enumerate(feet, 1)
    ]
    return read_document(make_pdf(folder / "filed.pdf", *pages)).labels


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_filing_stamp_alone_is_said_to_be_one(stamp: str, tmp_path: Path) -> None:
    labels = draw_sheets(tmp_path, STAMPS[stamp])
    assert [label.label for label in labels] == ["1", "2", "3", "4"]
    assert {label.source for label in labels} == {"filed"}
    assert describe_pages(labels[2:3]) == "at filed page 3 of 4"
    assert describe_pages(labels[1:3]) == "at filed pages 2–3 of 4"


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_filing_stamp_never_wins(stamp: str, tmp_path: Path) -> None:
    labels = draw_sheets(tmp_path, STAMPS[stamp], ["", "i", "ii", "1"])
    assert [label.label for label in labels] == [None, "i", "ii", "1"]
    assert "page 1 of 4 in the court's filing stamp" in labels[0].evidence


def test_a_stamp_in_pieces_is_one(tmp_path: Path) -> None:
    def draw(canvas: Canvas, at: int) -> None:
        pieces = ("Case 20-123", "Document 33", "Filed 01/02/20", f"Page {at} of 3")
        for column, piece in enumerate(pieces):
            canvas.drawString(10 + 100 * column, 580, piece)
        canvas.drawString(60, 400, f"Here stands line {'abc'[at - 1]} of a letter.")

    pages = [lambda canvas, at=at: draw(canvas, at) for at in (1, 2, 3)]
    labels = read_document(make_pdf(tmp_path / "filed.pdf", *pages)).labels
    assert [(label.label, label.source) for label in labels] == [
        ("1", "filed"), ("2", "filed"), ("3", "filed")
    ]  # fmt: skip


def test_a_label_that_others_bear_is_told_apart(pincite: Pincite, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes((CASES / "17_labels_not_unique.pdf").read_bytes())
    pincite("index", tmp_path)
    found = pincite("search", "salvage", "--json", cwd=tmp_path).json["results"][0]
    assert (found["pages"], found["label_unique"]) == (["1"], [False])
    assert found["pinpoint"] == "at 1 (Attachment C)"
    assert "--- at 1 (Attachment C) (PDF page 17) ---" in pincite("show", "1", cwd=tmp_path).stdout
    assert "at 1 (Attachment C)" in pincite("cite", "1", "--style", "mcgill", cwd=tmp_path).stderr
    located = pincite("locate", "about salvage and nothing else", "--json", cwd=tmp_path).json
    assert located["matches"][0]["pinpoint"] == "at 1 (Attachment C)"
    draft = tmp_path / "draft.md"
    draft.write_text("It says “This page is about salvage and nothing else” (a, p 1).")
    checked = pincite("check", draft, "--json", cwd=tmp_path).json["quotations"][0]["found"]
    assert (checked["pinpoint"], checked["label_unique"]) == ("at 1 (Attachment C)", [False])
    pages = pincite("pages", "a", "--json", cwd=tmp_path).json["pages"]
    assert [page["label_unique"] for page in pages] == [*[False] * 4, *[True] * 5, *[False] * 8]
    pincite("pages", "a", "--set", "10-17=A-1", cwd=tmp_path)
    again = pincite("search", "salvage", "--json", cwd=tmp_path).json["results"][0]
    assert again["label_unique"] == [True]


def draw_feet(path: Path, *feet: str, size: float = 12, at: float = 30) -> list[str | None]:
    """The labels of pages of text, each with a foot of its own."""

    def draw(canvas: Canvas, foot: str) -> None:
        for row in range(16):
            canvas.drawString(
                60, 560 - 14 * row, f"Here stands line {'abcd'[row % 4]} of a report."
            )
        canvas.setFont("Times-Roman", size)
        canvas.drawString(60, at, foot)

    pages = [lambda canvas, foot=foot: draw(canvas, foot) for foot in feet]
    return [label.label for label in read_document(make_pdf(path / "a.pdf", *pages)).labels]


def test_an_extract_has_gaps(tmp_path: Path) -> None:
    stated = [f"Page {number}" for number in (3, 9, 17, 40)]
    assert draw_feet(tmp_path, *stated) == ["3", "9", "17", "40"]
    bare = ["3", "4", "5", "17", "40", "41", "42"]
    assert draw_feet(tmp_path, *bare) == bare
    assert draw_feet(tmp_path, *bare, "1995") == [*bare, None]


def test_a_heading_at_the_end_of_a_short_page_is_no_foot(tmp_path: Path) -> None:
    headings = [f"Exercise {number}" for number in range(2, 9)]
    assert draw_feet(tmp_path, *headings, size=20, at=200) == [None] * 7
