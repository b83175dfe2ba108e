"""Reading on two workers of Dask, one of which is killed: every file is read all the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from corpus.paths import CorpusPaths
from corpus.progress import SilentProgress
from indexer.opening import open_library
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus
from tests.conftest import ROOT, MakePdf, Pincite

T = TypeVar("T")
pytestmark = pytest.mark.cluster
_SECONDS = 60


@contextmanager
def run_dask(kind: str, *arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler or a worker, as a process of its own that is gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def run_workers(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on this computer, and two workers."""
    note = folder / "scheduler.json"
    here = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", note)
    one = (*here, "--no-nanny", "--nthreads", "1", "--local-directory", folder)
    with run_dask("scheduler", *here, "--port", "0"):
        end = time.monotonic() + _SECONDS
        while not note.exists() or not note.stat().st_size:
            assert time.monotonic() < end
            time.sleep(0.05)
        with run_dask("worker", *one) as first, run_dask("worker", *one) as second:
            yield str(json.loads(note.read_text())["address"]), [first, second]


class Killing(SilentProgress):
    """Kills a worker once the first file has been read."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self._worker = worker

    def track_steps(self, steps: Iterable[T], label: str, total: int) -> Iterator[T]:
        for step in steps:
            yield step
            self._worker.kill()


def read_texts(root: Path) -> dict[str, list[str]]:
    with closing(open_library(CorpusPaths(root))) as library:
        return {
            entry.files[0]: [page.body for page in library.read_pages(entry, 1, 99)]
            for entry in library.entries
        }


def test_every_file_is_read_though_a_worker_dies(make_pdf: MakePdf, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    for at in range(12):
        make_pdf(here / f"{at}.pdf", [f"File {at}, page {page}." for page in range(3)])
    shutil.copytree(here, there)
    update_corpus(here)
    with run_workers(tmp_path) as (address, workers):
        report = update_corpus(there, ReadOptions(dask=address), progress=Killing(workers[0]))
    assert (report.read, report.problems) == (12, [])
    assert sum(report.read_by.values()) >= 12
    assert read_texts(there) == read_texts(here)


def test_no_scheduler_is_one_sentence(pincite: Pincite, make_pdf: MakePdf, tmp_path: Path) -> None:
    make_pdf(tmp_path / "a.pdf")
    failed = pincite("index", tmp_path, "--dask", "tcp://127.0.0.1:1")
    assert failed.code == 2
    assert "No scheduler of Dask answers at tcp://127.0.0.1:1" in failed.stderr
