"""What became of the files of a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from indexer.store.stored import StoredFile
from indexer.updating.files import (
    FileChanges,
    compare_folder,
    describe_links,
    is_unchanged,
    list_unreadable_folders,
)
from tests.conftest import needs_permissions


def write(root: Path, name: str, content: str = "") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content or name, encoding="utf-8")
    return path


def look(root: Path, before: FileChanges | None = None) -> FileChanges:
    return compare_folder(root, before.current if before else {})


def test_only_visible_documents_are_found_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.pdf", "A.PDF", "sub dir/ü.pdf", ".hidden.pdf", ".git/x.pdf", ".pincite/y.pdf",
                 "notes.txt", "pdf", "Drafts/mine.docx", "x.html", "x_files/advert.html", "a.xlsx",
                 "~$b.docx", "catalogue.json"):  # fmt: skip
        write(tmp_path, name)
    (tmp_path / "folder.pdf").mkdir()
    write(tmp_path, "folder.pdf/inside.pdf")
    expected = [
        "A.PDF", "b.pdf", "notes.txt", "x.html", "folder.pdf/inside.pdf", "sub dir/ü.pdf"
    ]  # fmt: skip
    changes = look(tmp_path)
    assert list(changes.current) == expected
    assert changes.others == ["a.xlsx", "pdf"]


def test_every_change_is_told(tmp_path: Path) -> None:
    for name in ("same", "edited", "moved", "deleted", "touched"):
        write(tmp_path, f"{name}.pdf")
    before = look(tmp_path)
    write(tmp_path, "edited.pdf", "other words")
    (tmp_path / "sub").mkdir()
    (tmp_path / "moved.pdf").rename(tmp_path / "sub" / "moved here.pdf")
    (tmp_path / "deleted.pdf").unlink()
    os.utime(tmp_path / "touched.pdf", (1, 1))
    write(tmp_path, "added.pdf")
    changes = look(tmp_path, before)
    assert changes.new == ["added.pdf"]
    assert changes.changed == ["edited.pdf"]
    assert changes.renamed == [("moved.pdf", "sub/moved here.pdf")]
    assert changes.removed == ["deleted.pdf"]
    assert changes.unchanged == ["same.pdf", "touched.pdf"]
    assert changes.current["touched.pdf"].mtime_ns == 1_000_000_000


def test_two_files_of_the_same_content_that_move_are_two_moves(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "same")
    write(tmp_path, "b.pdf", "same")
    before = look(tmp_path)
    (tmp_path / "a.pdf").rename(tmp_path / "c.pdf")
    (tmp_path / "b.pdf").rename(tmp_path / "d.pdf")
    changes = look(tmp_path, before)
    assert changes.renamed == [("a.pdf", "c.pdf"), ("b.pdf", "d.pdf")]
    assert (changes.new, changes.removed) == ([], [])


def test_a_copy_is_no_rename(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "same")
    before = look(tmp_path)
    write(tmp_path, "b.pdf", "same")
    assert look(tmp_path, before).new == ["b.pdf"]


def test_a_renamed_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    before = look(tmp_path)
    before.current["a.pdf"] = StoredFile(
        "a.pdf", 5, 0, before.current["a.pdf"].sha256, "is not a PDF.", "Get it."
    )
    (tmp_path / "a.pdf").rename(tmp_path / "b.pdf")
    assert look(tmp_path, before).current["b.pdf"].problem == ""


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links(tmp_path: Path) -> None:
    write(tmp_path, "real/a.pdf")
    (tmp_path / "real" / "loop").symlink_to(tmp_path)
    (tmp_path / "linked.pdf").symlink_to(tmp_path / "real" / "a.pdf")
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "nowhere")
    files = look(tmp_path).current
    assert list(files) == ["broken.pdf", "linked.pdf", "real/a.pdf"]
    assert files["broken.pdf"].problem.startswith("cannot be opened: ")
    assert files["linked.pdf"].sha256 == files["real/a.pdf"].sha256


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert look(tmp_path).current["pipe.pdf"].problem == "is not a regular file."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_name_of_bytes_that_are_no_characters(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.pdf")).write_bytes(b"x")
    first = look(tmp_path)
    assert list(first.current) == ["bad\\udcff.pdf"]
    assert "name" in first.current["bad\\udcff.pdf"].problem
    assert look(tmp_path, first).unchanged == ["bad\\udcff.pdf"]


@needs_permissions
def test_what_lies_in_a_folder_that_cannot_be_looked_into_stays(tmp_path: Path) -> None:
    write(tmp_path, "shut/a.pdf")
    write(tmp_path, "b.pdf")
    before = look(tmp_path)
    (tmp_path / "shut").chmod(0)
    try:
        changes = look(tmp_path, before)
    finally:
        (tmp_path / "shut").chmod(0o755)
    assert changes.removed == []
    assert changes.unchanged == ["b.pdf", "shut/a.pdf"]
    assert [folder.path for folder in list_unreadable_folders(changes)] == ["shut"]


def test_a_folder_that_is_gone_altogether_removes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "share/a.pdf")
    before = look(tmp_path / "share")
    (tmp_path / "share").rename(tmp_path / "unplugged")
    changes = look(tmp_path / "share", before)
    assert changes.removed == []
    assert list_unreadable_folders(changes)


def test_a_file_that_changes_after_it_was_hashed_is_noticed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.pdf")
    seen = look(tmp_path).current["a.pdf"]
    assert is_unchanged(tmp_path, seen)
    path.write_text("longer than before", encoding="utf-8")
    assert not is_unchanged(tmp_path, seen)
    path.unlink()
    assert not is_unchanged(tmp_path, seen)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_file_that_cannot_be_opened_for_a_moment_keeps_its_content(tmp_path: Path) -> None:
    write(tmp_path, "other.pdf")
    real = write(tmp_path, "disk/a")
    (tmp_path / "a.pdf").symlink_to(real)
    first = look(tmp_path)
    real.rename(tmp_path / "disk" / "unplugged")
    second = look(tmp_path, first)
    assert second.unchanged == ["a.pdf", "other.pdf"]
    assert second.current["a.pdf"].sha256 == first.current["a.pdf"].sha256
    assert second.current["a.pdf"].problem.startswith("cannot be opened: ")
    advice = "The text read earlier is kept; check the file and its permissions."
    assert second.current["a.pdf"].advice == advice
    (tmp_path / "disk" / "unplugged").rename(real)
    third = look(tmp_path, second).current["a.pdf"]
    assert (third.sha256, third.problem) == (first.current["a.pdf"].sha256, "")


def test_when_no_known_file_is_there_any_more_none_is_removed(tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.pdf"), write(tmp_path, "b.pdf")]
    before = look(tmp_path)
    for path in paths:
        path.unlink()
    changes = look(tmp_path, before)
    assert (changes.missing, changes.removed) == (["a.pdf", "b.pdf"], [])
    assert changes.current == before.current
    write(tmp_path, "b.pdf")
    assert look(tmp_path, changes).removed == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_to_folders_are_named(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "other").symlink_to(tmp_path / "real")
    changes = compare_folder(tmp_path, {})
    assert changes.linked == ["other"]
    assert describe_links(changes.linked).startswith("other is a link to a folder")
    assert "a, b, c, d, e, …." in describe_links(list("abcdef"))
