"""Functions called in processes apart, from any thread, each call with limits of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar, TypeVarTuple

from corpus.apart.limits import DEFAULT_MEMORY, format_memory
from corpus.apart.process import Died, Job, Outcome, Process
from corpus.errors import GivenUp

_Ts = TypeVarTuple("_Ts")
_T = TypeVar("_T")

_STEP = 0.2
"""Seconds between looks: Windows lets nothing interrupt a longer wait."""


def prepare_nothing() -> None:
    """Import nothing before the first call."""


class Pool:
    """Processes that are kept ready. They start when they are first needed, or with `start`."""

    def __init__(
        self,
        processes: int = 1,
        *,
        memory: int = DEFAULT_MEMORY,
        prepare: Callable[[], None] = prepare_nothing,
        may_fork: bool = False,
    ) -> None:
        """At most so many `processes`; `memory` is what a call may take unless it says otherwise;
        `prepare` is called in each process as it starts, and imports what it will need. `may_fork`
        says that this process has nothing open that another must not share."""
        self._memory = memory
        self._prepare = prepare
        self._may_fork = may_fork
        self._free = threading.BoundedSemaphore(processes)
        self._guard = threading.Lock()
        self._idle: list[Process] = []
        self._busy: set[Process] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start one process while there is something else to do."""
        with self._guard:
            if not self._idle and not self._busy:
                self._idle.append(Process(self._prepare, may_fork=self._may_fork))

    def call(
        self,
        function: Callable[[*_Ts], _T],
        arguments: tuple[*_Ts],
        *,
        about: str,
        seconds: float,
        memory: int | None = None,
    ) -> _T:
        """What `function` returns for the `arguments`, called in a process apart.

        It must stand at the top of a module. Waits for a process to be free. Raises whatever it
        raises, and GivenUp if it takes more than `seconds` or `memory` (bytes), or crashes; then
        `about` names the file it was about.
        """
        job = Job(function, arguments, seconds, memory or self._memory)
        with self._free:
            process = self._take()
            try:
                outcome = self._wait(about, process, job)
            except BaseException:
                self._drop(process)
                raise
            if outcome.state == "memory":
                self._drop(process)
                raise make_memory_error(about, job.memory)
            self._give_back(process)
        if outcome.state == "raised":
            raise outcome.value
        result: _T = outcome.value
        return result

    def close(self) -> None:
        """Kill the processes, whatever they are doing."""
        with self._guard:
            self._closed = True
            processes, self._idle = [*self._idle, *self._busy], []
        for process in processes:
            process.kill()

    def _take(self) -> Process:
        with self._guard:
            process = self._idle.pop() if self._idle else None
            if process is None:
                process = Process(self._prepare, may_fork=self._may_fork)
            self._busy.add(process)
            return process

    def _give_back(self, process: Process) -> None:
        with self._guard:
            self._busy.discard(process)
            if not self._closed:
                self._idle.append(process)

    def _drop(self, process: Process) -> None:
        with self._guard:
            self._busy.discard(process)
        process.kill()

    def _wait(self, about: str, process: Process, job: Job) -> Outcome:
        try:
            process.begin(job)
            while True:
                left = process.deadline - time.monotonic()
                if process.pipe.poll(max(0.0, min(left, _STEP))):
                    outcome = process.receive()
                    if outcome is not None:
                        return outcome
                elif left <= 0:
                    raise make_time_error(about, job.seconds)
        except (Died, OSError) as error:
            of_memory = isinstance(error, Died) and error.of_memory
            raise make_crash_error(about, job.memory, of_memory=of_memory) from error


def make_time_error(about: str, seconds: float) -> GivenUp:
    """The error for a file that takes too long."""
    return GivenUp(
        f"{about} took longer than {seconds:g} s to read.",
        "Split it, or save it in another format.",
    )


def make_memory_error(about: str, memory: int) -> GivenUp:
    """The error for a file that needs more than so many bytes."""
    return GivenUp(
        f"{about} needs more than {format_memory(memory)} of memory to be read.",
        "If you trust it, allow more with --memory.",
    )


def make_crash_error(about: str, memory: int, *, of_memory: bool) -> GivenUp:
    """The error for a file that ends the process that reads it, probably `of_memory`."""
    if of_memory:
        return GivenUp(
            f"{about} crashed the reader, probably because it needs more than"
            f" {format_memory(memory)} of memory.",
            "If you trust it, allow more with --memory.",
        )
    return GivenUp(f"{about} crashed the reader.", "Save it again with another program.")
