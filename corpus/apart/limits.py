"""How much memory and time a process may take, told to the system in the ways it knows.

Linux holds a process to its private data (RLIMIT_DATA, since 4.7), which counts neither mapped
files nor what threads and allocators only reserve, as RLIMIT_AS does; other systems on POSIX to
its address space. Windows has job objects. macOS enforces neither limit, so a process there looks
at itself now and then (`parent.py`).
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from corpus.errors import RequestError

DEFAULT_MEMORY = 1_000_000_000
"""Bytes that reading one file may take."""
SMALLEST_MEMORY = 150_000_000
"""Bytes without which the readers do not start."""
_DATA = 15 / 16
"""How much of it may be private data on Linux; the rest is left to the code of the program."""
_GRACE = 10.0
"""Seconds after which a process ends by itself if its parent has not ended it in time."""
_UNIT = 1_000_000


def choose_memory(megabytes: int | None) -> int:
    """What the option --memory asks for, in bytes. Raises RequestError if it is too little."""
    if megabytes is None:
        return DEFAULT_MEMORY
    if megabytes * _UNIT < SMALLEST_MEMORY:
        raise RequestError(
            f"--memory {megabytes} is too little to read any file.",
            f"Allow at least {SMALLEST_MEMORY // _UNIT}.",
        )
    return megabytes * _UNIT


def format_memory(memory: int) -> str:
    """Bytes for a person: "1 GB", "1.5 GB", "300 MB"."""
    if memory < 1_000 * _UNIT:
        return f"{memory // _UNIT} MB"
    return f"{memory / _UNIT / 1_000:.3g} GB"


def limit_memory(memory: int) -> None:
    """Hold this process to so many bytes from now on, where the system can.

    What it holds already, as a fork of a large process does, leaves it at least half of that.
    """
    if sys.platform == "win32":
        from corpus.apart.windows_job import limit_process_memory

        limit_process_memory(memory)
        return
    import resource

    most = int(memory * _DATA)
    with suppress(ValueError, OSError):
        if sys.platform == "linux":
            most = max(most, _measure_data() + most // 2)
            _set_soft(resource.RLIMIT_DATA, most)
        elif sys.platform != "darwin":
            _set_soft(resource.RLIMIT_AS, most)


def limit_time(seconds: float) -> None:
    """Have the system end this process some seconds after its time, whatever it does, even if
    nobody is there any more to do so; 0 for no limit."""
    if sys.platform == "win32":
        return
    import signal

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE if seconds else 0)


def leave_no_core() -> None:
    """Have no picture of the memory written where this process crashes."""
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            _set_soft(resource.RLIMIT_CORE, 0)


def _set_soft(limit: int, value: int) -> None:
    """Set a limit that may be raised again, below the one that may not."""
    if sys.platform == "win32":
        raise AssertionError("Windows has no such limits")
    import resource

    _, most = resource.getrlimit(limit)
    lowest = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(limit, (lowest, most))


def _measure_data() -> int:
    """Bytes of private data that this process has, on Linux."""
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
    return pages * resource.getpagesize()
