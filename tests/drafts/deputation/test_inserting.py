"""A quotation is put into a text where the cursor stands, with its citation as a note."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.deputation.clock import measure_reading
from drafts.deputation.inserting import insert_quotation
from drafts.quotations.quotation_finder import find_quotations
from indexer.readers.flowing.markdown import parse_markdown

NOTE = "Board, *Minutes* at 3."


@pytest.mark.parametrize(
    ("text", "at", "words", "after"),
    [
        ("", 0, "so it is", "“so it is”[^1]\n\n[^1]: Board, *Minutes* at 3.\n"),
        ("He says.", 7, "so", "He says “so”[^1].\n\n[^1]: Board, *Minutes* at 3.\n"),
        ("a b", 1, "so", "a “so”[^1] b\n\n[^1]: Board, *Minutes* at 3.\n"),
        (
            "One.\n\nTwo.",
            4,
            "long " * 41,
            f"One.\n\n> {('long ' * 41).strip()}[^1]\n\n\n\nTwo.\n\n[^1]: Board, *Minutes* at 3.\n",
        ),
        (
            "One[^1].\n\n[^1]: A note.\n",
            500,
            "so",
            "One[^1]. “so”[^2]\n\n[^1]: A note.\n\n[^2]: Board, *Minutes* at 3.\n",
        ),
    ],
)
def test_a_quotation_stands_where_it_was_put(text: str, at: int, words: str, after: str) -> None:
    inserted = insert_quotation(text, at, words, NOTE)
    assert inserted.text == after
    assert inserted.text[: inserted.cursor].rstrip().endswith("]")


@pytest.mark.parametrize("after", ["", "Two.", "[^1]: A note.\n"])
def test_what_is_typed_after_a_block_quotation_is_a_paragraph_of_its_own(after: str) -> None:
    text = f"One[^1].\n\n{after}"
    long = ("long " * 41).strip()
    inserted = insert_quotation(text, 8, long, NOTE)
    typed = f"{inserted.text[: inserted.cursor]}I typed on.{inserted.text[inserted.cursor :]}"
    draft = parse_markdown(typed, Path("d.md"))
    running = [(block.style, block.text) for block in draft.blocks if block.note is None]
    assert ("block-quotation", long) in running
    assert "I typed on." in [text for _, text in running]


@given(st.text(alphabet="ab *_[]>#“”\n.", max_size=60), st.integers(0, 70))
def test_the_words_come_out_as_they_were(before: str, at: int) -> None:
    words = "the *very* words_of the [source], and > others"
    plain = "".join(letter for letter in before if letter in "ab ")
    inserted = insert_quotation(plain, at, words, NOTE)
    draft = parse_markdown(inserted.text, Path("d.md"))
    assert words in {quotation.text for quotation in find_quotations(draft).quotations}
    assert len(draft.notes) == 1
    once = measure_reading(parse_markdown(plain, Path("d.md"))).words
    assert measure_reading(draft).words in (once + 7, once + 8)  # a word may be parted
