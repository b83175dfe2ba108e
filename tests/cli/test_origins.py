"""Pages that are pictures with a layer of text: every command says how their words were got."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Pincite

CASES = Path(__file__).parent.parent / "indexer" / "cases"
CAVEAT = "Read from the file’s invisible text layer over a picture of the page."
WORDS = "nobody had asked him for a receipt or note"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, pincite: Pincite) -> Path:
    folder = tmp_path_factory.mktemp("origins")
    for name in ("scan_layer_over", "struck_through"):
        shutil.copy(CASES / f"{name}.pdf", folder)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "draft.md").write_text(f"He said that “{WORDS}”.\n", "utf-8")
    assert pincite("index", folder).code == 0
    return folder


def flatten(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "command",
    [("search", f'"{WORDS}"'), ("show", "1"), ("locate", WORDS), ("check", "drafts/draft.md")],
)
def test_a_layer_is_named_once(corpus: Path, pincite: Pincite, command: tuple[str, str]) -> None:
    pincite("search", f'"{WORDS}"', cwd=corpus)
    assert flatten(pincite(*command, cwd=corpus).stdout).count(CAVEAT) == 1


def test_text_is_not_remarked_on(corpus: Path, pincite: Pincite) -> None:
    found = pincite("search", '"longer than nine metres"', cwd=corpus)
    assert found.code == 0 and "layer" not in found.stdout
    assert "layer" not in pincite("show", "1", cwd=corpus).stdout


def test_json(corpus: Path, pincite: Pincite) -> None:
    (result,) = pincite("search", f'"{WORDS}"', "--json", cwd=corpus).json["results"]
    assert result["read_from"] == ["layer"]
    (page,) = pincite("show", "1", "--json", cwd=corpus).json["pages"]
    assert page["read_from"] == "layer"
    located = json.loads(pincite("locate", WORDS, "--json", cwd=corpus).stdout)
    assert located["matches"][0]["read_from"] == ["layer"]
    (one,) = pincite("check", "drafts/draft.md", "--json", cwd=corpus).json["quotations"]
    assert one["found"]["read_from"] == ["layer"]
    (other,) = pincite("search", "nine", "--json", cwd=corpus).json["results"]
    assert other["read_from"] == ["text"]
