"""A deputation: how long it takes, where it is kept, and what is said of its quotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, RequestError
from corpus.paths import CorpusPaths
from drafts.deputation.clock import ReadingTime, count_words, measure_reading
from drafts.deputation.deputation_file import (
    ChangedElsewhere,
    Deputation,
    load_deputation,
    save_deputation,
)
from drafts.deputation.rehearsing import rehearse_text
from indexer.opening import open_library
from indexer.readers.flowing.markdown import parse_markdown
from tests.conftest import Pincite

RIGHT = "“have sworn to uphold the laws of the federation”"
NOTE = "Port Halden Police Services Board, *Minutes*, Min No P209/12 (15 August 2012) at 20."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Don’t ask, don’t tell.", 4),
        ("One—two – three - four", 4),
        ("from 1990–1995", 3),
        ("P209/12 and s. 31(1)(b)", 4),
        ("… § 3 *", 1),
    ],
)
def test_words_are_counted_as_a_writer_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_notes_are_not_read_aloud() -> None:
    draft = parse_markdown("One two[^1] three.\n\n> Four five.\n\n[^1]: Six seven.\n", Path("d.md"))
    assert measure_reading(draft).words == 5


@given(st.integers(0, 100_000), st.floats(0.5, 120))
def test_the_clock_adds_up(words: int, limit: float) -> None:
    time = ReadingTime(words, limit)
    assert time.seconds + time.seconds_left == round(limit * 60)
    assert time.is_over == (time.seconds > round(limit * 60))


def test_a_time_is_said_in_words() -> None:
    assert ReadingTime(612, 5).describe() == (
        "612 words, 4 min 5 s at 150 words a minute: 55 s less than 5 minutes"
    )
    assert ReadingTime(750, 5).describe().endswith("just 5 minutes")
    assert ReadingTime(160, 1).describe().endswith("4 s more than 1 minute")


def test_a_text_is_kept_and_another_window_is_noticed(tmp_path: Path) -> None:
    paths = CorpusPaths(tmp_path)
    assert load_deputation(paths) == Deputation()
    first = save_deputation(paths, "One.", 3, 0)
    assert load_deputation(paths) == first == Deputation("One.", 3, 1)
    second = save_deputation(paths, "One. Two.", 3, first.revision)
    with pytest.raises(ChangedElsewhere) as error:
        save_deputation(paths, "One. Three.", 3, first.revision)
    assert error.value.now == second == load_deputation(paths)
    assert save_deputation(paths, "One. Two.", 3, first.revision) == second
    for minutes in (0, 500, float("nan")):
        with pytest.raises(RequestError):
            save_deputation(paths, "x", minutes, second.revision)
    with pytest.raises(RequestError):
        save_deputation(paths, "x" * 100_001, 3, second.revision)


def test_a_file_that_is_no_deputation_is_said_to_be_none(tmp_path: Path) -> None:
    paths = CorpusPaths(tmp_path)
    paths.deputation.write_text('{"pincite": "deputation", "version": 1, "text": 3}')
    with pytest.raises(CorpusError, match="“text”"):
        load_deputation(paths)


@pytest.mark.parametrize("hasty", [True, False])
def test_a_text_is_checked_as_a_file_is(sample_corpus: Path, hasty: bool) -> None:
    library = open_library(CorpusPaths(sample_corpus))
    try:
        text = f"It says that members {RIGHT}.[^1]\n\n[^1]: {NOTE}\n"
        rehearsal = rehearse_text(library, text, 1, hasty=hasty)
        (one,) = rehearsal.report.quotations
        assert (one.wording.verdict, one.page, one.source) == ("verbatim", "right", "right")
        assert (rehearsal.time.words, rehearsal.exit_code) == (13, 0)
        wrong = rehearse_text(library, text.replace("uphold", "uphold all"), 1, hasty=hasty)
        assert wrong.report.quotations[0].wording.verdict == "altered"
        assert wrong.exit_code == 1
    finally:
        library.close()


def test_the_command_tells_words_minutes_and_verdicts(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path
) -> None:
    path = tmp_path / "speech.md"
    path.write_text(f"Members {RIGHT}.[^1]\n\n[^1]: {NOTE}\n", encoding="utf-8")
    ran = pincite("deputation", path, "--minutes", "3", cwd=sample_corpus)
    assert ran.code == 0
    assert "10 words, 4 s at 150 words a minute: 2 min 56 s less than 3 minutes." in " ".join(
        ran.stdout.split()
    )
    assert "speech.md: 1 quotation: 1 correct." in ran.stdout
    path.write_text(path.read_text(encoding="utf-8") + "\nword " * 200, encoding="utf-8")
    found = pincite("deputation", path, "--minutes", "1", "--json", cwd=sample_corpus)
    assert (found.code, found.json["over"], found.json["words"]) == (1, True, 210)
    assert found.json["quotations"][0]["verdict"] == "verbatim"
    ran = pincite("deputation", cwd=sample_corpus)
    assert (ran.code, "There is no text of a deputation" in ran.stderr) == (2, True)
