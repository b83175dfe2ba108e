"""Other programs, run so that they end when this process does, however it ends.

A program does not know who has started it. On POSIX a guard stands between, which waits for the
end of its own input as well: this process holds it open as long as it lives. On Windows a program
belongs to the job of the process that started it (`windows_job.py`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_GUARD = """
import os, signal, subprocess, sys, threading, time
folder, *command = sys.argv[1:]
program = subprocess.Popen(command, stdin=subprocess.DEVNULL, process_group=0)
given_up = threading.Event()
def wait():
    program.wait()
    if not given_up.is_set():
        os._exit(0)
threading.Thread(target=wait, daemon=True).start()
os.read(0, 1)
given_up.set()
import shutil
for _ in range(40):
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except OSError:
        pass
    shutil.rmtree(folder, ignore_errors=True)
    if not os.path.exists(folder):
        break
    time.sleep(0.05)  # it was just about to write something
"""
_FOLDERS = ("TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
"""Names in the environment of where a program keeps what it likes."""
_END_LIMIT = 5.0
"""Seconds in which the guard is expected to have cleared up."""


def run_guarded(command: Sequence[str], folder: Path, seconds: float) -> bool:
    """Run a program that works in `folder` and keeps its own files there; returns whether it
    has ended by itself within so many seconds. What it says is not heard.

    If it has not, or this process ends first, it is killed with all that it has started, and the
    folder removed (by Windows only the former). Raises OSError where it cannot be started.
    """
    nowhere = subprocess.DEVNULL
    own = os.environ | dict.fromkeys(_FOLDERS, str(folder))
    if sys.platform == "win32":
        process = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, env=own)
    else:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _GUARD, str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=nowhere,
            stderr=nowhere,
            env=own,
            start_new_session=True,  # whoever kills the group of this process leaves the guard
        )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_END_LIMIT)
    if process.poll() is None:
        process.kill()
        process.wait()
