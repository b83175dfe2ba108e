"""Which words of a page pincite reads, held against other readers, on pages drawn at random.

    python -m benchmarks.words [--pages 10] [--seed 1] [--json] [PDF or FOLDER ...]

The other readers are poppler's pdftotext, if it is installed, and pdfminer.six as it comes. Words
that all of them read should be there (recall), and words that none of them reads should not
(precision). None of them knows what a page hides; where they differ, the page has to be looked at.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from pathlib import Path

from pdfminer.high_level import extract_text
from rapidfuzz.distance import LCSseq

from corpus.errors import PinciteError
from indexer.pages.document import DocumentReading, read_document
from indexer.readers.sheets import Line
from indexer.words.tokens import SUPERSCRIPT_DIGITS, split_words

_LINE_END = re.compile(r"[-\u00ad\u2010]\n\s*")
"""A hyphen at a line's end, which readers keep or take away: in neither case a word's end."""
_RAISED = re.compile(f"[{SUPERSCRIPT_DIGITS}]+")
_FIGURES = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")
_SAME_ORDER = 0.98
"""Where so many of the words that two readers share follow each other alike, the order is the
same: a number or a heading may stand elsewhere."""

Reader = Callable[[Path, int], str]
"""Gives the text of a page, 1-based, of a file."""


@dataclass(frozen=True, slots=True)
class WordScore:
    """How the words of some pages compare; words count as often as they stand there."""

    document: str
    pages: int
    words: int
    """Read by pincite: running lines and notes included."""
    agreed: int
    """Read by all the other readers."""
    found: int
    """Of `agreed`, read by pincite as well."""
    supported: int
    """Of `words`, read by another reader as well."""
    kept: int
    """Of `words`, in the page's text or its notes; the rest are running lines and note marks."""
    reordered: int
    """Pages the running text of which has another order with every other reader."""

    @property
    def shares(self) -> dict[str, float]:
        """Recall, precision, words kept and pages with another order, in per cent."""
        return {
            "recall": _divide(self.found, self.agreed),
            "precision": _divide(self.supported, self.words),
            "kept": _divide(self.kept, self.words),
            "reordered": _divide(self.reordered, self.pages, 0.0),
        }


def list_readers() -> dict[str, Reader]:
    """The other readers that there are, by name."""
    installed: dict[str, Reader] = {"pdftotext": _run_pdftotext} if _find_pdftotext() else {}
    return installed | {"pdfminer.six": _run_pdfminer}


def score_file(path: Path, readers: Mapping[str, Reader], pages: int, seed: int) -> WordScore:
    """The score of at most `pages` pages of a file, drawn by `seed` and the file's name.

    Pages without text, or with others on one sheet, are not drawn. Raises PinciteError if the file
    cannot be read.
    """
    reading = read_document(path)
    sheets = dict(enumerate(reading.sheets, 1))
    texts = [number for number, sheet in sheets.items() if sheet.lines and not sheet.sheet_part]
    chance = random.Random(f"{seed} {path.name}")
    drawn = sorted(chance.sample(texts, min(pages, len(texts))))
    scores = (
        score_page(
            reading, number, [read(path, sheets[number].pdf_page) for read in readers.values()]
        )
        for number in drawn
    )
    return add_scores(path.name, scores)


def score_page(reading: DocumentReading, number: int, others: Sequence[str]) -> WordScore:
    """The score of one page, 1-based, against its text as at least one other reader gives it."""
    sheet, text = reading.sheets[number - 1], reading.texts[number - 1]
    own = Counter(read_words("\n".join(map(_write_marks, sheet.lines))))
    counts = [Counter(read_words(other)) for other in others]
    agreed, any_of_them = reduce(and_, counts), reduce(or_, counts)
    body = read_words(text.body)
    kept = [*body, *read_words(text.notes)]
    halves = map("".join, pairwise(kept))  # "well-known" may have been broken at its hyphen
    return WordScore(
        document="",
        pages=1,
        words=own.total(),
        agreed=agreed.total(),
        found=(agreed & own).total(),
        supported=(own & any_of_them).total(),
        kept=(own & Counter([*kept, *halves])).total(),
        reordered=int(not any(has_same_order(body, read_words(other)) for other in others)),
    )


def has_same_order(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the words that two texts share follow each other alike, but for very few."""
    shared = (Counter(words) & Counter(others)).total()
    return LCSseq.similarity(words, others) >= _SAME_ORDER * shared


def read_words(text: str) -> list[str]:
    """The words of a text as pincite compares them, halves at the ends of lines joined."""
    return split_words(_LINE_END.sub("", text))


def add_scores(name: str, scores: Iterable[WordScore]) -> WordScore:
    """The sum of the scores, under another name."""
    counts: Counter[str] = Counter()
    for score in scores:
        counts.update({k: v for k, v in asdict(score).items() if k != "document"})
    fields = ("pages", "words", "agreed", "found", "supported", "kept", "reordered")
    return WordScore(name, *(counts[field] for field in fields))


def format_table(scores: Sequence[WordScore]) -> str:
    """The scores as lines of text, with all pages together at the end."""
    rows = [*scores, add_scores("all pages", scores)]
    width = max(len(row.document) for row in rows)
    lines = [f"{'':{width}}  pages   words  recall %  precision %  in the text %  other order %"]
    for row in rows:
        share = row.shares
        lines.append(
            f"{row.document:{width}}  {row.pages:5}  {row.words:6}  {share['recall']:8.2f}"
            f"  {share['precision']:11.2f}  {share['kept']:13.2f}  {share['reordered']:13.1f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of the given PDFs; 0, or 2 if there is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.words")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("../shared/documents")])
    parser.add_argument("--pages", type=int, default=10, help="drawn from each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    options = parser.parse_args(arguments)
    readers = list_readers()
    scores = []
    for path in _find_pdfs(options.paths):
        try:
            scores.append(score_file(path, readers, options.pages, options.seed))
        except PinciteError as error:
            print(f"{path}: {error.message}", file=sys.stderr)
    if not scores:
        print("There is no PDF to read: name files or a folder.", file=sys.stderr)
        return 2
    if options.json:
        rows = [{**asdict(score), "per_cent": score.shares} for score in scores]
        print(json.dumps({"against": list(readers), "documents": rows}, indent=2))
    else:
        drawn = f"Up to {options.pages} random pages of each file (seed {options.seed})"
        print(f"{drawn}, against {' and '.join(readers)}\n{format_table(scores)}")
    return 0


def _find_pdfs(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def _write_marks(line: Line) -> str:
    """The line with its raised figures as numbers, as other readers give them."""
    return _RAISED.sub(lambda mark: f" {mark[0].translate(_FIGURES)} ", line.text)


def _divide(part: int, whole: int, empty: float = 100.0) -> float:
    return 100 * part / whole if whole else empty


def _find_pdftotext() -> str | None:
    return shutil.which("pdftotext")


def _run_pdftotext(path: Path, page: int) -> str:
    command = ["pdftotext", "-q", "-enc", "UTF-8", "-f", str(page), "-l", str(page), str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")


def _run_pdfminer(path: Path, page: int) -> str:
    return extract_text(path, page_numbers=[page - 1])


if __name__ == "__main__":
    raise SystemExit(main())
