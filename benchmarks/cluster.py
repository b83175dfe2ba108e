"""What OpenSearch takes to be written to and asked, against the embedded engine in the same run.

    python -m benchmarks.cluster [DIR] [--pages 50000] [--nodes 1] [--memory 1g] [--count 5]

A corpus of so many pages is generated from the words of the PDFs in DIR (by default
../shared/documents; their pictures are left unread). Nodes are started on this computer, which
needs Java 21 and Maven. `--count` questions are asked of each kind, and `--quotations` of 12 to 45
words located, undamaged and with 5 % and 10 % of their letters damaged. Clock and processor time
differ where others use the machine; processor time of the nodes is told on Linux.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.corpora import open_temporary_corpus
from benchmarks.filling import fill
from benchmarks.generated import make_documents, make_prose
from benchmarks.locate import is_as_good, is_right
from benchmarks.passages import PassageSource
from benchmarks.progress import say
from benchmarks.queries import SHARES, CorpusWording
from corpus.errors import PinciteError
from corpus.paths import CorpusPaths
from engine.chosen import choose_engine
from engine.index_place import place_index
from indexer.library import Library
from indexer.opening import open_library
from indexer.pages.counting import collect_document_words
from indexer.sharing.sending import make_kept
from indexer.store.store import Store
from search.answering.answer import answer_question
from search.answering.result import Question
from search.locating.locate import Locator
from tests.cluster.nodes import Cluster

_DAMAGE = {"undamaged": 0.0, "5 % of letters": 0.05, "10 % of letters": 0.1}


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one answer, in milliseconds."""

    clock: float
    own: float
    """Processor time of this process."""
    nodes: float
    """Of all nodes; 0 where the system does not tell."""


