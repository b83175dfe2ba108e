"""How many minutes are found, and how many of those found really are minutes.

The sample's sources say which minutes the sample holds; `minutes_truth.json` says, for public
minutes with counted items, which numbers begin on which PDF page, marked by hand.

    python -m benchmarks.minutes [--misses] [FOLDER]

FOLDER is a folder of PDFs (by default ../shared/documents); missing files are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.sample import FOLDER
from indexer.minutes.find import find_minutes
from indexer.minutes.minute import Minute
from indexer.pages.document import read_document
from indexer.pages.joins import join_pages

TRUTH = Path(__file__).with_name("minutes_truth.json")
_IN_SOURCE = re.compile(r"^(?:\.item #|== )([PC]\d+)\. (?:\| )?(.*)$", re.MULTILINE)
"""Number and title of minutes in the sources of the sample."""


@dataclass(frozen=True, slots=True)
class MinutesScore:
    """The minutes found in one document, against those that it has."""

    document: str
    there: int
    found: int
    right: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The percentage of those found that are right."""
        return 100 * self.right / self.found if self.found else 100.0

    @property
    def recall(self) -> float:
        """The percentage of those there that are found."""
        return 100 * self.right / self.there if self.there else 100.0


def read_minutes(path: Path) -> list[Minute]:
    """The minutes in the file at `path`."""
    return find_minutes(join_pages(read_document(path).texts), None)


def score(document: str, truth: Sequence[str], found: Sequence[str]) -> MinutesScore:
    """Compare descriptions of the minutes, each as often as it occurs."""
    there, got = Counter(truth), Counter(found)
    misses = [f"not found: {minute}" for minute in (there - got).elements()]
    misses += [f"not there: {minute}" for minute in (got - there).elements()]
    return MinutesScore(document, len(truth), len(found), (there & got).total(), tuple(misses))


def score_sample() -> list[MinutesScore]:
    """The sample's minutes: number and title must be those of the source."""
    scores = []
    for source in sorted((FOLDER / "sources").glob("*minutes.txt")):
        marked = _IN_SOURCE.findall(source.read_text(encoding="utf-8"))
        truth = [f"{number} {_normalise_title(title)}" for number, title in marked]
        path = FOLDER / f"{source.stem}.pdf"
        found = [f"{m.number} {_normalise_title(m.title)}" for m in read_minutes(path)]
        scores.append(score(path.name, truth, found))
    return scores


def score_folder(folder: Path) -> list[MinutesScore]:
    """The documents marked by hand: number and page must be right."""
    scores = []
    for name, pages in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        if (folder / name).is_file():
            truth = [f"{number} on {page}" for page, all_of in pages.items() for number in all_of]
            found = [f"{m.number} on {m.start[0]}" for m in read_minutes(folder / name)]
            scores.append(score(name, truth, found))
    return scores


def _normalise_title(title: str) -> str:
    return title.replace("’", "'").strip()


def format_table(scores: Sequence[MinutesScore]) -> str:
    """The scores as lines of text, with the sum over all documents at the end."""
    there, found, right = (
        sum(getattr(score, name) for score in scores) for name in ("there", "found", "right")
    )
    rows = [*scores, MinutesScore("all", there, found, right, ())]
    width = max(len(row.document) for row in rows)
    lines = [f"{'':{width}}  there  found  right  precision  recall"]
    lines += [
        f"{row.document:{width}}  {row.there:5}  {row.found:5}  {row.right:5}"
        f"  {row.precision:9.1f}  {row.recall:6.1f}"
        for row in rows
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.minutes")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--misses", action="store_true", help="name every one that is not right")
    options = parser.parse_args(arguments)
    scores = [*score_sample(), *score_folder(options.folder)]
    print(format_table(scores))
    if options.misses:
        for document in scores:
            for miss in document.misses:
                print(f"{document.document}: {miss}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
