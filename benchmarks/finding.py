"""How often a question finds the page that answers it, against SQLite's BM25 over pages and Recoll.

    python -m benchmarks.finding [DIR] [--questions FILE] [--json] [--weights]

DIR is a folder of PDFs (by default ../shared/documents); it is indexed in a temporary copy. FILE is
a JSON array of questions, each with `question`, `keywords` (if any), `file` and `pdf_pages`
(1-based; any of them answers); by default `finding_questions.json`. `finding_held_out.json` has 68
more, written from passages drawn by lot. Questions whose file DIR does not have are left out. With
--weights each weight of the ranking is cross-validated instead.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.corpora import open_temporary_corpus
from benchmarks.programs import Recoll, are_installed
from benchmarks.timing import make_environment
from citation.written.excerpt_citations import cite_without_style
from indexer.library import Library
from search.answering.answer import answer_question
from search.answering.result import Question

DEPTHS = (1, 3, 10)
QUESTIONS = Path(__file__).with_name("finding_questions.json")
Places = Sequence[tuple[str, Sequence[int]]]
"""The results in order: each a file and its PDF pages."""
Finder = Callable[[str, str], Places]
"""Finds words in all documents, or in the one file that is named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whose answer is known."""

    question: str
    keywords: str
    file: str
    pdf_pages: frozenset[int]


def read_questions(path: Path, files: set[str]) -> list[Asked]:
    """The questions in `path` about `files`."""
    return [
        Asked(
            each["question"], each.get("keywords", ""), each["file"], frozenset(each["pdf_pages"])
        )
        for each in json.loads(path.read_text(encoding="utf-8"))
        if each["file"] in files
    ]


def make_own_finder(library: Library, *, every_hit: bool) -> Finder:
    """pincite's results, as a user gets them, or best first with `--all`."""

    def find(text: str, file: str) -> Places:
        asked = f"{text} item:{library.get_entry(file).item.id}" if file else text
        question = Question(
            asked, every_hit=every_hit, limit=DEPTHS[-1], in_one_document=bool(file)
        )
        answer = answer_question(library, question, cite_without_style)
        return [(each.entry.files[0], each.excerpt.numbers) for each in answer.results]

    return find


def make_sqlite_finder(library: Library) -> Finder:
    """FTS5's BM25 over pages: any of the words, without stems, as SQLite does it by default."""
    pages = sqlite3.connect(":memory:")
    pages.execute("CREATE VIRTUAL TABLE pages USING fts5(text, file UNINDEXED, page UNINDEXED)")
    for entry in library.entries:
        for page in library.store.read_document_pages(entry.document.id):
            row = (f"{page.body}\n{page.notes}", entry.files[0], page.number)
            pages.execute("INSERT INTO pages VALUES (?, ?, ?)", row)

    def find(text: str, file: str) -> Places:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text.lower()))
        rows = pages.execute(
            "SELECT file, page FROM pages WHERE pages MATCH ? AND (? = '' OR file = ?)"
            " ORDER BY bm25(pages), file, page LIMIT ?",
            (words, file, file, DEPTHS[-1]),
        )
        return [(found, (page,)) for found, page in rows]

    return find


def make_recoll_finder(root: Path, configuration: Path) -> Finder:
    """Recoll's documents in its order, each with the pages of its snippets; any of the words."""
    recoll = Recoll(root, configuration)
    recoll.forget()
    subprocess.run(recoll.index, check=True, capture_output=True, env=make_environment())

    def find(text: str, file: str) -> Places:
        asked = f"{text} filename:{file}" if file else text
        command = ["recollq", "-c", str(configuration), "-o", "-n", "10", "-A", "-p", "10", asked]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        places: list[tuple[str, Sequence[int]]] = []
        named = ""
        for line in done.stdout.splitlines():
            if link := re.search(r"\[file://(.*?)\]", line):
                named = Path(link[1]).name
            elif (snippet := re.match(r"(\d+) : ", line)) and (not file or named == file):
                places.append((named, (int(snippet[1]),)))
        return places[: DEPTHS[-1]]

    return find


