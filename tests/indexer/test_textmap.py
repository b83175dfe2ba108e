"""The map back to the lines of a sheet, and the text over page breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning.clean_text import clean_pages
from indexer.cleaning.page_text import PageText
from indexer.cleaning.text_map import LineStretch, TextBuilder
from indexer.labels.page_label import PageLabel
from indexer.pages.joins import join_pages
from indexer.readers.sheets import Line, Sheet

LETTERS = st.text(
    st.sampled_from("abcXY .,-–\u00ad\u2010ﬁﬀﬆ²³ \u00a0\t\ufb04é123\u200b"), min_size=1, max_size=20
)
UNDONE = {"ﬁ": "fi", "ﬀ": "ff", "ﬆ": "st", "\ufb04": "ffl"}


def cleaned(pages: list[list[str]]) -> tuple[list[Sheet], list[PageText]]:
    sheets = []
    for number, texts in enumerate(pages, start=1):
        lines = tuple(
            Line(text, 50, 100 + 14 * at, 50 + 6 * len(text), 112 + 14 * at, 0, 12)
            for at, text in enumerate(texts)
        )
        sheets.append(Sheet(number, 600, 800, lines))
    labels = [PageLabel(sheet.pdf_page, None, "none", "") for sheet in sheets]
    return sheets, clean_pages(sheets, labels)


@given(st.lists(LETTERS, max_size=8))
def test_a_character_of_clean_text_is_that_of_its_source(texts: list[str]) -> None:
    (sheet,), (page,) = cleaned([texts])
    for text, text_map in ((page.body, page.body_map), (page.notes, page.notes_map)):
        for at, character in enumerate(text):
            source = next(text_map.find_line_stretches(at, at + 1), None)
            if source is None:
                assert character in " \n"
                continue
            original = sheet.lines[source.line].text[source.start]
            whole = UNDONE.get(original, original)
            assert character in whole or (character == " " and original.isspace())


@given(st.lists(LETTERS, max_size=8))
def test_places_cover_what_the_characters_came_from(texts: list[str]) -> None:
    _, (page,) = cleaned([texts])
    end = len(page.body)
    find = page.body_map.find_line_stretches
    single = {(line, start) for at in range(end) for line, start, _ in find(at, at + 1)}
    assert single == {(line, at) for line, start, stop in find(0, end) for at in range(start, stop)}


def test_a_ligature_is_one_place() -> None:
    builder = TextBuilder()
    builder.add("of", 0, 0)
    builder.add("fi", 0, 2, step=0)
    builder.add("ce", 0, 3)
    text, text_map = builder.finish()
    assert text == "office"
    single = [next(text_map.find_line_stretches(at, at + 1)) for at in range(6)]
    assert [(line, start) for line, start, _ in single] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (0, 2),
        (0, 3),
        (0, 4),
    ]
    assert list(text_map.find_line_stretches(3, 5)) == [LineStretch(0, 2, 3), LineStretch(0, 3, 4)]


PAGES = st.lists(st.lists(LETTERS, max_size=4), min_size=1, max_size=5)


@given(PAGES)
def test_every_character_of_a_page_has_its_place_in_the_continuous_text(
    pages: list[list[str]],
) -> None:
    _, texts = cleaned(pages)
    running = join_pages(texts)
    for at, page in enumerate(texts):
        begin, end = running.starts[at], running.ends[at]
        own = page.body[:-1] if page.seam == "broken" and at + 1 < len(texts) else page.body
        assert running.text[begin:end] == own
        for offset in range(end - begin):
            assert running.locate_on_page(begin + offset) == (page.number, offset)
            assert running.find_pages_of_span(begin + offset, begin + offset + 1) == (page.number,)


@given(PAGES, st.data())
def test_a_stretch_of_continuous_text_is_on_the_pages_of_its_ends(
    pages: list[list[str]], data: st.DataObject
) -> None:
    _, texts = cleaned(pages)
    running = join_pages(texts)
    own = [at for b, e in zip(running.starts, running.ends, strict=True) for at in range(b, e)]
    if not own:
        return
    first = data.draw(st.sampled_from(own))
    last = data.draw(st.sampled_from([at for at in own if at >= first]))
    found = running.find_pages_of_span(first, last + 1)
    assert (found[0], found[-1]) == (
        running.locate_on_page(first)[0],
        running.locate_on_page(last)[0],
    )
    assert found == tuple(range(found[0], found[-1] + 1))


def test_a_word_broken_over_a_page_is_one_word() -> None:
    filler = "an amendment was moved by the members and an amend-"
    _, texts = cleaned([[filler], ["ment to the amendment was moved by somebody else."]])
    running = join_pages(texts)
    assert texts[0].seam == "broken"
    assert "and an amendment to the" in running.text
    at = running.text.index("amendment to")
    assert running.find_pages_of_span(at, at + 9) == (1, 2)
    assert running.locate_on_page(at + 5) == (2, 0)
