"""`make bench`: page labels, locating and searching, measured one after the other.

    python -m benchmarks [DIR]

DIR is a folder of PDFs (by default ../shared/documents).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run every benchmark in a process of its own."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/documents")
    if not folder.is_dir():
        sys.exit(f"There is no folder {folder}: name one with PDFs, python -m benchmarks DIR.")
    for name in ("labels", "speed", "locate", "check", "minutes", "growth"):
        if name == "labels" and not (folder / "page_labels.json").is_file():
            print(f"\n{name}: {folder} holds no page_labels.json with the true labels; left out.")
            continue
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", str(folder)], check=True)


if __name__ == "__main__":
    main()
