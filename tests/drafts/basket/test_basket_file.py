"""The basket's file: two writers at once, and files that a stranger's corpus brings along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, PinciteError
from corpus.paths import CorpusPaths
from drafts.basket import arranging
from drafts.basket.basket_file import change_basket, load_basket
from drafts.basket.contents import Basket, Heading, KeptPassage
from search.answering.result_place import ResultPlace
from tests.conftest import ROOT

SHA = "a" * 64


def make_passage(id: str, words: str = "some words") -> KeptPassage:
    place = ResultPlace("report", 1, False, 0, len(words))
    return KeptPassage(id, place, SHA, words, "page", ("1",), (1,), "at 1", "Report")


@pytest.fixture
def paths(tmp_path: Path) -> CorpusPaths:
    return CorpusPaths(tmp_path)


def test_what_is_kept_comes_back(paths: CorpusPaths) -> None:
    passage = make_passage("k7f3q", "“Words”\n\nof a source – ½ 𝒂")
    change_basket(paths, lambda _: Basket((Heading("h2345", "First"), passage)))
    assert load_basket(paths) == Basket((Heading("h2345", "First"), passage))


ADD = """
import sys
from pathlib import Path
from corpus.paths import CorpusPaths
from drafts.basket.arranging import add_heading
from drafts.basket.basket_file import change_basket
for number in range(15):
    change_basket(CorpusPaths(Path(sys.argv[1])), add_heading(f"{sys.argv[2]} {number}"))
"""


def test_nothing_is_lost_when_several_write_at_once(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", ADD, str(tmp_path)]
    writers = [subprocess.Popen([*command, name], env=environment) for name in "ABC"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    texts = {entry.as_json()["heading"] for entry in load_basket(CorpusPaths(tmp_path)).entries}
    assert texts == {f"{name} {number}" for name in "ABC" for number in range(15)}


def write_basket(paths: CorpusPaths, **changes: Any) -> None:
    entry = make_passage("k7f3q").as_json() | changes
    value = {"pincite": "basket", "version": 1, "entries": [entry]}
    paths.basket.write_text(json.dumps(value), encoding="utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "../x"},
        {"id": "<b>"},
        {"id": 7},
        {"place": "../../etc/passwd"},
        {"place": "report@1:9-3"},
        {"sha256": "/dev/zero"},
        {"words": "x" * 20_001},
        {"words": None},
        {"labels": "1"},
        {"labels": ["1"] * 51},
        {"pdf_pages": [-1]},
        {"pdf_pages": [True]},
        {"note": ["a"]},
    ],
)
def test_an_entry_that_is_none_is_told_with_its_place(
    paths: CorpusPaths, changes: dict[str, Any]
) -> None:
    write_basket(paths)
    assert len(load_basket(paths).passages) == 1
    write_basket(paths, **changes)
    with pytest.raises(CorpusError, match="entry 1"):
        load_basket(paths)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"pincite": "basket"}',
        '{"pincite": "deputation", "version": 1, "entries": []}',
        '{"pincite": "basket", "version": 99, "entries": []}',
        '{"pincite": "basket", "version": 1, "entries": {}}',
        '{"pincite": "basket", "version": 1, "entries": [' + "[" * 5000 + "]" * 5000 + "]}",
        '{"pincite": "basket", "version": 1, "entries": [' + "1," * 2000 + "1]}",
        '{"pincite": "basket", "version": ' + "9" * 5000 + ', "entries": []}',
    ],
)
def test_a_file_that_is_no_basket_is_one_sentence_and_stays(paths: CorpusPaths, text: str) -> None:
    paths.basket.write_text(text, encoding="utf-8")
    with pytest.raises(PinciteError) as error:
        change_basket(paths, arranging.add_heading("x"))
    assert "basket.json" in error.value.message
    assert paths.basket.read_text(encoding="utf-8") == text


def test_a_file_without_end_is_not_read(paths: CorpusPaths) -> None:
    with paths.basket.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(CorpusError, match="no basket is longer"):
        load_basket(paths)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_neither_read_nor_written_through(paths: CorpusPaths, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text(json.dumps({"pincite": "basket", "version": 1, "entries": []}))
    paths.basket.symlink_to(outside)
    with pytest.raises(CorpusError, match="is a link"):
        change_basket(paths, arranging.add_heading("x"))
    paths.basket.unlink()
    paths.own.mkdir(exist_ok=True)
    paths.work_lock.unlink(missing_ok=True)
    paths.work_lock.symlink_to(tmp_path / "created")
    with pytest.raises(CorpusError, match="is a link"):
        change_basket(paths, arranging.add_heading("x"))
    assert not (tmp_path / "created").exists()
    assert not paths.basket.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang(paths: CorpusPaths) -> None:
    os.mkfifo(paths.basket)
    with pytest.raises(CorpusError, match="no file at all"):
        load_basket(paths)


def test_what_controls_a_terminal_is_not_shown(paths: CorpusPaths) -> None:
    write_basket(paths, words="red\x1b[31m", note="a\x07b\nc")
    (passage,) = load_basket(paths).passages
    assert (passage.words, passage.note) == ("red�[31m", "a�b\nc")


ENTRIES = st.lists(st.booleans(), min_size=1, max_size=8).map(
    lambda kinds: Basket(
        tuple(
            Heading(f"h{at}", f"Heading {at}") if heading else make_passage(f"p{at}")
            for at, heading in enumerate(kinds)
        )
    )
)


@given(ENTRIES, st.data())
def test_moving_loses_nothing_and_keeps_groups_together(
    basket: Basket, data: st.DataObject
) -> None:
    moved = data.draw(st.sampled_from(basket.entries))
    target = data.draw(st.sampled_from(basket.entries))
    after = arranging.move_entry(moved.id, target.id)(basket)
    assert sorted(entry.id for entry in after.entries) == sorted(e.id for e in basket.entries)
    if isinstance(moved, Heading):
        assert list_group(after, moved)[: len(list_group(basket, moved))] == list_group(
            basket, moved
        )
    elif moved != target:
        at = after.entries.index(moved)
        assert after.entries[at + 1] == target


def list_group(basket: Basket, heading: Heading) -> list[str]:
    """The ids of what stands under a heading."""
    ids: list[str] = []
    for entry in basket.entries[basket.entries.index(heading) + 1 :]:
        if isinstance(entry, Heading):
            break
        ids.append(entry.id)
    return ids


def test_entries_are_arranged_by_ids() -> None:
    basket = Basket(
        (make_passage("a2"), Heading("h1", "H"), make_passage("b2"), make_passage("c2"))
    )
    ids = [entry.id for entry in arranging.move_first("h1")(basket).entries]
    assert ids == ["h1", "b2", "c2", "a2"]
    ids = [entry.id for entry in arranging.move_after("a2", "b2")(basket).entries]
    assert ids == ["h1", "b2", "a2", "c2"]
    without = arranging.remove_entries(["h1"])(basket)
    assert [entry.id for entry in without.entries] == ["a2", "b2", "c2"]
    back = arranging.restore_entry(Heading("h1", "H"), "b2")(without)
    assert back == basket
    named = arranging.rename_heading("h1", " Second  heading ")(basket)
    assert named.entries[1] == Heading("h1", "Second heading")
    for change in (arranging.rename_heading("a2", "x"), arranging.set_note("h1", "x")):
        with pytest.raises(PinciteError):
            change(basket)


def test_the_same_passage_is_kept_once() -> None:
    passage = make_passage("")
    once = arranging.add_passages([passage, passage])(Basket())
    assert arranging.add_passages([passage])(once) == once
    assert len(once.passages) == 1
