"""What indexing for the first time costs here, against another pincite on the same files.

    python -m benchmarks.against PINCITE [DIR] [--runs 5]

PINCITE is the command of the other one, such as `../before/.venv/bin/pincite`. Both take turns on
copies of the PDFs in DIR; pictures are left unread. On a machine that does other work, too, the
processor time of all their processes says more than the clock.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.corpora import copy_pdfs
from benchmarks.indexing import forget
from benchmarks.programs import make_pincite_command
from benchmarks.timing import Cost, Task, measure_costs, run


def measure_against(
    commands: Mapping[str, Sequence[str]], folder: Path, runs: int
) -> dict[str, Cost]:
    """The medians of so many runs of each of the commands, which get a folder with copies of the
    PDFs in `folder`; a run before these, to have everything compiled, does not count."""
    with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
        tasks: dict[str, Task] = {}
        for name, command in commands.items():
            root = copy_pdfs(folder, Path(temporary, name))
            tasks[name] = Task(partial(run, [*command, root]), partial(forget, root))
        measure_costs(tasks, 1)
        return measure_costs(tasks, runs)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against")
    parser.add_argument("other", help="the command of the other pincite")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--runs", type=int, default=5, help="how often each of them runs")
    options = parser.parse_args()
    commands = {
        "there": [options.other, "index", "--no-ocr"],
        "here": make_pincite_command("index", "--no-ocr"),
    }
    costs = measure_against(commands, options.folder.resolve(), options.runs)
    for what, before, now in zip(Cost._fields, costs["there"], costs["here"], strict=True):
        print(f"{what:10} {before:6.2f} s there, {now:6.2f} s here: {now / before:.2f} ×")


if __name__ == "__main__":
    main()
