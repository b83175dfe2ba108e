"""A corpus from a stranger: nothing in it leads pincite to files of the user's elsewhere."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import CorpusDamaged, DamagedPdf
from corpus.fetching.partial import PartialFile
from corpus.frozen import replace_fields
from corpus.own_files import has_other_names, locate_inside
from corpus.paths import CorpusPaths
from indexer.store.store import Store
from tests.cli.test_foreign_corpus import COMMANDS
from tests.conftest import MakePdf, Pincite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")

ADDRESS = "http://127.0.0.1:9/a.pdf"


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> CorpusPaths:
    root = tmp_path / "corpus"
    root.mkdir()
    make_pdf(root / "a.pdf", ["The board heard the deputation on the twelfth."], title="Minutes")
    (root / "draft.md").write_text("“The board heard the deputation.”", encoding="utf-8")
    assert pincite("index", root).code == 0
    return CorpusPaths(root)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of the user's, with files that a link could mean."""
    folder = tmp_path / "home"
    (folder / "downloads").mkdir(parents=True)
    (folder / "profile").write_text("export X=1\n", encoding="utf-8")
    (folder / "other.json").write_text("[]\n", encoding="utf-8")
    with closing(sqlite3.connect(folder / "cookies.sqlite")) as db:
        db.execute("CREATE TABLE cookies (name)")
    return folder


def take_picture(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "target"),
    [
        (".pincite", ""),
        (".pincite/store.db", "cookies.sqlite"),
        (".pincite/store.db", "nowhere.db"),
        (".pincite/lock.db", "cookies.sqlite"),
        (".pincite/lock.db", "nowhere.db"),
        (".pincite/work-lock.db", "nowhere.db"),
        (".pincite/store.db-wal", "profile"),
        (".pincite/store.db-journal", "profile"),
        (".pincite/store.db-shm", "profile"),
        (".pincite/downloads", "downloads"),
        (".pincite/index", "downloads"),
        (".pincite/engine", "profile"),
        (".pincite/engine", "nowhere"),
        (".pincite/last-search.json", "profile"),
        ("catalogue.json", "other.json"),
        ("catalogue.json", "nowhere.json"),
        ("basket.json", "nowhere.json"),
    ],
)
def test_no_command_follows_a_link_out_of_the_corpus(
    name: str, target: str, corpus: CorpusPaths, outside: Path, pincite: Pincite
) -> None:
    link = corpus.root / name
    if link.exists():
        link.rename(f"{link}.was")
    link.symlink_to(outside / target)
    before = take_picture(outside)
    fetch = ("fetch", "a", "--allow-private", "--tries", "1", "--no-archive")
    add = ("add", "--title", "New", "--type", "book"), ("basket", "add", "1"), fetch
    cluster = ("list", "--engine", "opensearch://127.0.0.1:9/a")
    for command in (*COMMANDS, *add, cluster):
        ran = pincite(*command, cwd=corpus.root)
        assert "unexpected" not in ran.stderr, command
    assert take_picture(outside) == before


@pytest.mark.parametrize("kind", ["link", "second name"])
def test_a_part_that_is_another_file_is_not_added_to(
    kind: str, corpus: CorpusPaths, outside: Path
) -> None:
    folder = corpus.own / "downloads"
    folder.mkdir()
    part = PartialFile(folder, ADDRESS)
    part.begin("tag")
    state = next(folder.glob("*.json"))
    part.path.unlink()
    if kind == "link":
        part.path.symlink_to(outside / "profile")
    else:
        part.path.hardlink_to(outside / "profile")
    assert json.loads(state.read_text("utf-8"))["validator"] == "tag"
    assert part.make_range_headers() == {}
    part.begin("tag")
    with part.open_for_appending() as file:
        file.write(b"new")
    assert (outside / "profile").read_text("utf-8") == "export X=1\n"


def test_a_catalogue_that_is_a_link_within_its_folder_is_written_to(
    corpus: CorpusPaths, pincite: Pincite
) -> None:
    records = corpus.catalogue.rename(corpus.root / "records.json")
    corpus.catalogue.symlink_to(records.name)
    added = pincite("add", "--title", "Doors", "--type", "book", cwd=corpus.root)
    assert added.code == 0, added.stderr
    assert corpus.catalogue.is_symlink()
    assert "Doors" in records.read_text("utf-8")


def test_a_file_with_a_second_name_is_told_from_others(tmp_path: Path) -> None:
    file, second, link = (tmp_path / name for name in ("file", "second", "link"))
    assert not has_other_names(file), "it is not there"
    assert not has_other_names(tmp_path), "a folder"
    file.write_bytes(b"x")
    assert not has_other_names(file)
    link.symlink_to(file)
    assert has_other_names(link)
    second.hardlink_to(file)
    assert has_other_names(file)


def test_unfinished_downloads_behind_a_link_are_refused(corpus: CorpusPaths, outside: Path) -> None:
    folder = corpus.own / "downloads"
    folder.symlink_to(outside / "downloads")
    with pytest.raises(CorpusDamaged, match="is a link"):
        PartialFile(folder, ADDRESS)


@pytest.mark.parametrize("file", ["../evil.html", "/etc/passwd", "a/../../evil.html", "a\0.pdf"])
def test_a_stored_path_does_not_lead_out_of_the_corpus(tmp_path: Path, file: str) -> None:
    with pytest.raises(DamagedPdf, match="not in the corpus"):
        locate_inside(tmp_path, file)
    assert locate_inside(tmp_path, "a/b..c.pdf") == tmp_path / "a" / "b..c.pdf"


def set_stored_path(corpus: CorpusPaths, file: str) -> None:
    store = Store.create_or_open(corpus.store)
    stored = store.list_files()["a.pdf"]
    store.put_files([replace_fields(stored, path=file)])
    store.remove_files(["a.pdf"])
    store.close()
    record = json.loads(corpus.catalogue.read_text("utf-8"))
    record[0]["custom"]["pincite"]["file"] = file
    corpus.catalogue.write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "said"), [("../evil.pdf", "not in the corpus"), ("run.desktop", "is no document")]
)
def test_open_shows_only_documents_of_the_corpus(
    file: str, said: str, corpus: CorpusPaths, pincite: Pincite, tmp_path: Path
) -> None:
    viewer = tmp_path / "bin" / "evince"
    viewer.parent.mkdir()
    viewer.write_text(f"#!/bin/sh\ntouch {tmp_path}/shown\n", encoding="utf-8")
    viewer.chmod(0o755)
    (corpus.root / file).write_bytes((corpus.root / "a.pdf").read_bytes())
    set_stored_path(corpus, file)
    path = f"{viewer.parent}{os.pathsep}{os.environ['PATH']}"
    ran = pincite("open", file, cwd=corpus.root, env={"PATH": path})
    assert ran.code == 2
    assert said in ran.stderr
    for command in COMMANDS[:-1]:
        assert "unexpected" not in pincite(*command, cwd=corpus.root).stderr, command
    assert not (tmp_path / "shown").exists()


def test_a_link_among_the_documents_is_read_and_a_program_behind_it_not_opened(
    corpus: CorpusPaths, outside: Path, pincite: Pincite
) -> None:
    (corpus.root / "b.pdf").symlink_to(outside / "profile")
    set_stored_path(corpus, "b.pdf")
    assert "is no document" in pincite("open", "b.pdf", cwd=corpus.root).stderr
