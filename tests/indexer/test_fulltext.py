"""The index behind its seam: added, deleted, found, and told when it is damaged."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index as whoosh_index

from corpus.errors import CorpusDamaged, CorpusError
from indexer.cleaning.page_text import PageText
from indexer.cleaning.text_map import TextMap
from indexer.fulltext import PageIndexWriter
from indexer.page_index import PageIndex
from indexer.pages.word_places import DocumentWords, collect_document_words
from indexer.segment_list import fingerprint
from indexer.words.tokens import fold


def document(*pages: str) -> DocumentWords:
    return collect_document_words(
        [PageText(at, text, TextMap(), "", TextMap(), "space") for at, text in enumerate(pages, 1)]
    )


def add(folder: Path, documents: dict[int, DocumentWords], delete: tuple[int, ...] = ()) -> None:
    writer = PageIndexWriter(folder)
    for id in delete:
        writer.delete_document(id)
    for id, words in documents.items():
        writer.add_document(id, words)
    writer.commit()


def found(folder: Path, word: str) -> dict[int, list[tuple[int, int]]]:
    """By document: page and count of each page that holds the word."""
    index = PageIndex(folder)
    try:
        return {
            id: list(zip(posting.pages, posting.counts, strict=True))
            for id, posting in index.find(word)
        }
    finally:
        index.close()


def test_words_are_counted_by_page(tmp_path: Path) -> None:
    add(tmp_path, {1: document("a b a", "b"), 2: document("", "b a")})
    assert found(tmp_path, "a") == {1: [(0, 2)], 2: [(1, 1)]}
    assert found(tmp_path, "b") == {1: [(0, 1), (1, 1)], 2: [(1, 1)]}
    assert found(tmp_path, "c") == {}


def test_only_the_documents_asked_for_are_found(tmp_path: Path) -> None:
    add(tmp_path, {id: document(f"a w{id}") for id in range(1, 301)})
    add(tmp_path, {id: document("a") for id in range(301, 304)}, delete=(70,))
    index = PageIndex(tmp_path)
    assert [id for id, _ in index.find("a", {3, 70, 71, 128, 300, 302, 999})] == [
        3, 71, 128, 300, 302,
    ]  # fmt: skip
    assert len(list(index.find("a"))) == 302
    assert index.pages_with("a") == 303, "deleted ones included"
    assert list(index.find("w7", ())) == []
    index.close()


def test_a_deleted_document_is_not_found_and_others_are(tmp_path: Path) -> None:
    add(tmp_path, {1: document("a"), 2: document("a")})
    add(tmp_path, {3: document("a")}, delete=(1,))
    assert set(found(tmp_path, "a")) == {2, 3}


def test_a_document_in_place_of_itself_is_found_once(tmp_path: Path) -> None:
    add(tmp_path, {1: document("old"), 2: document("a")})
    add(tmp_path, {1: document("new", "new")}, delete=(1,))
    assert (found(tmp_path, "old"), found(tmp_path, "new")) == ({}, {1: [(0, 1), (1, 1)]})


def test_what_whoosh_committed_alone_is_no_whole_index(tmp_path: Path) -> None:
    """As when a run ends between Whoosh's commit and the list, or Whoosh's own list is lost."""
    add(tmp_path, {1: document("a")})
    listed = (tmp_path / "segments.json").read_bytes()
    add(tmp_path, {2: document("a")})
    (tmp_path / "segments.json").write_bytes(listed)
    assert fingerprint(tmp_path) == ""
    add(tmp_path, {3: document("a")})
    assert fingerprint(tmp_path)
    assert set(found(tmp_path, "a")) == {1, 2, 3}
    next(tmp_path.glob("*.toc")).unlink()
    assert fingerprint(tmp_path) == ""


def test_a_document_that_is_there_twice_is_deleted_twice(tmp_path: Path) -> None:
    add(tmp_path, {1: document("old")})
    add(tmp_path, {1: document("older")})
    add(tmp_path, {1: document("new")}, delete=(1,))
    assert [bool(found(tmp_path, word)) for word in ("old", "older", "new")] == [False, False, True]


def test_cancelling_after_a_commit_does_nothing(tmp_path: Path) -> None:
    writer = PageIndexWriter(tmp_path)
    writer.add_document(1, document("a"))
    writer.commit()
    writer.cancel()
    assert set(found(tmp_path, "a")) == {1}


def test_many_small_additions_are_merged_and_nothing_is_lost(tmp_path: Path) -> None:
    for id in range(1, 41):
        add(tmp_path, {id: document(f"all w{id}", "all")}, delete=(id - 3,) if id % 5 == 0 else ())
    gone = {id - 3 for id in range(5, 41, 5)}
    assert set(found(tmp_path, "all")) == set(range(1, 41)) - gone
    assert all(found(tmp_path, f"w{id}") == {id: [(0, 1)]} for id in range(1, 41) if id not in gone)
    assert len(list(tmp_path.glob("*.words"))) < 12


def test_what_is_mostly_deleted_is_written_anew(tmp_path: Path) -> None:
    add(tmp_path, {id: document(f"a w{id}") for id in range(10)})
    add(tmp_path, {99: document("a")}, delete=tuple(range(7)))
    index = PageIndex(tmp_path)
    assert index.pages_with("a") == 4
    index.close()


def test_postings_sorted_on_disk_are_the_same(tmp_path: Path) -> None:
    documents = {id: document(f"all {'w' * id}", "all x") for id in range(1, 30)}
    add(tmp_path / "memory", documents)
    writer = PageIndexWriter(tmp_path / "disk", memory=0)
    for id, words in documents.items():
        writer.add_document(id, words)
    writer.commit()
    for word in ("all", "x", "w", "wwww", "none"):
        assert found(tmp_path / "disk", word) == found(tmp_path / "memory", word)


@given(st.sets(st.text(alphabet="abéz", min_size=1, max_size=4), min_size=1), st.text("abéz"))
def test_words_are_told_by_their_beginning(words: set[str], prefix: str) -> None:
    known = sorted(words | {f"a{number}" for number in range(300)})
    with tempfile.TemporaryDirectory() as folder:
        add(Path(folder), {1: document(" ".join(known[::2])), 2: document(known[0])})
        add(Path(folder), {3: document(" ".join(known[1::2]))})
        index = PageIndex(Path(folder))
        for beginning in (prefix, "", "a1", "z"):
            expected = sorted({fold(word) for word in known if fold(word).startswith(beginning)})
            assert index.words(beginning) == expected
        index.close()


def test_whoosh_itself_finds_the_same_documents(tmp_path: Path) -> None:
    add(tmp_path, {1: document("a b"), 2: document("b"), 3: document("c b")})
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        assert reader.doc_frequency("words", "b") == 3
        assert [word.decode() for word in reader.lexicon("words")] == ["a", "b", "c"]


def test_nothing_is_seen_of_what_was_cancelled(tmp_path: Path) -> None:
    add(tmp_path, {1: document("a")})
    before = fingerprint(tmp_path)
    writer = PageIndexWriter(tmp_path)
    writer.delete_document(1)
    writer.add_document(2, document("a"))
    writer.cancel()
    assert fingerprint(tmp_path) == before
    assert set(found(tmp_path, "a")) == {1}


def test_the_fingerprint_tells_a_missing_a_cut_and_another_index(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert fingerprint(folder) == ""
    add(folder, {1: document("a")})
    whole = fingerprint(folder)
    assert whole
    assert whole == fingerprint(folder)
    add(folder, {2: document("a")})
    assert fingerprint(folder) != whole
    words = next(folder.glob("*.words"))
    words.write_bytes(words.read_bytes()[:-10])
    assert fingerprint(folder) == ""


@pytest.mark.parametrize("what", ["*.words", "*.docs", "segments.json"])
@pytest.mark.parametrize("how", ["gone", "cut", "garbled"])
def test_a_damaged_index_is_named(tmp_path: Path, what: str, how: str) -> None:
    add(tmp_path, {key: document(f"w{key} a b c") for key in range(200)})
    file = next(tmp_path.glob(what))
    if how == "gone":
        file.unlink()
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:40])
    else:
        file.write_bytes(b"\x07" * file.stat().st_size)
    with pytest.raises(CorpusError, match="index"):
        found(tmp_path, "a")


def test_damaged_postings_are_named(tmp_path: Path) -> None:
    add(tmp_path, {key: document("a " * key + "b") for key in range(1, 200)})
    file = next(tmp_path.glob("*.words"))
    whole = file.read_bytes()
    for at in range(0, 400, 7):
        data = bytearray(whole)
        data[at] ^= 1
        file.write_bytes(data)
        with pytest.raises(CorpusDamaged, match="index"):
            found(tmp_path, "a")
            found(tmp_path, "b")


def test_no_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no index"):
        PageIndex(tmp_path / "none")


def test_a_file_in_the_place_of_the_folder_gives_way(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("x", encoding="utf-8")
    writer = PageIndexWriter(tmp_path / "index", afresh=True)
    writer.add_document(1, document("a"))
    writer.commit()
    assert set(found(tmp_path / "index", "a")) == {1}
