"""What pincite asks of the network, and where it keeps anything: over every command that quotes,
searches or changes records."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import MakePdf, Pincite

WATCH = """
import os, sys
log = os.open(os.environ["SEEN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
def hear(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        os.write(log, f"network {arguments}\\n".encode())
    elif event == "sqlite3.connect":
        os.write(log, f"sqlite {arguments[0]}\\n".encode("utf-8", "replace"))
    elif event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[2] & writing:
        os.write(log, b"write " + os.fsencode(arguments[0]) + b"\\n")
sys.addaudithook(hear)
"""
QUOTATION = "The Board heard the deputation"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("index", "."), ("search", "deputation"), ("search", "deputaton", "--fuzzy"),
    ("show", "1"), ("locate", QUOTATION), ("check", "draft.md"), ("cite", "a"),
    ("bibliography",), ("timeline", "deputation"), ("words", "a"), ("minutes", "a"), ("list",),
    ("status",), ("doctor",), ("pages", "a"), ("watch", "add", "w", "board"), ("watch", "run"),
    ("add", "--title", "A book", "--type", "book"), ("edit", "a", "--title", "Minutes"),
    ("undo",), ("undo", "--list"), ("export",), ("lint",), ("sources",),
    ("search", "deputation"), ("keep", "1"),
    ("basket",), ("index", "."),
)  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "a.pdf", [f"{QUOTATION} on Monday."])
    (folder / "draft.md").write_text(f"It is said: “{QUOTATION}”.\n", encoding="utf-8")
    return folder


def run_watched(
    corpus: Path, home: Path, command: Sequence[str], program: tuple[list[str], dict[str, str]]
) -> list[str]:
    """What a command asks of the network and opens for writing, with `home` as the user's."""
    (python, option, main), environment = program
    seen = home / "seen"
    seen.write_bytes(b"")
    own = {
        "SEEN": str(seen),
        "TMPDIR": str(home / "tmp"),
        "PINCITE_CACHE": str(home / "cache"),
        "PINCITE_STATE": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "settings"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [python, option, f"{WATCH}\n{main}", *command],
        cwd=corpus,
        env=environment | own,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, 1), (command, done.stderr)
    return seen.read_text("utf-8").splitlines()


def test_nothing_leaves_the_computer_and_everything_is_kept_where_it_is_said(
    corpus: Path, tmp_path: Path, program: tuple[list[str], dict[str, str]]
) -> None:
    home = tmp_path / "home"
    (home / "tmp").mkdir(parents=True)
    places = [corpus / ".pincite", home / "cache", home / "state", home / "settings", home / "tmp"]
    for command in COMMANDS:
        for line in run_watched(corpus, home, command, program):
            what, _, name = line.partition(" ")
            assert what != "network", (command, line)
            if line == "sqlite :memory:":  # SQLite's name for a database that no file holds
                continue
            path = Path(name.removeprefix("file://").partition("?")[0])
            path = path if path.is_absolute() else corpus / path
            known = path.parent == corpus and path.name.lstrip(".").startswith(
                ("catalogue.json", "basket.json")
            )
            devices = str(path).startswith("/dev/") or path == home / "seen"
            assert known or devices or any(map(path.is_relative_to, places)), (command, line)
    kept = {path.relative_to(home / "state").parts[0] for path in (home / "state").rglob("*.json")}
    assert kept == {"searches", "watches", "catalogues"}
    assert list((home / "tmp").iterdir()) == []


def test_what_is_deleted_is_gone(
    corpus: Path, tmp_path: Path, program: tuple[list[str], dict[str, str]]
) -> None:
    home = tmp_path / "home"
    (home / "tmp").mkdir(parents=True)
    for command in (("index", "."), ("search", "deputation")):
        run_watched(corpus, home, command, program)
    searches = list((home / "state" / "searches").iterdir())
    assert "deputation" in searches[0].read_text("utf-8")
    assert json.loads(searches[0].read_text("utf-8"))["results"][0]["excerpt"].startswith("The")
    inside = [path for path in home.rglob("*") if path.is_file() and path.name != "seen"]
    assert all(path.is_relative_to(home / "cache") for path in inside if path not in searches)


def grow_old(path: Path, days: float) -> None:
    then = time.time() - days * 24 * 3600
    os.utime(path, (then, then))


def test_what_is_kept_goes_in_its_time(corpus: Path, tmp_path: Path, pincite: Pincite) -> None:
    home, gone, idle = (tmp_path / name for name in ("home", "gone", "idle"))
    own = {"PINCITE_CACHE": str(home / "cache"), "PINCITE_STATE": str(home / "state")}
    for other in (gone, idle):
        shutil.copytree(corpus, other)
        assert pincite("index", other, env=own).code == 0
        assert pincite("search", "deputation", cwd=other, env=own).code == 0
    searches = sorted((home / "state" / "searches").iterdir())
    notes = {note.read_text("utf-8").strip(): note for note in home.glob("cache/indexes/*/corpus*")}
    of_gone, of_idle = notes[str(gone)], notes[str(idle)]
    shutil.rmtree(gone)
    for days, stay in ((13, True), (15, False)):
        for path in searches:
            grow_old(path, days)
        for note in (of_gone, of_idle):
            grow_old(note, 2 * days + 1)  # 27 and 31
        (corpus / "b.txt").write_text(f"{days} days", encoding="utf-8")
        assert pincite("index", corpus, env=own).code == 0
        assert pincite("search", "deputation", cwd=corpus, env=own).code == 0
        assert [path.exists() for path in searches] == [stay, stay]
        assert (of_gone.exists(), of_idle.exists()) == (stay, True)
