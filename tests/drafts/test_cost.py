"""What a draft costs grows with its length, not with its length times itself."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from drafts.check import check_draft
from indexer.library import open_library
from indexer.pages.document import cap_information


@pytest.mark.parametrize("one", ["“a” ", "“the of and” ", "“a b c d e” "])
def test_quotations_side_by_side_cost_the_same_each(
    one: str, sample_corpus: Path, tmp_path: Path
) -> None:
    def measure(count: int) -> float:
        draft = tmp_path / f"{count}.md"
        draft.write_text(one * count, encoding="utf-8")
        with closing(open_library(CorpusPaths(sample_corpus))) as library:
            begun = time.process_time()
            report = check_draft(library, draft)
            assert len(report.quotations) + len(report.titles) == count
            return time.process_time() - begun

    measure(10)
    assert measure(800) < 6 * measure(200) + 0.5, "four times as many"


def test_what_a_file_says_about_itself_is_cut_where_nobody_would_read_on() -> None:
    stated = {"Title": "A" * 5_000_000, "x" * 999: "y"} | {str(n): "z" for n in range(999)}
    kept = cap_information(stated)
    assert kept["Title"] == "A" * 1000
    assert sum(map(len, (*kept, *kept.values()))) < 4000
