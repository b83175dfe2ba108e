"""What a large corpus costs against a small one, both generated from the words of a real one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.filling import Filled, fill
from benchmarks.generated import make_documents, make_prose
from benchmarks.indexing import make_memory_row, measure_updates
from benchmarks.programs import make_pincite_command
from benchmarks.progress import say
from benchmarks.queries import draw_queries
from benchmarks.rows import Row
from benchmarks.search_speed import make_warm_rows, read_wording
from benchmarks.timing import run
from benchmarks.warm import WarmTimes, measure_warm_times
from corpus.paths import CorpusPaths
from indexer.opening import open_library

SMALL = 2_600
"""Pages; as many as the documents that the targets were set on."""


@dataclass(frozen=True, slots=True)
class Made:
    """A generated corpus."""

    root: Path
    pages: int
    filled: Filled

    @property
    def milliseconds_a_page(self) -> float:
        """To store and to index."""
        return 1000 * self.filled.seconds / self.pages


class Large:
    """A large generated corpus, and small ones beside it, below a scratch folder."""

    def __init__(self, source: Path, scratch: Path, pages: int, runs: int) -> None:
        """`source` is an indexed corpus; the small corpus is made and measured `runs` times, some
        before the large one and some after, so that a machine that is slow for a while slows both.
        """
        self._source, self._scratch, self._runs = source, scratch, runs
        before = (runs + 1) // 2
        self._small = [self._make(SMALL, f"small-{number}") for number in range(before)]
        self._large = self._make(pages, "large")
        self._small += [self._make(SMALL, f"small-{number}") for number in range(before, runs)]
        self._where = f", {pages:,} pages"

    def _make(self, pages: int, name: str) -> Made:
        library = open_library(CorpusPaths(self._source))
        prose = make_prose(library)
        library.close()
        root = self._scratch / name
        made = Made(root, pages, fill(root, make_documents(root, prose, pages)))
        run(make_pincite_command("index", "--no-ocr", root))  # finds minutes, as the records say
        say(f"{pages:,} pages made; stored and indexed at {made.milliseconds_a_page:.2f} ms a page")
        return made

    @property
    def root(self) -> Path:
        """The large corpus."""
        return self._large.root

    def compare_growth(self) -> Row:
        """The time that a page takes in the large corpus, against a page in the small one."""
        small = median(made.milliseconds_a_page for made in self._small)
        return Row(
            f"storing and indexing, for each of {self._large.pages:,} pages",
            self._large.milliseconds_a_page, "ms", f"for each of {SMALL:,}", small, 1.1,
        )  # fmt: skip

    def get_memory_row(self) -> Row:
        """Of the process that indexes the large corpus."""
        return make_memory_row(self._large.filled.peak, self._where)

    def measure_searches(self) -> tuple[WarmTimes, list[Row]]:
        """Searches in the large corpus."""
        queries = draw_queries(read_wording(self._large.root))
        times = measure_warm_times(self._large.root, "search", queries)
        return times, list(make_warm_rows(times, self._where, (18, 60)))

    def measure_locating(self) -> Iterator[Row]:
        """Finding a damaged quotation, in the large corpus and in the small one."""
        large, small = (
            measure_warm_times(
                made.root, "locate", read_wording(made.root).draw_quotations(60)
            ).median
            for made in (self._large, self._small[0])
        )
        what = f"locating a damaged quotation{self._where}"
        yield Row(what, large, "ms", most=60)
        yield Row(f"{what} against a small corpus", large, "ms", f"{SMALL:,} pages", small)

    def measure_updates(self, added: Path) -> Iterator[Row]:
        """Indexing again, with nothing changed and with one file more."""
        return measure_updates(self._large.root, added, self._runs, self._where)
