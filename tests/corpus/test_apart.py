"""Work on a stranger's file has limits, and ends with the program."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.apart.limits import choose_memory, format_memory
from corpus.apart.pool import Pool
from corpus.errors import GivenUp, ReadingError, RequestError

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


def add(one: int, other: int) -> int:
    return one + other


def refuse(name: str) -> None:
    raise ReadingError(f"{name} is damaged.", "Get it again.")


def fail() -> None:
    raise ZeroDivisionError


def tell_process() -> int:
    return os.getpid()


def fill_memory(size: int) -> int:
    return len(bytearray(size))


def fill_slowly() -> None:
    kept: list[str] = []
    while True:
        kept.append("x" * 1_000_000 + str(len(kept)))


def wait_for_ever() -> None:
    while True:
        time.sleep(1)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


@pytest.fixture(params=[False, True], ids=["spawned", "forked"])
def pool(request: pytest.FixtureRequest) -> object:
    with Pool(may_fork=request.param) as pool:
        yield pool
    assert not multiprocessing.active_children()


def test_what_a_call_returns_and_raises_comes_back(pool: Pool) -> None:
    assert pool.call(add, (2, 3), about="a", seconds=60) == 5
    with pytest.raises(ReadingError, match=r"a\.pdf is damaged\. Get it again\."):
        pool.call(refuse, ("a.pdf",), about="a.pdf", seconds=60)
    with pytest.raises(ZeroDivisionError):
        pool.call(fail, (), about="a", seconds=60)


def test_the_process_is_kept(pool: Pool) -> None:
    first = pool.call(tell_process, (), about="a", seconds=60)
    assert first != os.getpid()
    assert pool.call(tell_process, (), about="a", seconds=60) == first


@pytest.mark.parametrize("work", [(fill_memory, (2_000_000_000,)), (fill_slowly, ())])
def test_too_much_memory_is_one_sentence(
    pool: Pool, work: tuple[Callable[..., object], tuple[object, ...]]
) -> None:
    with pytest.raises(GivenUp, match=r"a\.docx needs more than 300 MB of memory"):
        pool.call(*work, about="a.docx", seconds=60, memory=300_000_000)
    assert pool.call(add, (1, 1), about="b", seconds=60) == 2, "the next file is read"


def test_each_call_has_a_limit_of_its_own(pool: Pool) -> None:
    with pytest.raises(GivenUp):
        pool.call(fill_memory, (600_000_000,), about="a", seconds=60, memory=400_000_000)
    size = 600_000_000
    assert pool.call(fill_memory, (size,), about="a", seconds=60, memory=1_500_000_000) == size


def test_too_long_is_one_sentence(pool: Pool) -> None:
    with pytest.raises(GivenUp, match=r"a\.html took longer than 0\.5 s to read"):
        pool.call(wait_for_ever, (), about="a.html", seconds=0.5)
    assert pool.call(add, (1, 1), about="b", seconds=60) == 2


def test_a_crash_is_one_sentence(pool: Pool) -> None:
    with pytest.raises(GivenUp, match=r"a\.pdf crashed the reader"):
        pool.call(crash, (), about="a.pdf", seconds=60)
    assert pool.call(add, (1, 1), about="b", seconds=60) == 2


def shout() -> None:
    os.write(1, b"said by a library")
    os.write(2, b"said by a library")


def test_what_a_library_says_is_not_shown(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    pool.call(shout, (), about="a", seconds=60)
    shown = capfd.readouterr()
    assert "library" not in shown.out + shown.err


def test_several_threads_share_the_processes() -> None:
    seen: list[int] = []
    with Pool(2) as pool:
        threads = [
            threading.Thread(
                target=lambda: seen.append(pool.call(tell_process, (), about="a", seconds=60))
            )
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(seen) == 8
    assert len(set(seen)) <= 2


WAITING = """
import sys, threading
from corpus.apart.pool import Pool
from tests.corpus.test_apart import tell_process, wait_for_ever
pool = Pool(may_fork=sys.argv[1] == "forked")
print(pool.call(tell_process, (), about="a", seconds=60), flush=True)
def work():
    print("begun", flush=True)
    pool.call(wait_for_ever, (), about="a", seconds=600)
if sys.argv[2] == "main":
    work()
else:
    threading.Thread(target=work).start()
"""


@on_posix
@pytest.mark.parametrize("how", ["forked", "spawned"])
@pytest.mark.parametrize("thread", ["main", "other"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"])
def test_processes_end_with_the_program(how: str, thread: str, name: str) -> None:
    if thread == "other" and name == "SIGINT":
        pytest.skip("Python's main thread then waits for the other")
    started = subprocess.Popen(
        [sys.executable, "-c", WAITING, how, thread],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert started.stdout is not None
    with started, started.stdout as output:
        worker = int(output.readline())
        output.readline()
        started.send_signal(getattr(signal, name))
    until = time.monotonic() + 20
    while is_running(worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], stdout=subprocess.PIPE, text=True, check=False
    )
    return bool(done.stdout.strip()) and not done.stdout.strip().startswith("Z")


@pytest.mark.parametrize(
    ("memory", "said"), [(1_000_000_000, "1 GB"), (1_500_000_000, "1.5 GB"), (3 * 10**8, "300 MB")]
)
def test_memory_is_told_in_round_figures(memory: int, said: str) -> None:
    assert format_memory(memory) == said


def test_too_small_a_limit_is_refused() -> None:
    assert choose_memory(None) == 1_000_000_000
    assert choose_memory(2000) == 2_000_000_000
    with pytest.raises(RequestError, match="--memory 5 is too little"):
        choose_memory(5)
