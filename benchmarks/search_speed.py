"""How long searches take in an indexed folder: from the shell, and in a running process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.programs import Recoll, are_installed, make_pincite_command
from benchmarks.queries import CorpusWording
from benchmarks.rows import Row
from benchmarks.timing import Task, make_task, measure_medians, run
from benchmarks.warm import WarmTimes
from corpus.paths import CorpusPaths
from indexer.library import open_library

_PHRASE = '"obstruction of justice"'
_FAILED_ON_SOME = range(3)
"""pdfgrep returns 2 if it could not read a file."""


def read_wording(root: Path) -> CorpusWording:
    """The words of the corpus at `root`."""
    with closing(open_library(CorpusPaths(root))) as library:
        return CorpusWording(library)


def measure_shell_searches(root: Path, recoll: Recoll, common: str, runs: int) -> Iterator[Row]:
    """One search each, from the start of the program to its end: the targets' phrase and the most
    common one of the corpus, since the time depends on the number of hits."""
    for phrase in (_PHRASE, common):
        tasks = {"pincite": make_task(*make_pincite_command("search", "--corpus", root, phrase))}
        if are_installed("recollindex", "recollq"):
            tasks["recollq"] = make_task(*recoll.make_search_command(phrase))
        if are_installed("pdfgrep") and phrase == _PHRASE:
            tasks["pdfgrep"] = Task(lambda: run(_make_pdfgrep_command(root), _FAILED_ON_SOME))
        seconds = measure_medians(tasks, runs)
        own, recoll_seconds = seconds["pincite"], seconds.get("recollq")
        yield Row(f"`pincite search '{phrase}'`", own, "s", "recollq -A", recoll_seconds, 0.8)
        if "pdfgrep" in seconds:
            what = "pdfgrep for the same phrase over all files"
            yield Row(what, seconds["pdfgrep"], "s", "`pincite search`", own)


def _make_pdfgrep_command(root: Path) -> list[str]:
    options = ["--recursive", "--include", "*.pdf", "--ignore-case", "--page-number"]
    return ["pdfgrep", *options, "--fixed-strings", _PHRASE.strip('"'), str(root)]


def measure_start(runs: int) -> Row:
    """How long pincite takes to start, against Python."""
    tasks = {
        "pincite": make_task(*make_pincite_command("--version")),
        "python": make_task(sys.executable, "-c", ""),
    }
    medians = measure_medians(tasks, 2 * runs)
    own, python = 1000 * medians["pincite"], 1000 * medians["python"]
    return Row("`pincite --version`", own, "ms", "python -c pass", python, 4)


def make_warm_rows(times: WarmTimes, where: str, most: tuple[float, float]) -> Iterator[Row]:
    """Median and 95th percentile against their targets."""
    what = f"search in a running process{where}"
    yield Row(f"{what}: median of {len(times.by_text)}", times.median, "ms", most=most[0])
    yield Row(f"{what}: 95th percentile", times.percentile95, "ms", most=most[1])
