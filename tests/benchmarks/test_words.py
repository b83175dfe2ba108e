"""Words of pages held against other readers: each kind of difference counts where it should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from benchmarks import words
from benchmarks.words import add_scores, format_table, has_same_order, read_words, score_page
from corpus.sample import FOLDER
from indexer.pages.document import DocumentReading, read_document
from tests.indexer.pages import sample

SENTENCES = ("The ferry ran in the", "winter, and the self-", "governing harbour paid.")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> DocumentReading:
    path = tmp_path_factory.mktemp("words") / "a.pdf"
    canvas = Canvas(str(path))
    for page in (1, 2, 3):
        canvas.drawString(72, 780, f"Harbour Handbook, page {page}")
        for at, sentence in enumerate(SENTENCES):
            canvas.drawString(72, 700 - 15 * at, sentence)
        canvas.showPage()
    canvas.save()
    return read_document(path)


TEXT = "Harbour Handbook, page 2\n" + "\n".join(SENTENCES)


def test_readers_that_agree_with_pincite_find_everything(reading: DocumentReading) -> None:
    score = score_page(reading, 2, [TEXT, TEXT.replace("self-\ngoverning", "selfgoverning")])
    assert score.shares["recall"] == score.shares["precision"] == 100
    assert (score.words, score.agreed, score.reordered) == (15, 15, 0)
    assert score.kept == 11, "the four words of the running head are no part of the text"


def test_running_heads_and_note_marks_are_read_but_no_part_of_the_text() -> None:
    reading = sample("marlowe_2018_review.pdf")
    page = "\n".join(line.text for line in reading.sheets[9].lines)
    score = score_page(reading, 10, [page])
    assert score.found == score.agreed
    assert score.kept < score.words


def test_a_word_counts_as_missing_only_where_all_others_read_it(reading: DocumentReading) -> None:
    more = f"{TEXT} quay"
    assert score_page(reading, 2, [more, TEXT]).shares["recall"] == 100
    assert score_page(reading, 2, [more, more]).found == score_page(reading, 2, [more]).agreed - 1


def test_a_word_counts_as_wrong_only_where_no_other_reads_it(reading: DocumentReading) -> None:
    less = TEXT.replace("ferry", "")
    assert score_page(reading, 2, [less, TEXT]).shares["precision"] == 100
    score = score_page(reading, 2, [less, less])
    assert score.supported == score.words - 1


def test_the_order_differs_where_no_other_reader_has_it(reading: DocumentReading) -> None:
    turned = "\n".join(reversed(TEXT.splitlines()))
    assert score_page(reading, 2, [turned, TEXT]).reordered == 0
    assert score_page(reading, 2, [turned]).reordered == 1
    assert has_same_order(["a", "b"], ["x", "a", "y", "b"])
    assert not has_same_order(["b", "a"], ["a", "b"])


def test_halves_at_the_ends_of_lines_are_joined() -> None:
    assert read_words("recom-\n mended well-known") == ["recommended", "well", "known"]


def test_all_pages_together_end_the_table(reading: DocumentReading) -> None:
    scores = [add_scores("a.pdf", [score_page(reading, page, [TEXT]) for page in (1, 2)])]
    head, first, total = format_table(scores).splitlines()
    assert "recall %" in head
    assert first.split()[:3] == ["a.pdf", "2", "30"]
    assert total.split()[2:4] == ["2", "30"]


def test_a_seed_draws_the_same_pages_and_names_the_readers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # so that pdfminer.six reads alone, as where there is no poppler
    command = [str(FOLDER / "nlc_2008-05_brief.pdf"), "--pages=2", "--seed=7", "--json"]
    printed = []
    for _ in range(2):
        assert words.main(command) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    found = json.loads(printed[0])
    assert found["against"] == ["pdfminer.six"]
    assert found["documents"][0]["pages"] == 2
    assert found["documents"][0]["per_cent"]["recall"] > 98


def test_without_a_pdf_there_is_nothing_to_measure(tmp_path: Path) -> None:
    assert words.main([str(tmp_path)]) == 2
