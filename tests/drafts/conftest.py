"""Two small corpora with their drafts: a landing, a pier, a case and minutes; and one review."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer.updating.update import update_corpus

CASES = Path(__file__).parent / "cases"
DRAFTS = CASES / "drafts"
REVIEW_DRAFTS = CASES / "review"


@pytest.fixture(scope="session")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of `cases/sources`, indexed once; no test may change it."""
    folder = tmp_path_factory.mktemp("landing")
    shutil.copytree(CASES / "sources", folder, dirs_exist_ok=True)
    update_corpus(folder)
    return folder


@pytest.fixture(scope="session")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of `cases/review`, one document of some twelve pages."""
    folder = tmp_path_factory.mktemp("review")
    for name in ("catalogue.json", "doc.pdf"):
        shutil.copyfile(REVIEW_DRAFTS / name, folder / name)
    update_corpus(folder)
    return folder
