"""A page label that several pages bear: every command says which of them is meant."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Pincite

CASES = Path(__file__).parent.parent / "indexer" / "cases"
KEY = "17-labels-not-unique"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, pincite: Pincite) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    shutil.copy(CASES / "17_labels_not_unique.pdf", folder)
    assert pincite("index", folder).code == 0
    return folder


def test_every_command_names_the_part(corpus: Path, pincite: Pincite) -> None:
    found = pincite("search", "salvage", cwd=corpus).stdout
    assert "at 1 (Attachment C)" in found
    assert "--- at 1 (Attachment C) (PDF page 17) ---" in pincite("show", "1", cwd=corpus).stdout
    assert "at 1 (Attachment C)" in pincite("cite", "1", "--style", "mcgill", cwd=corpus).stderr
    (result,) = pincite("search", "salvage", "--json", cwd=corpus).json["results"]
    assert result["parts"] == ["Attachment C"] and result["label_unique"] == [False]
    words = " ".join(result["excerpt"].split()[:12])
    assert "at 1 (Attachment C)" in pincite("locate", words, cwd=corpus).stdout
    located = json.loads(pincite("locate", words, "--json", cwd=corpus).stdout)
    assert located["matches"][0]["parts"] == ["Attachment C"]
    draft = corpus / "draft.md"
    draft.write_text(f"It says “{words}” [@{KEY}, 1].\n", "utf-8")
    (one,) = pincite("check", draft, "--json", cwd=corpus).json["quotations"]
    assert (one["verdict"], one["found"]["parts"]) == ("verbatim", ["Attachment C"])
    assert one["found"]["pinpoint"] == "at 1 (Attachment C)"
    pages = pincite("pages", KEY, "--json", cwd=corpus).json["pages"]
    assert [page["part"] for page in pages[8:11]] == [None, "Attachment A", "Attachment A"]


def test_cite_says_which_pages_bear_the_number(corpus: Path, pincite: Pincite) -> None:
    ran = pincite("cite", KEY, "--page", "1", cwd=corpus)
    said = " ".join((ran.stdout + ran.stderr).split())
    assert "PDF pages 1, 10 (Attachment A), 14 (Attachment B), 17 (Attachment C)" in said
