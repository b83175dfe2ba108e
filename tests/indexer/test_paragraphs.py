"""Where paragraphs begin, and which hyphens belong to their words."""

from __future__ import annotations

import pytest

from indexer.cleaning.clean_text import clean_pages
from indexer.cleaning.hyphens import Vocabulary
from indexer.cleaning.paragraphs import is_paragraph_break
from indexer.labels.page_label import PageLabel
from indexer.readers.sheets import Line, Sheet
from tests.indexer.pages import sheet_of


def body(*rows: tuple[float, float, str]) -> str:
    return clean_pages([sheet_of(rows)], [PageLabel(1, None, "none", "")])[0].body


FULL = "a full line of the running text, which goes on and on and"


def test_lines_at_one_pitch_are_one_paragraph() -> None:
    assert body((60, 100, FULL), (60, 114, FULL), (60, 128, "ends here.")).count("\n\n") == 0


def test_a_wide_gap_begins_a_paragraph() -> None:
    rows = [(60.0, 100.0 + 14 * row, FULL) for row in range(4)]
    assert body(*rows, (60, 170, FULL)).count("\n\n") == 1


def test_an_indent_after_a_full_stop_begins_a_paragraph() -> None:
    stopped = FULL[:-4] + " so."
    assert body((60, 100, FULL), (60, 114, stopped), (80, 128, "It was so.")).count("\n\n") == 1


def test_an_abbreviation_does_not_end_a_paragraph() -> None:
    rows = [
        (60.0, 100.0, FULL),
        (60.0, 114.0, "within the meaning of s."),
        (60.0, 128.0, "2 of the Act"),
    ]
    assert "of s. 2 of the Act" in body(*rows)
    minutes = [
        (60.0, 100.0, FULL),
        (60.0, 114.0, "in 2012 (Min. No."),
        (60.0, 128.0, "P204/12 refers)"),
    ]
    assert "(Min. No. P204/12 refers)" in body(*minutes)


def test_pieces_of_one_row_are_one_line() -> None:
    assert body(
        (60, 100, "where the calls come"), (200, 100, "from."), (260, 101, "It accounts")
    ) == ("where the calls come from. It accounts")


def test_each_line_of_a_table_of_contents_is_a_paragraph() -> None:
    rows = [
        (60.0, 100.0 + 14 * row, f"Chapter {row} . . . . . . . . . . {row}") for row in range(3)
    ]
    assert len(body(*rows).split("\n\n")) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # words that nothing ends with, a tied number, a tied name
        ("it was a C corporation for two years and an", "S corporation later"),
        ("was signed into law by", "President Alder on the same day"),
        ("the loan that they sought from it was one", "USDA loan and another"),
        ("in the way that is told in section", "2. The Board has"),
        ("posts were shared by several surrogates, including", "Avel Brandt Jr."),
        ("in the meaning of what is now called section", "704 of the Code"),
    ],
)
def test_a_sentence_is_not_cut_after_a_shortish_line(before: str, after: str) -> None:
    rows = [(60.0, 100.0, FULL + FULL[:20]), (60.0, 114.0, "and so on " + before)]
    assert "\n\n" not in body(*rows, (60, 128, after), (60, 142, "and it went on."))


def test_a_line_that_stops_very_short_ends_a_paragraph() -> None:
    rows = [(60.0, 100.0, FULL), (60.0, 114.0, "and so it ended")]
    assert body(*rows, (60, 128, "The second one")).endswith("ended\n\nThe second one")


def test_labelled_lines_are_paragraphs() -> None:
    rows = [
        (60.0, 114.0, "Location: 12 Quay Street, Port Halden"),
        (60.0, 128.0, "License#: 100864, Notice#: 021994, Cat. X"),
        (60.0, 142.0, "Date: 29 July"),
        (60.0, 156.0, "Notice: Alcohol was served on the patio without leave"),
    ]
    assert len(body(*rows).split("\n\n")) == 4


def test_a_list_of_names_is_cut_line_by_line() -> None:
    names = ["Ivo Cole (Marlowe)", "Jun Dorn (Hills)", "Ana Brandt (Quayside and Halden)"] * 2
    rows = [(60.0, 100.0 + 14 * row, name) for row, name in enumerate([*names, FULL.title()])]
    assert len(body(*rows).split("\n\n")) == 7


