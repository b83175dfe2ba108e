"""How the time to locate and to search grows with the corpus.

    python -m benchmarks.growth [DIR] [--pages 2600 10000 50000]

The words of the documents in DIR (by default ../shared/documents) are drawn at random, with a fixed
seed, into corpora of each size.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.corpora import temporary_corpus
from benchmarks.generated import frequencies, generate
from benchmarks.passages import PassageSource
from citation.excerpts import plain
from indexer.library import Library
from search.answer import Question, answer
from search.locate import Locator

QUESTIONS = ("police", "government response", '"of the"', "minist* report", "obstrucion~2")


def median_time(work: Callable[[str], object], inputs: Sequence[str]) -> float:
    """Median seconds over the inputs."""
    times: list[float] = []
    for one in inputs:
        started = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - started)
    return median(times)


def measure(library: Library, quotes: int = 40) -> dict[str, float]:
    """Median milliseconds for a damaged quotation, for one anywhere near it, and for questions."""
    source = PassageSource(library, 11)
    damaged = [source.damaged(passage.text, 0.05) for passage in source.passages(quotes)]
    locator = Locator(library)
    locator.locate("The first quotation loads what all others use and is not counted here")
    figures = {"locate": 1000 * median_time(locator.locate, damaged)}
    for question in QUESTIONS:

        def ask(text: str) -> object:
            return answer(library, Question(text), plain)

        ask(question)
        figures[question] = 1000 * median_time(ask, [question] * 3)
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How costs grow with the corpus.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--pages", type=int, nargs="+", default=[2_600, 10_000, 50_000])
    options = parser.parse_args()
    with temporary_corpus(options.folder) as library:
        words = frequencies(library)
    for pages in options.pages:
        with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
            started = time.perf_counter()
            large = Library(generate(Path(temporary), words, pages))
            made = time.perf_counter() - started
            figures = measure(large)
            large.close()
        told = ", ".join(f"{what} {milliseconds:.1f} ms" for what, milliseconds in figures.items())
        print(f"{pages:>7} pages (made and indexed in {made:.0f} s): {told}", flush=True)


if __name__ == "__main__":
    main()
