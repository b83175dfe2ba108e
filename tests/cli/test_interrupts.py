"""Ctrl-C ends a command at once, whatever it waits for, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from corpus.paths import CorpusPaths
from indexer.store.lock import hold_lock
from tests.conftest import MakePdf, Pincite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
SOON = 0.5
"""Seconds that a command may take to end; by itself each would wait for minutes or for ever."""
PLAIN = """
import sys, time
try:
    print(file=sys.stderr, flush=True)
    time.sleep(600)
except KeyboardInterrupt:
    sys.exit(130)
"""
"""What ends as quickly as anything can on a machine as busy as this one."""
_TIMES_PLAIN = 10
_TRIES = 3


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    make_pdf(root / "a.pdf", ["The board heard the deputation."], title="Minutes")
    assert pincite("index", root).code == 0
    return root


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes requests and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


Started = subprocess.Popen[bytes]
Program = tuple[list[str], dict[str, str]]


def interrupt(command: list[str], wait: Callable[[Started], None], **options: Any) -> float:
    """Start the command, press Ctrl-C when `wait` returns; the seconds until nothing of it is
    left."""
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    ) as started:
        wait(started)
        assert started.poll() is None, "it waits"
        begun = time.monotonic()
        os.killpg(started.pid, signal.SIGINT)
        assert started.stderr is not None
        said = started.stderr.read().decode()  # ends when no process is left that could write
        assert started.wait(60) == 130
        took = time.monotonic() - begun
    assert command[-1] == PLAIN or "interrupted" in said
    assert "Traceback" not in said
    return took


def read_line(started: Started) -> None:
    assert started.stderr is not None
    started.stderr.readline()


def require_soon(
    program: Program, folder: Path, wait: Callable[[Started], None], *arguments: str
) -> None:
    """The command ends at Ctrl-C within half a second, and what this machine needs besides: in one
    of some tries, as others may be at work on it."""
    command, environment = program
    took: list[tuple[float, float]] = []
    for _ in range(_TRIES):
        own = interrupt([*command, *arguments], wait, cwd=folder, env=environment)
        plain = interrupt([sys.executable, "-c", PLAIN], read_line)
        took.append((own, plain))
        if own < SOON + _TIMES_PLAIN * plain:
            return
    raise AssertionError(took)


@contextmanager
def never_ending(pipe: Path) -> Iterator[Callable[[Started], None]]:
    """A file that says nothing; what is given returns once a command reads it."""
    os.mkfifo(pipe)
    held: list[int] = []

    def wait(started: Started) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and started.poll() is None:
            with suppress(OSError):  # nobody reads yet
                held.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
                return
            time.sleep(0.02)
        raise AssertionError(f"nobody reads {pipe.name}")

    yield wait
    for one in held:
        os.close(one)


def wait_some_time(started: Started) -> None:
    time.sleep(1.5)


@pytest.mark.parametrize(
    "command",
    [
        ("check", "draft.md"), ("lint", "draft.md"), ("bibliography", "--cited-in", "draft.md"),
        ("import", "draft.bib"), ("check", "draft.pdf"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_while_a_file_is_read_that_never_ends(
    command: tuple[str, ...], corpus: Path, program: Program
) -> None:
    with never_ending(corpus / command[-1]) as wait:
        require_soon(program, corpus, wait, *command)


@pytest.mark.parametrize("command", [("index", "."), ("locate", "-")], ids=" ".join)
def test_while_much_is_read(command: tuple[str, ...], corpus: Path, program: Program) -> None:
    (corpus / "huge.txt").write_text("a b c. " * 4_000_000, encoding="utf-8")
    require_soon(program, corpus, wait_some_time, *command)


def test_while_a_server_says_nothing(corpus: Path, silent: socket.socket, program: Program) -> None:
    address = f"http://127.0.0.1:{silent.getsockname()[1]}/b.pdf"
    catalogue = f'[{{"id": "b", "type": "book", "URL": "{address}"}}]'
    (corpus / "catalogue.json").write_text(catalogue, encoding="utf-8")
    asking: list[socket.socket] = []

    def wait(started: Started) -> None:
        silent.settimeout(60)
        asking.append(silent.accept()[0])

    for command in (
        ("fetch", "b", "--allow-private", "--no-archive"),
        ("add", "--url", address, "--allow-private"),
    ):
        require_soon(program, corpus, wait, *command)
    for line in asking:
        line.close()


def test_while_another_writes(corpus: Path, program: Program) -> None:
    with hold_lock(CorpusPaths(corpus).work_lock):
        require_soon(program, corpus, wait_some_time, "basket", "clear")
