"""Labels that several pages bear are cited with the part that numbers its pages anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.labels.pinpoint_wording import describe_pages, format_page_list
from indexer.pages.document import read_document
from tests.indexer.pages import make_pdf

CASES = Path(__file__).with_name("cases")
WORDS = "The harbour board heard the clerk on the tariff of the winter ferries and put it over."


def page(
    number: str = "", head: str = "", first: str = "", rows: int = 20
) -> Callable[[Canvas], None]:
    """A page of text with a number at its foot, a running head, and a first row of its own."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(40, 545, first)
        for row in range(rows):
            canvas.drawString(40, 530 - 12 * row, f"{WORDS[row:]} {row}")
        canvas.drawCentredString(200, 20, number)

    return draw


def outlined(title: str, draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def draw_with_bookmark(canvas: Canvas) -> None:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title, 0)
        draw(canvas)

    return draw_with_bookmark


def numbered(count: int, first: str = "") -> list[Callable[[Canvas], None]]:
    return [page(str(at), first=first if at == 1 else "") for at in range(1, count + 1)]


def list_places(path: Path, *pages: Callable[[Canvas], None]) -> list[str]:
    labels = read_document(make_pdf(path, *pages)).labels
    return [describe_pages([label]) for label in labels]


def test_the_heads_of_attachments_name_them() -> None:
    labels = read_document(CASES / "17_labels_not_unique.pdf").labels
    assert format_page_list(labels) == (
        "1–4 (PDF pp 1–4), 5–9, 1–4 (Attachment A), 1–3 (Attachment B), 1 (Attachment C)"
    )
    assert describe_pages(labels[16:]) == "at 1 (Attachment C)"
    assert describe_pages(labels[9:11]) == "at 1–2 (Attachment A)"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Appendix 2", "Appendix 2"),
        ("SCHEDULE A", "SCHEDULE A"),
        ("Exhibit “B”: Letter to the board", "Exhibit “B”"),
        ("Annex IV – Terms of reference", "Annex IV"),
        ("Tab 3", "Tab 3"),
        ("Schedule it for the spring", ""),
        ("Appendix A shows the tariff", ""),
        ("Exhibit 4 and Exhibit 5", ""),
    ],
)
def test_a_part_is_named_by_the_first_row_of_its_first_page(
    tmp_path: Path, printed: str, name: str
) -> None:
    places = list_places(tmp_path / "a.pdf", *numbered(4), *numbered(3, first=printed))
    assert places[:3] == ["at 1 (PDF p 1)", "at 2 (PDF p 2)", "at 3 (PDF p 3)"]
    assert places[3] == "at 4"
    assert places[4:] == [f"at {at} ({name or f'PDF p {4 + at}'})" for at in (1, 2, 3)]


def test_a_cover_sheet_names_the_part_behind_it(tmp_path: Path) -> None:
    cover = page(first="Appendix 2", rows=0)
    places = list_places(tmp_path / "a.pdf", *numbered(4), cover, *numbered(3))
    assert places[5:] == [f"at {at} (Appendix 2)" for at in (1, 2, 3)]


def test_the_outline_names_parts_that_print_no_name(tmp_path: Path) -> None:
    first, *rest = numbered(3)
    pages = [*numbered(4), outlined("Letter of the union", first), *rest]
    places = list_places(tmp_path / "a.pdf", outlined("Report", pages[0]), *pages[1:])
    assert places[:3] == [f"at {at} (Report)" for at in (1, 2, 3)]
    assert places[4:] == [f"at {at} (Letter of the union)" for at in (1, 2, 3)]


@pytest.mark.parametrize("title", ["Page 5", "scan.pdf", "Letter " * 20])
def test_what_programs_write_into_outlines_is_no_name(tmp_path: Path, title: str) -> None:
    first, *rest = numbered(3)
    pages = [*numbered(4), outlined(title, first), *rest]
    places = list_places(tmp_path / "a.pdf", outlined("Report", pages[0]), *pages[1:])
    assert places[4] == "at 1 (PDF p 5)"


def test_an_entry_in_the_middle_of_a_numbering_names_nothing(tmp_path: Path) -> None:
    """The page may belong to the chapter before, too."""
    pages = [*numbered(4), *numbered(3)]
    pages[5] = outlined("Second chapter", pages[5])
    places = list_places(tmp_path / "a.pdf", outlined("Report", pages[0]), *pages[1:])
    assert places[5] == "at 2 (PDF p 6)"


def test_a_name_that_two_parts_bear_is_none(tmp_path: Path) -> None:
    """Two items of a package may each have an Appendix A."""
    parts = [*numbered(3, first="Appendix A"), *numbered(3, first="Appendix A")]
    places = list_places(tmp_path / "a.pdf", *numbered(4), *parts)
    assert places[4] == "at 1 (PDF p 5)"
    assert places[7] == "at 1 (PDF p 8)"


def test_a_part_whose_end_is_not_known_names_only_what_is_certain(tmp_path: Path) -> None:
    """What is numbered anew within it may be of the same part."""
    pages: Sequence[Callable[[Canvas], None]] = [
        *numbered(4),
        *numbered(4, first="Attachment A"),
        *numbered(2),
        *numbered(3, first="Attachment B"),
    ]
    places = list_places(tmp_path / "a.pdf", *pages)
    assert places[4:6] == ["at 1 (PDF p 5)", "at 2 (PDF p 6)"]
    assert places[6:8] == ["at 3 (Attachment A)", "at 4 (Attachment A)"]
    assert places[8] == "at 1 (PDF p 9)"
    assert places[10] == "at 1 (Attachment B)"


def test_labels_that_are_unique_need_no_part(tmp_path: Path) -> None:
    pages = [outlined("One", page("1")), *numbered(6)[1:4], outlined("Two", page("5")), page("6")]
    assert list_places(tmp_path / "a.pdf", *pages) == [f"at {at}" for at in range(1, 7)]
