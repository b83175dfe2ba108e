"""What a draft costs grows with its length, not with its length times itself."""

from __future__ import annotations

import random
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from drafts.check import check_draft
from drafts.verdicts.standing_phrases import StandingPhrases
from indexer.opening import open_library
from indexer.pages.document import cap_information
from indexer.words.compounds import split_with_compounds
from indexer.words.tokens import split_words


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


def test_many_paragraphs_cost_the_corpus_once(sample_corpus: Path, tmp_path: Path) -> None:
    """Each holds words of the corpus, in an order that it does not have."""

    def measure(count: int) -> float:
        draft = tmp_path / f"{count}.md"
        with closing(open_library(CorpusPaths(sample_corpus))) as library:
            known = library.engine.list_words()
            chance = random.Random(count)
            draft.write_text(
                "\n\n".join(" ".join(chance.choices(known, k=30)) for _ in range(count))
            )
            begun = time.process_time()
            assert check_draft(library, draft).unmarked == ()
            return time.process_time() - begun

    measure(10)
    assert measure(1600) < 6 * measure(400) + 0.5, "four times as many"


def test_many_phrases_stand_where_each_alone_does(sample_corpus: Path) -> None:
    with closing(open_library(CorpusPaths(sample_corpus), searching=True)) as library:
        words: list[str] = []
        for entry in library.entries:
            for page in library.store.read_document_pages(entry.document.id):
                words += split_words(page.body)[-40:] + split_words(page.notes)[:40]
                words += [word for _, word in split_with_compounds(page.body)[1]][:3]
        chance = random.Random(7)
        phrases = [
            tuple(words[at : at + length])
            for length in (3, 7)
            for at in chance.sample(range(len(words) - 7), 600)
        ]
        phrases += [tuple(chance.sample(words, 3)) for _ in range(300)]
        together, alone = StandingPhrases(library), StandingPhrases(library)
        together.expect(phrases)
        engine = library.engine
        library.__dict__["engine"] = None  # nothing more is asked of the index
        answers = [together.stands(phrase) for phrase in phrases]
        library.__dict__["engine"] = engine
        assert answers == [alone.stands(phrase) for phrase in phrases]
        assert 300 < sum(answers) < len(phrases) - 300


def test_what_a_file_says_about_itself_is_cut_where_nobody_would_read_on() -> None:
    stated = {"Title": "A" * 5_000_000, "x" * 999: "y"} | {str(n): "z" for n in range(999)}
    kept = cap_information(stated)
    assert kept["Title"] == "A" * 1000
    assert sum(map(len, (*kept, *kept.values()))) < 4000
