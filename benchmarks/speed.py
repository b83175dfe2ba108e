"""How long indexing and searching take, on copies of a folder's PDFs.

    python -m benchmarks.speed [DIR] [--runs 5]

Times are medians; against other programs they are only comparable in the same run on the same
files. Where Recoll or pdfgrep are installed they are timed beside pincite; nothing is installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.corpora import copied_pdfs

QUERIES = (
    '"obstruction of justice"',
    "police misinformation",
    "obstrucion~2",
    '"of the"',
    "licens* kind:minutes",
    '"board chief"~10',
)
PINCITE = (sys.executable, "-c", "from cli.app import main; main()")


def timed(work: Callable[[], object], runs: int) -> float:
    """The median of `runs` times, seconds."""
    times: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return median(times)


def run(*command: str) -> None:
    """A program, its output thrown away; codes 0 and 1 are answers."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode("utf-8", "replace"))


def sizes(folder: Path) -> int:
    """Bytes below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def index_times(root: Path, runs: int) -> dict[str, float]:
    """Indexing afresh, with nothing changed, and one more file."""

    def afresh() -> None:
        shutil.rmtree(root / ".pincite", ignore_errors=True)
        run(*PINCITE, "index", str(root))

    found = {"index, first time": timed(afresh, runs)}
    found["index, nothing changed"] = timed(lambda: run(*PINCITE, "index", str(root)), runs)
    pdfs = sorted(root.glob("*.pdf"), key=lambda path: path.stat().st_size)
    more = root / "one-more.pdf"

    def one_more() -> None:
        data = pdfs[0].read_bytes() + f"\n% {time.time_ns()}\n".encode()
        more.write_bytes(data)
        run(*PINCITE, "index", str(root))

    found["index, one file more"] = timed(one_more, runs)
    more.unlink()
    run(*PINCITE, "index", str(root))
    return found


def search_times(root: Path, runs: int) -> dict[str, float]:
    """Each query from the shell, and in a running process."""
    from citation.excerpts import plain
    from corpus.places import Places
    from indexer.library import Library
    from search.answer import Question, answer

    found: dict[str, float] = {"python -c pass": timed(lambda: run(sys.executable, "-c", ""), runs)}
    found["pincite --version"] = timed(lambda: run(*PINCITE, "--version"), runs)
    for query in QUERIES:
        command = (*PINCITE, "search", "--corpus", str(root), query)
        found[f"shell: {query}"] = timed(lambda command=command: run(*command), runs)  # type: ignore[misc]
    library = Library(Places(root))
    for query in QUERIES:
        question = Question(query)
        answer(library, question, plain)
        found[f"warm: {query}"] = timed(lambda q=question: answer(library, q, plain), runs)  # type: ignore[misc]
    library.close()
    return found


def recoll_times(root: Path, scratch: Path, runs: int) -> dict[str, float]:
    """The same for Recoll, if it is there."""
    if not shutil.which("recollindex") or not shutil.which("recollq"):
        print("(Recoll is not installed: no comparison.)")
        return {}
    configuration = scratch / "recoll"

    def afresh() -> None:
        shutil.rmtree(configuration, ignore_errors=True)
        configuration.mkdir()
        (configuration / "recoll.conf").write_text(f"topdirs = {root}\n", encoding="utf-8")
        run("recollindex", "-c", str(configuration))

    found = {"recollindex, first time": timed(afresh, runs)}
    query = ("recollq", "-c", str(configuration), "-A", QUERIES[0])
    found[f"recollq -A {QUERIES[0]}"] = timed(lambda: run(*query), runs)
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time indexing and searching.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
        root = copied_pdfs(options.folder, Path(temporary) / "documents")
        figures = index_times(root, options.runs)
        figures |= search_times(root, options.runs)
        figures |= recoll_times(root, Path(temporary), options.runs)
        for what, seconds in figures.items():
            print(f"{what:<40} {seconds:8.3f} s")
        own = root / ".pincite"
        print(f"{'store':<40} {(own / 'store.db').stat().st_size / 1e6:8.2f} MB")
        print(f"{'index':<40} {sizes(own / 'index') / 1e6:8.2f} MB")


if __name__ == "__main__":
    main()
