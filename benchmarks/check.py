"""How well `check` judges a draft in which each quotation has a known fault, or none.

    python -m benchmarks.check [DIR] [--quotations 300] [--seeds 1 2 3] [--json]

The draft is generated from the documents themselves, as Markdown with citations in several forms.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import open_temporary_corpus
from benchmarks.passages import Passage, PassageSource
from drafts.check import check_draft
from drafts.verdicts.verdict import CheckedQuotation
from indexer.library import Library

SHARES = {
    "verbatim": 0.27,
    "marked": 0.13,
    "word changed": 0.13,
    "negation dropped": 0.10,
    "stitched": 0.10,
    "wrong page": 0.10,
    "wrong source": 0.08,
    "invented": 0.09,
}
"""The share of each sort of quotation in a draft."""

_UNFIT = re.compile(r"[“”\"«»\[\]…*_`@#<>\\|{}~]|\n\n|https?:|[⁰¹²³⁴-⁹]|\. ?\.")
_NEGATION = re.compile(r" (?:not|never|no) ")


@dataclass(frozen=True)
class Planted:
    """A quotation of the draft, and what is wrong with it."""

    sort: str
    text: str
    item: str
    page: str


class DraftMaker:
    """Makes drafts from the documents of a corpus, with a fixed seed."""

    def __init__(self, library: Library, seed: int) -> None:
        self._random = random.Random(seed)
        self._source = PassageSource(library, seed)
        self._labels = {entry.item.id: library.read_labels(entry) for entry in library.entries}
        self._wordlist = self._source.collect_words()

    def make(self, count: int) -> list[Planted]:
        """About `count` quotations, in random order."""
        planted = [
            self._plant(sort) for sort, share in SHARES.items() for _ in range(round(share * count))
        ]
        self._random.shuffle(planted)
        return planted

    def _draw(self, *, negated: bool = False) -> tuple[Passage, str]:
        """A passage on one page with a printed number, and the number."""
        while True:
            passage = self._source.draw()
            label = self._labels[passage.item][passage.pdf_pages[0] - 1]
            fits = not _UNFIT.search(passage.text) and label.source == "printed"
            if fits and label.label and (not negated or _NEGATION.search(passage.text)):
                return passage, label.label

    def _plant(self, sort: str) -> Planted:
        passage, page = self._draw(negated=sort == "negation dropped")
        text, item = " ".join(passage.text.split()), passage.item
        words = text.split(" ")
        middle = len(words) // 2
        if sort == "marked":
            if self._random.choice((True, False)):
                words[middle - 2 : middle + 2] = ["…"]
            else:
                words[middle] = f"[{words[middle].strip('.,;:()')}s]"
        elif sort == "word changed":
            at = self._random.randrange(1, len(words) - 1)
            words[at] = self._choose_another_word(words[at])
        elif sort == "negation dropped":
            words = _NEGATION.sub(" ", text, count=1).split(" ")
        elif sort == "stitched":
            other, _ = self._draw()
            words = words[:middle] + " ".join(other.text.split()).split(" ")[-max(6, middle) :]
        elif sort == "wrong page":
            page = self._choose_another_page(item, page)
        elif sort == "wrong source":
            item = self._random.choice([key for key in self._labels if key != item])
        elif sort == "invented":
            words = self._random.choices(self._wordlist, k=self._random.randint(10, 25))
        return Planted(sort, " ".join(words), item, page)

    def _choose_another_word(self, word: str) -> str:
        while True:
            other = self._random.choice(self._wordlist)
            if other.casefold() != re.sub(r"\W", "", word).casefold():
                return other

    def _choose_another_page(self, item: str, page: str) -> str:
        pages = [label.label for label in self._labels[item] if label.source == "printed"]
        return self._random.choice([other for other in pages if other and other != page])


def write_markdown(planted: list[Planted], seed: int) -> str:
    """The draft: one paragraph for each quotation, which is cited in the text or in a note."""
    chance = random.Random(seed)
    paragraphs: list[str] = ["# A generated draft"]
    notes: list[str] = []
    for quotation in planted:
        citation = f"[@{quotation.item}, p. {quotation.page}]"
        if chance.random() < 0.3:
            notes.append(f"[^{len(notes) + 1}]: {citation}.")
            paragraphs.append(f"It has been written that “{quotation.text}.”[^{len(notes)}]")
        else:
            paragraphs.append(f"It has been written that “{quotation.text}” {citation}.")
    return "\n\n".join([*paragraphs, *notes]) + "\n"


def is_judged_right(planted: Planted, checked: CheckedQuotation) -> bool:
    """Whether the verdict is the one that a careful reader would give."""
    words, page, source = checked.wording.verdict, checked.page, checked.source
    good = words in ("verbatim", "marked") and source == "right" and page == "right"
    match planted.sort:
        case "verbatim":
            return words == "verbatim" and good
        case "marked":
            return words == "marked" and good
        case "word changed" | "negation dropped":
            return words in ("altered", "stitched")
        case "stitched":
            return words in ("stitched", "altered", "not-found")
        case "invented":
            return words == "not-found"
        case "wrong page":
            return page == "wrong"
        case _:
            return source == "wrong"


def measure(library: Library, seed: int, count: int) -> tuple[Counter[str], Counter[str], float]:
    """Right verdicts by sort, quotations by sort, and seconds for the whole draft."""
    planted = DraftMaker(library, seed).make(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.md"
        path.write_text(write_markdown(planted, seed), encoding="utf-8")
        started = time.perf_counter()
        report = check_draft(library, path)
        seconds = time.perf_counter() - started
    by_text = {_normalise(checked.quotation.text): checked for checked in report.quotations}
    right: Counter[str] = Counter()
    for quotation in planted:
        checked = by_text.get(_normalise(quotation.text))
        if checked is not None and is_judged_right(quotation, checked):
            right[quotation.sort] += 1
        else:
            print(f"missed: {quotation}\n    {checked.as_json() if checked else 'not seen'}")
    return right, Counter(quotation.sort for quotation in planted), seconds


def _normalise(text: str) -> str:
    return " ".join(text.split()).strip(" .")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the checking of drafts.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--quotations", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    seconds: list[float] = []
    with open_temporary_corpus(options.folder) as library:
        for seed in options.seeds:
            right_here, all_here, took = measure(library, seed, options.quotations)
            right, total = right + right_here, total + all_here
            seconds.append(took)
    shares = {sort: right[sort] / total[sort] for sort in total}
    if options.json:
        print(json.dumps({"right": shares, "quotations": total, "seconds": seconds}, indent=2))
        return
    for sort, share in shares.items():
        print(f"{sort:<20} {100 * share:6.2f} % of {total[sort]}")
    print(
        f"seconds a draft of {options.quotations}: {', '.join(f'{took:.1f}' for took in seconds)}"
    )


if __name__ == "__main__":
    main()
