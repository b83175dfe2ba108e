"""One bit of the store or of the index is turned round: what is said is right, or damage is told,
and the next run heals it."""

from __future__ import annotations

import gc
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.paths import CorpusPaths
from engine.index_place import IndexPlace, place_index
from indexer.store.store import Store
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf
from tests.torture.amounts import FLIPS, make_chance
from tests.torture.answers import read_everything

WORDS = ("board", "now in", "motion", "first", "quorble")
# Whoosh leaves a file that it cannot read to Python to close
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def close_files() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> CorpusPaths:
    folder = tmp_path / "corpus"
    folder.mkdir()
    lines = "\n".join(f"Line {n} of what the board said about the quorble." for n in range(30))
    pages = [f"Page {n}. The board is now in session.\n{lines}" for n in range(12)]
    make_pdf(folder / "a.pdf", pages, feet=[str(number) for number in range(14, 26)])
    update_corpus(folder, processes=1)
    make_pdf(folder / "b.pdf", ["The motion was carried.", "It rose."], feet=["3", "4"])
    (folder / "c.txt").write_text("1. The first submission.\n\n2. The second.\n", encoding="utf-8")
    update_corpus(folder, processes=1)
    return CorpusPaths(folder)


def find_index(corpus: CorpusPaths) -> IndexPlace:
    store = Store.open(corpus.store)
    place = place_index(corpus.root, store.identity)
    store.close()
    assert isinstance(place, IndexPlace)
    return place


def flip(path: Path, chance: random.Random) -> int:
    """Turn one bit round, mostly where there is something; returns its number."""
    data = bytearray(path.read_bytes())
    filled = [at for at, byte in enumerate(data) if byte] if chance.random() < 0.7 else []
    at = chance.choice(filled) if filled else chance.randrange(len(data))
    bit = chance.randrange(8)
    data[at] ^= 1 << bit
    path.write_bytes(data)
    return at * 8 + bit


def test_flipped_bits(corpus: CorpusPaths, make_pdf: MakePdf) -> None:
    chance, seen = make_chance("flips"), Counter[str]()
    place = find_index(corpus)
    whole = read_everything(corpus, WORDS)
    kept = corpus.root.with_name("kept")
    shutil.copytree(corpus.own, kept / "own")
    shutil.copytree(place.folder, kept / "index")
    for number in range(FLIPS):
        files = [path for path in place.index.iterdir() if path.is_file() and path.stat().st_size]
        path = corpus.store if chance.random() < 0.65 else chance.choice(sorted(files))
        where = f"flip {number}: bit {flip(path, chance)} of {path.name}"
        new = corpus.root / "new.pdf"
        if chance.random() < 0.1:
            make_pdf(new, ["Another board."])
        try:
            said = read_everything(corpus, WORDS)
            seen["unharmed"] += 1
        except CorpusError:
            seen["told"] += 1
            update_corpus(corpus.root, processes=1)
            said = read_everything(corpus, WORDS)
        if new.exists():
            update_corpus(corpus.root, processes=1)
            try:
                said = read_everything(corpus, WORDS)
            except CorpusError:
                update_corpus(corpus.root, processes=1)
                said = read_everything(corpus, WORDS)
            assert said.pop("new.pdf"), where
            new.unlink()
        assert said == whole, where
        for folder, copy in ((corpus.own, "own"), (place.folder, "index")):
            shutil.rmtree(folder, ignore_errors=True)  # a new identity has another index
            shutil.copytree(kept / copy, folder)
    print(dict(seen))
    assert seen["told"]
    assert seen["unharmed"]
