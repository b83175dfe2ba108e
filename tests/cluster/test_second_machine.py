"""What one machine put on a cluster is there for another, which has nothing but the address."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cluster.corpora import make_address
from tests.conftest import MakePdf, Pincite

pytestmark = pytest.mark.cluster


class Machine:
    """A folder, with a cache and a state folder of its own."""

    def __init__(self, pincite: Pincite, folder: Path) -> None:
        self._pincite = pincite
        self.corpus = folder / "corpus"
        self.corpus.mkdir(parents=True)
        names = ("PINCITE_CACHE", "XDG_STATE_HOME")
        self._env = {name: str(folder / name) for name in names}

    def run(self, *arguments: str | Path, code: int = 0) -> str:
        done = self._pincite(*arguments, cwd=self.corpus, env=self._env)
        assert done.code == code, done
        return done.stdout + done.stderr

    def ask(self, *arguments: str | Path) -> object:
        return self._pincite(*arguments, "--json", cwd=self.corpus, env=self._env).json


def test_an_empty_folder_answers_as_the_first_machine(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path
) -> None:
    address = make_address("sharing")
    first, second = (Machine(pincite, tmp_path / name) for name in ("first", "second"))
    shutil.copytree(sample_corpus, first.corpus, dirs_exist_ok=True)
    first.run("index", ".", "--engine", address, "--no-ocr")
    words = ("search", "minutes of the board", "--limit", "5")
    expected = first.ask(*words)
    assert second.ask(*words, "--engine", address) == expected
    assert second.ask(*words) == expected  # the address is remembered
    assert second.ask("list") == first.ask("list")
    said = " ".join(second.run("open", "1", code=2).split())
    assert f"is not on this machine: it is {first.corpus}" in said
    assert second.run("show", "1") == first.run("show", "1")
    assert not list(second.corpus.glob("*.pdf"))


def test_two_who_add_documents_see_all_and_remove_their_own(
    pincite: Pincite, make_pdf: MakePdf, tmp_path: Path
) -> None:
    address = make_address("writers")
    first, second = (Machine(pincite, tmp_path / name) for name in ("first", "second"))
    for machine, own in ((first, "walrus"), (second, "narwhal")):
        make_pdf(machine.corpus / "same.pdf", ["The carpenter and the oysters."])
        make_pdf(machine.corpus / "own.pdf", [f"Only one of them has seen a {own}."])
        machine.run("index", ".", "--engine", address)
    for machine in (first, second):
        for word in ("walrus", "narwhal", "carpenter"):
            machine.run("search", word)
    (first.corpus / "own.pdf").unlink()
    (first.corpus / "same.pdf").unlink()
    make_pdf(first.corpus / "other.pdf", ["Nothing of the kind."])
    first.run("index", ".")
    second.run("search", "walrus", code=1)
    for word in ("narwhal", "carpenter", "kind"):
        second.run("search", word)
        first.run("search", word)
