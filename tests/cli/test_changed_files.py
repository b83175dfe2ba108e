"""Commands that quote say so where the file is no longer the one that was read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.cited_files import ChangedFiles
from tests.conftest import MakePdf, Pincite

TOLD = "note: a.pdf has changed since it was indexed: run `pincite index`.\n"
QUOTATION = "The Board is now in session"


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "a.pdf", [f"{QUOTATION} here."])
    make_pdf(folder / "b.pdf", ["Another session of words."])
    (folder / "draft.md").write_text(f"He wrote: “{QUOTATION}”.\n", encoding="utf-8")
    assert pincite("index", folder).code == 0
    return folder


def change_secretly(path: Path) -> None:
    """Other bytes, as many, under the time of before."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"anonymous", b"Anonymous"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def change_openly(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"% more")


@pytest.mark.parametrize("change", [change_secretly, change_openly])
def test_changed_files_are_told(
    corpus: Path, pincite: Pincite, change: Callable[[Path], None]
) -> None:
    change(corpus / "a.pdf")
    search = pincite("search", "session", cwd=corpus)
    assert search.stderr.endswith(TOLD)
    assert pincite("search", "session", "--json", cwd=corpus).json["changed_files"] == ["a.pdf"]
    assert pincite("locate", QUOTATION, cwd=corpus).stderr.endswith(TOLD)
    assert pincite("show", "a", cwd=corpus).stderr == TOLD
    check = " ".join(pincite("check", "draft.md", cwd=corpus).stdout.split())
    assert TOLD.removeprefix("note: ").strip() in check
    report = pincite("check", "draft.md", "--json", cwd=corpus).json
    assert report["changed_files"] == ["a.pdf"]
    assert pincite("index", corpus).code == 0
    assert "changed since" not in pincite("search", "session", cwd=corpus).stderr


def test_a_file_that_was_only_touched_or_is_not_at_hand_is_not_told(
    corpus: Path, pincite: Pincite
) -> None:
    os.utime(corpus / "a.pdf")
    (corpus / "b.pdf").unlink()
    assert "changed since" not in pincite("search", "session", cwd=corpus).stderr


def test_a_corpus_that_was_copied_is_not_changed(corpus: Path, pincite: Pincite) -> None:
    copy = Path(shutil.copytree(corpus, corpus.with_name("copy")))
    assert "changed since" not in pincite("search", "session", cwd=copy).stderr


def test_what_could_not_be_compared_in_time_is_not_said_to_have_changed() -> None:
    files = ChangedFiles(("a.pdf", "b.pdf"), ("c.pdf",))
    assert files.describe() == (
        "a.pdf, b.pdf have changed since they were indexed; c.pdf may have changed since it was"
        " indexed: run `pincite index`."
    )
    assert (files.all, ChangedFiles().describe()) == (("a.pdf", "b.pdf", "c.pdf"), "")
