"""How many page labels are right, in folders of documents with ground truth.

A folder holds PDFs and `page_labels.json`, which gives for every file `labels` (one per sheet, null
if a careful person would cite none), `printed` (is it on that sheet?) and `accept` (other right
answers, by 1-based sheet). Case, the kind of dash, brackets and the word "page" are ignored. The
labels of the pages that one sheet shows are compared as one: 146 and 147 as "146–147".

    python -m benchmarks.labels [--json] [--misses] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from corpus.frozen import replace_fields
from indexer.labels.page_label import LabelSource, PageLabel
from indexer.labels.pinpoint_wording import format_span
from indexer.pages.imposition import take_apart
from indexer.pages.labelling import label_pages
from indexer.readers.pdfium import read_pdf

_COUNTED = ("right", "wrong", "abstained", "wrong_printed", "unfounded")
TRUTH = "page_labels.json"
DEFAULT = (Path("../shared/documents"), Path("tests/indexer/cases"))
"""Real documents, and small ones with one trap each."""
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]\s*")
_IGNORED = re.compile(r"[()\[\]{}<>]|\bpages?(?![^\W\d_])\.?")


@dataclass(frozen=True, slots=True)
class LabelScore:
    """How the labels of one document compare with its ground truth, in sheets."""

    document: str
    sheets: int
    right: int
    wrong: int
    abstained: int
    """No label, although the truth has one."""
    wrong_printed: int
    """Wrong, and claimed to be read off the sheet."""
    unfounded: int
    """Claimed to be read off the sheet, right or wrong, although nothing is printed there."""
    misses: tuple[str, ...]
    """One line for every sheet that is not right."""


def find_labels(path: Path) -> list[PageLabel]:
    """The labels of the pages of the file at `path`, in order."""
    return list(label_pages(take_apart(read_pdf(path).sheets)))


def join_labels(labels: Sequence[PageLabel]) -> list[PageLabel]:
    """One label for each sheet: those of the pages that it shows as a span, if all have one."""
    by_sheet = (list(pages) for _, pages in groupby(labels, attrgetter("pdf_page")))
    return [_join(pages) if len(pages) > 1 else pages[0] for pages in by_sheet]


def _join(pages: Sequence[PageLabel]) -> PageLabel:
    if any(page.label is None for page in pages):
        return pages[0] if pages[0].label is None else pages[-1]
    same = len({page.source for page in pages}) == 1
    source: LabelSource = pages[0].source if same else "inferred"
    span = format_span([str(page.label) for page in pages])
    return replace_fields(pages[0], label=span, source=source)


def normalise_label(label: str) -> str:
    """`label` as it is compared: "Page [A\N{EN DASH}3]" → "a-3"."""
    plain = _IGNORED.sub(" ", label.casefold())
    return " ".join(_DASHES.sub("-", plain).split())


def judge(truth: str | None, accepted: Sequence[str], got: str | None) -> str:
    """`right`, `wrong` or `abstained` for one sheet."""
    if got is None:
        return "right" if truth is None else "abstained"
    answers = {normalise_label(answer) for answer in (truth, *accepted) if answer is not None}
    return "right" if normalise_label(got) in answers else "wrong"


def score(document: str, truth: dict[str, Any], solved: Sequence[PageLabel]) -> LabelScore:
    """The score of one document. Raises ValueError if the numbers of sheets differ."""
    counts = dict.fromkeys(_COUNTED, 0)
    misses: list[str] = []
    labels = join_labels(solved)
    for label, expected, printed in zip(labels, truth["labels"], truth["printed"], strict=True):
        accepted = truth["accept"].get(str(label.pdf_page), [])
        verdict = judge(expected, accepted, label.label)
        counts[verdict] += 1
        claims_print = label.source == "printed"
        counts["unfounded"] += claims_print and not printed
        counts["wrong_printed"] += claims_print and verdict == "wrong"
        if verdict != "right":
            where = f"{document} sheet {label.pdf_page}: {verdict}, expected {expected!r}"
            misses.append(f"{where}, got {label.label!r} ({label.source}: {label.evidence})")
    return LabelScore(document=document, sheets=len(labels), **counts, misses=tuple(misses))


def score_folder(folder: Path) -> list[LabelScore]:
    """The scores of the documents in the ground truth of `folder`, in order."""
    truths = json.loads((folder / TRUTH).read_text(encoding="utf-8"))
    return [score(name, truth, find_labels(folder / name)) for name, truth in truths.items()]


def average_scores(scores: Sequence[LabelScore]) -> dict[str, float]:
    """Percentages: each document's share of sheets, averaged over the documents."""
    return {
        name: 100 * sum(getattr(score, name) / score.sheets for score in scores) / len(scores)
        for name in _COUNTED
    }


def format_table(scores: Sequence[LabelScore]) -> str:
    """The scores as lines of text, with the averages at the end."""
    width = max(len(score.document) for score in scores)
    rows = [f"{'':{width}}  sheets   right   wrong   abst.  wr.pr.  unfnd."]
    for score in scores:
        counts = "  ".join(f"{getattr(score, name):6}" for name in ("sheets", *_COUNTED))
        rows.append(f"{score.document:{width}}  {counts}")
    sheets = sum(score.sheets for score in scores)
    means = "  ".join(f"{mean:6.1f}" for mean in average_scores(scores).values())
    rows.append(f"{'macro average, %':{width}}  {sheets:6}  {means}")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of the given folders; 0, or 2 if a folder has no ground truth."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.labels")
    parser.add_argument("folders", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--misses", action="store_true", help="name every sheet not right")
    options = parser.parse_args(arguments)
    report: dict[str, Any] = {}
    for folder in options.folders:
        if not (folder / TRUTH).is_file():
            print(f"{folder} has no {TRUTH}. Give a folder that holds one.", file=sys.stderr)
            return 2
        scores = score_folder(folder)
        report[str(folder)] = {
            "documents": [asdict(score) for score in scores],
            "averages": average_scores(scores),
        }
        if not options.json:
            print(f"{folder}\n{format_table(scores)}\n")
        if options.misses:
            print("\n".join(miss for score in scores for miss in score.misses), file=sys.stderr)
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
