"""How long questions take that a process is started for, in large corpora."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.meetings import make_meetings
from benchmarks.programs import make_pincite_command
from benchmarks.progress import say
from benchmarks.queries import CorpusWording
from benchmarks.rows import Row
from benchmarks.timing import make_task, measure_first_line, measure_medians
from corpus.paths import CorpusPaths
from indexer.opening import open_library

_DISTANCE = 10


def measure_cold_searches(root: Path, where: str, runs: int) -> Iterator[Row]:
    """Nearness of the two words that stand together most often, and every hit of one of them."""
    with closing(open_library(CorpusPaths(root))) as library:
        common = CorpusWording(library).find_most_frequent_pair().strip('"')
    near = f'"{common}"~{_DISTANCE}'
    seconds = measure_medians({"near": make_task(*_make_search(root, near))}, runs)["near"]
    yield Row(f"`pincite search '{near}'`{where}", seconds, "s", most=0.4)
    word = common.split()[0]
    every = _make_search(root, "--all", word)
    first = median(measure_first_line(every) for _ in range(runs))
    yield Row(f"`pincite search --all {word}`, first line{where}", first, "s", most=0.3)


def measure_minutes(scratch: Path, pages: int, runs: int) -> Row:
    """A search for one minute in a corpus of nothing but minutes."""
    root = scratch / "meetings"
    made = make_meetings(root, pages)
    say(f"{made:,} pages of minutes made")
    seconds = measure_medians({"minute": make_task(*_make_search(root, "minute:P208/12"))}, runs)
    what = f"`pincite search minute:P208/12`, {made:,} pages of minutes"
    return Row(what, seconds["minute"], "s", most=0.25)


def _make_search(root: Path, *arguments: str) -> list[str]:
    return make_pincite_command("search", "--corpus", root, *arguments)
