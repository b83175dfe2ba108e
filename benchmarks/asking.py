"""What asking costs on an indexed folder: from the shell, against others, and in a warm process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.programs import Recoll, pincite, there
from benchmarks.queries import Wording
from benchmarks.rows import Row
from benchmarks.timing import Task, medians, run, running
from benchmarks.warm import WarmTimes
from corpus.places import Places
from indexer.library import Library

_PHRASE = '"obstruction of justice"'
_FAILED_ON_SOME = range(3)
"""pdfgrep returns 2 where a file could not be read."""


def wording_of(root: Path) -> Wording:
    """The words of the corpus at `root`."""
    library = Library(Places(root))
    try:
        return Wording(library)
    finally:
        library.close()


def from_the_shell(root: Path, recoll: Recoll, common: str, runs: int) -> Iterator[Row]:
    """One search each, from the start of the program to its end: a phrase of the targets, and the
    most common one of the corpus, as the costs depend on the number of hits."""
    for phrase in (_PHRASE, common):
        tasks = {"pincite": running(*pincite("search", "--corpus", root, phrase))}
        if there("recollindex", "recollq"):
            tasks["recollq"] = running(*recoll.search(phrase))
        if there("pdfgrep") and phrase == _PHRASE:
            tasks["pdfgrep"] = Task(lambda: run(_pdfgrep(root), _FAILED_ON_SOME))
        found = medians(tasks, runs)
        own, other = found["pincite"], found.get("recollq")
        yield Row(f"`pincite search '{phrase}'`", own, "s", "recollq -A", other, 0.8)
        if "pdfgrep" in found:
            what = "pdfgrep for the same phrase over all files"
            yield Row(what, found["pdfgrep"], "s", "`pincite search`", own)


def _pdfgrep(root: Path) -> list[str]:
    options = ["--recursive", "--include", "*.pdf", "--ignore-case", "--page-number"]
    return ["pdfgrep", *options, "--fixed-strings", _PHRASE.strip('"'), str(root)]


def start(runs: int) -> Row:
    """The start of pincite against that of Python."""
    tasks = {"pincite": running(*pincite("--version")), "python": running(sys.executable, "-c", "")}
    found = {name: 1000 * seconds for name, seconds in medians(tasks, 2 * runs).items()}
    return Row("`pincite --version`", found["pincite"], "ms", "python -c pass", found["python"], 4)


def warm_rows(times: WarmTimes, where: str, most: tuple[float, float]) -> Iterator[Row]:
    """Median and 95th percentile against the most they may be."""
    what = f"search in a running process{where}"
    yield Row(f"{what}: median of {len(times.by_text)}", times.median, "ms", most=most[0])
    yield Row(f"{what}: 95th percentile", times.percentile95, "ms", most=most[1])
