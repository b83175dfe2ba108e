"""`pincite search` and what follows from it: `show`, `open`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import Pincite

HIDDEN = Path(__file__).parents[1] / "indexer" / "cases" / "hidden"


def test_an_answer_as_json_is_the_documented_form(pincite: Pincite, sample_corpus: Path) -> None:
    ran = pincite("search", "status checks", "--json", cwd=sample_corpus)
    assert ran.code == 0
    found = ran.json
    assert found["query"] == "status checks"
    assert found["read_as"]
    assert set(found["coverage"]) >= {"documents", "pages", "pages_without_text"}
    for result in found["results"]:
        assert set(result) >= {
            "item", "file", "title", "kind", "date", "pages", "pdf_pages", "label_sources",
            "excerpt", "highlights", "score", "citation",
        }  # fmt: skip
        assert all(isinstance(page, int) and page >= 1 for page in result["pdf_pages"])
        assert len(result["pages"]) == len(result["pdf_pages"]) == len(result["label_sources"])
        for start, end in result["highlights"]:
            assert 0 <= start < end <= len(result["excerpt"])


def test_two_searches_give_the_same_bytes(process: Pincite, sample_corpus: Path) -> None:
    first = process("search", "board", "--json", "--limit", "0", cwd=sample_corpus)
    again = process("search", "board", "--json", "--limit", "0", cwd=sample_corpus)
    assert first.stdout == again.stdout


def test_results_on_standard_output_and_the_rest_beside(
    pincite: Pincite, sample_corpus: Path
) -> None:
    ran = pincite("search", "board", cwd=sample_corpus)
    assert ran.code == 0
    assert "Read as: board" in ran.stderr
    assert "Read as" not in ran.stdout
    assert "\x1b" not in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_nothing_found_is_exit_code_1(pincite: Pincite, sample_corpus: Path) -> None:
    ran = pincite("search", "xylophonist", cwd=sample_corpus)
    assert (ran.code, ran.stdout) == (1, "")
    assert "Nothing found; " in ran.stderr
    as_json = pincite("search", "xylophonist", "--json", cwd=sample_corpus)
    assert as_json.code == 1
    assert as_json.json["results"] == []


def test_hidden_words_are_listed_only_when_asked_for(pincite: Pincite, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes((HIDDEN / "hiddennot.pdf").read_bytes())
    indexed = " ".join(pincite("index", ".", cwd=tmp_path).stdout.split())
    said = "1 page holds words that cannot be seen and are not searched; `pincite status` lists it."
    assert said in indexed
    assert pincite("search", '"was not under"', cwd=tmp_path).code == 1
    assert pincite("search", '"officer was under"', cwd=tmp_path).code == 0
    said = "[in the file, but not to be seen on this page: not]"
    assert said not in pincite("show", "1", cwd=tmp_path).stdout
    assert said in pincite("show", "1", "--hidden", cwd=tmp_path).stdout
    assert pincite("show", "1", "--hidden", "--json", cwd=tmp_path).json["hidden"] == ["not"]


def test_status_counts_pages_with_hidden_words(pincite: Pincite, tmp_path: Path) -> None:
    for name in ("hiddennot", "white", "visible"):
        (tmp_path / f"{name}.pdf").write_bytes((HIDDEN / f"{name}.pdf").read_bytes())
    assert pincite("index", ".", cwd=tmp_path).code == 0
    said = " ".join(pincite("status", cwd=tmp_path).stdout.split())
    assert "3 documents, 3 pages, 0 of them without text, 2 with words that cannot be seen." in said
    assert "hidden words: hiddennot.pdf: 1 word on PDF page 1 cannot be seen there" in said
    found = pincite("status", "--json", cwd=tmp_path).json
    assert found["pages_with_hidden_words"] == 2
    one, other = found["hidden"]
    assert one == {"file": "hiddennot.pdf", "pdf_pages": [1], "words": 1}
    assert (other["file"], other["pdf_pages"]) == ("white.pdf", [1])
    assert found["warnings"] == []


def test_show_prints_the_whole_page_of_a_result(pincite: Pincite, sample_corpus: Path) -> None:
    first = pincite("search", "board", "--json", cwd=sample_corpus).json["results"][0]
    ran = pincite("show", "1", cwd=sample_corpus)
    assert ran.code == 0
    assert first["title"] in ran.stdout
    as_json = pincite("show", "1", "--json", cwd=sample_corpus)
    assert as_json.json["item"] == first["item"]


@pytest.mark.parametrize("query", ["...!?", "“”", '""', "-", "()", " "])
def test_a_question_without_a_word_is_one_sentence(
    pincite: Pincite, sample_corpus: Path, query: str
) -> None:
    ran = pincite("search", "--", query, cwd=sample_corpus)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("pincite: ")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "query", ["board " * 1_700, "(" * 10_000, '"' + "of the " * 1_400 + '"', "a" * 10_000]
)
def test_a_very_long_question_is_answered_or_refused(
    pincite: Pincite, sample_corpus: Path, query: str
) -> None:
    ran = pincite("search", query, cwd=sample_corpus)
    assert ran.code in (0, 1, 2)
    assert "Traceback" not in ran.stderr
    assert "unexpected" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal to pretend")
@pytest.mark.parametrize(
    ("extra", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_only_where_it_is_wanted(
    program: tuple[list[str], dict[str, str]],
    sample_corpus: Path,
    extra: dict[str, str],
    coloured: bool,
) -> None:
    import pty
    import subprocess

    command, environment = program
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [*command, "search", "board", "--limit", "1"],
        cwd=sample_corpus,
        env={**environment, "TERM": "xterm", **extra},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert done.wait(30) == 0
    assert (b"\x1b[" in shown) is coloured
