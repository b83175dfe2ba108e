"""How many minutes are found, and how many of those found are some.

The sample's sources say which minutes the sample holds; `minutes_truth.json` says, for public
minutes with counted items, which numbers begin on which PDF page, marked by hand.

    python -m benchmarks.minutes [--misses] [FOLDER]

FOLDER is a folder of PDFs (by default ../shared/documents); files that are not there are left out.
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

from corpus import sample
from indexer.minutes.find import find_minutes
from indexer.minutes.minute import Minute
from indexer.pages.document import read_document
from indexer.pages.joins import join_pages

TRUTH = Path(__file__).with_name("minutes_truth.json")
_SAMPLE = Path(str(sample.__file__)).parent
_IN_SOURCE = re.compile(
    r"^(?:\.item #|== )(?P<number>[PC]\d+)\. (?:\| )?(?P<title>.*)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class MinutesScore:
    """The minutes of one document against those there are."""

    document: str
    there: int
    found: int
    right: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Percent of those found."""
        return 100 * self.right / self.found if self.found else 100.0

    @property
    def recall(self) -> float:
        """Percent of those there are."""
        return 100 * self.right / self.there if self.there else 100.0


def read_minutes(path: Path) -> list[Minute]:
    """The minutes in the file at `path`, which is taken to be minutes."""
    return find_minutes(join_pages(read_document(path).texts), None)


def score(document: str, truth: Sequence[str], found: Sequence[str]) -> MinutesScore:
    """Compare what one may write of each minute, as often as it is there."""
    there, got = Counter(truth), Counter(found)
    misses = [f"not found: {one}" for one in (there - got).elements()]
    misses += [f"not there: {one}" for one in (got - there).elements()]
    return MinutesScore(document, len(truth), len(found), (there & got).total(), tuple(misses))


def score_sample() -> list[MinutesScore]:
    """The sample's minutes: number and title must be those of the source."""
    scores = []
    for source in sorted((_SAMPLE / "sources").glob("*minutes.txt")):
        marked = _IN_SOURCE.finditer(source.read_text(encoding="utf-8"))
        truth = [f"{one['number']} {_normalise_title(one['title'])}" for one in marked]
        path = _SAMPLE / f"{source.stem}.pdf"
        found = [f"{one.number} {_normalise_title(one.title)}" for one in read_minutes(path)]
        scores.append(score(path.name, truth, found))
    return scores


def score_folder(folder: Path) -> list[MinutesScore]:
    """The documents marked by hand: number and page must be right."""
    scores = []
    for name, pages in json.loads(TRUTH.read_text(encoding="utf-8")).items():
        if (folder / name).is_file():
            truth = [f"{number} on {page}" for page, all_of in pages.items() for number in all_of]
            found = [f"{one.number} on {one.start[0]}" for one in read_minutes(folder / name)]
            scores.append(score(name, truth, found))
    return scores


def _normalise_title(title: str) -> str:
    return title.replace("’", "'").strip()


def format_table(scores: Sequence[MinutesScore]) -> str:
    """The scores as lines of text, with the sum over all documents at the end."""
    there, found, right = (
        sum(getattr(one, name) for one in scores) for name in ("there", "found", "right")
    )
    rows = [*scores, MinutesScore("all", there, found, right, ())]
    width = max(len(one.document) for one in rows)
    lines = [f"{'':{width}}  there  found  right  precision  recall"]
    return "\n".join(
        lines
        + [
            f"{one.document:{width}}  {one.there:5}  {one.found:5}  {one.right:5}"
            f"  {one.precision:9.1f}  {one.recall:6.1f}"
            for one in rows
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.minutes")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--misses", action="store_true", help="name every one that is not right")
    options = parser.parse_args(arguments)
    scores = [*score_sample(), *score_folder(options.folder)]
    print(format_table(scores))
    if options.misses:
        for one in scores:
            for miss in one.misses:
                print(f"{one.document}: {miss}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
