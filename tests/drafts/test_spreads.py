"""Quotations from sheets that show two printed pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from citation.record.pinpoint import LabelRange
from corpus.paths import CorpusPaths
from drafts.reports.page_image import draw_page_images
from drafts.verdicts.verdict import covers
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.opening import open_library
from search.locating.locate import Locator
from tests.conftest import Pincite

CASES = Path(__file__).parents[1] / "indexer" / "cases"
RIGHT = "Marker sentence of printed page one hundred and forty-nine stands here alone."


@pytest.fixture
def corpus(pincite: Pincite, tmp_path: Path) -> Path:
    for name in ("twoup-outer", "04_two_up"):
        (tmp_path / f"{name}.pdf").write_bytes((CASES / f"{name}.pdf").read_bytes())
    pincite("index", tmp_path)
    return tmp_path


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    library = open_library(CorpusPaths(corpus))
    yield library
    library.close()


def is_yellow(colour: object) -> bool:
    return isinstance(colour, tuple) and colour[0] > 230 and colour[2] < 180


def test_the_picture_is_of_the_half_with_the_passage(library: Library) -> None:
    match = Locator(library).locate(RIGHT).matches[0]
    (image,) = draw_page_images(library, match)
    assert image.place == "PDF page 2, right half"
    page = Image.open(io.BytesIO(image.data)).convert("RGB")
    assert page.width == pytest.approx(1000, abs=2)
    yellow = [
        (x, y)
        for x in range(page.width)
        for y in range(page.height)
        if is_yellow(page.getpixel((x, y)))
    ]
    # the line begins 36 points and ends 319 points from the gutter, on 396 points of paper
    assert min(x for x, _ in yellow) == pytest.approx(1000 * 36 / 396, abs=6)
    assert max(x for x, _ in yellow) == pytest.approx(1000 * 319 / 396, abs=6)


def test_words_that_run_over_the_gutter_are_cited_with_both_pages(
    pincite: Pincite, corpus: Path
) -> None:
    asked = "mooring town record of of member again board staff"
    (found,) = pincite("locate", asked, "--json", cwd=corpus).json["matches"]
    place = {name: found[name] for name in ("pages", "pdf_pages", "sheet_parts", "pinpoint")}
    assert place == {
        "pages": ["2", "3"], "pdf_pages": [1, 1], "sheet_parts": ["left", "right"],
        "pinpoint": "at 2–3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "status"), [("149", "right"), ("148", "wrong"), ("148–149", "right")]
)
def test_the_page_of_the_half_is_checked(
    pincite: Pincite, corpus: Path, page: str, status: str
) -> None:
    draft = corpus / "draft.md"
    draft.write_text(f"It says “{RIGHT}” [@twoup-outer, p. {page}].\n", encoding="utf-8")
    (checked,) = pincite("check", draft, "--json", cwd=corpus).json["quotations"]
    assert (checked["verdict"], checked["source"]) == ("verbatim", "right")
    assert checked["page"] == status
    assert checked["second_reading"] is None


@pytest.mark.parametrize(
    ("first", "last", "covered"), [("6", "7", True), ("5", "8", True), ("6", "", False)]
)
def test_a_sheet_that_could_not_be_taken_apart_is_covered_by_both_of_its_pages(
    first: str, last: str, covered: bool
) -> None:
    label = PageLabel(3, "6–7", "printed", "", pdf_page=3, sheet_part="both")
    known = ["4", "5", "6", "7", "8"]
    assert covers([LabelRange(first, last)], [label], known) is covered
