"""A process ends when the one that started it does, even by SIGTERM, SIGHUP or kill -9.

A thread waits for the parent's end and takes along whatever this process has started. Linux is
asked to do so, too: the thread needs Python's lock, which a library may hold for long.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait

_SET_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
_LOOK_EVERY = 0.1
"""Seconds between looks at one's own memory, on macOS."""
TOO_MUCH_MEMORY = 87
"""The exit code of a process that has found itself to take too much."""

_allowed = [0]
"""Bytes that this process may take, where it has to look itself; one for the whole process."""


def follow_parent(parent: int, *, started_by_main_thread: bool) -> None:
    """End this process with its `parent`, of that number.

    Linux counts the end of the thread that started a process as its parent's: it is asked only if
    that was the main one.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpgid(0, 0)  # so that all it starts can be ended together
    if sys.platform == "linux" and started_by_main_thread:
        _ask_linux()
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)
    threading.Thread(target=_watch, daemon=True, name="parent").start()


def watch_own_memory(memory: int) -> None:
    """Have this process end itself above so many bytes, on macOS, which holds nobody to a limit."""
    _allowed[0] = memory


def _watch() -> None:
    parent = parent_process()
    if parent is None:
        return
    patience = _LOOK_EVERY if sys.platform == "darwin" else None
    while not wait([parent.sentinel], timeout=patience):
        if _allowed[0] and _measure_peak() > _allowed[0]:
            os._exit(TOO_MUCH_MEMORY)
    end_group()
    os._exit(1)


def end_group() -> None:
    """Kill this process and all that it has started, where the system can."""
    if sys.platform != "win32" and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)


def _measure_peak() -> int:
    """The most bytes that this process has ever had in memory, on macOS."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _ask_linux() -> None:
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
