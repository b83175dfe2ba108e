"""How often `locate` finds a passage on its page, and how much faster than trying every page.

    python -m benchmarks.locate [DIR] [--pages 50000] [--count 300] [--seeds 1 2 3] [--json]

DIR is a folder of PDFs (by default ../shared/documents); it is indexed in a temporary copy. With
`--pages`, a corpus of so many pages is generated from its words and taken in its place.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.corpora import open_temporary_corpus
from benchmarks.filling import fill
from benchmarks.generated import make_documents, make_prose
from benchmarks.passages import Passage, PassageSource
from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from search.locating.alignment import find_best_fit
from search.locating.locate import Locator
from search.locating.match import LocatedQuotation
from search.locating.word_text import WordText

Damage = Callable[[PassageSource, str], str]

CASES: dict[str, tuple[Damage, bool]] = {
    "undamaged": (lambda source, text: text, False),
    "5 % of letters": (lambda source, text: source.damage(text, 0.05), False),
    "10 % of letters": (lambda source, text: source.damage(text, 0.10), False),
    "two words changed": (lambda source, text: source.change_words(text, 2), False),
    "ten words left out": (lambda source, text: source.leave_out(text, 10), False),
    "over a page break": (lambda source, text: text, True),
}


@dataclass
class Outcome:
    """What came of the passages of one case."""

    found: int = 0
    """On its page, or among several places that count as ambiguous."""
    as_good: int = 0
    """At another place that is as like what is left of the passage: nobody could tell better."""
    total: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the passages that could be told from others, those that were found."""
        return self.found / max(1, self.total - self.as_good)


def is_right(passage: Passage, located: LocatedQuotation) -> bool:
    """Whether the first match is on the right pages, or any of several that count as ambiguous."""
    considered = located.matches if located.ambiguous else located.matches[:1]
    return any(
        match.entry.item.id == passage.item and match.numbers == passage.pdf_pages
        for match in considered
    )


def is_as_good(locator: Locator, passage: Passage, quote: str, located: LocatedQuotation) -> bool:
    """Whether the first match is as like the quotation as the passage itself is."""
    if not located.matches:
        return False
    entries = {entry.item.id: entry for entry in locator.library.entries}
    own = locator.find_exact(WordText(passage.text), entries[passage.item])[0]
    window = locator.find_surroundings(own, len(quote), wide=False)
    first, _ = locator.find_span(own, window)
    fit = find_best_fit(WordText(quote), window.words, 0.0, first)
    return fit is None or located.matches[0].similarity >= fit.similarity


def measure_accuracy(library: Library, seeds: Iterable[int], count: int) -> dict[str, Outcome]:
    """What comes of `count` passages for each case and seed."""
    outcomes = {name: Outcome() for name in CASES}
    for seed in seeds:
        source, locator = PassageSource(library, seed), Locator(library)
        for name, (damage, over_break) in CASES.items():
            outcome = outcomes[name]
            for passage in source.draw_passages(count, over_break=over_break):
                quote = damage(source, passage.text)
                started = time.perf_counter()
                located = locator.locate(quote, limit=5)
                outcome.milliseconds.append(1000 * (time.perf_counter() - started))
                outcome.total += 1
                if is_right(passage, located):
                    outcome.found += 1
                elif is_as_good(locator, passage, quote, located):
                    outcome.as_good += 1
    return outcomes


def measure_speed(library: Library, count: int = 30) -> dict[str, float]:
    """Seconds per quotation, against RapidFuzz on all pages, for the same quotations."""
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.process import extractOne

    source = PassageSource(library, 7)
    quotes = [source.damage(passage.text, 0.05) for passage in source.draw_passages(count)]
    pages = [
        page.body
        for entry in library.entries
        for page in library.store.read_document_pages(entry.document.id)
    ]

    def time_each(find: Callable[[str], object]) -> float:
        started = time.perf_counter()
        for quote in quotes:
            find(quote)
        return (time.perf_counter() - started) / count

    every_page = time_each(lambda quote: extractOne(quote, pages, scorer=partial_ratio))
    ours = time_each(Locator(library).locate)
    ratio = every_page / ours
    return {"pages": len(pages), "every_page": every_page, "locate": ours, "ratio": ratio}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--pages", type=int, help="of a generated corpus to measure on")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with open_temporary_corpus(options.folder) as real, _generate(real, options.pages) as library:
        outcomes = measure_accuracy(library, options.seeds, options.count)
        speed = None if options.pages else measure_speed(library)
    if options.json:
        accuracy = {name: outcome.share for name, outcome in outcomes.items()}
        print(json.dumps({"accuracy": accuracy, "speed": speed}, indent=2))
        return
    for name, outcome in outcomes.items():
        print(
            f"{name:<20} {100 * outcome.share:6.2f} % of {outcome.total - outcome.as_good}"
            f" ({outcome.as_good} more as good elsewhere), {median(outcome.milliseconds):.0f} ms"
        )
    if speed is not None:
        every_page, ours = 1000 * speed["every_page"], 1000 * speed["locate"]
        print(f"every page           {every_page:6.1f} ms a quotation ({speed['pages']} pages)")
        print(f"locate               {ours:6.1f} ms, {speed['ratio']:.0f} times as fast")


@contextmanager
def _generate(real: Library, pages: int | None) -> Iterator[Library]:
    """A corpus of so many pages made from the words of another, or that other itself."""
    if not pages:
        yield real
        return
    with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
        root = Path(temporary) / "generated"
        fill(root, make_documents(root, make_prose(real), pages))
        with closing(open_library(CorpusPaths(root))) as library:
            yield library


if __name__ == "__main__":
    main()
