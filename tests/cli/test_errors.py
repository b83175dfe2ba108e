"""Whatever goes wrong is one sentence on standard error, exit code 2, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from indexer.store.store import Store
from tests.conftest import MakePdf, Pincite, Ran, needs_permissions


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, make_pdf: MakePdf, pincite: Pincite) -> Path:
    folder = tmp_path_factory.mktemp("indexed")
    make_pdf(folder / "a.pdf", ["apple tree", "apple pie"])
    assert pincite("index", folder).code == 0
    return folder


@pytest.fixture
def corpus(indexed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed, tmp_path / "corpus"))


def refused(ran: Ran, *words: str) -> None:
    assert (ran.code, ran.stdout) == (2, ""), ran
    assert ran.stderr.startswith("pincite: "), ran.stderr
    assert ran.stderr.count("\n") == 1
    for word in words:
        assert word in ran.stderr


def test_folders_and_corpora_that_are_not_there(pincite: Pincite, tmp_path: Path) -> None:
    refused(pincite("index", tmp_path / "gone"), "gone does not exist.", "Name the folder")
    refused(pincite("index", tmp_path), "holds no document")
    refused(pincite("search", "x", cwd=tmp_path), "No corpus in", "pincite index")
    refused(pincite("list", "--corpus", tmp_path), "has not been indexed", "pincite index")
    refused(
        pincite("status", cwd=tmp_path, env={"PINCITE_CORPUS": str(tmp_path / "gone")}),
        "no folder",
        "PINCITE_CORPUS",
    )
    refused(pincite("list", "--corpus", "x" * 5000, cwd=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_what_was_asked_for_does_not_exist(pincite: Pincite, corpus: Path) -> None:
    refused(pincite("show", "1", cwd=corpus), "pincite search")
    refused(pincite("open", "1", cwd=corpus), "pincite search")
    pincite("search", "apple", cwd=corpus)
    refused(pincite("show", "99", cwd=corpus), "99")
    refused(pincite("show", "0", cwd=corpus), "0")
    refused(pincite("show", "x", cwd=corpus), "no item “x”", "pincite list")
    refused(pincite("show", "1", "--pdf-page", "x", cwd=corpus), "x", "--help")
    refused(pincite("pages", "nothing", cwd=corpus), "no item “nothing”", "pincite list")
    refused(pincite("search", "apple", "--item", "nothing", "--kind", "nonsense", cwd=corpus))
    refused(pincite("search", cwd=corpus), "Type a word or a phrase.")
    refused(pincite("nonsense"), "nonsense", "--help")
    refused(pincite("index", corpus, "--reader", "magic"), "no reader “magic”")


@pytest.mark.parametrize("setting", ["5", "x=1", "3=1", "2-1=i", "0=1"])
def test_a_bad_setting_changes_nothing(pincite: Pincite, corpus: Path, setting: str) -> None:
    before = (corpus / "catalogue.json").read_bytes()
    refused(pincite("pages", "a", "--set", "1=7", "--set", setting, cwd=corpus), setting)
    assert (corpus / "catalogue.json").read_bytes() == before


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[{", "line 1"),
        ("{}", "not an array"),
        ('[{"title": "x"}]', "record 1 has no “id”"),
        ('[{"id": "x"}, {"id": "x"}]', "two records have the id “x”"),
    ],
)
def test_a_bad_catalogue(pincite: Pincite, corpus: Path, written: str, said: str) -> None:
    good = (corpus / "catalogue.json").read_bytes()
    (corpus / "catalogue.json").write_text(written, encoding="utf-8")
    refused(pincite("index", corpus), "catalogue.json", said)
    refused(pincite("search", "apple", cwd=corpus), "catalogue.json", said)
    (corpus / "catalogue.json").write_bytes(good)
    assert pincite("search", "apple", cwd=corpus).code == 0


def test_a_damaged_store(pincite: Pincite, corpus: Path) -> None:
    CorpusPaths(corpus).store.write_bytes(b"not a database, by any means" * 99)
    refused(pincite("search", "apple", cwd=corpus), "store.db", "pincite doctor")
    mended = pincite("index", corpus)
    assert "The store was damaged: nothing in it could be kept." in mended.stdout
    assert "no file was read again" not in mended.stdout
    assert pincite("search", "apple", cwd=corpus).code == 0
    shutil.rmtree(CorpusPaths(corpus).own)
    assert pincite("index", corpus).code == 0
    assert pincite("search", "apple", cwd=corpus).code == 0


def test_a_store_without_its_tables(pincite: Pincite, corpus: Path) -> None:
    db = sqlite3.connect(CorpusPaths(corpus).store)
    db.execute("DROP TABLE pages")
    db.close()
    refused(pincite("search", "apple", cwd=corpus), "store.db", "pincite doctor")


def test_a_store_from_a_newer_version(pincite: Pincite, corpus: Path) -> None:
    store = Store.create_or_open(CorpusPaths(corpus).store)
    store.put_meta("schema", "99")
    store.close()
    refused(pincite("search", "apple", cwd=corpus), "newer pincite", "Update pincite")
    refused(pincite("index", corpus), "newer pincite", "Update pincite")


def test_a_second_index_run_at_the_same_time(pincite: Pincite, corpus: Path) -> None:
    lock = sqlite3.connect(CorpusPaths(corpus).lock, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    refused(pincite("index", corpus), "Another pincite is writing", "Wait")
    refused(pincite("pages", "a", "--set", "1=7", cwd=corpus), "Another pincite is writing")
    assert pincite("search", "apple", cwd=corpus).code == 0
    lock.close()
    assert pincite("index", corpus).code == 0


@needs_permissions
def test_a_corpus_that_may_not_be_written_to(pincite: Pincite, corpus: Path) -> None:
    folders = [corpus, CorpusPaths(corpus).own]
    for folder in folders:
        folder.chmod(0o555)
    try:
        refused(pincite("index", corpus), "may not be written to")
        refused(pincite("pages", "a", "--set", "1=7", cwd=corpus), "may not be written to")
        assert pincite("search", "apple", cwd=corpus).code == 0
        assert pincite("show", "1", cwd=corpus).code == 0
        assert pincite("status", cwd=corpus).code == 0
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_traceback_only_on_request(process: Pincite, tmp_path: Path) -> None:
    assert "Traceback" not in process("search", "x", cwd=tmp_path).stderr
    assert "Traceback" in process("--debug", "search", "x", cwd=tmp_path).stderr


def test_help_and_version(process: Pincite) -> None:
    assert process("--version").stdout.startswith("pincite ")
    assert process("--help").code == 0
    bare = process()
    assert (bare.code, bare.stdout) == (2, "")
    assert "Usage: " in bare.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of pipe")
def test_a_reader_who_leaves_early_is_no_error(
    program: tuple[list[str], dict[str, str]], corpus: Path
) -> None:
    command, environment = program
    running = subprocess.Popen(
        [*command, "pages"], cwd=corpus, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(30) == 0
