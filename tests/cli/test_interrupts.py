"""Ctrl-C ends a command at once, whatever it waits for, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from indexer.store.lock import hold_lock
from tests.conftest import MakePdf, Pincite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
SOON = 10.0
"""Seconds; by itself each of these commands would wait for minutes or for ever."""


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    make_pdf(root / "a.pdf", ["The board heard the deputation."], title="Minutes")
    assert pincite("index", root).code == 0
    return root


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes requests and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def interrupt(
    program: tuple[list[str], dict[str, str]], folder: Path, *arguments: str | Path
) -> float:
    """Start the command, press Ctrl-C once it waits; returns the seconds until it has ended."""
    command, environment = program
    started = subprocess.Popen(
        [*command, *map(str, arguments)],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with started:
        time.sleep(1.5)
        assert started.poll() is None, "it waits"
        begun = time.monotonic()
        os.killpg(started.pid, signal.SIGINT)
        assert started.stderr is not None
        said = started.stderr.read().decode()  # ends when no process is left that could write
        assert started.wait(SOON) == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    return time.monotonic() - begun


@pytest.mark.parametrize(
    "command",
    [
        ("index", "."), ("check", "draft.md"), ("lint", "draft.md"),
        ("bibliography", "--cited-in", "draft.md"), ("import", "draft.bib"), ("locate", "-"),
        ("check", "draft.pdf"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_while_a_file_is_read_that_never_ends(
    command: tuple[str, ...], corpus: Path, program: tuple[list[str], dict[str, str]]
) -> None:
    for name in ("draft.md", "draft.pdf", "draft.bib"):
        os.mkfifo(corpus / name)
    (corpus / "huge.txt").write_text("a b c. " * 4_000_000, encoding="utf-8")
    assert interrupt(program, corpus, *command) < SOON


def test_while_a_server_says_nothing(
    corpus: Path, silent: int, program: tuple[list[str], dict[str, str]]
) -> None:
    catalogue = f'[{{"id": "b", "type": "book", "URL": "http://127.0.0.1:{silent}/b.pdf"}}]'
    (corpus / "catalogue.json").write_text(catalogue, encoding="utf-8")
    fetch = ("fetch", "b", "--allow-private", "--no-archive")
    assert interrupt(program, corpus, *fetch) < SOON


def test_while_another_writes(corpus: Path, program: tuple[list[str], dict[str, str]]) -> None:
    with hold_lock(CorpusPaths(corpus).work_lock):
        assert interrupt(program, corpus, "basket", "clear") < SOON
