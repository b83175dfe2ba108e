"""`pincite cluster`: made, watched, saved, and restored under another name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cluster.corpora import make_address
from tests.cluster.running import get_cluster
from tests.conftest import MakePdf, Pincite


@pytest.mark.cluster
def test_a_corpus_is_made_watched_saved_and_restored(
    pincite: Pincite, make_pdf: MakePdf, tmp_path: Path
) -> None:
    folder = str(get_cluster().snapshots / tmp_path.name)
    first, second = tmp_path / "first", tmp_path / "second"
    for path in (first, second):
        path.mkdir()
    make_pdf(first / "walrus.pdf", ["The walrus and the carpenter.", "A second page."])
    saved, restored = make_address("saved"), make_address("restored")
    assert pincite("cluster", "status", "--engine", saved, cwd=first).code == 1
    assert pincite("cluster", "init", "--pages", "9000000", cwd=first).code == 0
    assert pincite("index", ".", cwd=first).code == 0
    status = pincite("cluster", "status", "--json", cwd=first)
    assert status.code == 0
    expected = {"health": "green", "pages": 2, "missing_pages": 0, "waiting": 0, "documents": 1}
    assert expected.items() <= status.json.items()
    assert pincite("cluster", "snapshot", "monday", "--folder", folder, cwd=first).code == 0
    again = pincite("cluster", "restore", "monday", "--folder", folder, cwd=first)
    assert again.code == 2
    assert "is there already" in again.stderr
    asked = ("cluster", "restore", "monday", "--folder", folder, "--engine", restored)
    assert pincite(*asked, cwd=second).code == 0
    found = pincite("search", "carpenter", "--json", cwd=second)
    assert [one["pdf_pages"] for one in found.json["results"]] == [[1]]


@pytest.mark.parametrize("words", [(), ("dance",), ("init", "x"), ("snapshot",), ("status", "x")])
def test_anything_else_is_refused_in_a_sentence(pincite: Pincite, words: tuple[str, ...]) -> None:
    assert pincite("cluster", *words).code == 2