class Meter:
    """Measures what answers cost."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def read_nodes(self) -> float:
        """Processor time of all nodes so far, in seconds."""
        total = 0.0
        for node in self._cluster.nodes:
            try:
                assert node.process
                text = Path(f"/proc/{node.process.pid}/stat").read_text("ascii", "replace")
            except OSError:
                continue
            user, system = text.rsplit(")", 1)[1].split()[11:13]
            total += (int(user) + int(system)) / 100
        return total

    def measure(self, work: Callable[[], Any]) -> tuple[Any, Cost]:
        """What some work returns, and its cost."""
        nodes, own, clock = self.read_nodes(), time.process_time(), time.perf_counter()
        result = work()
        clock = time.perf_counter() - clock
        own, nodes = time.process_time() - own, self.read_nodes() - nodes
        return result, Cost(1000 * clock, 1000 * own, 1000 * nodes)


def put_all(root: Path, meter: Meter) -> Iterator[str]:
    """Put every document on the cluster that the corpus at `root` is on; what it cost."""
    with closing(Store.open(CorpusPaths(root).store)) as store:
        writer = place_index(root, store.identity).open_for_writing()
        clock = own = 0.0
        pages = 0
        nodes = meter.read_nodes()
        for id in (document.id for document in store.list_documents()):
            words = collect_document_words(store.read_document_pages(id))
            pages += words.page_count

            def put(id: int = id, words: Any = words) -> None:
                writer.put(id, store.read_stamp(id), words, make_kept(store, id))

            _, cost = meter.measure(put)
            clock, own = clock + cost.clock, own + cost.own
        _, last = meter.measure(writer.commit)
        clock, own = clock + last.clock, own + last.own
        nodes = meter.read_nodes() - nodes
    yield f"{pages:,} pages put there in {clock / 1000:.1f} s: {1000 * pages / clock:,.0f} a second"
    yield (
        f"processor time a page: {own / pages:.2f} ms here, {1000 * nodes / pages:.2f} ms the nodes"
    )


class Comparison:
    """The same corpus on both engines."""

    def __init__(self, here: Library, there: Library, meter: Meter) -> None:
        self._here, self._there, self._meter = here, there, meter
        self._same = self._asked = 0

    def compare_questions(self, count: int) -> Iterator[str]:
        """A line for each kind of question, then for all."""
        wording = CorpusWording(self._here)
        _ask(self._here, wording.draw_word(1)), _ask(self._there, wording.draw_word(1))
        costs: list[tuple[Cost, Cost]] = []
        for _, kind, draw in SHARES:
            some = [self._ask_both(draw(wording)) for _ in range(count)]
            costs += some
            yield _describe(kind, some)
        yield _describe("all kinds", costs)
        yield f"same answers: {self._same} of {self._asked}"

    def _ask_both(self, query: str) -> tuple[Cost, Cost]:
        ours, here = self._meter.measure(lambda: _ask(self._here, query))
        theirs, there = self._meter.measure(lambda: _ask(self._there, query))
        self._count(ours == theirs, query)
        return here, there

    def _count(self, same: bool, what: str) -> None:
        self._asked += 1
        self._same += same
        if not same:
            say(f"another answer: {what}")

    def compare_quotations(self, count: int) -> Iterator[str]:
        """How often quotations are found first on their page, and what it takes."""
        source = PassageSource(self._here, 5)
        here, there = Locator(self._here), Locator(self._there)
        self._same = self._asked = 0
        for name, share in _DAMAGE.items():
            right, as_good = [0, 0], 0
            costs: list[tuple[Cost, Cost]] = []
            for passage in source.draw_passages(count):
                quote = source.damage(passage.text, share)
                ours, cost = self._meter.measure(partial(here.locate, quote, limit=5))
                theirs, other = self._meter.measure(partial(there.locate, quote, limit=5))
                costs.append((cost, other))
                self._count(ours.as_json() == theirs.as_json(), quote)
                right[0] += is_right(passage, ours)
                right[1] += is_right(passage, theirs)
                if not is_right(passage, ours):
                    as_good += is_as_good(here, passage, quote, ours)
            of = count - as_good
            found = f"embedded {right[0]} of {of}, cluster {right[1]} of {of} first"
            yield _describe(f"locate, {name}", costs) + f"; {found}"
        yield f"same places: {self._same} of {self._asked}"


def _ask(library: Library, query: str) -> Any:
    try:
        answer = answer_question(library, Question(query), lambda *_, **__: "").as_json()
    except PinciteError as error:
        return str(error)
    del answer["suggestions"]  # words that nothing holds any more may be suggested
    return answer


def _describe(what: str, costs: Iterable[tuple[Cost, Cost]]) -> str:
    here, there = zip(*costs, strict=True)

    def tell(some: Iterable[float]) -> str:
        values = list(some)
        last = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
        return f"{median(values):4.0f} / {last:4.0f}"

    return (
        f"{what:28} embedded {tell(one.clock for one in here)} ms,"
        f" cluster {tell(one.clock for one in there)} ms;"
        f" processor: {tell(one.own for one in here)},"
        f" {tell(one.own + one.nodes for one in there)}"
    )


def main() -> None:
    """Print the figures; pairs are the median and the 95th percentile."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--memory", default="1g", help="of each node")
    parser.add_argument("--count", type=int, default=5, help="questions of each kind")
    parser.add_argument("--quotations", type=int, default=80, help="for each damage")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pincite-bench-") as scratch:
        for name in ("PINCITE_CACHE", "XDG_STATE_HOME"):  # nothing of the user's is touched
            os.environ[name] = str(Path(scratch, name))
        here, there = Path(scratch, "here"), Path(scratch, "there")
        with open_temporary_corpus(options.folder, recognise=False) as real:
            prose = make_prose(real)
        fill(here, make_documents(here, prose, options.pages))
        shutil.copytree(here, there)
        say("the corpus is made")
        with Cluster(options.nodes, memory=options.memory) as cluster:
            choose_engine(there, f"opensearch://{cluster.addresses}/benchmark")
            for line in measure(here, there, Meter(cluster), options.count, options.quotations):
                print(line, flush=True)


def measure(here: Path, there: Path, meter: Meter, count: int, quotations: int) -> Iterator[str]:
    """All figures, line by line, for a corpus and its copy that is to be on a cluster."""
    yield from put_all(there, meter)
    ours, theirs = (open_library(CorpusPaths(root)) for root in (here, there))
    with closing(ours), closing(theirs):
        comparison = Comparison(ours, theirs, meter)
        yield from comparison.compare_questions(count)
        yield from comparison.compare_quotations(quotations)


if __name__ == "__main__":
    main()
