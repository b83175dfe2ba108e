"""What indexing a folder costs: time, against Recoll and against nothing changed; memory; room."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.programs import Recoll, pincite, there
from benchmarks.rows import Row
from benchmarks.timing import Task, medians, run, running, with_peak_memory
from corpus.places import Places
from indexer.library import Library

_UPDATES = {"nothing changed": 0.5, "one file added": 1.0}
"""What is asked of an index that is there already: the most seconds."""


def first_time(root: Path, recoll: Recoll, runs: int) -> Iterator[Row]:
    """Indexing the PDFs below `root` for the first time, against Recoll doing so."""
    tasks = {"pincite": Task(lambda: run(pincite("index", root)), lambda: forget(root))}
    if there("recollindex"):
        tasks["recollindex"] = Task(lambda: run(recoll.index), recoll.forget)
    if there("pdftotext"):
        tasks["pdftotext"] = Task(lambda: _texts_of(root))
    found = medians(tasks, runs)
    other = found.get("recollindex")
    yield Row("`pincite index`, first time", found["pincite"], "s", "recollindex", other, 1.0)
    if "pdftotext" in found:
        yield Row(
            f"pdftotext over all files, {os.cpu_count()} at a time", found["pdftotext"], "s",
            "`pincite index`, first time", found["pincite"],
        )  # fmt: skip


def updates(root: Path, added: Path, runs: int, where: str) -> Iterator[Row]:
    """Indexing again with nothing changed, and with one file more than before (`added` with a
    comment at its end, so that it is always another); the corpus is left as it was."""
    again = pincite("index", root)
    data = added.read_bytes()
    copies = (root / f"added-{number}.pdf" for number in range(runs))
    made: list[Path] = []

    def add() -> None:
        made.append(next(copies))
        made[-1].write_bytes(data + f"\n% {made[-1].name}\n".encode())

    tasks = {"nothing changed": running(*again), "one file added": Task(lambda: run(again), add)}
    for what, seconds in medians(tasks, runs).items():
        yield Row(f"`pincite index`, {what}{where}", seconds, "s", most=_UPDATES[what])
    for path in made:
        path.unlink()
    run(again)


def memory(root: Path) -> Row:
    """The memory that indexing for the first time takes."""
    forget(root)
    _, peak = with_peak_memory(pincite("index", root))
    return memory_row(peak, "")


def memory_row(peak: float | None, where: str) -> Row:
    """The row for a peak of so many MB."""
    return Row(f"peak memory of any process while indexing{where}", peak, "MB", most=400)


def room(root: Path) -> Row:
    """What store and index take on the disk, against the clean text in them."""
    places = Places(root)
    library = Library(places)
    text = sum(
        len(page.body.encode()) + len(page.notes.encode())
        for entry in library.entries
        for page in library.store.pages_of(entry.document.id)
    )
    library.close()
    taken = sum(path.stat().st_size for path in places.own.rglob("*") if path.is_file())
    return Row("store and index on the disk", taken / 1e6, "MB", "clean text", text / 1e6, 3)


def forget(root: Path) -> None:
    """Make a corpus a mere folder of PDFs again."""
    shutil.rmtree(Places(root).own, ignore_errors=True)
    Places(root).catalogue.unlink(missing_ok=True)


def middling_pdf(root: Path) -> Path:
    """The PDF below `root` of middle size."""
    pdfs = sorted(root.rglob("*.pdf"), key=lambda path: (path.stat().st_size, path.name))
    return pdfs[len(pdfs) // 2]


def _texts_of(root: Path) -> None:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in root.rglob("*.pdf"):
            pool.submit(run, ["pdftotext", str(path), "-"], range(100))
