"""The printed numbers of paragraphs: found where they count on, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.pages.document import read_document
from indexer.paragraphs.paragraph_label import ParagraphLabel, find_labels_of_span
from indexer.paragraphs.printed import find_printed_paragraphs
from tests.conftest import MakePdf

WORDS = (
    "the board heard what the clerk had found at the gate,",
    "and it asked for a report on every key that was kept there",
    "before the lamps were lit for the night of the quay.",
)


def paragraph(number: str, count: int = 0) -> str:
    """A paragraph of three lines behind its number; `count` makes it differ from others."""
    first = f"{number} In case {chr(65 + count % 26)}{chr(97 + count // 26)} {WORDS[0]}".strip()
    return "\n".join((first, *WORDS[1:]))


def find(
    folder: Path, make_pdf: MakePdf, blocks: Sequence[str], *, on_page: int = 3
) -> list[str | None]:
    """The labels found in a document of these paragraphs."""
    pages = [blocks[at : at + on_page] for at in range(0, len(blocks), on_page)]
    path = make_pdf(folder / "a.pdf", ["\n\n".join(page) for page in pages])
    return [one.label for one in find_printed_paragraphs(read_document(path).texts)]


@pytest.mark.parametrize("form", ["{}.", "[{}]", "¶ {}", "{}"])
def test_numbers_that_count_on(tmp_path: Path, make_pdf: MakePdf, form: str) -> None:
    blocks = [paragraph(form.format(n), n) for n in range(1, 13)]
    assert find(tmp_path, make_pdf, blocks) == [str(n) for n in range(1, 13)]


def test_numbers_by_chapter(tmp_path: Path, make_pdf: MakePdf) -> None:
    numbers = [f"{chapter}.{n}" for chapter in (1, 2, 3) for n in range(1, 5)]
    assert find(tmp_path, make_pdf, [paragraph(n, at) for at, n in enumerate(numbers)]) == numbers


def test_headings_block_quotations_and_lists_belong_to_the_paragraph_before(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    blocks: list[str] = []
    for n in range(1, 13):
        blocks.append(paragraph(f"{n}.", n))
        blocks += ["1. a gate", "2. a key"] if n == 6 else []
        blocks += ["What was found"] if n == 8 else []
    assert find(tmp_path, make_pdf, blocks) == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([paragraph("", n) for n in range(12)], id="none"),
        pytest.param(
            [paragraph("", n) for n in range(10)] + [f"{n}. A short item" for n in range(1, 11)],
            id="a list at the end",
        ),
        pytest.param(
            [paragraph("", n) for n in range(12)]
            + [f"[{n}] Keeper, A. ({1990 + n}). A work on the gate." for n in range(1, 11)],
            id="references",
        ),
        pytest.param(
            [b for n in range(12) for b in (f"{n + 1}. A heading", paragraph("", n))],
            id="headings",
        ),
        pytest.param([paragraph(str(2001 + n), n) for n in range(12)], id="years"),
        pytest.param(
            [paragraph(f"{1 + n % 3}.", n) for n in range(12)], id="numbers that begin again"
        ),
        pytest.param([paragraph(f"{n}.", n) for n in range(1, 6)], id="too few to tell"),
    ],
)
def test_other_numbers_are_none(tmp_path: Path, make_pdf: MakePdf, blocks: Sequence[str]) -> None:
    assert find(tmp_path, make_pdf, blocks) == []


def test_a_number_within_a_paragraph_begins_the_next(tmp_path: Path, make_pdf: MakePdf) -> None:
    blocks = [paragraph(f"{n}.", n) for n in range(1, 13)]
    blocks[4:6] = [f"{blocks[4]} {blocks[5]}"]
    assert find(tmp_path, make_pdf, blocks) == [str(n) for n in range(1, 13)]


def test_where_a_number_is_missing_what_follows_belongs_to_none(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    blocks = [paragraph(f"{n}.", n) for n in range(1, 13)]
    blocks[5] = blocks[5].replace("6. ", "")
    found = find(tmp_path, make_pdf, blocks)
    assert found == ["1", "2", "3", "4", "5", None, "7", "8", "9", "10", "11", "12"]


def test_what_follows_the_last_number_belongs_to_none(tmp_path: Path, make_pdf: MakePdf) -> None:
    blocks = [paragraph(f"{n}.", n) for n in range(1, 13)] + ["Annex", paragraph("", 40)]
    assert find(tmp_path, make_pdf, blocks)[-2:] == ["12", None]


PLACES = [ParagraphLabel(1, 10, "1"), ParagraphLabel(1, 50, "2"), ParagraphLabel(2, 5, None)]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ((1, 0), (1, 5), ()),
        ((1, 0), (1, 20), ()),
        ((1, 10), (1, 20), ("1",)),
        ((1, 20), (1, 50), ("1",)),
        ((1, 20), (1, 51), ("1", "2")),
        ((1, 60), (2, 5), ("2",)),
        ((1, 60), (2, 6), ()),
        ((2, 9), (2, 12), ()),
    ],
)
def test_the_numbers_of_a_passage(
    first: tuple[int, int], last: tuple[int, int], labels: tuple[str, ...]
) -> None:
    assert find_labels_of_span(PLACES, first, last) == labels


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 90)), unique=True), st.data())
def test_a_passage_has_the_numbers_of_all_its_characters(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    marks = [ParagraphLabel(*place, f"{at}") for at, place in enumerate(sorted(places))]
    page, start = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 80))
    length = data.draw(st.integers(1, 10))
    whole = find_labels_of_span(marks, (page, start), (page, start + length))
    single = [
        find_labels_of_span(marks, (page, at), (page, at + 1))
        for at in range(start, start + length)
    ]
    if all(single):
        assert whole == tuple(dict.fromkeys(label for labels in single for label in labels))
    else:
        assert whole == ()
