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
from benchmarks.timing import (
    Cost,
    Task,
    make_task,
    measure_costs,
    measure_medians,
    run,
    run_measuring_memory,
)
from corpus.paths import CorpusPaths
from indexer.opening import open_library

_UPDATES = {"nothing changed": 0.15, "one file added": 0.6}
"""The targets for updating an existing index, in seconds."""
_NOT_MEASURED = Cost(0, 0)


def measure_first_time(root: Path, recoll: Recoll, runs: int) -> Iterator[Row]:
    """Indexing the PDFs below `root` for the first time, against Recoll doing so. Pictures are left
    unread, as Recoll leaves them: reading one takes as long as reading hundreds of pages."""
    tasks = {"pincite": Task(lambda: run(make_index_command(root)), lambda: forget(root))}
    if are_installed("recollindex"):
        tasks["recollindex"] = Task(lambda: run(recoll.index), recoll.forget)
    if are_installed("pdftotext"):
        tasks["pdftotext"] = Task(lambda: _run_pdftotext(root))
    costs = measure_costs(tasks, runs)
    what, own, other = "`pincite index --no-ocr`, first time", costs["pincite"], _NOT_MEASURED
    other = costs.get("recollindex", other)
    yield Row(what, own.clock, "s", "recollindex", other.clock, 1.25)
    if own.processor:
        yield Row(f"{what}, processor", own.processor, "s", "recollindex", other.processor, 1.15)
    if "pdftotext" in costs:
        compared = f"pdftotext over all files, {os.cpu_count()} at a time"
        yield Row(compared, costs["pdftotext"].clock, "s", what, own.clock)


def make_index_command(root: Path) -> list[str]:
    """The command that indexes a folder, without reading pictures."""
    return make_pincite_command("index", "--no-ocr", root)


def measure_updates(root: Path, added: Path, runs: int, where: str) -> Iterator[Row]:
    """Indexing again with nothing changed, and with one file more: `added` with a comment at its
    end, so that it is new each time. The corpus is left as it was."""
    again = make_index_command(root)
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
    _, peak = run_measuring_memory(make_index_command(root))
    return make_memory_row(peak, "")


def make_memory_row(peak: float | None, where: str) -> Row:
    """The row for a peak in MB."""
    return Row(f"peak memory of any process while indexing{where}", peak, "MB", most=200)


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
    return Row("store and index on the disk", taken / 1e6, "MB", "clean text", text / 1e6, 3.5)


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
