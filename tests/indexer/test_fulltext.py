"""The index behind its seam: added, deleted, found, and told when it is damaged."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import CorpusDamaged
from indexer.fulltext import PageIndex, PageIndexWriter, fingerprint


def add(folder: Path, pages: dict[int, tuple[int, str]], delete: tuple[int, ...] = ()) -> None:
    writer = PageIndexWriter(folder)
    for document in delete:
        writer.delete_document(document)
    for key, (document, text) in pages.items():
        writer.add_page(key, document, Counter(text.split()), Counter())
    writer.commit()


def postings(folder: Path, word: str) -> dict[int, int]:
    index = PageIndex(folder)
    try:
        return index.postings(word)
    finally:
        index.close()


def test_words_are_counted_by_page(tmp_path: Path) -> None:
    add(tmp_path, {1: (1, "a b a"), 2: (1, "b")})
    assert postings(tmp_path, "a") == {1: 2}
    assert postings(tmp_path, "b") == {1: 1, 2: 1}
    assert postings(tmp_path, "c") == {}


def test_a_deleted_document_is_not_found_and_others_are(tmp_path: Path) -> None:
    add(tmp_path, {1: (1, "a"), 2: (2, "a")})
    add(tmp_path, {3: (3, "a")}, delete=(1,))
    assert postings(tmp_path, "a") == {2: 1, 3: 1}


def test_nothing_is_seen_of_what_was_cancelled(tmp_path: Path) -> None:
    add(tmp_path, {1: (1, "a")})
    before = fingerprint(tmp_path)
    writer = PageIndexWriter(tmp_path)
    writer.delete_document(1)
    writer.add_page(2, 2, Counter(["a"]), Counter())
    writer.cancel()
    assert fingerprint(tmp_path) == before
    assert postings(tmp_path, "a") == {1: 1}


def test_the_fingerprint_tells_a_missing_a_cut_and_another_index(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert fingerprint(folder) == ""
    add(folder, {1: (1, "a")})
    whole = fingerprint(folder)
    assert whole == fingerprint(folder)
    add(folder, {2: (2, "a")})
    assert fingerprint(folder) != whole
    whole = fingerprint(folder)
    segment = next(folder.glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-10])
    assert fingerprint(folder) != whole


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh's own
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("what", ["*.seg", "*.toc"])
@pytest.mark.parametrize("how", ["gone", "cut", "garbled"])
def test_a_damaged_index_is_named(tmp_path: Path, what: str, how: str) -> None:
    add(tmp_path, {key: (1, f"w{key} a b c") for key in range(200)})
    file = next(tmp_path.glob(what))
    if how == "gone":
        file.unlink()
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:40])
    else:
        file.write_bytes(b"\x07" * file.stat().st_size)
    with pytest.raises(CorpusDamaged, match="index"):
        postings(tmp_path, "a")
    gc.collect()  # Whoosh leaves what it stumbled over open


def test_no_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusDamaged):
        PageIndex(tmp_path / "none")


def test_a_file_in_the_place_of_the_folder_gives_way(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("x", encoding="utf-8")
    writer = PageIndexWriter(tmp_path / "index", afresh=True)
    writer.add_page(1, 1, Counter(["a"]), Counter())
    writer.commit()
    assert postings(tmp_path / "index", "a") == {1: 1}
