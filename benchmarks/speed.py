"""Every target of speed in one table: what was measured, against what, and whether it is met. Below
stands how well things are found, read and checked, which speed may not cost.

    python -m benchmarks.speed [DIR] [--runs 5] [--pages 100000] [--out build/bench]

It works on a copy of the PDFs in DIR. Programs that are compared take turns on the same files; each
figure is the median of the runs. The table is printed, and written with all times as `speed.json`
and as a picture, `speed.svg`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import indexing, search_speed
from benchmarks.accuracy import measure_accuracy
from benchmarks.chart import draw_chart
from benchmarks.cold import measure_cold_searches, measure_minutes
from benchmarks.corpora import copy_pdfs
from benchmarks.large import Large
from benchmarks.long_file import measure_long_file
from benchmarks.programs import Recoll, describe_missing
from benchmarks.progress import say
from benchmarks.queries import draw_queries
from benchmarks.reading import measure_reading
from benchmarks.rows import Row, format_figure
from benchmarks.warm import WarmTimes, measure_warm_times
from corpus.paths import CorpusPaths
from indexer.opening import open_library


class Measurement:
    """All rows, and what is beside them in the JSON."""

    def __init__(self, folder: Path, runs: int, pages: int) -> None:
        self._runs, self._pages = runs, pages
        self.rows: list[Row] = []
        self.times: dict[str, WarmTimes] = {}
        self.about: dict[str, Any] = {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "folder": folder.name,
            "runs": runs,
            "system": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load_before": None if sys.platform == "win32" else os.getloadavg()[0],
        }
        with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
            scratch = Path(temporary).resolve()
            root = copy_pdfs(folder, scratch / "documents")
            self._measure_folder(root, Recoll(root, scratch / "recoll"))
            self._add(measure_long_file(root, scratch))
            self._measure_large(root, scratch)
        self._add(*measure_accuracy(folder))

    def _add(self, *rows: Row) -> None:
        for row in rows:
            self.rows.append(row)
            say(f"{row.what}: {format_figure(row.measured, row.unit)} {row.verdict}")

    def _measure_folder(self, root: Path, recoll: Recoll) -> None:
        runs = self._runs
        self._add(*indexing.measure_first_time(root, recoll, runs))
        self._add(*measure_reading(root, runs))
        self._add(indexing.measure_memory(root), indexing.measure_disk_space(root))
        self.about |= _count_contents(root)
        self._add(*indexing.measure_updates(root, indexing.choose_middling_pdf(root), runs, ""))
        wording = search_speed.read_wording(root)
        common = wording.find_most_frequent_pair()
        self._add(
            *search_speed.measure_shell_searches(root, recoll, common, runs),
            search_speed.measure_start(runs),
        )
        self.times["the folder"] = measure_warm_times(root, "search", draw_queries(wording))
        self._add(*search_speed.make_warm_rows(self.times["the folder"], "", (4, 12)))

    def _measure_large(self, root: Path, scratch: Path) -> None:
        large = Large(root, scratch, self._pages, self._runs)
        self._add(large.compare_growth(), large.get_memory_row())
        times, rows = large.measure_searches()
        self.times[f"{self._pages:,} pages"] = times
        self._add(*rows, *large.measure_locating())
        self._add(*measure_cold_searches(large.root, f", {self._pages:,} pages", self._runs))
        self._add(measure_minutes(scratch, self._pages // 2, self._runs))
        unchanged, added = large.measure_updates(indexing.choose_middling_pdf(root))
        before = next(row for row in self.rows if row.what == "`pincite index`, one file added")
        self._add(unchanged, added)
        self._add(
            replace(added, against="added to the folder", reference=before.measured, most=1.5)
        )

    def describe_conditions(self) -> str:
        """What it was measured on, in a line."""
        of = self.about
        return (
            f"{of['folder']}: {of['documents']:,} documents, {of['pages']:,} pages;"
            f" {of['cores']} cores, Python {of['python']}; medians of {of['runs']}"
        )

    def as_json(self) -> dict[str, Any]:
        """The JSON report."""
        return {
            **self.about,
            "rows": [row.as_json() for row in self.rows],
            "left_out": describe_missing(),
            "searches_ms": {where: times.by_text for where, times in self.times.items()},
        }


def _count_contents(root: Path) -> dict[str, int]:
    with closing(open_library(CorpusPaths(root))) as library:
        return library.measure_coverage()


def make_table(rows: list[Row]) -> Table:
    """The rows for the terminal."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("what")
    table.add_column("measured", justify="right", no_wrap=True)
    table.add_column("compared with")
    for heading in ("which took", "ratio", "target"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for row in rows:
        table.add_row(
            row.what, format_figure(row.measured, row.unit), row.against,
            format_figure(row.reference, row.unit) if row.against else "",
            format_figure(row.ratio, "×") if row.against else "", row.target, row.verdict,
        )  # fmt: skip
    return table


def report(measurement: Measurement, out: Path) -> None:
    """Print the table, and write it as JSON and as a picture to the folder `out`."""
    conditions = measurement.describe_conditions()
    print(f"\n{conditions}")
    Console(width=150, highlight=False, markup=False).print(make_table(measurement.rows))
    for where, times in measurement.times.items():
        slowest = " · ".join(f"{query} {took:.0f} ms" for query, took in times.list_slowest())
        print(f"The slowest searches, {where}: {slowest}")
    for sentence in describe_missing():
        print(sentence)
    out.mkdir(parents=True, exist_ok=True)
    data = json.dumps(measurement.as_json(), ensure_ascii=False, indent=2)
    (out / "speed.json").write_text(data + "\n", encoding="utf-8")
    (out / "speed.svg").write_text(draw_chart(measurement.rows, conditions), encoding="utf-8")
    print(f"Written: {out / 'speed.json'}, {out / 'speed.svg'}")


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--runs", type=int, default=5, help="how often each program runs")
    parser.add_argument("--pages", type=int, default=100_000, help="of the large corpus")
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    for sentence in describe_missing():
        say(sentence)
    report(Measurement(options.folder.resolve(), options.runs, options.pages), options.out)


if __name__ == "__main__":
    main()
