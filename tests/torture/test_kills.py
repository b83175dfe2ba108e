"""A run is killed at a random moment: no answer is wrong, nothing is read twice or left behind."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from corpus.errors import CorpusError, CorpusNotFound
from corpus.paths import CorpusPaths, find_corpus
from indexer.store.mending import find_damage
from indexer.store.store import Store
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf
from tests.torture.amounts import KILLS, make_chance
from tests.torture.answers import Said, read_everything

WORDS = ("board", "motion", "now in")
FILES = 10


@pytest.fixture
def pool(tmp_path: Path, make_pdf: MakePdf) -> Path:
    """Files with different words, indexed: what is right."""
    folder = tmp_path / "pool"
    folder.mkdir()
    for number in range(FILES):
        pages = [f"Board {number}, page {n}: the motion is now in order." for n in range(3)]
        make_pdf(folder / f"{number}.pdf", pages)
    update_corpus(folder)
    return folder


def change(corpus: Path, pool: Path, chance: random.Random) -> None:
    """Add, replace, rename and remove files."""
    for _ in range(chance.randint(1, 5)):
        here = sorted(corpus.glob("*.pdf"))
        source = chance.choice(sorted(pool.glob("*.pdf")))
        what = chance.choice(["add", "add", "replace", "rename", "remove"])
        if what == "add" or len(here) < 4:
            shutil.copy(source, corpus / f"{chance.randrange(10**6)}.pdf")
        elif what == "replace":
            shutil.copy(source, chance.choice(here))
        elif what == "rename":
            chance.choice(here).rename(corpus / f"{chance.randrange(10**6)}.pdf")
        else:
            chance.choice(here).unlink()


def run_and_kill(corpus: Path, seconds: float, program: tuple[list[str], dict[str, str]]) -> bool:
    """Start a run and kill it with all its processes after so long; whether it was still going."""
    command, environment = program
    process = subprocess.Popen(
        [*command, "index", str(corpus)],
        env=environment | {"PINCITE_CACHE": os.environ["PINCITE_CACHE"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    was_going = process.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return was_going


def read_contents(corpus: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in corpus.glob("*.pdf")}


@pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")
def test_kills(tmp_path: Path, pool: Path, program: tuple[list[str], dict[str, str]]) -> None:
    chance, seen = make_chance("kills"), Counter[str]()
    right_of = _list_right(pool)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for source in sorted(pool.glob("*.pdf"))[:5]:
        shutil.copy(source, corpus / source.name)
    longest = 2.0
    while seen["killed"] < KILLS:
        number = seen.total()
        change(corpus, pool, chance)
        before = time.monotonic()
        killed = run_and_kill(corpus, chance.uniform(0.05, longest), program)
        seen["killed" if killed else "done"] += 1
        if not killed:
            longest = max(0.5, min(longest, time.monotonic() - before))
        _assert_nothing_wrong(corpus, right_of, f"kill {number}")
        if chance.random() < 0.5:
            _finish(corpus, right_of, f"after kill {number}")
    _finish(corpus, right_of, "at the end")
    print(dict(seen))


def _list_right(pool: Path) -> dict[bytes, list[object]]:
    """By content: what is to be said of it."""
    said = read_everything(CorpusPaths(pool), WORDS)
    return {(pool / name).read_bytes(): about for name, about in said.items()}


def _assert_nothing_wrong(corpus: Path, right_of: dict[bytes, list[object]], where: str) -> Said:
    """Whatever is found now is right for a content that some file had."""
    try:
        paths = find_corpus(corpus)
        said = read_everything(paths, WORDS)
    except CorpusNotFound:
        return {}
    except CorpusError as error:
        raise AssertionError(f"{where}: {error}") from error
    assert all(about in right_of.values() for about in said.values()), where
    assert not find_damage(paths.store), where
    return said


def _finish(corpus: Path, right_of: dict[bytes, list[object]], where: str) -> None:
    paths = CorpusPaths(corpus)
    known: set[str] = set()
    if paths.store.exists():
        with suppress(CorpusNotFound), closing(Store.open(paths.store)) as store:
            known = set(store.list_readers())
    report = update_corpus(corpus)
    contents = read_contents(corpus)
    store = Store.open(paths.store)
    now = {file.sha256 for file in store.list_files().values()}
    store.close()
    assert report.read == len(now - known), f"{where}: read again"
    assert not report.mended, where
    said = _assert_nothing_wrong(corpus, right_of, where)
    first = {content: name for name, content in sorted(contents.items(), reverse=True)}
    assert said == {name: right_of[content] for content, name in first.items()}, where
    records = json.loads(paths.catalogue.read_text("utf-8"))
    files = {record["custom"]["pincite"]["file"] for record in records}
    recorded = {contents[file] for file in files if file in contents}
    assert recorded == set(contents.values()), where
    left = {path.name for path in corpus.iterdir()} - set(contents)
    assert left == {".pincite", "catalogue.json"}, where
    own = {path.name for path in paths.own.iterdir()}
    assert own <= {"store.db", "store.db-wal", "store.db-shm", "lock.db", "lock.db-journal"}, where
