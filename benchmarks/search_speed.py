"""How long searches take in an indexed folder: from the shell, and in a running process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.programs import Recoll, are_installed, make_pincite_command
from benchmarks.queries import CorpusWording
from benchmarks.rows import Row
from benchmarks.timing import Task, make_task, measure_costs, measure_medians, run
from benchmarks.warm import WarmTimes
from corpus.paths import CorpusPaths
from indexer.opening import open_library

_PHRASE = '"obstruction of justice"'
_FAILED_ON_SOME = range(3)
"""pdfgrep returns 2 if it could not read a file."""


def read_wording(root: Path) -> CorpusWording:
    """The words of the corpus at `root`."""
    with closing(open_library(CorpusPaths(root))) as library:
        return CorpusWording(library)


def measure_shell_searches(
    root: Path, with_recoll: Recoll, common: str, runs: int
) -> Iterator[Row]:
    """One search each, from the start of the program to its end: the targets' phrase and the most
    common one of the corpus, since the time depends on the number of hits."""
    for phrase in (_PHRASE, common):
        tasks = {"pincite": make_task(*make_pincite_command("search", "--corpus", root, phrase))}
        if are_installed("recollindex", "recollq"):
            tasks["recollq"] = make_task(*with_recoll.make_search_command(phrase))
        if are_installed("pdfgrep") and phrase == _PHRASE:
            tasks["pdfgrep"] = Task(lambda: run(_make_pdfgrep_command(root), _FAILED_ON_SOME))
        if are_installed("rga") and phrase == _PHRASE:
            tasks["ripgrep-all"] = make_task("rga", "--ignore-case", _PHRASE.strip('"'), str(root))
        costs = measure_costs(tasks, runs)
        what, own = f"`pincite search '{phrase}'`", costs["pincite"]
        if "recollq" in costs:
            recoll = costs["recollq"]
            yield Row(what, own.clock, "s", "recollq -A", recoll.clock, 1.0)
            yield Row(f"{what}, processor", own.processor, "s", "recollq -A", recoll.processor)
        else:
            yield Row(what, own.clock, "s")
        for program in ("pdfgrep", "ripgrep-all"):
            if program in costs:
                compared = f"{program} for the same phrase over all files"
                yield Row(compared, costs[program].clock, "s", "`pincite search`", own.clock)


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
