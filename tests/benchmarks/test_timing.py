"""Programs take turns, and the memory of the largest of their processes is told."""

from __future__ import annotations

import sys

import pytest

from benchmarks.timing import Task, measure_alternating, run_measuring_memory


def test_tasks_take_turns() -> None:
    done: list[str] = []
    tasks = {
        "a": Task(lambda: done.append("a")),
        "b": Task(lambda: done.append("b"), lambda: done.append("before b")),
    }
    times = measure_alternating(tasks, 2)
    assert done == ["a", "before b", "b", "a", "before b", "b"]
    assert [len(one) for one in times.values()] == [2, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_the_memory_of_a_childs_child_counts() -> None:
    inner = "held = b'x' * 100_000_000"
    outer = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}]); print('hi')"
    )
    printed, peak = run_measuring_memory([sys.executable, "-c", outer])
    assert printed == "hi"
    assert peak is not None
    assert 100 < peak < 200
