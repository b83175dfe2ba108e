"""Only what can be seen is the page's text: every way of hiding words, bars, layers, strokes."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.pages.document import DocumentReading, read_document

CASES = Path(__file__).with_name("cases")
SHOWN = (
    "The Board shall publish every report within thirty days of the meeting."
    " The motion was carried after a short debate among the members."
)


def read(name: str) -> DocumentReading:
    return read_document(CASES / f"{name}.pdf")


def text(name: str, page: int = 1) -> str:
    return " ".join(read(name).texts[page - 1].body.split())


HIDDEN = (
    "alpha0 behind clipped form_white image nearwhite ocgoff one_pt tiny tr3 tr7clip white whitebox"
)


@pytest.mark.parametrize("way", HIDDEN.split())
def test_words_that_cannot_be_seen_are_kept_apart(way: str) -> None:
    reading = read(f"hidden/{way}")
    assert text(f"hidden/{way}") == SHOWN
    hidden = reading.sheets[0].hidden
    assert hidden.startswith("The hidden sentence about zorblax")
    assert hidden.endswith("was never meant for readers.")


@pytest.mark.parametrize("way", "bigblack blackbox greybox redactannot redbox".split())
def test_words_under_a_bar_become_a_mark(way: str) -> None:
    assert text(f"hidden/{way}") == f"{SHOWN} █"
    assert not read(f"hidden/{way}").sheets[0].hidden


def test_a_bar_over_part_of_a_word_leaves_the_rest() -> None:
    assert text("hidden/blackboxpart") == (
        f"{SHOWN} The informa█said that the officer was asleep on duty."
    )


def test_one_hidden_word_in_a_sentence() -> None:
    assert text("hidden/hiddennot") == (
        "The officer was under any obligation to answer that evening in the hall."
    )
    assert read("hidden/hiddennot").sheets[0].hidden == "not"


def test_a_layer_over_an_empty_picture_is_hidden() -> None:
    assert text("hidden/fakeocr") == ""
    assert "admitted everything" in read("hidden/fakeocr").sheets[0].hidden


def test_a_line_that_runs_over_the_edge_of_the_page_ends_there() -> None:
    assert text("hidden/halfcrop").endswith("words that are cut")
    assert read("hidden/halfcrop").sheets[0].hidden == "away at the right edge of the page box"


@pytest.mark.parametrize(("way", "word"), [("acroform", "field"), ("freetext", "freetext")])
def test_what_lies_on_the_page_is_on_it(way: str, word: str) -> None:
    assert text(f"hidden/{way}") == (
        f"{SHOWN} The filled answer about zorblax{word} was typed by the clerk."
    )


def test_visible_words_stay() -> None:
    assert text("hidden/visible").startswith(f"{SHOWN} The hidden sentence about zorblaxvisible")
    assert not read("hidden/visible").sheets[0].hidden


@pytest.mark.parametrize("name", ["redaction_in_form", "same_bar_on_the_page"])
def test_a_bar_in_a_form_is_as_good_as_one_on_the_page(name: str) -> None:
    assert "The inspector said that █ had signed" in text(name)


@pytest.mark.parametrize("name", ["bar_in_form", "bars_in_one_path"])
def test_bars_in_forms_and_in_one_path(name: str) -> None:
    assert "was an █ index, and the share was █ percent of the whole." in text(name)


def test_words_under_a_bar_are_covered_and_white_ones_on_black_are_not() -> None:
    assert "The informant in case one was █ of Dock Street, who was paid." in text(
        "bar_over_live_text"
    )
    everything = str(read("bar_over_live_text").texts)
    assert "Quince" not in everything and "Quince" not in str(
        [sheet.hidden for sheet in read("bar_over_live_text").sheets]
    )


def test_white_out_hides_and_says_so() -> None:
    reading = read("white_out")
    assert all(sheet.hidden for sheet in reading.sheets)
    for sheet, page in zip(reading.sheets, reading.texts, strict=True):
        assert not any(word in page.body for word in sheet.hidden.split() if len(word) > 9)


def test_of_two_layers_the_one_that_is_seen_counts_once() -> None:
    reading = read("double_layer")
    words = [page.body for page in reading.texts]
    assert not any("pohcy" in body for body in words)
    assert any("policy" in body for body in words)
    assert any("pohcy" in sheet.hidden for sheet in reading.sheets)


@pytest.mark.parametrize("name", ["scan_layer_over", "scan_layer_under", "scan_layer_without"])
def test_bars_in_the_picture_of_a_scan(name: str) -> None:
    assert text(name).replace("█had", "█ had") == (
        "The informant told the board that █ had paid the harbour master in the month of May, and █"
        " that nobody had asked him for a receipt or note."
    )


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("scan_layer_over", "layer"),
        ("scan_layer_under", "layer"),
        ("double_layer", "text"),
        ("hidden/fakeocr", "text"),
        ("hidden/tr3", "text"),
    ],
)
def test_a_page_says_whether_its_words_are_a_layer_over_its_picture(name: str, origin: str) -> None:
    assert {sheet.read_from for sheet in read(name).sheets} == {origin}


def test_the_second_reader_knows_invisible_words_over_a_picture_too() -> None:
    reading = read_document(CASES / "scan_layer_over.pdf", reader="pdfminer")
    assert [sheet.read_from for sheet in reading.sheets] == ["layer"]


def test_struck_through_words_are_marked() -> None:
    body = read("struck_through").texts[0].body
    struck = "(4) A mooring shall not be let to more than two families."
    marked = "".join(f"{one}\u0336" if one != " " else one for one in struck)
    assert body == (
        "The by-law is amended as follows.\n\n"
        "(3) A mooring shall not be longer than nine metres.\n\n"
        f"{marked}\n\n"
        "(5) A mooring shall be marked with the number of its licence."
    )


def test_values_of_fields_stand_beside_their_names() -> None:
    assert "Name of complainant: Ottoline Marchbanks" in text("filled_form")
    assert "The sergeant refused to write down my words at desk two." in text("filled_form", 2)
    assert "Typed on by the clerk: disclosed in part, item one." in str(
        read("freetext_annotation").texts
    )


def test_what_is_in_the_file_and_not_read_is_said() -> None:
    assert read("xfa_form").warnings == (
        "It is an XFA form: what the form says is not read, only the page that stands in for it in"
        " other programs.",
    )
    assert read("portfolio").warnings == ("A file lies inside it, not read: in.pdf.",)
