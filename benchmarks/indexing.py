"""What indexing a folder costs: time (also against Recoll), memory, and disk space."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from benchmarks.programs import Recoll, are_installed, make_pincite_command
from benchmarks.rows import Row
from benchmarks.timing import Task, make_task, measure_medians, run, run_measuring_memory
from corpus.paths import CorpusPaths
from indexer.library import open_library

_UPDATES = {"nothing changed": 0.5, "one file added": 1.0}
"""The targets for updating an existing index, in seconds."""


def measure_first_time(root: Path, recoll: Recoll, runs: int) -> Iterator[Row]:
    """Indexing the PDFs below `root` for the first time, against Recoll doing so."""
    tasks = {
        "pincite": Task(lambda: run(make_pincite_command("index", root)), lambda: forget(root))
    }
    if are_installed("recollindex"):
        tasks["recollindex"] = Task(lambda: run(recoll.index), recoll.forget)
    if are_installed("pdftotext"):
        tasks["pdftotext"] = Task(lambda: _run_pdftotext(root))
    seconds = measure_medians(tasks, runs)
    what, own = "`pincite index`, first time", seconds["pincite"]
    yield Row(what, own, "s", "recollindex", seconds.get("recollindex"), 1.0)
    if "pdftotext" in seconds:
        compared = f"pdftotext over all files, {os.cpu_count()} at a time"
        yield Row(compared, seconds["pdftotext"], "s", what, own)


def measure_updates(root: Path, added: Path, runs: int, where: str) -> Iterator[Row]:
    """Indexing again with nothing changed, and with one file more: `added` with a comment at its
    end, so that it is new each time. The corpus is left as it was."""
    again = make_pincite_command("index", root)
    data = added.read_bytes()
    copies = [root / f"added-{number}.pdf" for number in range(runs)]
    remaining = iter(copies)

    def add() -> None:
        copy = next(remaining)
        copy.write_bytes(data + f"\n% {copy.name}\n".encode())

    tasks = {"nothing changed": make_task(*again), "one file added": Task(lambda: run(again), add)}
    for what, seconds in measure_medians(tasks, runs).items():
        yield Row(f"`pincite index`, {what}{where}", seconds, "s", most=_UPDATES[what])
    for copy in copies:
        copy.unlink()
    run(again)


def measure_memory(root: Path) -> Row:
    """The memory that indexing for the first time takes."""
    forget(root)
    _, peak = run_measuring_memory(make_pincite_command("index", root))
    return make_memory_row(peak, "")


def make_memory_row(peak: float | None, where: str) -> Row:
    """The row for a peak in MB."""
    return Row(f"peak memory of any process while indexing{where}", peak, "MB", most=400)


def measure_disk_space(root: Path) -> Row:
    """The size of store and index on the disk, against the clean text in them."""
    paths = CorpusPaths(root)
    with closing(open_library(paths)) as library:
        text = sum(
            len(page.body.encode()) + len(page.notes.encode())
            for entry in library.entries
            for page in library.store.read_document_pages(entry.document.id)
        )
        folders = (paths.own, library.index_place.folder)
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    taken = sum(path.stat().st_size for path in files)
    return Row("store and index on the disk", taken / 1e6, "MB", "clean text", text / 1e6, 3)


def forget(root: Path) -> None:
    """Turn a corpus back into a mere folder of PDFs."""
    shutil.rmtree(CorpusPaths(root).own, ignore_errors=True)
    CorpusPaths(root).catalogue.unlink(missing_ok=True)


def choose_middling_pdf(root: Path) -> Path:
    """The PDF of median size below `root`."""
    pdfs = sorted(root.rglob("*.pdf"), key=lambda path: (path.stat().st_size, path.name))
    return pdfs[len(pdfs) // 2]


def _run_pdftotext(root: Path) -> None:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in root.rglob("*.pdf"):
            pool.submit(run, ["pdftotext", str(path), "-"], range(100))
