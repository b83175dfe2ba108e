"""How well `check` judges a draft in which each quotation has a known fault, or none.

    python -m benchmarks.check [DIR] [--quotations 300] [--seeds 1 2 3] [--json]

The draft is generated from the documents themselves, as Markdown with citations in several forms.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpora import open_temporary_corpus
from benchmarks.planting import DraftMaker, Planted
from drafts.check import check_draft
from drafts.verdicts.verdict import CheckedQuotation
from indexer.library import Library
from indexer.words.tokens import fold_text

FAULTLESS = ("verbatim", "recurring", "source's marks", "copied residue")
"""The sorts that are the source's words, on the page cited."""


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
    placed = source == "right" and page == "right"
    match planted.sort:
        case "verbatim" | "recurring" | "source's marks" | "copied residue":
            return words == "verbatim" and placed
        case "marked":
            return words == "marked" and placed
        case "word changed" | "negation dropped" | "words left out":
            return words == "altered" and placed
        case "stitched":
            return words in ("stitched", "altered", "not-found")
        case "parts reversed":
            return words == "stitched"
        case "invented":
            return words == "not-found"
        case "wrong page":
            return page == "wrong"
        case _:
            return source == "wrong"


def names_the_reason(planted: Planted, checked: CheckedQuotation) -> bool:
    """Whether the words named are exactly the words changed.

    What is left out may be told in two ways where the same word stands before and behind it; both
    are right.
    """
    if planted.changed is None:
        return not checked.wording.differences or planted.sort not in FAULTLESS
    found = [one.difference for one in checked.wording.differences]
    if len(found) != 1:
        return False
    quoted, source = fold_text(found[0].quoted), fold_text(found[0].source)
    return (quoted, sorted(source.split())) == (
        planted.changed[0],
        sorted(planted.changed[1].split()),
    )


@dataclass
class Counts:
    """What came of the quotations, by sort."""

    right: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    """Faultless ones that are called wrong; and all of which the second reader sees other words."""
    total: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def describe(self) -> Iterator[str]:
        """One line for each sort, and one for all."""
        for sort in (*self.total, ""):
            right, reasons, alarms, total = (
                counter[sort] if sort else sum(counter.values())
                for counter in (self.right, self.reasons, self.alarms, self.total)
            )
            shares = f"{100 * right / total:6.2f} % {100 * reasons / total:9.2f} % {alarms:8}"
            yield f"{sort or 'all':<18} {shares} of {total}"


def measure(library: Library, seed: int, count: int, counts: Counts) -> None:
    """Check one draft, and count what comes of it."""
    planted = DraftMaker(library, seed).make(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.md"
        path.write_text(write_markdown(planted, seed), encoding="utf-8")
        started = time.perf_counter()
        report = check_draft(library, path)
        counts.seconds.append(time.perf_counter() - started)
    by_text = {_normalise(checked.quotation.text): checked for checked in report.quotations}
    for quotation in planted:
        checked = by_text.get(_normalise(quotation.text))
        counts.total[quotation.sort] += 1
        right = checked is not None and is_judged_right(quotation, checked)
        reason = checked is not None and names_the_reason(quotation, checked)
        counts.right[quotation.sort] += right
        counts.reasons[quotation.sort] += reason
        second = checked.second_reading if checked else ""
        disagrees = bool(second) and "could not read" not in second
        alarm = disagrees or (quotation.sort in FAULTLESS and checked and checked.state == "wrong")
        counts.alarms[quotation.sort] += bool(alarm)
        if not right or not reason or alarm:
            seen = checked.as_json() if checked else "not seen"
            print(f"missed: {quotation}\n    {seen}", file=sys.stderr)


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
    counts = Counts()
    with open_temporary_corpus(options.folder) as library:
        for seed in options.seeds:
            measure(library, seed, options.quotations, counts)
    if options.json:
        print(json.dumps(vars(counts), indent=2))
        return
    print(f"{'':<18} {'verdict':>8} {'reason':>11} {'alarms':>8}")
    for line in counts.describe():
        print(line)
    seconds = ", ".join(f"{took:.1f}" for took in counts.seconds)
    print(f"seconds a draft of {options.quotations}: {seconds}")


if __name__ == "__main__":
    main()
