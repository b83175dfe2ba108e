"""What reading a page costs, for each sort of page: everything that a worker does with a file.

    python -m benchmarks.reading [DIR] [--runs 5]

A file is `redacted` where bars hide words on a tenth of its pages, `tabular` where it draws thirty
paths or more a page, and `born digital` otherwise. Times are of the processor, in one process.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from benchmarks.programs import are_installed
from benchmarks.rows import Row, format_figure
from benchmarks.timing import Task, make_task, measure_costs
from corpus.errors import ReadingError
from indexer.pages.document import read_document
from indexer.readers.redactions import MARK
from indexer.updating.read_result import build_result

SORTS = ("born digital", "tabular", "redacted")
_REDACTED = 0.1
_TABULAR = 30


def sort_files(paths: Iterable[Path]) -> dict[str, list[tuple[Path, int]]]:
    """The files by what their pages are like, each with how many pages it has."""
    sorts: dict[str, list[tuple[Path, int]]] = {name: [] for name in SORTS}
    for path in paths:
        try:
            reading = read_document(path)
        except ReadingError:
            continue
        pages = len(reading.texts)
        redacted = sum(MARK in text.body for text in reading.texts)
        sort = "redacted" if redacted >= _REDACTED * pages else "born digital"
        if sort != "redacted" and _count_paths(path) >= _TABULAR * pages:
            sort = "tabular"
        sorts[sort].append((path, pages))
    return sorts


def _count_paths(path: Path) -> int:
    """How many paths the file draws on all its pages."""
    with pypdfium2.PdfDocument(path) as document:
        return sum(
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at))
            == pdfium.FPDF_PAGEOBJ_PATH
            for page in document
            for at in range(pdfium.FPDFPage_CountObjects(page))
        )


def measure_reading(folder: Path, runs: int) -> Iterator[Row]:
    """Milliseconds a page for each sort, against pdftotext on the same files."""
    for sort, files in sort_files(sorted(folder.rglob("*.pdf"))).items():
        pages = sum(count for _, count in files)
        if not pages:
            continue
        own = median(_read([path for path, _ in files]) for _ in range(runs))
        other = _run_pdftotext([path for path, _ in files], runs)
        what = f"reading a page, {sort} ({len(files)} files, {pages:,} pages), processor"
        reference = 1000 * other / pages if other else None
        yield Row(what, 1000 * own / pages, "ms", "pdftotext", reference)


def _read(paths: Iterable[Path]) -> float:
    started = time.process_time()
    for path in paths:
        build_result(read_document(path), path.name)
    return time.process_time() - started


def _run_pdftotext(paths: Iterable[Path], runs: int) -> float | None:
    if not are_installed("pdftotext"):
        return None
    tasks: dict[str, Task] = {str(path): make_task("pdftotext", path, "-") for path in paths}
    return sum(cost.processor for cost in measure_costs(tasks, runs).values()) or None


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for row in measure_reading(options.folder, options.runs):
        times = f"{format_figure(row.ratio, '×')} pdftotext" if row.ratio else ""
        print(f"{row.what}: {format_figure(row.measured, 'ms')} {times}")


if __name__ == "__main__":
    main()
