"""How long searching and locating take in a process that is running, as behind the local page.

    python -m benchmarks.warm CORPUS search|locate < texts.json > milliseconds.json

A process of its own, so that nothing but the corpus is in its memory. The first text of the list is
asked for once before, to load what all others use; then each is asked for once and timed. What is
told is processor time: everything happens in this process, and others may use the machine too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Literal

from benchmarks.timing import make_environment
from citation.written.excerpt_citations import cite_without_style
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from search.answering.answer import answer_question
from search.answering.result import Question
from search.locating.locate import Locator


@dataclass(frozen=True, slots=True)
class WarmTimes:
    """How long each text took."""

    by_text: dict[str, float]
    """Milliseconds."""

    @property
    def median(self) -> float:
        """Half of the texts take no longer, ms."""
        return median(self.by_text.values())

    @property
    def percentile95(self) -> float:
        """19 of 20 texts take no longer, ms."""
        return quantiles(self.by_text.values(), n=20, method="inclusive")[-1]

    def list_slowest(self, count: int = 3) -> list[tuple[str, float]]:
        """The slowest texts with their times, the slowest first."""
        return sorted(self.by_text.items(), key=lambda pair: -pair[1])[:count]


def measure_warm_times(
    root: Path, what: Literal["search", "locate"], texts: list[str]
) -> WarmTimes:
    """The times of the texts on the corpus at `root`, in a new process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.warm", str(root), what],
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        env=make_environment(),
        encoding="utf-8",
        check=True,
    )
    return WarmTimes(dict(zip(texts, json.loads(done.stdout), strict=True)))


def _make_search(library: Library) -> Callable[[str], object]:
    return lambda text: answer_question(library, Question(text), cite_without_style)


def main() -> None:
    """Print the milliseconds of each text on standard input, both as JSON arrays."""
    texts: list[str] = json.load(sys.stdin)
    library = open_library(CorpusPaths(Path(sys.argv[1])))
    ask = _make_search(library) if sys.argv[2] == "search" else Locator(library).locate
    ask(texts[0])
    times: list[float] = []
    for text in texts:
        started = time.process_time()
        ask(text)
        times.append(1000 * (time.process_time() - started))
    library.close()
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main()
