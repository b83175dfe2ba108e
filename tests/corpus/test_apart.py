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
from corpus.apart.process import can_fork
from corpus.errors import GivenUp, ReadingError, RequestError
from tests.corpus.processes import is_running, wait_until
from tests.corpus.work import (
    add,
    be_slow,
    crash,
    fail,
    fill_memory,
    fill_slowly,
    give_up,
    refuse,
    shout,
    start_another,
    tell_limits,
    tell_process,
    wait_for_ever,
)

ROOT = Path(__file__).parents[2]
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


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
    begun = time.monotonic()
    with pytest.raises(GivenUp, match=r"a\.html took longer than 0\.5 s to read"):
        pool.call(wait_for_ever, (), about="a.html", seconds=0.5)
    assert time.monotonic() - begun < 50, "it counts from where the work begins"
    assert pool.call(add, (1, 1), about="b", seconds=60) == 2


def test_a_crash_is_one_sentence(pool: Pool) -> None:
    with pytest.raises(GivenUp, match=r"a\.pdf crashed the reader"):
        pool.call(crash, (), about="a.pdf", seconds=60)
    assert pool.call(add, (1, 1), about="b", seconds=60) == 2


@on_posix
def test_a_crash_for_want_of_memory_is_told_as_such(pool: Pool) -> None:
    """Libraries in C give up so."""
    with pytest.raises(GivenUp, match=r"probably because it needs more than 300 MB of memory"):
        pool.call(give_up, (), about="a.pdf", seconds=60, memory=300_000_000)


def test_what_a_library_says_is_not_shown(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    pool.call(shout, (), about="a", seconds=60)
    shown = capfd.readouterr()
    assert "library" not in shown.out + shown.err


@on_posix
def test_what_a_file_has_made_a_process_start_ends_with_it(tmp_path: Path, pool: Pool) -> None:
    place = tmp_path / "program"
    with pytest.raises(GivenUp):
        pool.call(start_another, (str(place),), about="a", seconds=1)
    program = int(place.read_text("ascii"))
    wait_until(lambda: not is_running(program))


@on_posix
def test_closing_ends_what_is_being_done(tmp_path: Path) -> None:
    pool, ended = Pool(), threading.Event()
    place = tmp_path / "program"

    def work() -> None:
        with pytest.raises(GivenUp):
            pool.call(start_another, (str(place),), about="a", seconds=600)
        ended.set()

    pool.start()
    pool.start()
    assert len(multiprocessing.active_children()) == 1, "one is ready already"
    thread = threading.Thread(target=work)
    thread.start()
    wait_until(lambda: place.is_file() and place.read_text("ascii").endswith(" "))
    pool.close()
    assert ended.wait(30)
    thread.join()
    assert not multiprocessing.active_children()


def test_the_start_of_a_process_is_not_the_files_time() -> None:
    with Pool(prepare=be_slow) as pool:
        assert pool.call(add, (1, 2), about="a", seconds=0.5) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems never fork")
def test_nothing_is_forked_beside_other_threads() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    assert not can_fork()
    over.set()
    thread.join()


@on_posix
def test_a_process_leaves_no_core_and_ends_by_itself_in_the_end(pool: Pool) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        core, left = pool.call(tell_limits, (), about="a", seconds=60)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert core == (0, before[1]), "the next file may be allowed more again"
    assert 60 < left <= 70


ALONE = """
import sys, time
from corpus.apart import limits
from corpus.apart.pool import Pool, prepare_nothing
from corpus.apart.process import Job, Process, can_fork
from tests.corpus.work import add, fill_memory, tell_inherited
limits._GRACE = 0.1
assert can_fork()
first, second = (Process(prepare_nothing, may_fork=True) for _ in range(2))
second.begin(Job(tell_inherited, (), 60, 300_000_000))
assert second.receive() is None
assert set(second.receive().value) == {True}, "the pipe of the first is not kept open"
first.kill()
second.kill()
held = bytearray(400_000_000)
with Pool(memory=300_000_000, may_fork=True) as pool:
    assert pool.call(fill_memory, (50_000_000,), about="a", seconds=2) == 50_000_000
    time.sleep(3)
    assert pool.call(add, (1, 2), about="a", seconds=60) == 3
limits.limit_time(0.1)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems never fork")
def test_a_fork_of_a_large_process_may_work_and_outlives_the_time_of_what_is_done() -> None:
    ran = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, timeout=50, check=False)
    assert ran.returncode == -signal.SIGALRM


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
from tests.corpus.work import tell_process, wait_for_ever
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
        cwd=ROOT,
    )
    assert started.stdout is not None
    with started, started.stdout as output:
        worker = int(output.readline())
        output.readline()
        started.send_signal(getattr(signal, name))
    wait_until(lambda: not is_running(worker))


HOLDING = """
import sys
from corpus.apart.pool import Pool
from tests.corpus.work import hold_everything, start_another, tell_process
if sys.argv[1] == "holding":
    pool = Pool(may_fork=True)
    print(pool.call(tell_process, (), about="a", seconds=60), flush=True)
    pool.call(hold_everything, (), about="a", seconds=600)
else:
    import threading
    pool = Pool()
    call = lambda: pool.call(start_another, (sys.argv[2],), about="a", seconds=600)
    threading.Thread(target=call).start()
"""


@on_posix
def test_a_process_that_nothing_interrupts_ends_with_the_program() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, "holding"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    ) as started:
        assert started.stdout is not None
        worker = int(started.stdout.readline())
        time.sleep(0.5)
        started.kill()
    wait_until(lambda: not is_running(worker))


@on_posix
def test_what_a_process_has_started_ends_with_the_program(tmp_path: Path) -> None:
    place = tmp_path / "program"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, "starting", str(place)],
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    ) as started:
        wait_until(lambda: place.is_file() and place.read_text("ascii").endswith(" "))
        started.kill()
    wait_until(lambda: not is_running(int(place.read_text("ascii"))))


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