def test_an_item_after_and_begins_a_paragraph() -> None:
    rows = [
        (60.0, 100.0, FULL),
        (60.0, 114.0, "(A) the area in which it lies; and"),
        (60.0, 128.0, "(B) the rest."),
    ]
    assert body(*rows).endswith("and\n\n(B) the rest.")


def test_small_capitals_within_a_sentence_cut_nothing() -> None:
    lines = [("is sent to the person identified", 9.0), ("in the FURTHER INFORMATION", 7.0)]
    lines += [("CONTACT section, which see", 9.0)]
    sheet = Sheet(
        1,
        600,
        800,
        tuple(
            Line(text, 60, 100 + 10 * at, 60 + 5 * len(text), 109 + 10 * at, 0, size)
            for at, (text, size) in enumerate(lines)
        ),
    )
    found = clean_pages([sheet], [PageLabel(1, None, "none", "")])[0].body
    assert found == " ".join(text for text, _ in lines)


def test_two_lines_at_the_ends_of_a_page_are_two_paragraphs() -> None:
    assert body((60, 60, "They met in the park"), (60, 750, "1")) == "They met in the park\n\n1"


def test_double_spaced_text_is_one_paragraph() -> None:
    rows = [(60.0, 100.0 + 31 * row, FULL) for row in range(4)]
    assert "\n\n" not in body(*rows)


def test_a_label_on_top_of_the_next_page_is_not_the_end_of_a_sentence() -> None:
    first = sheet_of([(60, 100, FULL), (60, 114, "from the budgets.")])
    second = sheet_of(
        [(60, 100, "recommendation"), (60, 130, FULL), (60, 144, FULL), (60, 158, FULL)],
        pdf_page=2,
    )
    labels = [PageLabel(page, None, "none", "") for page in (1, 2)]
    assert clean_pages([first, second], labels)[0].seam == "paragraph"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("so they said.⁵⁸⁵ ⁵⁸⁶", "The second", True),
        ("The Board received the report.", "The Chief spoke.", True),
        ("The Board received the report.", "and the Chief spoke.", False),
        ("asked by the member for", "Halden South", False),
        ("within the meaning of s.", "2 of the Act", False),
        ("in the view of Mr.", "Justice Fairweather", False),
        ("She was quiet and then she said:", "I don’t have to.", False),
        ("The Board approved the Motions:", "1. THAT the report be received", True),
        ("so they said.”¹²", "The second", True),
    ],
)
def test_paragraphs_over_a_page_break(before: str, after: str, expected: bool) -> None:
    assert is_paragraph_break(before, after) is expected


def vocabulary(*texts: str) -> Vocabulary:
    lines = tuple(Line(text, 0, 14 * at, 100, 14 * at + 12, 0) for at, text in enumerate(texts))
    return Vocabulary([Sheet(1, 600, 800, lines)])


@pytest.mark.parametrize(
    ("texts", "before", "after", "broken"),
    [
        # a word whose halves are none
        ((), "the election cam-", "paign began", True),
        # the document has the compound, the word, or both
        (("over a five-year period",), "for a five-", "year period", False),
        (("they will cooperate with us",), "to co-", "operate with", True),
        (("to re-enter the city now", "he reenters", "no"), "to re-", "enter the", False),
        # capitals, figures, dashes
        ((), "the Anglo-", "Saxon law", False),
        ((), "the PROCE-", "DURE", True),
        ((), "Order P-", "311 of", False),
        ((), "and then -", "nothing", False),
        # a soft hyphen is never the word's own
        ((), "xylo\u00ad", "qux", True),
        # a document that was never hyphenated keeps its hyphens
        ((), "a well-", "known fact", False),
        ((), "bought pre-", "packed food", False),
    ],
)
def test_hyphens(texts: tuple[str, ...], before: str, after: str, broken: bool) -> None:
    assert vocabulary(*texts).is_broken(before, after) is broken


def test_a_hyphenated_document_joins_what_is_a_word() -> None:
    words = vocabulary("the election cam-", "paign was long")
    assert words.is_broken("an under-", "standing was reached")
    assert words.is_broken("the re-", "lease of it")
    assert not words.is_broken("a decision-", "maker was found")


