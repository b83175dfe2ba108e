"""Documents with the same title are told apart, by one rule, wherever they are listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.paths import CorpusPaths
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf, Pincite

Corpus = Callable[..., Path]


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> Corpus:
    """Makes a corpus of documents (file name: fields of the record), each of one page."""

    def make(**records: dict[str, Any]) -> Path:
        items = []
        for name, fields in records.items():
            path = tmp_path / f"{name}.pdf"
            path.parent.mkdir(exist_ok=True)
            make_pdf(path, [f"The harbour of {name} is closed."])
            own = {"file": f"{name}.pdf", "kind": fields.get("kind", "report")}
            items.append(
                {
                    "id": name.replace("/", "-"),
                    "type": "report",
                    "custom": {"pincite": own},
                    **fields,
                }
            )
        (tmp_path / "catalogue.json").write_text(json.dumps(items), encoding="utf-8")
        update_corpus(tmp_path)
        return tmp_path

    return make


def list_titles(folder: Path) -> list[str]:
    library = open_library(CorpusPaths(folder))
    titles = [entry.full_title for entry in library.entries]
    library.close()
    return titles


def test_the_file_tells_two_documents_with_one_title_apart(corpus: Corpus) -> None:
    same = {"title": "The Harbour Report"}
    folder = corpus(one=same, two={"title": "the harbour report"}, other={"title": "Another"})
    assert list_titles(folder) == [
        "The Harbour Report (one.pdf)",
        "Another",
        "the harbour report (two.pdf)",
    ]


def test_volumes_tell_them_apart_where_every_record_has_its_own(corpus: Corpus) -> None:
    title = {"title": "The Harbour Report"}
    folder = corpus(one=title | {"volume": "1"}, two=title | {"volume": "II"})
    assert list_titles(folder) == [
        "The Harbour Report (volume 1)",
        "The Harbour Report (volume II)",
    ]


def test_volumes_do_not_where_one_lacks_it(corpus: Corpus) -> None:
    title = {"title": "The Harbour Report"}
    folder = corpus(one=title | {"volume": "1"}, two=title)
    assert list_titles(folder) == ["The Harbour Report (one.pdf)", "The Harbour Report (two.pdf)"]


def test_minutes_are_told_apart_by_the_day_of_the_meeting(corpus: Corpus) -> None:
    title = {"title": "Minutes of the Board", "kind": "minutes"}
    days = [{"issued": {"date-parts": [[2012, 8, day]]}} for day in (15, 22)]
    folder = corpus(one=title | days[0], two=title | days[1])
    assert list_titles(folder) == [
        "Minutes of the Board (2012-08-15)",
        "Minutes of the Board (2012-08-22)",
    ]
    folder = corpus(one=title | days[0], two=title | days[0])
    assert list_titles(folder) == [
        "Minutes of the Board (one.pdf)",
        "Minutes of the Board (two.pdf)",
    ]


def test_folders_tell_files_of_one_name_apart(corpus: Corpus) -> None:
    title = {"title": "Minutes"}
    folder = corpus(**{"a/minutes": title, "b/minutes": title})
    assert list_titles(folder) == ["Minutes (a/minutes.pdf)", "Minutes (b/minutes.pdf)"]


def test_results_are_told_apart_in_the_terminal(corpus: Corpus, pincite: Pincite) -> None:
    title = {"title": "The Harbour Report"}
    folder = corpus(one=title, two=title)
    found = pincite("search", "harbour closed", cwd=folder).stdout
    assert "The Harbour Report (one.pdf)" in found
    assert "The Harbour Report (two.pdf)" in found
    kept = pincite("keep", "1", cwd=folder).stdout
    assert "The Harbour Report (" in kept
    assert "The Harbour Report (" in pincite("basket", cwd=folder).stdout
    assert (
        "The Harbour Report (one.pdf)" in pincite("locate", "The harbour of one", cwd=folder).stdout
    )
