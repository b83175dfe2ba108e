"""What tests have jobs do. Their processes import it, so it imports little itself."""

from __future__ import annotations

import os
import time
from pathlib import Path

from corpus.progress import Progress


def wait(progress: Progress, seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def tell_size(progress: Progress, size: int) -> int:
    return size


def note_process(progress: Progress, place: str) -> None:
    Path(place).write_text(f"{os.getpid()} ", encoding="ascii")
    time.sleep(600)


def walk(progress: Progress, things: list[tuple[Path, int]]) -> None:
    for _ in progress.track_steps(things, "Reading", len(things)):
        pass