FRENCH = (
    "le conseil du port a dit que la séance est remise et que le par est un des",
    "les membres de la commission ont vu le con dans le registre de la ville",
)


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [
        ("la question par-", "ticulière du port", True),  # "par" is a word
        ("le con-", "trat de la ville", True),  # so is "con"
        ("la publi-", "cité du port", True),
        ("il dit-", "il que la", False),
        ("eux-", "mêmes ont vu", False),
        ("un sous-", "ministre du port", False),
        ("au-", "delà de la ville", False),
        ("the decision-", "maker of the board was", False),  # an English line in a French document
    ],
)
def test_french_words_at_a_lines_end(before: str, after: str, broken: bool) -> None:
    assert vocabulary(*FRENCH).is_broken(before, after) is broken


def test_dashes_in_running_text_begin_no_item() -> None:
    rows = [(60.0, 100.0, FULL), (60.0, 114.0, "- who met in May - and said"), (60.0, 128.0, FULL)]
    assert "\n\n" not in body(*rows)


def test_a_heading_in_the_texts_size_is_not_glued_to_its_neighbours() -> None:
    rows = [
        (60.0, 100.0, FULL),
        (60.0, 114.0, FULL[:-4] + " so."),
        (60.0, 128.0, "The mandate"),
        (60.0, 142.0, "The Board " + FULL[10:]),
    ]
    assert body(*rows).split("\n\n")[1] == "The mandate"


def test_a_tall_bullet_does_not_part_its_line_from_the_next() -> None:
    rows = [(100.0 + 14 * row, FULL) for row in range(6)]
    lines = [Line(text, 90, top, 360, top + 12, 0, 12) for top, text in rows]
    lines[2] = lines[2]._replace(text=f"• {FULL}", x0=60, top=121)  # a bullet of a larger font
    sheet = Sheet(1, 600, 800, tuple(lines))
    text = clean_pages([sheet], [PageLabel(1, None, "none", "")])[0].body
    assert [part[:6] for part in text.split("\n\n")] == ["a full", "• a fu"]


def test_a_heading_further_in_than_the_text_is_a_paragraph() -> None:
    rows = [
        *((72.0, 100.0 + 30 * row, FULL + " so on") for row in range(3)),
        (72.0, 190.0, "until the end."),
        (144.0, 220.0, "2. Amounts due"),
        (108.0, 250.0, "An amount due for" + FULL[18:]),
        *((72.0, 280.0 + 30 * row, FULL + " so on") for row in range(3)),
    ]
    assert body(*rows).split("\n\n")[1] == "2. Amounts due"


def test_entries_with_hanging_indents_are_a_paragraph_each() -> None:
    titles = ["On ships", "On boats", "On piers", "On ports", "On locks"]
    rows: list[tuple[float, float, str]] = []
    for title in titles:
        top = 100.0 + 14 * len(rows)
        rows += [
            (60, top, f"Moss, A. {title} and what has been"),
            (80, top + 14, "written. Alder."),
        ]
    rows[1] = (80, 114, "Alder: written.")
    rows[0] = (60, 100, "Moss, A. On ships and what is next.")
    assert [part.split(" and")[0] for part in body(*rows).split("\n\n")] == [
        f"Moss, A. {title}" for title in titles
    ]


def test_an_indent_begins_a_paragraph_where_no_sentence_goes_on_in_one() -> None:
    stopped = FULL[:-4] + " so."
    rows = [(80.0 if row % 2 else 60.0, 100.0 + 14 * row, "It was " + stopped) for row in range(8)]
    assert body(*rows).count("\n\n") == 4


def test_items_of_a_statute_are_paragraphs_however_full_the_line_before() -> None:
    rows = [
        (60.0, 100.0, FULL + " so on"),
        (60.0, 114.0, "so on and the funds shall be used by the Secretary to pay for—"),
        (70.0, 128.0, "‘‘(A) the plans of the harbour and of the landing, and all that"),
        (60.0, 142.0, "belongs to them until the harbour master has paid the last bill."),
        (70.0, 156.0, "‘‘(2) SPECIAL CONSIDERATIONS.—The master shall hear the council"),
        (60.0, 170.0, "before he pays."),
    ]
    assert [part[:5] for part in body(*rows).split("\n\n")] == ["a ful", "‘‘(A)", "‘‘(2)"]


def test_a_heading_left_of_its_paragraph_is_one() -> None:
    rows = [
        (90.0, 100.0, FULL),
        (90.0, 114.0, "until the spring."),
        (60.0, 142.0, "17. conclusion"),
        (90.0, 156.0, "Merchants were put" + FULL[18:]),
        *((90.0, 170.0 + 14 * row, FULL) for row in range(4)),
    ]
    assert body(*rows).split("\n\n")[1] == "17. conclusion"
