"""How well things are found, read and checked, as rows of the table: before and after a change that
makes something faster they have to be the same.

Each benchmark runs in a process of its own; what it counts is said there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.labels import TRUTH
from benchmarks.minutes import score_folder, score_sample
from benchmarks.progress import say
from benchmarks.rows import Row
from benchmarks.timing import make_environment

_QUOTATIONS = 300


def measure_accuracy(folder: Path) -> Iterator[Row]:
    """The figures for the PDFs in `folder`, in per cent; and the time of a check."""
    if (folder / TRUTH).is_file():
        yield from _measure_labels(folder)
    yield from _measure_words(folder)
    for damage, share in _run("locate", folder)["accuracy"].items():
        yield Row(f"quotations located: {damage}", 100 * share, "%")
    yield from _measure_check(folder)
    yield from _measure_finding(folder)
    yield from _measure_minutes(folder)


def _measure_labels(folder: Path) -> Iterator[Row]:
    averages = _run("labels", folder)[str(folder)]["averages"]
    for what in ("right", "wrong"):
        yield Row(f"page labels {what}", averages[what], "%")


def _measure_words(folder: Path) -> Iterator[Row]:
    documents = _run("words", folder)["documents"]
    for what, part, whole in (("recall", "found", "agreed"), ("precision", "supported", "words")):
        counts = (sum(document[name] for document in documents) for name in (part, whole))
        found, of = counts
        yield Row(f"words read, {what} against two other readers", 100 * found / (of or 1), "%")


def _measure_check(folder: Path) -> Iterator[Row]:
    counts = _run("check", folder, "--quotations", str(_QUOTATIONS))
    total = sum(counts["total"].values())
    for what, name in (("right", "right"), ("with the right reason", "reasons")):
        yield Row(f"verdicts on quotations {what}", 100 * sum(counts[name].values()) / total, "%")
    yield Row("false alarms about quotations", 100 * sum(counts["alarms"].values()) / total, "%")
    what = f"checking a draft of {_QUOTATIONS} quotations, second reader included"
    yield Row(what, median(counts["seconds"]), "s", most=5)


def _measure_finding(folder: Path) -> Iterator[Row]:
    for row in _run("finding", folder):
        if row["program"] == "pincite" and row["where"] == "in all documents":
            first, three, _ = row["hits"]
            what = f"questions answered, {row['asked']}"
            yield Row(f"{what}, by the first result", first, "%")
            yield Row(f"{what}, by the first three", three, "%")


def _measure_minutes(folder: Path) -> Iterator[Row]:
    scores = [*score_sample(), *score_folder(folder)]
    there, found, right = (
        sum(getattr(score, name) for score in scores) for name in ("there", "found", "right")
    )
    yield Row("minutes found", 100 * right / (there or 1), "%")
    yield Row("minutes found that are there", 100 * right / (found or 1), "%")


def _run(name: str, folder: Path, *options: str) -> Any:
    """What the benchmark of this name prints as JSON."""
    say(f"{name} …")
    command = [sys.executable, "-m", f"benchmarks.{name}", str(folder), "--json", *options]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, env=make_environment(), encoding="utf-8", check=True
    )
    return json.loads(done.stdout)
