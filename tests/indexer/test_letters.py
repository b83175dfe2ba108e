"""Letters that their font does not tell: read where the words leave one reading, else marked."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from indexer.cleaning.gaps import find_gaps
from indexer.cleaning.garbled import find_garbled_lines
from indexer.cleaning.letters import restore_letters
from indexer.pages.document import read_document
from indexer.readers.sheets import Line, Sheet
from indexer.readers.uncertain import make_stand_in

CASES = Path(__file__).parent / "cases"


def read_bodies(name: str) -> list[str]:
    return [page.body for page in read_document(CASES / f"{name}.pdf").texts]


def read_page_alone(name: str, pdf_page: int, folder: Path) -> str:
    """The text of one page as a document of its own, in which nothing recurs."""
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(pypdfium2.PdfDocument(CASES / f"{name}.pdf"), [pdf_page - 1])
    path = folder / "page.pdf"
    alone.save(path)
    return read_document(path).texts[0].body


def make_sheet(*texts: str) -> Sheet:
    lines = (
        Line(text, 72, 72 + 14 * at, 500, 83 + 14 * at, 0, 11.0) for at, text in enumerate(texts)
    )
    return Sheet(1, 612, 792, tuple(lines))


def read_lines(*texts: str) -> list[str]:
    (sheet,) = restore_letters([make_sheet(*texts)])
    return [line.text for line in sheet.lines]


def test_a_font_in_the_usual_order_of_glyphs_is_read_by_it() -> None:
    body = read_bodies("13_letters_not_in_the_map")[0]
    assert body.split("\n\n") == [
        "THE PARTIES",
        "5. The League is a corporation duly organized under the laws of the State, with its"
        " principal place of business in New York, New York.",
        "6. Its president is Orsola Dunn, a resident of New Zealand. JURISDICTION AND VENUE",
    ]


def test_ligatures_mapped_to_other_letters_are_read_by_the_words() -> None:
    assert read_bodies("21_ligatures_mapped_to_letters") == [
        "The meeting of the committee heard that the modifications were impractical. The harbour"
        " of Massachusetts is citied by the board in its motion."
    ]


def test_a_dot_on_the_baseline_is_a_full_stop() -> None:
    assert read_bodies("20_full_stop_unmapped")[0] == (
        "The ferry ran in winter. No member spoke against it. The chair thanked the staff. The list"
        " of ships (12.5 metres and more) is in the annex."
    )


def test_a_line_keeps_what_is_legible_beside_a_gap(tmp_path: Path) -> None:
    body = read_page_alone("06_unreadable_run_in_heading", 2, tmp_path)
    assert body.split("\n\n")[-1] == (
        '"(2) �.—In the case of a lease in force on the day of signing, the tariff shall apply only'
        " from the first day of the quarter that follows its renewal."
    )


def test_a_line_without_a_legible_letter_is_one_mark() -> None:
    for body in read_bodies("garbled-font"):
        assert body.endswith("closes the page.\n\n�")
        assert "Wkh" not in body


def test_a_page_whose_letters_are_no_language_is_lost() -> None:
    texts = read_document(CASES / "garbled-all.pdf").texts
    assert [page.body for page in texts] == ["�"] * 4
    assert all(page.lost > 1000 for page in texts)


def test_a_non_breaking_hyphen_at_the_end_of_a_line_belongs_to_the_word(tmp_path: Path) -> None:
    body = read_page_alone("other-hyphens", 1, tmp_path)
    assert "The board is self‑governing" in body or "self‑governing" in body
    assert "‑ " not in body


def test_a_letter_with_several_readings_is_not_guessed() -> None:
    unknown = make_stand_in(0, 0x3C)
    assert read_lines(f"The council met in New {unknown}ork and heard the board.") == [
        "The council met in New �ork and heard the board."
    ]


def test_a_word_alone_proves_a_ligature_only_where_no_letter_fits() -> None:
    unknown = make_stand_in(0, 0x9F)
    text = "The harbour council heard the board: they su{0}er, and the commi{0}ee knew."
    assert read_lines(text.format(unknown)) == [
        "The harbour council heard the board: they su�er, and the committee knew."
    ]


def test_figures_are_not_proven_by_a_few_words() -> None:
    def write(text: str) -> str:
        return "".join(
            make_stand_in(0, ord(letter) - 29) if not letter.islower() and letter != " " else letter
            for letter in text
        )

    text = "The council of Harbour Street heard the Board of 1997"
    assert read_lines(write(text)) == ["The council of Harbour Street heard the Board of ����"]


def test_foreign_letters_are_left_alone() -> None:
    text = "The council heard Łukasz Ørsted and Ōta Jirō of Gdańsk about the mooring."
    assert read_lines(text) == [text]


def test_no_english_word_is_made_of_another_language() -> None:
    text = "Les membres du conseil ont été informés par le présiƟent de la séance suivante"
    assert read_lines(text) == [text.replace("Ɵ", "�")]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("plain words", []),
        ("New \ufffdork", []),
        ("a \ufffd\ufffd\ufffd, \ufffd\ufffd of it", [(2, 9)]),
        ("(2) \ufffd\ufffd\ufffd.—In the case", [(4, 7)]),
        ("a \uf0b7 sign", []),
    ],
)
def test_gaps(text: str, gaps: list[tuple[int, int]]) -> None:
    assert find_gaps(text) == gaps


ENGLISH = (
    "All human beings are born free and equal in dignity and rights. They are endowed with reason"
    " and conscience and should act towards one another in a spirit of brotherhood. Everyone is"
    " entitled to all the rights and freedoms set forth in this Declaration, without distinction of"
    " any kind, such as race, colour, sex, language, religion, political or other opinion."
)
POLISH = (
    "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni"
    " obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa. Każdy"
    " człowiek posiada wszystkie prawa i wolności zawarte w niniejszej Deklaracji bez względu na"
    " różnice rasy, koloru, płci, języka, wyznania, poglądów politycznych i innych przekonań."
)


def shift(text: str, by: int) -> str:
    return "".join(
        chr((ord(letter) - 97 + by) % 26 + 97) if "a" <= letter <= "z" else letter
        for letter in text.lower()
    )


def spell_in_pictures(text: str) -> str:
    """`text` in glyphs that a font names like the pictures of Zapf Dingbats."""
    return "".join(chr(ord(c) + 0x26E0) if c.isalpha() and c.isascii() else c for c in text)


@pytest.mark.parametrize(
    ("text", "is_garbled"),
    [
        (ENGLISH, False),
        (POLISH, False),
        (shift(ENGLISH, 3), True),
        ("".join(chr(ord(c) - 29) if c.isalpha() else c for c in ENGLISH), True),
        (spell_in_pictures(ENGLISH), True),
        ("AB-1203/4 K<3> 12.05.2019 XR-77 19,20 " * 20, False),
    ],
)
def test_only_a_cipher_is_garbled(text: str, is_garbled: bool) -> None:
    assert bool(find_garbled_lines([make_sheet(text)])) is is_garbled
