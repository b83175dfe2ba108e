"""The clean text of the sample: every passage that a careful reader would quote, on its pages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from corpus.sample import FOLDER
from indexer.pages.joins import join_pages
from indexer.words.tokens import SUPERSCRIPT_DIGITS, split_words
from tests.indexer.pages import sample
from tests.sample.reading import PASSAGES, TRUTH

MARKER = "Invented sample document"
MARKS = str.maketrans("", "", SUPERSCRIPT_DIGITS)
HEADS = re.compile(
    r"Independent Review of Street Checks in Port Halden \d|^Page ?\|? ?\d+$|^- \d+ -$|^\d{1,2}$"
    r"|^THIS IS AN EXTRACT FROM THE MINUTES",
    re.MULTILINE,
)


def where(name: str, quoted: str) -> tuple[int, ...]:
    """The PDF pages on which the running text or the notes hold these words; () where none do.

    A note mark inside a passage is not quoted, and a paragraph break is white space."""
    texts = sample(name).texts
    running = join_pages(texts)
    kept = [at for at, c in enumerate(running.text) if c not in SUPERSCRIPT_DIGITS]
    plain = re.sub(r"\s", " ", running.text.translate(MARKS)).replace("  ", " \0")
    kept_plain = [at for at, c in zip(kept, plain, strict=True) if c != "\0"]
    found = plain.replace("\0", "").find(quoted)
    if found >= 0:
        return running.find_pages_of_span(
            kept_plain[found], kept_plain[found + len(quoted) - 1] + 1
        )
    return tuple(text.number for text in texts if quoted in text.notes.translate(MARKS))


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["trap"])
def test_a_passage_is_found_word_for_word_on_its_pages(passage: dict[str, Any]) -> None:
    assert where(passage["file"], passage["text"]) == tuple(passage["pdf_pages"])


@pytest.mark.parametrize("name", TRUTH)
def test_no_running_head_or_folio_is_left_in_the_text(name: str) -> None:
    for text in sample(name).texts:
        assert MARKER not in text.body + text.notes
        assert not HEADS.search(text.body), (text.number, HEADS.search(text.body))


@pytest.mark.parametrize("pdf_page", [4, 5, 6, 8])
def test_margin_line_numbers_are_not_in_the_text(pdf_page: int) -> None:
    text = sample("nlc_2008-05_brief.pdf").texts[pdf_page - 1]
    assert not re.search(r"\b8 9 10 11\b", text.body + text.notes)
    assert not re.search(r"(?m)^(1?\d|2[0-5])( |$)", text.body)


def test_the_numbers_of_the_rows_of_a_table_stay() -> None:
    body = sample("nlc_2008-05_brief.pdf").texts[10].body
    assert "7 Missing child, found within the hour" in body
    assert "10 Threats by a landlord" in body


def test_the_turned_page_number_is_not_in_the_text() -> None:
    text = sample("marlowe_2018_review.pdf").texts[13]
    assert text.body.startswith("Table 1.")
    assert text.notes == ""


def test_columns_are_read_one_after_the_other() -> None:
    body = sample("hwp_2015_report.pdf").texts[6].body
    order = ["Voices from the line", "Amparo, 51", "Beatriu, 45", "Old Pavel, 71", "Jun, 38"]
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert "and then she said: I don’t have to." in body


@pytest.mark.parametrize(
    ("name", "pdf_page", "heading"),
    [
        ("marlowe_2018_review.pdf", 8, "Why there is a review at all"),
        ("marlowe_2018_review.pdf", 12, "What officers say about it"),
        ("phpsb_2017-06-15_minutes.pdf", 2, "P128. Interpreters at Public Meetings"),
        ("hwp_2015_report.pdf", 4, "How we worked"),
        ("nlc_2008-05_brief.pdf", 7, "IV. PRIVACY"),
    ],
)
def test_a_heading_is_a_paragraph_of_its_own(name: str, pdf_page: int, heading: str) -> None:
    assert heading in sample(name).texts[pdf_page - 1].body.split("\n\n")


def test_footnotes_are_kept_apart_and_begin_with_their_mark() -> None:
    text = sample("marlowe_2018_review.pdf").texts[8]
    assert [note[:22] for note in text.notes.split("\n\n")] == [
        "² Order in Council 411",
        "³ Letter of Deputy Chi",
    ]
    assert text.body.startswith("are followed; what becomes")


def test_a_raised_mark_behind_a_year_is_no_digit_of_the_year() -> None:
    assert "in the spring of 2014.⁹" in sample("marlowe_2018_review.pdf").texts[12].body


@pytest.mark.parametrize("name", TRUTH)
def test_no_word_of_a_page_is_lost(name: str) -> None:
    """Text, notes and furniture together hold every word that the reader gave."""
    document = sample(name)
    for sheet, text in zip(document.sheets, document.texts, strict=True):
        letters = sorted("".join(split_words(" ".join(line.text for line in sheet.lines))))
        used = {run.line for run in text.body_map.runs} | {run.line for run in text.notes_map.runs}
        furniture = [line.text for at, line in enumerate(sheet.lines) if at not in used]
        kept = sorted("".join(split_words(" ".join([text.body, text.notes, *furniture]))))
        assert kept == letters


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.pdf")), ids=lambda path: path.stem)
def test_both_readers_give_the_same_pages_and_words(path: Any) -> None:
    from indexer.readers import pdfminer

    other = pdfminer.read_pdf(path).sheets
    own = sample(path.name).sheets
    assert [(s.width, s.height) for s in other] == [(s.width, s.height) for s in own]
    same = total = 0
    for ours, theirs in zip(own, other, strict=True):
        left = split_words(" ".join(line.text for line in ours.lines))
        right = split_words(" ".join(line.text for line in theirs.lines))
        total += len(left)
        remaining = list(right)
        for word in left:
            if word in remaining:
                remaining.remove(word)
                same += 1
    assert same >= 0.98 * total
