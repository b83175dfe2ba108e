"""Page labels of whole files, against their ground truth."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.labels import TRUTH, averages, score, score_folder, solved_labels
from corpus.sample import FOLDER
from indexer.labels.solve import solve_labels
from indexer.sheets import Sheet
from tests.indexer.labels.sheets import in_order, sheet
from tests.sample.reading import TRUTH as SAMPLE_TRUTH

REAL = Path(__file__).parents[4] / "shared" / "documents"


@pytest.mark.parametrize("name", SAMPLE_TRUTH)
def test_every_label_of_the_sample_is_right(name: str) -> None:
    assert score(name, SAMPLE_TRUTH[name], solved_labels(FOLDER / name)).misses == ()


@pytest.mark.real
@pytest.mark.skipif(not (REAL / TRUTH).is_file(), reason="needs ../shared/documents")
def test_the_labels_of_real_documents_are_right() -> None:
    mean = averages(score_folder(REAL))
    assert mean["right"] >= 97
    assert mean["wrong"] <= 1
    assert mean["wrong_printed"] == 0


def _table(page: int) -> Sheet:
    """Forty rows that begin and end with numbers which rise with the page."""
    return sheet(body=[f"{page + row} of the accounts, item {page * row}" for row in range(40)])


def test_time_grows_with_the_sheets_and_not_with_their_square() -> None:
    def seconds(sheets: int) -> float:
        document = in_order([_table(page) for page in range(sheets)])
        started = time.perf_counter()
        solve_labels(document)
        return time.perf_counter() - started

    seconds(50)
    assert seconds(1200) < 12 * seconds(300)
