"""The memory that a single file of very many pages takes while it is read."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from benchmarks.indexing import make_index_command
from benchmarks.progress import say
from benchmarks.rows import Row
from benchmarks.timing import run_measuring_memory

PAGES = 6_000


def measure_long_file(folder: Path, scratch: Path) -> Row:
    """The largest process while a file of 6,000 pages, those of the PDFs below `folder` again and
    again, is indexed in a corpus of its own in `scratch`."""
    root = scratch / "long"
    root.mkdir()
    pages = _make_long_file(sorted(folder.rglob("*.pdf")), root / "long.pdf")
    say(f"a file of {pages:,} pages made")
    _, peak = run_measuring_memory(make_index_command(root))
    return Row(f"peak memory of any process, a file of {pages:,} pages", peak, "MB", most=250)


def _make_long_file(sources: list[Path], path: Path) -> int:
    """Write the file; returns how many pages it has."""
    long = pypdfium2.PdfDocument.new()
    while len(long) < PAGES:
        for source in sources:
            with pypdfium2.PdfDocument(source) as document:
                long.import_pages(document)
    long.save(path)
    pages = len(long)
    long.close()
    return pages
