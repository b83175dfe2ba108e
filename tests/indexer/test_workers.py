"""Files that hang or crash their reader take nothing else with them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from indexer.readers.options import ReadOptions, Unreadable
from indexer.readers.pictures.picture_reading import PictureReading
from indexer.updating.read_result import ReadResult
from indexer.updating.workers import PageOfFile, Readers
from tests.conftest import MakePdf

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def read(
    paths: list[Path], *, may_fork: bool = False, **options: object
) -> dict[str, ReadResult | Unreadable]:
    chosen = ReadOptions(**options)  # type: ignore[arg-type]
    with closing(Readers(chosen, 1, may_fork=may_fork)) as readers:
        return {path.name: result for path, result in readers.read(paths)}


def no_process_is_left() -> bool:
    return not multiprocessing.active_children()


@needs_pipes
@pytest.mark.parametrize("may_fork", [False, True])
def test_a_file_that_hangs_is_given_up_and_the_others_are_read(
    tmp_path: Path, make_pdf: MakePdf, may_fork: bool
) -> None:
    hangs = tmp_path / "hangs.pdf"
    os.mkfifo(hangs)  # opening it waits for a writer that never comes
    good = make_pdf(tmp_path / "good.pdf")
    results = read([hangs, good], may_fork=may_fork, time_limit=2)
    assert isinstance(results["good.pdf"], ReadResult)
    assert isinstance(results["hangs.pdf"], Unreadable)
    assert results["hangs.pdf"].problem == "took longer than 2 s to read."
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
    results = read([hangs, good])
    killer.join()
    assert isinstance(results["good.pdf"], ReadResult)
    assert isinstance(results["dies.pdf"], Unreadable)
    assert results["dies.pdf"].problem == "crashed the reader."


@needs_pipes
def test_a_page_that_hangs_is_given_up_and_costs_no_other(tmp_path: Path) -> None:
    hangs, blank = tmp_path / "hangs.pdf", tmp_path / "blank.png"
    os.mkfifo(hangs)
    Image.new("L", (800, 1000), 255).save(blank)
    pages = [PageOfFile(hangs, 3, "eng"), PageOfFile(blank, 1, "eng")]
    with closing(Readers(ReadOptions(time_limit=2), 1)) as readers:
        results = dict(readers.read_pictures(pages))
    hung = results[pages[0]]
    assert isinstance(hung, Unreadable)
    assert hung.problem == "took longer than 2 s to read."
    if find_spec("tesserocr"):
        assert isinstance(results[pages[1]], PictureReading)
    assert no_process_is_left()


def test_the_limit_is_the_files_not_the_programs_start(
    tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, started = tmp_path / "slow start", tmp_path / "started"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(
        f"import pathlib, time; time.sleep(3); pathlib.Path({str(started)!r}).touch()",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(slow), prepend=os.pathsep)
    results = read([make_pdf(tmp_path / "good.pdf")], time_limit=2)
    assert started.exists()
    assert isinstance(results["good.pdf"], ReadResult)


@needs_pipes
@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes here")
def test_who_stops_listening_leaves_no_process_behind(tmp_path: Path, make_pdf: MakePdf) -> None:
    os.mkfifo(tmp_path / "hangs.pdf")
    paths = [make_pdf(tmp_path / "good.pdf"), tmp_path / "hangs.pdf"]
    with closing(Readers(ReadOptions(), 1)) as readers:
        next(readers.read(paths))
    assert no_process_is_left()


START_AND_DIE = """
import multiprocessing, os, sys
from indexer.readers.options import ReadOptions
from indexer.updating.workers import Readers
readers = Readers(ReadOptions(), 3, may_fork=True)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_forked_processes_end_when_the_one_that_started_them_dies() -> None:
    done = subprocess.run(
        [sys.executable, "-c", START_AND_DIE], stdout=subprocess.PIPE, text=True, check=True
    )
    started = done.stdout.split()
    assert len(started) == 3
    until = time.monotonic() + 20
    while any(map(is_running, started)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, started))


def is_running(process: str) -> bool:
    try:
        status = Path("/proc", process, "stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


def test_every_bad_file_has_its_reason(tmp_path: Path, make_pdf: MakePdf) -> None:
    whole = make_pdf(tmp_path / "whole.pdf", ["words"] * 4).read_bytes()
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "page.pdf").write_bytes(b"<!DOCTYPE html><html><body>Not found</body></html>")
    (tmp_path / "text.pdf").write_bytes(b"plain words")
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "head.pdf").write_bytes(b"%PDF-1.7\n")
    make_pdf(tmp_path / "locked.pdf", password="secret")
    make_pdf(tmp_path / "owner.pdf", password="", owner_password="owner")
    results = read([*sorted(tmp_path.glob("*.pdf")), tmp_path / "gone.pdf"])
    problems = {
        name: result.problem for name, result in results.items() if isinstance(result, Unreadable)
    }
    read_files = [result for result in results.values() if isinstance(result, ReadResult)]
    assert problems["empty.pdf"] == "is empty."
    assert problems["page.pdf"] == "is not a PDF but a web page."
    assert problems["text.pdf"] == "is not a PDF but another format."
    assert problems["head.pdf"].startswith(("is damaged", "has no page"))
    assert problems["locked.pdf"] == "needs a password."
    assert problems["gone.pdf"].startswith("cannot be opened: ")
    assert not problems.keys() & {"whole.pdf", "owner.pdf"}
    assert all(result.document.pages for result in read_files)


def test_a_password_opens_a_locked_file(tmp_path: Path, make_pdf: MakePdf) -> None:
    locked = make_pdf(tmp_path / "locked.pdf", ["secret words"], password="secret")
    for reader in ("pdfium", "pdfminer"):
        result = read([locked], passwords=("wrong", "secret"), reader=reader)["locked.pdf"]
        assert isinstance(result, ReadResult)
        assert "secret words" in result.document.pages[0][6]
