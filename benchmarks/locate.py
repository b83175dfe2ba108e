"""How often `locate` finds a passage on its page, and how much faster than trying every page.

    python -m benchmarks.locate [DIR] [--count 300] [--seeds 1 2 3] [--json]

DIR is a folder of PDFs (by default ../shared/documents); it is indexed in a temporary copy.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.corpora import open_temporary_corpus
from benchmarks.passages import Passage, PassageSource
from indexer.library import Library
from search.locating.locate import Locator
from search.locating.match import LocatedQuotation

Damage = Callable[[PassageSource, str], str]

CASES: dict[str, tuple[Damage, bool]] = {
    "undamaged": (lambda source, text: text, False),
    "5 % of letters": (lambda source, text: source.damage(text, 0.05), False),
    "10 % of letters": (lambda source, text: source.damage(text, 0.10), False),
    "two words changed": (lambda source, text: source.change_words(text, 2), False),
    "ten words left out": (lambda source, text: source.leave_out(text, 10), False),
    "over a page break": (lambda source, text: text, True),
}


def is_right(passage: Passage, located: LocatedQuotation) -> bool:
    """Whether the first match is on the right pages, or any of several that count as ambiguous."""
    considered = located.matches if located.ambiguous else located.matches[:1]
    return any(
        match.entry.item.id == passage.item and match.numbers == passage.pdf_pages
        for match in considered
    )


def measure_accuracy(library: Library, seeds: Iterable[int], count: int) -> dict[str, float]:
    """For each case, the share of passages that were found on their pages."""
    right = dict.fromkeys(CASES, 0)
    total = 0
    for seed in seeds:
        source, locator = PassageSource(library, seed), Locator(library)
        total += count
        for name, (damage, over_break) in CASES.items():
            for passage in source.draw_passages(count, over_break=over_break):
                quote = damage(source, passage.text)
                right[name] += is_right(passage, locator.locate(quote, limit=5))
    return {name: count / total for name, count in right.items()}


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
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with open_temporary_corpus(options.folder) as library:
        accuracy = measure_accuracy(library, options.seeds, options.count)
        speed = measure_speed(library)
    if options.json:
        print(json.dumps({"accuracy": accuracy, "speed": speed}, indent=2))
        return
    for name, share in accuracy.items():
        print(f"{name:<20} {100 * share:6.2f} %")
    every_page, ours = 1000 * speed["every_page"], 1000 * speed["locate"]
    print(f"every page           {every_page:6.1f} ms a quotation ({speed['pages']} pages)")
    print(f"locate               {ours:6.1f} ms, {speed['ratio']:.0f} times as fast")


if __name__ == "__main__":
    main()
