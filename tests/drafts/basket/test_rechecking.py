"""Words and pages are compared with the files as they are now, and what changed is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citation.written.excerpt_citations import cite_without_style
from corpus.catalogue import Catalogue
from corpus.items import Item
from corpus.paths import CorpusPaths
from drafts.basket.accepting import accept_changes
from drafts.basket.basket_file import load_basket
from drafts.basket.keeping import keep_places
from drafts.basket.rechecking import Rechecked, recheck_basket
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from search.answering.result_place import read_place
from tests.conftest import MakePdf

FIRST = "The board met at the harbour hall in the evening."
WORDS = "The chair moved that the tariff on coal be lowered by one half."
SECOND = f"{WORDS} A deputant asked for less."
THIRD = "Nothing else was decided about the lighthouse that year."


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "minutes.pdf", [FIRST, SECOND, THIRD], feet=["1", "2", "3"])
    update_corpus(folder)
    place = read_place(f"minutes@2:0-{len(WORDS)}")
    assert place is not None
    library = open_library(CorpusPaths(folder))
    keep_places(library, [place], note="my note")
    library.close()
    return folder


def recheck(corpus: Path, *, thorough: bool = True) -> Rechecked:
    library = open_library(CorpusPaths(corpus))
    try:
        basket = load_basket(library.paths)
        (one,) = recheck_basket(library, basket, cite_without_style, thorough=thorough)
        return one
    finally:
        library.close()


def test_an_untouched_file_says_the_same(corpus: Path) -> None:
    one = recheck(corpus)
    assert (one.state, one.notes, one.passage.words) == ("same", (), WORDS)
    assert one.now is not None
    assert one.now.excerpt.text == WORDS
    assert one.passage.pinpoint == "at 2"


def test_a_page_more_moves_the_words(corpus: Path, make_pdf: MakePdf) -> None:
    make_pdf(
        corpus / "minutes.pdf",
        ["A new page of thanks came first.", FIRST, SECOND, THIRD],
        feet=["1", "2", "3", "4"],
    )
    update_corpus(corpus)
    one = recheck(corpus)
    assert one.state == "moved"
    assert one.now is not None
    assert (one.now.pinpoint, one.now.excerpt.text) == ("at 3", WORDS)
    assert "another version" in one.notes[0]
    assert "at 2; now at 3" in one.notes[1]


def test_a_changed_word_is_named(corpus: Path, make_pdf: MakePdf) -> None:
    make_pdf(
        corpus / "minutes.pdf",
        [FIRST, SECOND.replace("lowered", "raised"), THIRD],
        feet=["1", "2", "3"],
    )
    update_corpus(corpus)
    one = recheck(corpus)
    assert one.state == "changed"
    assert "lowered" in one.notes[-1]
    assert "raised" in one.notes[-1]
    assert one.now is not None
    assert "raised" in one.now.excerpt.text


@pytest.mark.parametrize("change", [("coal", "Coal"), ("half.", "half;")])
def test_a_capital_or_a_mark_is_a_change(
    corpus: Path, make_pdf: MakePdf, change: tuple[str, str]
) -> None:
    make_pdf(corpus / "minutes.pdf", [FIRST, SECOND.replace(*change), THIRD], feet=["1", "2", "3"])
    update_corpus(corpus)
    one = recheck(corpus)
    assert one.state == "changed"
    assert "capitals, accents or punctuation" in one.notes[-1]


def test_a_file_changed_since_it_was_indexed_is_not_trusted(
    corpus: Path, make_pdf: MakePdf
) -> None:
    make_pdf(corpus / "minutes.pdf", [FIRST, "Other words.", THIRD], feet=["1", "2", "3"])
    for thorough in (True, False):
        one = recheck(corpus, thorough=thorough)
        assert one.state == "unsure"
        assert "has changed since it was indexed" in one.notes[0]


def test_a_file_changed_under_its_old_time_is_seen_by_its_content(
    corpus: Path, make_pdf: MakePdf
) -> None:
    path = corpus / "minutes.pdf"
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert recheck(corpus).state == "unsure"


def test_what_is_gone_is_said_to_be(corpus: Path, make_pdf: MakePdf) -> None:
    make_pdf(corpus / "minutes.pdf", ["Quite another text about a lighthouse."])
    update_corpus(corpus)
    assert recheck(corpus).state == "gone"
    make_pdf(corpus / "other.pdf", ["Another document."])
    (corpus / "minutes.pdf").unlink()
    update_corpus(corpus)
    one = recheck(corpus)
    assert (one.state, one.now) == ("gone", None)


def test_another_key_is_followed(corpus: Path) -> None:
    catalogue = Catalogue.load(corpus / "catalogue.json")
    (item,) = catalogue
    record = dict(item.record)
    own = dict(item.own) | {"pages": [{"from": 1, "label": "10"}]}
    changed = Catalogue(
        catalogue.path, [Item(record | {"id": "board", "custom": {"pincite": own}})]
    )
    changed.save()
    one = recheck(corpus)
    assert one.now is not None
    assert one.now.entry.item.id == "board"
    assert "The key of minutes is board now." in one.notes


def test_what_the_file_says_now_is_taken_over_at_the_users_word(
    corpus: Path, make_pdf: MakePdf
) -> None:
    make_pdf(
        corpus / "minutes.pdf",
        ["A page.", FIRST, SECOND.replace("lowered", "raised"), THIRD],
        feet=["1", "2", "3", "4"],
    )
    update_corpus(corpus)
    library = open_library(CorpusPaths(corpus))
    (kept,) = load_basket(library.paths).passages
    accept_changes(library, [kept.id])
    (after,) = load_basket(library.paths).passages
    library.close()
    assert (after.id, after.note, after.pinpoint) == (kept.id, "my note", "at 3")
    assert "raised" in after.words
    assert recheck(corpus).state == "same"


def test_words_that_only_a_forged_basket_has_are_not_confirmed(corpus: Path) -> None:
    path = corpus / "basket.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lowered", "abolished"), encoding="utf-8")
    assert recheck(corpus, thorough=False).state == "changed"
