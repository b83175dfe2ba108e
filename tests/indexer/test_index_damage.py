"""A damaged index is told or rebuilt, never a crash, and never an answer with something missing."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import CorpusDamaged
from corpus.paths import CorpusPaths
from engine.index_place import IndexPlace
from engine.question import AnyOf
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf

# Whoosh leaves a file that it cannot read to Python to close
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Harm = Callable[[Path], None]


@pytest.fixture(autouse=True)
def close_files() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> CorpusPaths:
    """Two documents, indexed one after the other, so that the index has two segments."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "a.pdf", ["apple tree", "apple pie"])
    update_corpus(folder, processes=1)
    make_pdf(folder / "b.pdf", ["brown bear with an apple"])
    update_corpus(folder, processes=1)
    return CorpusPaths(folder)


def find_apples(paths: CorpusPaths) -> dict[str, int]:
    """On how many pages of each file the word is found."""
    with closing(open_library(paths, searching=True)) as library:
        found = library.engine.find(AnyOf(frozenset({"apple"})))
        keys = library.list_page_keys(found)
        files = [library.get_entry_of_page(key).files[0] for key in keys]
        return {file: files.count(file) for file in files}


def find_apples_at_last(paths: CorpusPaths) -> dict[str, int]:
    """The same; where damage is told, by the command after, for which it is healed."""
    try:
        return find_apples(paths)
    except CorpusDamaged as error:
        assert "Ask again" in error.remedy
        return find_apples(paths)


def place(paths: CorpusPaths) -> IndexPlace:
    with closing(open_library(paths)) as library:
        assert isinstance(library.index_place, IndexPlace)
        return library.index_place


def list_index_files(paths: CorpusPaths) -> list[Path]:
    return [path for path in sorted(place(paths).index.iterdir()) if path.is_file()]


def garble(path: Path) -> None:
    """Other bytes, as many."""
    path.write_bytes(bytes(byte ^ 0xA5 for byte in path.read_bytes()))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [garble, cut, remove])
def test_each_file_of_the_index_may_be_damaged(corpus: CorpusPaths, harm: Harm) -> None:
    whole = find_apples(corpus)
    kept = place(corpus).index
    shutil.copytree(kept, corpus.root / ".kept")
    for name in [path.name for path in list_index_files(corpus)]:
        harm(kept / name)
        assert find_apples_at_last(corpus) == whole, name
        shutil.rmtree(kept)
        shutil.copytree(corpus.root / ".kept", kept)


@pytest.mark.parametrize("harm", [garble, cut, remove])
def test_a_new_file_is_added_to_a_damaged_index(
    corpus: CorpusPaths, make_pdf: MakePdf, harm: Harm
) -> None:
    for number, name in enumerate([path.name for path in list_index_files(corpus)]):
        path = place(corpus).index / name
        if path.exists():
            harm(path)
        make_pdf(corpus.root / f"new-{number}.pdf", [f"apple number {number}"])
        assert update_corpus(corpus.root, processes=1).problems == []
        found = find_apples_at_last(corpus)
        assert found[f"new-{number}.pdf"] == 1
        assert (found["a.pdf"], found["b.pdf"], len(found)) == (2, 1, number + 3)


def test_damage_that_no_question_has_met_is_found_by_looking(corpus: CorpusPaths) -> None:
    index = place(corpus)
    assert not index.is_damaged()
    for name in [path.name for path in list_index_files(corpus) if path.suffix != ".json"]:
        path = index.index / name
        before = path.read_bytes()
        if not before:
            continue
        path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        assert index.is_damaged(), name
        path.write_bytes(before)
