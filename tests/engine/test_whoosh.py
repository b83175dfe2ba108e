"""The embedded engine: a Whoosh index that is one, and damage that is told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from whoosh import index as whoosh_index

from corpus.errors import CorpusDamaged, CorpusError
from engine.question import AnyOf, Phrase, Question
from engine.whoosh.reading import WhooshEngine
from engine.whoosh.state import read_state
from engine.whoosh.writing import WhooshWriter
from tests.engine.test_contract import change, document, find, word

pytestmark = pytest.mark.filterwarnings(  # Whoosh leaves files open where it stumbles over damage
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)


def list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def test_whoosh_itself_finds_the_same_documents(tmp_path: Path) -> None:
    change("whoosh", tmp_path, {1: document("a b"), 2: document("b", "b"), 3: document("c b")})
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        assert reader.doc_frequency("words", "b") == 3
        assert reader.frequency("words", "b") == 4, "pages"
        assert [one.decode() for one in reader.lexicon("words")] == ["a", "b", "c"]


def test_what_is_mostly_dropped_is_written_anew(tmp_path: Path) -> None:
    change("whoosh", tmp_path, {id: document(f"a w{id}") for id in range(10)})
    change("whoosh", tmp_path, {99: document("a")}, drop=tuple(range(7)))
    engine = WhooshEngine(tmp_path)
    assert engine.count_pages("a") == 4
    assert engine.list_words() == ["a", "w7", "w8", "w9"]
    engine.close()


def test_postings_sorted_on_disk_are_the_same(tmp_path: Path) -> None:
    documents = {id: document(f"all {'w' * id}", "all x") for id in range(1, 30)}
    change("whoosh", tmp_path / "memory", documents)
    writer = WhooshWriter(tmp_path / "disk", memory=0)
    for id, words in documents.items():
        writer.put(id, 0, words)
    writer.commit()
    for text in ("all", "x", "w", "wwww", "none"):
        assert find("whoosh", tmp_path / "disk", word(text)) == find(
            "whoosh", tmp_path / "memory", word(text)
        )


def test_postings_kept_in_files_give_the_same_index(tmp_path: Path) -> None:
    documents = {id: document(f"all w{id % 7} é" * id, "all x") for id in range(1, 40)}
    written: list[list[bytes]] = []
    for memory in (0, 48):
        folder = tmp_path / str(memory)
        change("whoosh", folder, {0: document("all before")})  # merged with what follows
        writer = WhooshWriter(folder, memory=memory)
        for id, words in documents.items():
            writer.put(id, 0, words)
        writer.commit()
        parts = [*folder.glob("*.pst"), *folder.glob("*.trm")]
        written.append(sorted(path.read_bytes() for path in parts))  # their names are random
        assert not [path for path in list_files(folder) if path.suffix in (".run", ".tmp")]
    assert written[0] == written[1]


def test_a_commit_of_whooshs_alone_is_no_whole_index(tmp_path: Path) -> None:
    """As when a run ends between Whoosh's commit and our state, or Whoosh's list is lost."""
    change("whoosh", tmp_path, {1: document("a")})
    before = (tmp_path / "state.json").read_bytes()
    change("whoosh", tmp_path, {2: document("a")})
    (tmp_path / "state.json").write_bytes(before)
    assert read_state(tmp_path) is None
    with pytest.raises(CorpusError, match="index"):
        WhooshEngine(tmp_path)
    change("whoosh", tmp_path, {3: document("a")})
    assert set(find("whoosh", tmp_path, word("a"))) == {3}, "begun afresh"
    next(tmp_path.glob("*.toc")).unlink()
    assert read_state(tmp_path) is None


def test_the_state_tells_a_missing_and_a_cut_index(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert read_state(folder) is None
    change("whoosh", folder, {1: document("a", "b")})
    state = read_state(folder)
    assert state is not None
    assert (state.stamps, state.page_counts) == ({1: 1001}, {1: 2})
    postings = next(folder.glob("*.pst"))
    postings.write_bytes(postings.read_bytes()[:-10])
    assert read_state(folder) is None


@pytest.mark.parametrize("how", ["gone", "cut", "garbled"])
def test_a_damaged_file_is_named_or_makes_no_difference(tmp_path: Path, how: str) -> None:
    documents = {key: document(f"w{key} a b c") for key in range(200)}
    change("whoosh", tmp_path / "whole", documents)
    asked: list[Question] = [word("w7"), Phrase((word("a"), word("b")))]
    right = [find("whoosh", tmp_path / "whole", one) for one in asked]
    for path in list_files(tmp_path / "whole"):
        if path.name.endswith("LOCK"):
            continue
        folder = tmp_path / f"{how}-{path.name}"
        folder.mkdir()
        for other in list_files(tmp_path / "whole"):
            (folder / other.name).write_bytes(other.read_bytes())
        if how == "gone":
            (folder / path.name).unlink()
        elif how == "cut":
            (folder / path.name).write_bytes(path.read_bytes()[:40])
        else:
            (folder / path.name).write_bytes(b"\x07" * path.stat().st_size)
        try:
            assert [find("whoosh", folder, one) for one in asked] == right, path.name
            assert how == "garbled", path.name
        except CorpusError as error:
            assert "index" in error.message


def test_a_flipped_bit_gives_the_right_answer_or_none(tmp_path: Path) -> None:
    documents = {key: document("a " * key + f"b w{key}") for key in range(1, 60)}
    change("whoosh", tmp_path, documents)
    asked: list[Question] = [word("a"), word("w7"), word("w40"), Phrase((word("a"), word("b")))]
    right = [find("whoosh", tmp_path, one) for one in asked]
    draw = random.Random(1)
    told = 0
    for _ in range(150):
        path = draw.choice([one for one in list_files(tmp_path) if one.stat().st_size])
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        try:
            assert [find("whoosh", tmp_path, one) for one in asked] == right, path.name
        except CorpusError:
            told += 1
        path.write_bytes(whole)
    assert told > 20


def test_a_writer_begins_afresh_where_the_list_of_words_is_damaged(tmp_path: Path) -> None:
    change("whoosh", tmp_path, {1: document("a")})
    words = tmp_path / "words"
    words.write_bytes(bytes(byte ^ 1 for byte in words.read_bytes()))
    with pytest.raises(CorpusError, match="index"):
        find("whoosh", tmp_path, word("a"))
    writer = WhooshWriter(tmp_path)
    assert writer.stamps == {}
    writer.cancel()


def test_no_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no index"):
        WhooshEngine(tmp_path / "none")


def test_a_file_in_the_place_of_the_folder_gives_way(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("x", encoding="utf-8")
    change("whoosh", tmp_path / "index", {1: document("a")})
    assert set(find("whoosh", tmp_path / "index", AnyOf(frozenset(["a"])))) == {1}


def test_damage_found_while_asking_is_the_users_error(tmp_path: Path) -> None:
    change("whoosh", tmp_path, {key: document("a " * key + "b") for key in range(1, 200)})
    engine = WhooshEngine(tmp_path)
    path = next(tmp_path.glob("*.pst"))
    data = bytearray(path.read_bytes())
    data[20:400] = b"\x07" * 380
    path.write_bytes(data)
    again = WhooshEngine(tmp_path)
    with pytest.raises(CorpusDamaged, match=r"index .* is damaged"):
        again.find(word("a"))
    engine.close()
    again.close()
