"""Files that hang or crash their reader take nothing else with them."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from indexer.readers.options import ReadOptions, Unreadable
from indexer.updating.read_result import ReadResult
from indexer.updating.workers import Readers
from tests.conftest import MakePdf

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def read(paths: list[Path], **options: object) -> dict[str, ReadResult | Unreadable]:
    with closing(Readers(ReadOptions(**options), 1)) as readers:  # type: ignore[arg-type]
        return {path.name: result for path, result in readers.read(paths)}


def no_process_is_left() -> bool:
    return not multiprocessing.active_children()


@needs_pipes
def test_a_file_that_hangs_is_given_up_and_the_others_are_read(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    hangs = tmp_path / "hangs.pdf"
    os.mkfifo(hangs)  # opening it waits for a writer that never comes
    good = make_pdf(tmp_path / "good.pdf")
    found = read([hangs, good], time_limit=0.4)
    assert isinstance(found["good.pdf"], ReadResult)
    assert isinstance(found["hangs.pdf"], Unreadable)
    assert found["hangs.pdf"].problem == "took longer than 0.4 s to read."
    assert no_process_is_left()


@needs_pipes
def test_a_reader_that_dies_is_replaced(tmp_path: Path, make_pdf: MakePdf) -> None:
    hangs = tmp_path / "dies.pdf"
    os.mkfifo(hangs)
    good = make_pdf(tmp_path / "good.pdf")

    def kill() -> None:
        with hangs.open("wb"):  # the reader has begun
            for process in multiprocessing.active_children():
                process.kill()
                process.join()

    killer = threading.Thread(target=kill)
    killer.start()
    found = read([hangs, good])
    killer.join()
    assert isinstance(found["good.pdf"], ReadResult)
    assert isinstance(found["dies.pdf"], Unreadable)
    assert found["dies.pdf"].problem == "crashed the reader."


def test_the_limit_is_the_files_not_the_programs_start(tmp_path: Path, make_pdf: MakePdf) -> None:
    found = read([make_pdf(tmp_path / "good.pdf")], time_limit=0.15)
    assert isinstance(found["good.pdf"], ReadResult)


@needs_pipes
@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes here")
def test_who_stops_listening_leaves_no_process_behind(tmp_path: Path, make_pdf: MakePdf) -> None:
    os.mkfifo(tmp_path / "hangs.pdf")
    paths = [make_pdf(tmp_path / "good.pdf"), tmp_path / "hangs.pdf"]
    with closing(Readers(ReadOptions(), 1)) as readers:
        next(readers.read(paths))
    assert no_process_is_left()


def test_every_bad_file_has_its_reason(tmp_path: Path, make_pdf: MakePdf) -> None:
    whole = make_pdf(tmp_path / "whole.pdf", ["words"] * 4).read_bytes()
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "page.pdf").write_bytes(b"<!DOCTYPE html><html><body>Not found</body></html>")
    (tmp_path / "text.pdf").write_bytes(b"plain words")
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "head.pdf").write_bytes(b"%PDF-1.7\n")
    make_pdf(tmp_path / "locked.pdf", password="secret")
    make_pdf(tmp_path / "owner.pdf", password="", owner_password="owner")
    found = read([*sorted(tmp_path.glob("*.pdf")), tmp_path / "gone.pdf"])
    said = {
        name: result.problem for name, result in found.items() if isinstance(result, Unreadable)
    }
    assert said["empty.pdf"] == "is empty."
    assert said["page.pdf"] == "is not a PDF but a web page."
    assert said["text.pdf"] == "is not a PDF but another format."
    assert said["head.pdf"].startswith(("is damaged", "has no page"))
    assert said["locked.pdf"] == "needs a password."
    assert said["gone.pdf"].startswith("cannot be opened: ")
    assert set(said) >= {"empty.pdf", "page.pdf", "text.pdf", "head.pdf", "locked.pdf", "gone.pdf"}
    assert isinstance(found["owner.pdf"], ReadResult)
    assert all((isinstance(r, ReadResult) and r.document.pages) or isinstance(r, Unreadable)
               for r in found.values())  # fmt: skip


def test_a_password_opens_a_locked_file(tmp_path: Path, make_pdf: MakePdf) -> None:
    locked = make_pdf(tmp_path / "locked.pdf", ["secret words"], password="secret")
    for reader in ("pdfium", "pdfminer"):
        found = read([locked], passwords=("wrong", "secret"), reader=reader)["locked.pdf"]
        assert isinstance(found, ReadResult)
        assert "secret words" in found.document.pages[0][4]
