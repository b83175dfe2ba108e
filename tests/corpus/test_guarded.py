"""A program that pincite starts ends with pincite, and leaves nothing in its folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.apart.guarded import run_guarded
from tests.conftest import ROOT
from tests.corpus.processes import is_running, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
HANGING = ["sh", "-c", 'sleep 600 & echo $! >"$0/child"; echo $$ >"$0/own"; sleep 600']
"""A program that starts another, and says in its folder who they are."""
RUN = """
import sys
from pathlib import Path
from corpus.apart.guarded import run_guarded
run_guarded(sys.argv[2:], Path(sys.argv[1]), 600)
"""


def test_a_program_that_ends(tmp_path: Path) -> None:
    assert run_guarded(["sh", "-c", 'cat; echo kept >"$0/out"', str(tmp_path)], tmp_path, 60)
    assert (tmp_path / "out").read_text("utf-8") == "kept\n"


def test_a_program_that_does_not_end_in_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    assert not run_guarded(["sleep", "600"], tmp_path, 0.5)
    assert time.monotonic() - begun < 20
    assert not tmp_path.exists()


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    assert run_guarded([str(tmp_path / "none")], tmp_path, 60), "it has nothing to wait for"


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"])
def test_it_ends_with_the_process_that_runs_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    command = [sys.executable, "-c", RUN, str(folder), *HANGING, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        own = folder / "own"
        wait_until(lambda: own.is_file() and own.read_text("ascii").endswith("\n"))
        programs = [int((folder / who).read_text("ascii")) for who in ("own", "child")]
        os.killpg(running.pid, getattr(signal, name))
    wait_until(lambda: not any(map(is_running, programs)))
    wait_until(lambda: not folder.exists())
