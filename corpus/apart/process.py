"""One process that does work for this one: started, given jobs, and killed when it overruns.

`concurrent.futures` cannot stop one task that hangs without losing the others. Processes are
spawned, which every platform supports, or forked where that is safe: then what is imported already
need not be imported again.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Literal, NamedTuple

from corpus.apart.limits import leave_no_core, limit_memory, limit_time
from corpus.apart.parent import TOO_MUCH_MEMORY, follow_parent, watch_own_memory

START_LIMIT = 60.0
"""Seconds that a process may take to start, on top of the time of its first job."""
_DEEPEST = 20_000
"""Calls within one another: what a file nests is walked through level by level."""
_END_LIMIT = 5.0
"""Seconds in which a process that has closed its pipe is expected to have ended."""

_open_ends: list[Connection] = []
"""Our ends of the pipes to all processes: a fork must not keep them open."""


@dataclass(frozen=True, slots=True)
class Job:
    """A function at the top of a module, and what to call it with; all of it can be pickled."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    """How long it may take."""
    memory: int
    """Bytes that the process may take meanwhile."""


class Outcome(NamedTuple):
    """What became of a job."""

    state: Literal["done", "raised", "memory"]
    value: Any = None
    """What the function returned or raised."""


class Died(Exception):
    """The process ended in the middle of a job."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__()
        self.of_memory = exit_code == TOO_MUCH_MEMORY or exit_code == -signal.SIGABRT
        """Whether it took too much memory, as far as can be told: libraries in C abort then."""


class Process:
    """One process. It starts at once, and ends with `kill` or with this process."""

    def __init__(self, prepare: Callable[[], None], *, may_fork: bool = False) -> None:
        """`prepare` imports what the jobs will need. With `may_fork` this process has nothing open
        that another must not share; it forks where that is safe."""
        context = get_context("fork" if may_fork and can_fork() else "spawn")
        self.pipe, theirs = context.Pipe()
        by_main_thread = threading.current_thread() is threading.main_thread()
        own = (theirs, prepare, os.getpid(), by_main_thread)
        _open_ends.append(self.pipe)
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=own, daemon=True
        )
        with _ignore_interrupts():
            self._process.start()
        theirs.close()
        self._seconds = 0.0
        self.deadline = 0.0
        """Monotonic time, in seconds, at which its job is to be given up."""

    def begin(self, job: Job) -> None:
        """Give it a job. Raises OSError if it has died."""
        self._seconds = job.seconds
        self.deadline = time.monotonic() + job.seconds + START_LIMIT
        self.pipe.send(job)

    def receive(self) -> Outcome | None:
        """What became of the job, to be asked when the pipe is ready; None if it has only begun,
        from when on its time counts. Raises Died."""
        try:
            message: Outcome | None = self.pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join(_END_LIMIT)
            exit_code = self._process.exitcode
            self.kill()
            raise Died(exit_code) from error
        if message is None:
            self.deadline = time.monotonic() + self._seconds
        return message

    def kill(self) -> None:
        """Kill it and what it has started: it has nothing to lose, and would take longer to end by
        itself."""
        if sys.platform != "win32" and self._process.pid is not None:
            with suppress(OSError):  # it has ended, or has not begun
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self.pipe.close()
        if self.pipe in _open_ends:
            _open_ends.remove(self.pipe)


def can_fork() -> bool:
    """Whether a copy of this process would be whole: one with a single thread, on Linux; the
    frameworks of macOS do not outlive a fork."""
    if sys.platform != "linux":
        return False
    with suppress(OSError):
        return len(list(Path("/proc/self/task").iterdir())) == 1
    return False


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    """Processes started within ignore Ctrl-C, which a terminal sends to them, too, until they have
    left its group: it is for this process to stop them."""
    if threading.current_thread() is not threading.main_thread():  # only that one may set signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(pipe: Connection, prepare: Callable[[], None], parent: int, by_main: bool) -> None:
    """What the process does: take a job, send back what became of it.

    Garbage is collected only between jobs: reading a file makes millions of objects that are not
    garbage, and looking through them takes long.
    """
    for inherited in _open_ends:  # none unless forked
        inherited.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not os.environ.get("PINCITE_DEBUG"):
        _close_mouth()
    follow_parent(parent, started_by_main_thread=by_main)
    leave_no_core()
    sys.setrecursionlimit(_DEEPEST)
    prepare()
    gc.freeze()
    gc.disable()
    with suppress(EOFError, OSError):
        while True:
            job: Job = pipe.recv()
            limit_memory(job.memory)
            watch_own_memory(job.memory)
            pipe.send(None)
            limit_time(job.seconds)
            outcome = _attempt(job)
            limit_time(0)
            pipe.send(outcome)
            if outcome.state == "memory":
                return  # what it holds is not worth keeping
            gc.collect(0)  # of this job only: everything older has been looked through


def _close_mouth() -> None:
    """Let nothing that a library says, perhaps in the words of a file, reach the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _attempt(job: Job) -> Outcome:
    try:
        return Outcome("done", job.function(*job.arguments))
    except MemoryError:
        return Outcome("memory")
    except Exception as error:  # for the parent to judge
        return Outcome("raised", error)
