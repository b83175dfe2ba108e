"""`pincite lint`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.program import build_program
from corpus.errors import PinciteError

RECORD: dict[str, Any] = {
    "id": "tarn",
    "type": "report",
    "title": "Bridges and tolls",
    "author": [{"family": "Tarn", "given": "A."}],
    "issued": {"date-parts": [[2001]]},
}


def run(*words: str | Path) -> Any:
    given = ["lint", *(str(word) for word in words)]
    return build_program(given)(given, standalone_mode=False)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    return path


def test_a_clean_catalogue_says_nothing(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--catalogue", catalogue) == 0
    assert capsys.readouterr().out == ""


def test_findings_of_a_draft(
    catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("It was so (Tarn, 2001, p. 3-5).", encoding="utf-8")
    assert run(draft, "--catalogue", catalogue) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("warning: paragraph 1: “p. 3-5” names several pages")
    assert lines[1] == "    Write “pp. 3-5”. [p-or-pp]"


def test_findings_as_json(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = {key: value for key, value in RECORD.items() if key != "issued"}
    catalogue.write_text(json.dumps([bare]), encoding="utf-8")
    assert run("--catalogue", catalogue, "--json") == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["rule"] == "missing-field"
    assert (found["place"], found["field"], found["severity"]) == ("tarn", "issued", "warning")


def test_the_corpus_and_its_records(sample_corpus: Path) -> None:
    assert run("--corpus", sample_corpus) == 0


def test_a_draft_that_is_not_there(catalogue: Path, tmp_path: Path) -> None:
    with pytest.raises(PinciteError, match=r"gone\.md"):
        run(tmp_path / "gone.md", "--catalogue", catalogue)
