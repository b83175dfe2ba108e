"""`pincite doctor` says what is wrong, mends what can be mended, and says what it did."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from engine.index_place import IndexPlace
from indexer.opening import open_library
from indexer.store.store import Store
from tests.conftest import MakePdf, Pincite

WELL = "Store, index, catalogue and files are well.\n"


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    make_pdf(tmp_path / "a.pdf", ["The Board is now in session."])
    make_pdf(tmp_path / "b.pdf", ["The motion was carried."])
    assert pincite("index", tmp_path).code == 0
    return tmp_path


def execute(corpus: Path, statement: str) -> None:
    with closing(sqlite3.connect(CorpusPaths(corpus).store, isolation_level=None)) as db:
        db.execute(statement)


def unwrap(text: str) -> str:
    return " ".join(text.split())


def test_a_corpus_that_is_well(corpus: Path, pincite: Pincite) -> None:
    for options in ((), ("--check",)):
        ran = pincite("doctor", *options, cwd=corpus)
        assert (ran.code, ran.stdout, ran.stderr) == (0, WELL, "")
    assert pincite("doctor", "--json", cwd=corpus).json == []


def test_a_wrong_word_is_found_before_anybody_reads_it(corpus: Path, pincite: Pincite) -> None:
    execute(corpus, "UPDATE pages SET body = replace(body, 'now', 'not')")
    ran = pincite("doctor", "--check", cwd=corpus)
    what = "What is stored of a.pdf is damaged; the file is to be read again."
    assert (ran.code, unwrap(ran.stdout)) == (1, f"store: {what} Run `pincite doctor`.")
    ran = pincite("doctor", cwd=corpus)
    assert (ran.code, unwrap(ran.stdout)) == (0, f"store: {what} Mended.")
    assert "is now in session" in pincite("search", "session", cwd=corpus).stdout
    assert pincite("doctor", cwd=corpus).stdout == WELL


def test_a_search_that_meets_damage_names_the_remedy(corpus: Path, pincite: Pincite) -> None:
    execute(corpus, "UPDATE pages SET body = replace(body, 'now', 'not')")
    ran = pincite("search", "session", cwd=corpus)
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "What is stored of a.pdf is damaged" in ran.stderr
    assert "Run `pincite doctor`" in ran.stderr
    assert "What was stored of a.pdf was damaged" in pincite("index", corpus).stdout
    assert "is now in session" in pincite("search", "session", cwd=corpus).stdout


def test_a_damaged_index(corpus: Path, pincite: Pincite) -> None:
    with closing(open_library(CorpusPaths(corpus))) as library:
        place = library.index_place
    assert isinstance(place, IndexPlace)
    largest = max(place.index.iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    assert "index: It is damaged" in pincite("doctor", "--check", cwd=corpus).stdout
    ran = pincite("doctor", cwd=corpus)
    assert (ran.code, ran.stdout.count("Mended.")) == (0, 1)
    assert pincite("doctor", cwd=corpus).stdout == WELL


@pytest.mark.skipif(sys.platform == "win32", reason="the last bytes are compared there as well")
def test_other_words_that_nothing_else_tells(corpus: Path, pincite: Pincite) -> None:
    path, before = corpus / "a.pdf", (corpus / "a.pdf").stat()
    with closing(Store.create_or_open(CorpusPaths(corpus).store)) as store:
        known = store.list_files()["a.pdf"]
        data = path.read_bytes().replace(b"anonymous", b"Anonymous")
        path.write_bytes(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        now = path.stat()
        mark = f"{now.st_ino:x}.{now.st_ctime_ns:x}"  # as if nobody had noticed the change
        store.put_files([type(known)(**{**vars(known), "mark": mark})])
    assert pincite("index", corpus).stdout.startswith("Files: 2 unchanged.")
    ran = pincite("doctor", cwd=corpus)
    what = "a.pdf has changed since it was indexed, although its size and time are as before."
    assert (ran.code, unwrap(ran.stdout)) == (0, f"files: {what} Mended.")


def test_what_is_the_users_is_told_and_left_alone(corpus: Path, pincite: Pincite) -> None:
    catalogue = corpus / "catalogue.json"
    assert pincite("add", "--title", "T", cwd=corpus).code == 0
    records = json.loads(catalogue.read_text("utf-8"))
    records.append({"id": "lost", "type": "book", "custom": {"pincite": {"file": "x.pdf"}}})
    catalogue.write_text(json.dumps(records), encoding="utf-8")
    before = catalogue.read_bytes()
    ran = pincite("doctor", cwd=corpus)
    assert ran.code == 1
    assert "catalogue: The file of lost, x.pdf, is not there. Put it back" in unwrap(ran.stdout)
    catalogue.write_text("[{", encoding="utf-8")
    ran = pincite("doctor", cwd=corpus)
    assert ran.code == 1
    assert "pincite undo --list" in unwrap(ran.stdout)
    assert catalogue.read_text("utf-8") == "[{"
    catalogue.write_bytes(before)


def test_what_a_killed_command_left(corpus: Path, pincite: Pincite) -> None:
    (corpus / ".catalogue.json-0123456789ab").touch()
    ran = pincite("doctor", cwd=corpus)
    assert (ran.code, ran.stdout) == (
        0,
        "catalogue: A killed command left 1 file beside it. Mended.\n",
    )
    assert not (corpus / ".catalogue.json-0123456789ab").exists()


def test_a_store_of_a_newer_version_is_not_mended(corpus: Path, pincite: Pincite) -> None:
    with closing(Store.create_or_open(CorpusPaths(corpus).store)) as store:
        store.put_meta("schema", "99")
    before = CorpusPaths(corpus).store.read_bytes()
    for command in (("doctor",), ("index", ".", "--verify")):
        ran = pincite(*command, cwd=corpus)
        assert ran.code == 2
        assert "newer pincite" in ran.stderr
    assert CorpusPaths(corpus).store.read_bytes() == before
