"""What tests have processes apart do. They import it, so it imports little itself."""

from __future__ import annotations

import faulthandler
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from corpus.apart import process
from corpus.errors import ReadingError


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


def give_up() -> None:
    faulthandler.disable()  # which would write to the terminal of the tests
    os.abort()


def shout() -> None:
    os.write(1, b"said by a library")
    os.write(2, b"said by a library")


def start_another(place: str) -> None:
    """Starts a program, notes which, and waits for ever."""
    program = subprocess.Popen(["sleep", "600"])
    Path(place).write_text(f"{program.pid} ", encoding="ascii")
    wait_for_ever()


def be_slow() -> None:
    time.sleep(1)


def tell_limits() -> tuple[tuple[int, int], float]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE), signal.getitimer(signal.ITIMER_REAL)[0]


def tell_inherited() -> list[bool]:
    """Whether each of the pipes that a fork takes along is closed."""
    return [end.closed for end in process._open_ends]


def hold_everything() -> None:
    """Lets no other thread of this process do anything, as some libraries do."""
    re.match("(a+)+$", "a" * 60 + "b")
