"""What is shown around a hit: whole sentences, no more than are needed, and what was left off."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.minute_context import get_minutes
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from search.answering.excerpts import (
    Excerpt,
    find_excerpts,
    find_page_beginning,
    group_hits,
    make_excerpt,
)
from search.answering.text_hits import Hit, list_positive_terms
from search.asking.parse import parse
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon
from tests.indexer.pages import make_pdf

GATE = "The gate was shut at dusk by the warden of the quay."
KEY = "He gave the key to the watchman, who hung it up."
LAMP = "A lamp was lit over the gate and another on the pier."
ROPE = "The rope was coiled and stowed below the deck."
LONG = f"The gate {'of the old quay and of the new one ' * 18}was mended."
TABLE = " ".join(["oar", "tar", "boat", "quay", "bollard"] * 90)
PAGES = (
    (f"{GATE} {KEY} {LAMP} {ROPE}", f"{ROPE} {KEY}"),
    (f"{LONG} {GATE} {KEY}",),
    (f"{TABLE} lantern {TABLE}",),
    (f"Whoever holds the key of the gate holds the quay. {ROPE} {KEY}", f"{GATE} {ROPE}"),
    (f"{TABLE} anchor",),
)


def draw(*paragraphs: str) -> Callable[[Canvas], None]:
    def draw_page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 5)
        y = 570
        for paragraph in paragraphs:
            for line in textwrap.wrap(paragraph, 130):
                canvas.drawString(30, y, line)
                y -= 6
            y -= 10

    return draw_page


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("excerpts")
    make_pdf(root / "quay.pdf", *(draw(*paragraphs) for paragraphs in PAGES))
    update_corpus(root)
    opened = open_library(CorpusPaths(root))
    yield opened
    opened.close()


def excerpts(library: Library, query: str, pdf_page: int, context: int = 0) -> list[Excerpt]:
    root = parse(query).root
    assert root is not None
    expansion = Expansion(get_lexicon(library))
    terms = list_positive_terms(root)
    return find_excerpts(library, library.entries[0], pdf_page, terms, expansion, context)


def shown(library: Library, query: str, pdf_page: int, context: int = 0) -> list[str]:
    found = excerpts(library, query, pdf_page, context)
    return [" ".join(one.text.split()) for one in found]


@pytest.mark.parametrize(
    ("query", "pdf_page", "context", "expected"),
    [
        ("watchman", 1, 0, [KEY, KEY]),
        ("dusk", 1, 0, [GATE]),
        ("gate", 1, 0, [GATE, LAMP]),
        ("dusk watchman", 1, 0, [f"{GATE} {KEY}", KEY]),
        ("watchman lamp", 1, 0, [f"{KEY} {LAMP}", KEY]),
        ("lamp", 1, 1, [f"{KEY} {LAMP} {ROPE}"]),
        ("dusk", 1, 1, [f"{GATE} {KEY}"]),
        ("lamp", 1, 2, [f"{GATE} {KEY} {LAMP} {ROPE} {ROPE}"]),
        ("dusk", 2, 0, [GATE]),
        ("mended dusk", 2, 0, [LONG, GATE]),
        ("dusk watchman", 4, 0, [f"{KEY} {GATE}"]),
        ("holds dusk", 4, 0, [GATE, "Whoever holds the key of the gate holds the quay."]),
    ],
)
def test_the_whole_sentences_of_the_hits_are_shown(
    library: Library, query: str, pdf_page: int, context: int, expected: list[str]
) -> None:
    assert shown(library, query, pdf_page, context) == expected


def test_the_excerpt_with_most_of_the_terms_comes_first(library: Library) -> None:
    found = excerpts(library, "key gate stowed", 4)
    assert [one.terms for one in found] == sorted((one.terms for one in found), reverse=True)
    assert found[0].terms == 3


def test_of_a_stretch_without_sentences_the_surroundings_of_the_hit_are_shown(
    library: Library,
) -> None:
    (one,) = excerpts(library, "lantern", 3)
    assert one.cut
    ((start, end),) = one.highlights
    assert one.text[start:end] == "lantern"
    assert 595 <= start <= 620
    assert 595 <= len(one.text) - end <= 620
    assert not one.text[0].isspace()
    page = library.read_pages(library.entries[0], 3, 3)[0].body
    at = page.index(one.text)
    assert page[at - 1].isspace()
    assert page[at + len(one.text)].isspace()
    assert one.start == (3, at)


@pytest.mark.parametrize(("query", "pdf_page"), [("dusk", 1), ("mended", 2)])
def test_a_whole_sentence_is_not_called_cut(library: Library, query: str, pdf_page: int) -> None:
    assert [one.cut for one in excerpts(library, query, pdf_page)] == [False]


def test_a_short_sentence_with_a_note_mark_is_no_heading(tmp_path: Path) -> None:
    text = "The watchman kept the lantern.¹\n\nOf the lantern²\n\nIt was lit on the pier."
    (tmp_path / "quay.txt").write_text(text, encoding="utf-8")
    update_corpus(tmp_path)
    opened = open_library(CorpusPaths(tmp_path))
    assert shown(opened, "watchman", 1) == ["The watchman kept the lantern.¹"]
    assert shown(opened, "of", 1) == ["Of the lantern² It was lit on the pier."]
    opened.close()


def test_the_surroundings_end_where_the_document_does(library: Library) -> None:
    (one,) = excerpts(library, "anchor", 5)
    assert one.text.endswith("anchor")
    assert 600 < len(one.text) < 625


def test_a_hit_at_the_beginning_is_marked(library: Library) -> None:
    (one,) = excerpts(library, "whoever", 4)
    assert (one.highlights, one.terms, one.in_notes) == (((0, 7),), 1, False)


def test_hits_within_one_another_are_marked_once(library: Library) -> None:
    (one,) = excerpts(library, '"key of the gate" OR gate OR "of the"', 4)[:1]
    assert [one.text[slice(*span)] for span in one.highlights] == ["key of the gate"]
    assert one.terms == 3


def test_the_beginning_of_a_page_is_its_first_sentence(library: Library) -> None:
    (one,) = find_page_beginning(library, library.entries[0], 1, [])
    assert (one.text, one.cut, one.numbers, one.start) == (GATE, False, (1,), (1, 0))
    (table,) = find_page_beginning(library, library.entries[0], 3, [])
    assert table.cut
    assert 580 < len(table.text) <= 600
    assert TABLE.startswith(" ".join(table.text.split()) + " ")


def test_the_beginning_of_a_minute_is_only_that_of_one_asked_for(sample_corpus: Path) -> None:
    library = open_library(CorpusPaths(sample_corpus))
    entry = library.get_entry("phpsb-2017-06-15")
    inside = [one for one in get_minutes(library, entry).minutes if one.start[1] > 0]
    assert inside
    for minute in inside[:3]:
        page = minute.start[0]
        body = library.read_pages(entry, page, page)[0].body
        (named,) = find_page_beginning(library, entry, page, [minute.citable])
        assert named.start is not None
        assert named.start >= minute.start
        (other,) = find_page_beginning(library, entry, page, ["P999/99"])
        assert other.start is not None
        assert other.start[1] == len(body) - len(body.lstrip())
    library.close()


def test_hits_that_touch_are_marked_one_by_one() -> None:
    hits = [Hit(0, 3, 0), Hit(3, 6, 1), Hit(5, 8, 0)]
    assert make_excerpt("abcdefgh.", (0, 9), hits, (1,), None).highlights == ((0, 3), (3, 8))


def test_a_long_stretch_is_cut_only_where_words_follow() -> None:
    text = "word " * 300 + "word"
    assert make_excerpt(text, (100, 900), [], (1,), None).cut
    assert not make_excerpt(text, (100, len(text)), [], (1,), None).cut


def test_a_hit_that_begins_where_the_page_ends_is_the_next_ones() -> None:
    text = "One word. Another word."
    hits = [Hit(4, 8, 0), Hit(10, 17, 0)]
    assert group_hits(text, hits, (0, 10), 0) == [(0, 9)]


@pytest.mark.parametrize(("words", "together"), [(130, True), (160, False)])
def test_a_heading_is_shown_with_a_sentence_that_is_not_too_long(
    words: int, together: bool
) -> None:
    text = "Duties\n\n" + "word " * words + "ends."
    assert group_hits(text, [Hit(0, 6, 0)], (0, len(text)), 0) == [
        (0, len(text) if together else 6)
    ]
