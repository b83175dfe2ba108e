"""Nothing on a page is lost: what is not in its text or notes is kept as running text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning.page_text import PageText, Place
from indexer.cleaning.text_map import TextMap
from indexer.pages.document import read_document
from indexer.store.running import pack_running, unpack_running

CASES = sorted(Path(__file__).with_name("cases").glob("*.pdf"))


def count_letters(*texts: str) -> Counter[str]:
    return Counter(
        letter for text in texts for letter in normalize("NFKD", text) if letter.isalnum()
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_letter_of_a_page_is_in_its_text_its_notes_or_its_running_texts(path: Path) -> None:
    reading = read_document(path)
    for sheet, page in zip(reading.sheets, reading.texts, strict=True):
        if not page.lost:  # letters that nobody can tell are left out
            kept = count_letters(page.body, page.notes, *(text for _, text in page.running))
            assert kept == count_letters(*(line.text for line in sheet.lines))


def test_a_foot_of_several_rows_keeps_its_rows() -> None:
    pages = read_document(Path(__file__).with_name("cases") / "23_pleading_footer.pdf").texts
    places = dict(pages[23].running)
    assert places["foot"] == "Moss &\nAlder LLP\n4711.2 10 CASE NO. 31-cv-6831\nCOMPLAINT"
    assert places["margin"].split() == [str(number) for number in range(1, 27)]


PLACES: st.SearchStrategy[Place] = st.sampled_from(get_args(Place))
TEXTS = st.text(st.sampled_from("ab1 2\n\0é9٣"), max_size=9).filter(str.strip)


@given(st.lists(st.dictionaries(PLACES, TEXTS), max_size=12))
def test_running_texts_survive_packing(pages: list[dict[Place, str]]) -> None:
    made: list[PageText] = []
    for number, texts in enumerate(pages, start=1):
        made.append(PageText(number, "", TextMap(), "", TextMap(), running=tuple(texts.items())))
    _, blocks = pack_running(made)
    unpacked = {
        (page, block.place): text
        for block in unpack_running(blocks)
        for page, text in zip(block.pages, block.texts, strict=True)
    }
    assert unpacked == {
        (page.number, place): text.replace("\0", "")
        for page in made
        for place, text in page.running
    }


def test_a_running_text_is_stored_once_whatever_its_numbers() -> None:
    texts = [
        PageText(page, "", TextMap(), "", TextMap(), running=(("head", f"Harbour Review {page}"),))
        for page in range(1, 301)
    ]
    words, blocks = pack_running(texts)
    assert blocks.count("Harbour Review") == 1
    assert words.split()[-2:] == ["harbour", "review"]
