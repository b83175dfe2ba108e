"""Whole small documents through the public seam: what is a head or foot, a note, a paragraph."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from indexer.pages.document import DocumentReading, read_document
from indexer.pages.joins import join_pages

CASES = Path(__file__).parent / "cases"


@cache
def read(name: str) -> DocumentReading:
    return read_document(CASES / f"{name}.pdf")


def body(name: str, pdf_page: int) -> str:
    return read(name).texts[pdf_page - 1].body


def notes(name: str, pdf_page: int) -> str:
    return read(name).texts[pdf_page - 1].notes


def test_a_line_of_the_text_that_a_foot_was_joined_to_stays_without_the_foot() -> None:
    last = body("07_body_line_on_footer_line", 5).split("\n\n")[-1]
    assert last == "The treasurer confirmed that, as this is a grant, this is not"
    assert "draft Open Board" not in body("07_body_line_on_footer_line", 4)


def test_titles_and_table_heads_keep_their_first_place() -> None:
    name = "08_titles_removed_everywhere"
    for pdf_page, title in ((1, "Alder Quay Depot"), (6, "Birch Lane Depot")):
        first, *table = body(name, pdf_page).split("\n\n")
        assert first == title
        assert table[:3] == ["Item of equipment", "Serial number", "Date of purchase"]
        assert table[3].startswith("Green chair ")
    assert body(name, 2).startswith("Green chair")


def test_each_item_after_a_hyphen_is_a_paragraph() -> None:
    begins = [item[:14] for item in body("11_hyphen_bullets", 1).split("\n\n")]
    assert begins == [
        "Objectifs du p",
        "- Accueillir l",
        "- Entretenir l",
        "- Publier le c",
        "b) Effets atte",
        "- Une meilleur",
    ]


def test_a_note_keeps_its_further_lines_though_they_are_larger_than_its_first() -> None:
    name = "14_footnote_tail_in_body"
    assert notes(name, 1).startswith("¹ Moss, ELEVEN NAMED")
    assert "(Mar. 11, 2031, 6:51 PM), wrote council" in notes(name, 1)
    assert notes(name, 1).endswith("as the first edition has it.")
    assert body(name, 1).endswith("to leave the matter open until the spring.")


def test_a_section_sign_begins_no_note() -> None:
    name = "15_section_sign_is_no_note_mark"
    assert "River Towns Amendment Act (2029, c. 4, § 54(1)), and the words" in body(name, 1)
    assert all(not text.notes for text in read(name).texts)


def test_every_bullet_begins_a_paragraph_in_every_column() -> None:
    paragraphs = body("19_bullet_after_column_jump", 1).split("\n\n")
    assert len(paragraphs) == 15
    assert all(item.startswith("• ") and item.count("•") == 1 for item in paragraphs)


def test_a_pleadings_foot_of_four_rows_goes() -> None:
    name = "23_pleading_footer"
    for pdf_page in range(15, 25):
        assert "Moss &" not in body(name, pdf_page)
        assert "COMPLAINT" not in body(name, pdf_page)
    assert read(name).texts[15].seam == "space"


DECLARATION = (
    "I declare that what is written above is true, and I understand that the Board may give a copy "
    "of this complaint to the officer named in it before any hearing is held."
)


@pytest.mark.parametrize("name", ["repeated-close", "repeated-close-low", "repeated-close-nofoot"])
def test_a_declaration_in_the_texts_size_is_text_on_every_page(name: str) -> None:
    for text in read(name).texts:
        assert text.body.split("\n\n")[-1] == DECLARATION


def test_sentences_in_the_middle_of_the_sheet_are_no_foot_and_hyphens_stay_tight() -> None:
    sentences = (
        "A non‐resident may file under rule 12‑3 within a twenty‐one day period. Every cooperation "
        "agreement was filed, and the committee heard of an inter‐agency plan with a cost of −12 "
        "dollars and a self‑governing board."
    )
    for text in read("other-hyphens").texts:
        assert text.body.endswith(sentences)


def test_dashes_and_slashes_at_a_lines_end_join_without_a_space() -> None:
    text = body("dash-at-line-end", 1)
    for joined in (
        "years 1990–1995 the",
        "clerk—a former",
        "yes and/or question",
        "www.halden.example/reports/one for",
        "416-555-0111 for",
    ):
        assert joined in text


def test_the_labels_of_a_form_are_text() -> None:
    for text in read("filled-form").texts:
        assert "\n\nName of complainant: " in text.body
        assert "\n\nWhat happened:" in text.body


@pytest.mark.parametrize("name", ["transcript-dots", "transcript-small-numbers", "margin-times"])
def test_line_numbers_and_times_are_no_part_of_a_transcripts_words(name: str) -> None:
    joined = join_pages(read(name).texts[:2]).text
    assert "\n\n" not in joined
    assert joined.startswith("Counsel for the city reported that the complaint form is printed")
    assert "that the policy was read aloud at each shift change, without any change" in joined
    assert not any(letter in joined for letter in "·¹²³:0123456789")


def test_the_last_row_of_a_head_goes_although_its_numbers_change() -> None:
    for text in read("05_bilingual_columns").texts:
        assert text.body.startswith("Appointment of clerk\n\n(1) The Council may appoint")


def test_what_ends_in_the_upper_half_of_the_sheet_is_no_foot() -> None:
    for text in read("06_unreadable_run_in_heading").texts:
        assert text.body.endswith(
            ".—In the case of a lease in force on the day of signing, the tariff shall apply only"
            " from the first day of the quarter that follows its renewal."
        )
        assert not text.running
