"""Page labels of whole files, against their ground truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.labels import TRUTH, average_scores, find_labels, score, score_folder
from corpus.sample import FOLDER
from tests.sample.reading import TRUTH as SAMPLE_TRUTH

REAL = Path(__file__).parents[4] / "shared" / "documents"


@pytest.mark.parametrize("name", SAMPLE_TRUTH)
def test_every_label_of_the_sample_is_right(name: str) -> None:
    assert score(name, SAMPLE_TRUTH[name], find_labels(FOLDER / name)).misses == ()


@pytest.mark.real
@pytest.mark.skipif(not (REAL / TRUTH).is_file(), reason="needs ../shared/documents")
def test_the_labels_of_real_documents_are_right() -> None:
    mean = average_scores(score_folder(REAL))
    assert mean["right"] >= 97
    assert mean["wrong"] <= 1
    assert mean["wrong_printed"] == 0
