"""`make bench`: the table of speed and accuracy; one of the measurements in detail with --only.

    python -m benchmarks [DIR] [--only labels] [--runs 5] [--pages 100000] [--out build/bench]

DIR is a folder of PDFs (by default ../shared/documents); nothing is changed in it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

_ACCURACY = ("finding", "labels", "words", "locate", "check", "minutes")


def main() -> None:
    """Run each benchmark in its own process."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--only", choices=("speed", *_ACCURACY), action="append")
    parser.add_argument("--runs", type=int, default=5, help="how often each program runs")
    parser.add_argument("--pages", type=int, default=100_000, help="of the large corpus")
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    folder: Path = options.folder
    if not next(folder.rglob("*.pdf"), None):
        sys.exit(f"There is no PDF in {folder}: name a folder with some, python -m benchmarks DIR.")
    for name in options.only or ("speed",):
        if name == "labels" and not (folder / "page_labels.json").is_file():
            print(f"\nlabels: {folder} has no page_labels.json with the true labels; skipped.")
            continue
        print(f"\n{name}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", str(folder)]
        if name == "speed":
            numbers = {"runs": options.runs, "pages": options.pages, "out": options.out}
            command += [f"--{option}={value}" for option, value in numbers.items()]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
