"""A corpus from a stranger: whatever lies in it beside store and catalogue is never opened."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from engine.index_place import IndexPlace, place_index
from indexer.opening import open_library
from tests.conftest import MakePdf, Pincite

COMMANDS = (
    ("search", "deputation"), ("list",), ("status",), ("locate", "heard the deputation on the"),
    ("show", "1"), ("cite", "a"), ("pages", "a"), ("minutes", "a"), ("lint",),
    ("check", "draft.md"), ("bibliography",), ("export",), ("sources",), ("index", "."),
)  # fmt: skip
WATCH = """
import os, sys
log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_CREAT)
def hear(event, arguments):
    if event in ("open", "sqlite3.connect") and isinstance(arguments[0], (str, bytes, os.PathLike)):
        os.write(log, os.fsencode(arguments[0]) + b"\\n")
sys.addaudithook(hear)
"""


class Bomb:
    """Unpickled, it leaves a file."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return os.rename, (f"{self._marker}.armed", str(self._marker))


@pytest.fixture
def foreign(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    """A corpus as one gets it by mail: indexed by somebody else, who left things in `.pincite/`."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    make_pdf(theirs / "a.pdf", ["The board heard the deputation on the twelfth."], title="Minutes")
    assert pincite("index", theirs).code == 0
    with closing(open_library(CorpusPaths(theirs))) as library:
        index = library.index_place
        assert isinstance(index, IndexPlace)
    (theirs / "draft.md").write_text(
        "“The board heard the deputation on the twelfth.”", encoding="utf-8"
    )
    marker = tmp_path / "ran"
    Path(f"{marker}.armed").touch()
    bomb = pickle.dumps(Bomb(marker))
    own = CorpusPaths(theirs).own
    for folder in (own / "index", own / index.index.name, own / "indexes" / index.folder.name):
        shutil.copytree(index.index, folder)
        for path in folder.iterdir():
            path.write_bytes(bomb)
    (own / "last-search.json").write_bytes(bomb)
    (own / "anything.pickle").write_bytes(bomb)
    return Path(shutil.copytree(theirs, tmp_path / "ours"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_opens_what_a_stranger_left(
    command: tuple[str, ...],
    foreign: Path,
    tmp_path: Path,
    program: tuple[list[str], dict[str, str]],
) -> None:
    (python, option, main), environment = program
    log = tmp_path / "opened"
    subprocess.run(
        [python, option, f"{WATCH}\n{main}", *command],
        cwd=foreign,
        env=environment | {"OPENED": str(log)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert not (tmp_path / "ran").exists()
    own = CorpusPaths(foreign).own
    opened = log.read_text(encoding="utf-8").splitlines()
    assert opened, "it was watched"
    for name in opened:
        path = Path(name.removeprefix("file://").partition("?")[0])
        if (foreign / path).is_relative_to(own):
            ours = ("store.db", "lock.db", "engine")  # `engine` is a line of text
            allowed = path.name.lstrip(".").startswith(ours)
            assert allowed and (foreign / path).parent == own, name


def test_an_index_of_another_path_is_not_taken(foreign: Path, pincite: Pincite) -> None:
    """A copy has the identity of its original, and an index of its own all the same."""
    with closing(open_library(CorpusPaths(foreign))) as library:
        identity = library.store.identity
    theirs = foreign.with_name("theirs")
    ours = place_index(foreign, identity)
    assert ours.folder != place_index(theirs, identity).folder
    assert pincite("search", "deputation", cwd=foreign).code == 0
    assert ours.read_stamps() is not None