def measure_hits(
    questions: Sequence[Asked], find: Finder, *, keywords: bool, within: bool
) -> tuple[list[float], list[float]]:
    """The percentage of questions with an answering page among the first of DEPTHS results, and the
    milliseconds that each took."""
    hits = [0] * len(DEPTHS)
    times: list[float] = []
    for each in questions:
        started = time.perf_counter()
        places = find(each.keywords if keywords else each.question, each.file if within else "")
        times.append(1000 * (time.perf_counter() - started))
        right = [
            file == each.file and not each.pdf_pages.isdisjoint(pages) for file, pages in places
        ]
        for at, depth in enumerate(DEPTHS):
            hits[at] += any(right[:depth])
    return [100 * count / max(1, len(questions)) for count in hits], times


def measure_points(library: Library, questions: Sequence[Asked]) -> list[float]:
    """For each question as typed the share of DEPTHS at which its page is found, in all documents
    and in its own."""
    find = make_own_finder(library, every_hit=False)
    points: list[float] = []
    for each in questions:
        both = [measure_hits([each], find, keywords=False, within=w)[0] for w in (False, True)]
        points.append(sum(map(sum, both)) / (200 * len(DEPTHS)))
    return points


def print_weights(library: Library, questions: Sequence[Asked]) -> None:
    """Print what each weight would be by one half of the questions, and what the other says."""
    from benchmarks.finding_weights import cross_validate

    for each in cross_validate(lambda: measure_points(library, questions)):
        print(
            f"{each.weight:<16} now {each.now:<5} chosen on one half {each.chosen:<5}"
            f" on the other {each.before:5.1f} -> {each.after:5.1f}"
        )


def measure(library: Library, questions: Sequence[Asked], scratch: Path) -> list[dict[str, object]]:
    """One row for each finder, way of asking, and half of the questions as well as all."""
    finders = {
        "pincite": make_own_finder(library, every_hit=False),
        "pincite --all": make_own_finder(library, every_hit=True),
        "SQLite FTS5": make_sqlite_finder(library),
    }
    if are_installed("recollindex", "recollq"):
        finders["Recoll"] = make_recoll_finder(library.paths.root, scratch)
    rows: list[dict[str, object]] = []
    for within in (False, True):
        for keywords in (False, True) if all(each.keywords for each in questions) else (False,):
            for name, find in finders.items():
                hits, times = measure_hits(questions, find, keywords=keywords, within=within)
                halves = [
                    measure_hits(questions[half::2], find, keywords=keywords, within=within)[0]
                    for half in (0, 1)
                    if name != "Recoll"
                ]
                rows.append(
                    {
                        "program": name,
                        "asked": "keywords" if keywords else "as typed",
                        "where": "in its document" if within else "in all documents",
                        "hits": hits,
                        "halves": halves,
                        "median_ms": median(times),
                        "p95_ms": quantiles(times, n=20, method="inclusive")[-1],
                    }
                )
    return rows


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--weights", action="store_true")
    options = parser.parse_args()
    with open_temporary_corpus(options.folder) as library:
        files = {entry.files[0] for entry in library.entries}
        questions = read_questions(options.questions, files)
        if len(questions) < 2:
            sys.exit(f"None of the questions in {options.questions} is about {options.folder}.")
        if options.weights:
            print_weights(library, questions)
            return
        scratch = library.paths.root.with_name(f"{library.paths.root.name}-recoll")
        rows = measure(library, questions, scratch)
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    print(f"{len(questions)} questions; % with the page among the first 1, 3, 10 results")
    for row in rows:
        figures = "".join(f"{share:7.1f}" for share in row["hits"])  # type: ignore[attr-defined]
        halves = " | ".join(
            " ".join(f"{share:.0f}" for share in half)
            for half in row["halves"]  # type: ignore[attr-defined]
        )
        print(
            f"{row['where']:<17} {row['asked']:<9} {row['program']:<14}{figures}"
            f"   halves {halves or '–':<23} {row['median_ms']:6.1f} ms, 95 % {row['p95_ms']:6.1f}"
        )


if __name__ == "__main__":
    main()
