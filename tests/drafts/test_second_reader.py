"""The second reader disagrees where the file says other words than the page, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.apart.pool import Pool
from drafts.verdicts.second_reader import SeenPage
from drafts.verdicts.seen_words import SeenWords
from indexer.readers import pdfium, pdfminer
from indexer.readers.lopdf import PageWords, read_page_words
from indexer.updating.page_readings import PageReading, read_pages_apart

FONT = "Vera"
SENTENCE = "The owners shall not leave the landing before noon today."


def measure(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, 11))


def write(canvas: Canvas, *parts: str | Callable[[Canvas, float, str], float]) -> None:
    """The sentence, word by word; a function draws the word in its place."""
    x = 72.0
    for part in parts:
        if isinstance(part, str):
            canvas.drawString(x, 700, part)
            x += measure(f"{part} ")
        else:
            x = part(canvas, x, "not")


def draw_plain(canvas: Canvas) -> None:
    write(canvas, *SENTENCE.split())


def draw_covered(canvas: Canvas) -> None:
    """ "not" under a white patch."""

    def cover(canvas: Canvas, x: float, word: str) -> float:
        width = measure(word)
        canvas.drawString(x, 700, word)
        canvas.saveState()
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(x - 1, 696, width + 2, 14, fill=1, stroke=0)
        canvas.restoreState()
        return x + measure(f"{word} ")

    write(canvas, "The", "owners", "shall", cover, *SENTENCE.split()[4:])


def draw_replaced(canvas: Canvas) -> None:
    """ "not" is what is drawn, "always" what the file says that it means."""

    def replace(canvas: Canvas, x: float, word: str) -> float:
        canvas._code.append("/Span <</ActualText (always)>> BDC")
        canvas.drawString(x, 700, word)
        canvas._code.append("EMC")
        return x + measure(f"{word} ")

    write(canvas, "The", "owners", "shall", replace, *SENTENCE.split()[4:])


def draw_out_of_order(canvas: Canvas) -> None:
    """The words are where they belong, but drawn in another order."""
    places: list[tuple[float, str]] = []
    x = 72.0
    for word in SENTENCE.split():
        places.append((x, word))
        x += measure(f"{word} ")
    for at in (0, 1, 3, 2, 5, 4, 6, 7, 8, 9):
        canvas.drawString(places[at][0], 700, places[at][1])


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (draw_plain, ""),
        (draw_out_of_order, ""),
        (draw_covered, "sees “not” between “shall” and “leave”"),
        (draw_replaced, ""),  # the first reader does not believe the replacement
    ],
)
def test_made_disagreements_are_found_by_both_engines(
    tmp_path: Path, draw: Callable[[Canvas], None], found: str
) -> None:
    pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))
    path = tmp_path / "made.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    canvas.setFont(FONT, 11)
    draw(canvas)
    canvas.save()
    (line,) = pdfium.read_pdf(path).sheets[0].lines
    by_pdfminer = " ".join(one.text for one in pdfminer.read_pdf(path).sheets[0].lines)
    assert SeenWords(by_pdfminer).describe_disagreement(line.text) == found
    assert SeenPage(read_page_words(path, [1])[1]).describe_disagreement(line.text) == found


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("defined by the office", "de\ufb01ned by the o\ufb03ce"),
        ("defined by the office", "de\ue001ned by the o\ue002ce"),
        ("defined by the office", "dened by the oce"),
        ("defined by the office", "de ned by the o ce"),
        ("is defined as the first", "is de\ufffdned as the \ufffdrst"),
        ("a well known prob-", "a well-known prob- lem"),
        ("run together here", "run togetherhere"),
        ("in the rain without shelter.¹² For those", "in the rain without shelter.12 For those"),
        ("in the rain without shelter.¹² For those", "in the rain without shelter. For those"),
        ("no caf\u00e9 owner", "no cafe\u0301 owner"),
        ("Total 12 45", "Total Other Third 12 17 8 45 3 9"),
    ],
)
def test_how_letters_and_columns_are_read_is_no_disagreement(line: str, seen: str) -> None:
    assert SeenWords(seen).describe_disagreement(line) == ""


@pytest.mark.parametrize(
    ("line", "seen", "found"),
    [
        ("may not ask a witness", "may ask a witness", "does not see “not”"),
        (
            "may not ask a witness",
            "may ask a witness. It is not so.",
            "does not see “not” between “may” and “ask”",
        ),
        (
            "may ask a witness",
            "may never ask a witness",
            "sees “never” between “may” and “ask”",
        ),
        (
            "the dog bit a man",
            "the man bit a dog",
            "sees the words of “the dog bit a man” in another order",
        ),
        ("on 12 March 2010", "on 12 March 2011", "does not see “2010”"),
        ("the finding was final", "the funding was final", "does not see “finding”"),
        ("the fight was over", "the eight was over", "does not see “fight”"),
    ],
)
def test_other_words_are_a_disagreement(line: str, seen: str, found: str) -> None:
    assert SeenWords(seen).describe_disagreement(line) == found


def test_a_page_with_unknown_characters_confirms_nothing_that_it_lacks() -> None:
    page = SeenPage(PageWords("may a witness", "may a witness", is_whole=False))
    assert page.describe_disagreement("may a witness") == ""
    assert page.describe_disagreement("may ask a witness").startswith("cannot tell all characters")


def test_what_cannot_be_read_costs_only_itself(tmp_path: Path, sample_corpus: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    whole = next(iter(sorted(sample_corpus.glob("*.pdf"))))
    readings = [
        PageReading(str(broken), (1, 2), "pdfium"),
        PageReading(str(whole), (1, 10_000), "pdfium"),
        PageReading(str(whole), (1,), "pdfminer", tried="lopdf"),
    ]
    with Pool() as apart:
        nothing, first, by_pdfium = read_pages_apart(readings, apart)
    assert nothing == {}
    assert list(first) == list(by_pdfium) == [1]
    assert by_pdfium[1].placed == ""
