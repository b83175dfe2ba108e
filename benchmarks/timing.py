"""Times programs, taking turns so that noise affects all alike, and measures their memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

_PEAK = """
import subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
try:
    import resource
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
except ImportError:
    print("unknown")
sys.exit(code)
"""
"""Runs a program, then prints the peak memory of the largest process of its tree. It needs a small
process of its own: a child starts with the peak of the process that it was forked from."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to time."""

    work: Callable[[], object]
    before: Callable[[], object] = lambda: None
    """Done before each run, and not timed."""


def measure_alternating(tasks: Mapping[str, Task], runs: int) -> dict[str, list[float]]:
    """The seconds of each run of each task; all tasks run once, then all again, and so on."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            task.before()
            started = time.perf_counter()
            task.work()
            times[name].append(time.perf_counter() - started)
    return times


def measure_medians(tasks: Mapping[str, Task], runs: int) -> dict[str, float]:
    """The median of the runs of each task, in seconds."""
    return {name: median(times) for name, times in measure_alternating(tasks, runs).items()}


class Cost(NamedTuple):
    """What a run takes, in seconds."""

    clock: float
    processor: float
    """Of all processes that it starts; 0 on Windows, which does not tell."""


def measure_costs(tasks: Mapping[str, Task], runs: int) -> dict[str, Cost]:
    """The medians of clock and processor time of each task, which must run programs to their end.
    On a machine that does other work, too, processor time says more than the clock."""
    costs: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            task.before()
            before, started = _read_processor_time(), time.perf_counter()
            task.work()
            clock = time.perf_counter() - started
            costs[name].append(Cost(clock, _read_processor_time() - before))
    return {name: Cost(*map(median, zip(*own, strict=True))) for name, own in costs.items()}


def _read_processor_time() -> float:
    """Of all processes that this one has started and that have ended, and of theirs."""
    try:
        import resource
    except ImportError:
        return 0.0
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure_first_line(command: Sequence[str | Path]) -> float:
    """The seconds from a program's start to the first line that it prints."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=make_environment()
    ) as process:
        assert process.stdout
        process.stdout.readline()
        seconds = time.perf_counter() - started
        process.kill()  # the rest may take minutes
    return seconds


def run(command: Sequence[str | Path], accepted: Sequence[int] = (0, 1)) -> None:
    """Run a program to its end and discard its output; 0 and 1 are answers (hits, no hits).

    If it returns another code, the benchmark exits with the program's standard error.
    """
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=make_environment(),
        check=False,
    )
    if done.returncode not in accepted:
        sys.exit(f"{command[0]} failed: {done.stderr.decode('utf-8', 'replace').strip()}")


def make_task(*command: str | Path) -> Task:
    """A program as a task."""
    return Task(lambda: run(command))


def make_environment() -> dict[str, str]:
    """The current environment, but with compiled modules kept, as every installation keeps them;
    otherwise each start would compile pincite again."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run_measuring_memory(
    command: Sequence[str | Path], sent: Iterable[bytes] = (), accepted: Sequence[int] = (0, 1)
) -> tuple[str, float | None]:
    """What a program prints when it is sent `sent`, piece by piece, and the peak memory (MB) of its
    largest process, workers included; None if the system does not tell (Windows)."""
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            [sys.executable, "-c", _PEAK, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=make_environment(),
        ) as process,
    ):
        assert process.stdin and process.stdout
        with suppress(BrokenPipeError), process.stdin:
            for piece in sent:
                process.stdin.write(piece)
        printed, _, peak = process.stdout.read().decode().rstrip().rpartition("\n")
        if process.wait() not in accepted:
            errors.seek(0)
            sys.exit(f"{command[0]} failed: {errors.read().decode('utf-8', 'replace').strip()}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    return printed.rstrip(), int(peak) * unit / 1e6 if peak.isdigit() else None
