"""What indexing for the first time costs here, against another pincite on the same files.

    python -m benchmarks.against PINCITE [DIR] [--runs 5]

PINCITE is the command of the other one, such as `../before/.venv/bin/pincite`. Both take turns on
copies of the PDFs in DIR. On a machine that does other work, too, the processor time of all their
processes says more than the clock.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.corpora import copy_pdfs
from benchmarks.indexing import forget
from benchmarks.programs import make_pincite_command
from benchmarks.timing import run


class Cost(NamedTuple):
    """What a run takes, in seconds."""

    processor: float
    """Of all its processes."""
    clock: float


def measure_costs(commands: Sequence[Sequence[str]], folder: Path, runs: int) -> list[Cost]:
    """The medians of so many runs of each of the commands, which get a folder with copies of the
    PDFs in `folder`; a run before these, to have everything compiled, does not count."""
    costs: list[list[Cost]] = [[] for _ in commands]
    with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
        roots = [copy_pdfs(folder, Path(temporary, str(at))) for at in range(len(commands))]
        for _ in range(runs + 1):
            for command, root, own in zip(commands, roots, costs, strict=True):
                forget(root)
                own.append(_measure([*command, str(root)]))
    return [Cost(*map(median, zip(*own[1:], strict=True))) for own in costs]


def _measure(command: Sequence[str]) -> Cost:
    before, started = _read_processor_time(), time.perf_counter()
    run(command)
    return Cost(_read_processor_time() - before, time.perf_counter() - started)


def _read_processor_time() -> float:
    """Of all processes that this one has started and that have ended, and of theirs."""
    try:
        import resource
    except ImportError:
        sys.exit("Windows does not tell the processor time of programs that have ended.")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against")
    parser.add_argument("other", help="the command of the other pincite")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--runs", type=int, default=5, help="how often each of them runs")
    options = parser.parse_args()
    commands = [[options.other, "index"], make_pincite_command("index")]
    other, own = measure_costs(commands, options.folder.resolve(), options.runs)
    for what, before, now in zip(Cost._fields, other, own, strict=True):
        print(f"{what:10} {before:6.2f} s there, {now:6.2f} s here: {now / before:.2f} ×")


if __name__ == "__main__":
    main()
