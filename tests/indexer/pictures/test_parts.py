"""The steps from a picture to lines, each for itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus.errors import DamagedPdf
from indexer.cleaning.text_map import MappedRun, TextMap
from indexer.pages.sure_words import SureWord, find_least_sure, place_words
from indexer.readers.frames import make_upright_box
from indexer.readers.geometry import Box
from indexer.readers.pictures.languages import name_language, tell_language
from indexer.readers.pictures.lines import build_lines
from indexer.readers.pictures.lone_numbers import mend_lone_numbers
from indexer.readers.pictures.picture_reading import SeenWord
from indexer.readers.pictures.straightening import measure_skew
from indexer.readers.pictures.turning import Placement, turn_upright
from indexer.readers.pictures.words import Word, parse_words
from indexer.readers.sheets import Line, Sheet
from tests.indexer.pictures.scans import REVIEW, draw

WHITE = Image.new("L", (1000, 1000), 255)


def word(text: str, x: int, y: int = 100, width: int = 60, height: int = 28) -> Word:
    return Word(text, Box(x, y, x + width, y + height), 96.0, "1", f"1 1 1 {y}")


def row(level: int, place: str, box: str, confidence: float, text: str) -> str:
    return "\t".join([str(level), "1", *place.split(), *box.split(), str(confidence), text])


def test_words_are_read_off_what_tesseract_writes() -> None:
    tsv = "\n".join(
        [
            row(4, "1 1 1 0", "10 10 500 30", -1, ""),
            row(5, "1 1 1 1", "10 10 90 30", 96.4, "Board"),
            row(5, "1 1 1 2", "110 10 80 30", 31.0, "|~"),
            row(5, "2 1 1 1", "10 400 90 30", 22.0, "ffo"),
            row(5, "2 1 1 2", "110 400 90 30", 11.0, "oe"),
        ]
    )
    # a speck, and a block that is no text, are left out
    assert [(one.text, one.box) for one in parse_words(tsv)] == [("Board", Box(10, 10, 100, 40))]


def test_words_of_a_line_are_joined_and_wide_gaps_part_it() -> None:
    lines = build_lines([word("Page", 10), word("of", 90), word("4", 600)], WHITE)
    assert ["".join(line.list_texts()) for line in lines] == ["Page of", "4"]


def test_a_stroke_among_words_is_a_capital_and_a_rule_is_not() -> None:
    words = [word("when", 10), word("|", 80, width=4), word("came", 100)]
    (line,) = build_lines(words, WHITE)
    assert "".join(line.list_texts()) == "when I came"
    assert min(one.confidence for one in line.words) < 80
    tall = [word("when", 10), word("|", 80, y=60, width=4, height=120)._replace(line="1 1 1 100")]
    assert "".join(build_lines(tall, WHITE)[0].list_texts()) == "when |"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("-Il-", "-11-"), ("-|2-", "-12-"), ("XXiil", "xxiii"), ("II", "II"), ("12", "12"),
        ("Ill", "111"), ("civil", "civil"), ("A-3", "A-3"), ("XX11", "xxii"),
    ],
)  # fmt: skip
def test_a_lone_number_is_read_as_it_is_meant(seen: str, meant: str) -> None:
    words = [word("Report", 10), word("text", 80), word(seen, 500, y=900)]
    assert mend_lone_numbers(words)[-1].text == meant


@pytest.mark.parametrize("skew", [-3.0, -0.6, 0.0, 0.7, 2.0])
def test_a_skew_is_measured(skew: float) -> None:
    sheet = draw(REVIEW, 9, 100)
    turned = sheet.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    assert measure_skew(turned) == pytest.approx(-skew, abs=0.15)


def test_a_blank_picture_has_no_skew() -> None:
    assert measure_skew(WHITE) == 0.0


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.tuples(st.integers(0, 99), st.integers(0, 149), st.integers(1, 60), st.integers(1, 40)),
)
def test_a_box_of_a_turned_picture_is_found_again_on_the_page(
    angle: int, where: tuple[int, int, int, int]
) -> None:
    page = Image.new("L", (200, 300), 255)
    x, y, width, height = where
    page.paste(0, (x, y, x + width, y + height))
    upright = turn_upright(page, angle)
    bounds = upright.point([255 * (level < 128) for level in range(256)]).getbbox()
    assert bounds is not None
    placed = Placement(page.size, angle, 0.0).place(Box(*bounds), 1.0)
    assert placed == Box(x, y, x + width, y + height)
    # and a line there reads in that direction, as lines of turned pages of any reader do
    line = Line("x", *placed, 0, angle=angle)
    assert make_upright_box(line, Sheet(1, 200, 300)) == Box(*bounds)


def test_a_level_word_is_found_on_the_skewed_page() -> None:
    page = Image.new("L", (2000, 1000), 255)
    page.paste(0, (1800, 480, 1840, 500))
    level = page.rotate(1.0, Image.Resampling.BICUBIC, fillcolor=255)
    bounds = level.point([255 * (value < 128) for value in range(256)]).getbbox()
    assert bounds is not None and bounds[1] < 475
    placed = Placement(page.size, 0, 1.0).place(Box(*bounds), 1.0)
    assert placed == pytest.approx((1800, 480, 1840, 500), abs=2)


def test_sure_words_are_placed_in_the_clean_text() -> None:
    sheet = Sheet(1, 612, 792, (Line("The board", 0, 0, 9, 9, 0), Line("met to-", 0, 9, 9, 18, 10)))
    seen = [
        SeenWord(start, end, sure, Box(0, 0, 1, 1))
        for start, end, sure in ((0, 3, 96), (4, 9, 55), (10, 13, 90), (14, 17, 70))
    ]
    # "The board met to", the hyphen undone
    text_map = TextMap((MappedRun(0, 9, 0, 0, 1), MappedRun(10, 6, 1, 0, 1)))
    placed = place_words(sheet, text_map, seen)
    assert placed == [(0, 3, 96), (4, 9, 55), (10, 13, 90), (14, 16, 70)]
    assert find_least_sure(placed, 0, 3) == 96
    assert find_least_sure(placed, 2, 5) == 55
    assert find_least_sure([SureWord(0, 3, 96)], 3, 9) is None


@pytest.mark.parametrize(
    ("tag", "name"), [("fr-CA", "fra"), ("en_GB", "eng"), ("DE", "deu"), ("tlh", ""), ("", "")]
)
def test_languages_have_tesseracts_names(tag: str, name: str) -> None:
    assert name_language(tag) == name


def test_a_language_is_told_by_its_small_words() -> None:
    french = "le service de police a reçu la lettre et il est dans la salle des réunions " * 4
    english = "the letter of the board was read in the room and it is on the record with us " * 4
    assert tell_language([french]) == "fra"
    assert tell_language([english]) == "eng"
    assert tell_language([french, english]) == ""
    assert tell_language(["12 34 Toronto"]) == ""


def test_what_is_no_picture_of_a_page_is_named(tmp_path: object) -> None:
    from pathlib import Path

    from indexer.pages.document import read_document

    icon = Path(str(tmp_path), "icon.png")
    Image.new("L", (32, 32)).save(icon)
    with pytest.raises(DamagedPdf, match=r"icon\.png is too small to be a page \(32 × 32 pixels\)"):
        read_document(icon)
    broken = Path(str(tmp_path), "broken.jpg")
    broken.write_bytes(b"\xff\xd8\xff\xe0 and then nothing")
    with pytest.raises(DamagedPdf, match="cannot be opened as a picture"):
        read_document(broken)
