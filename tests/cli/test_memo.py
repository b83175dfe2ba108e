"""Many questions at once, and answers as Markdown, CSV and a Word file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import pytest

from search.memos.markdown import escape
from tests.conftest import Pincite

QUESTIONS = "# for the deputation\noath\twhat did officers swear to uphold?\n\nxylophonist\n!!!\n"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "questions.txt"
    path.write_text(QUESTIONS, encoding="utf-8")
    return path


def test_every_question_of_a_file_is_answered(
    pincite: Pincite, sample_corpus: Path, asked: Path
) -> None:
    ran = pincite("search", "--questions", asked, "--json", cwd=sample_corpus)
    assert ran.code == 0
    assert [part["name"] for part in ran.json] == ["oath", "2", "3"]
    alone = pincite("search", "what did officers swear to uphold?", "--json", cwd=sample_corpus)
    assert ran.json[0]["results"] == alone.json["results"]
    assert ran.json[1]["results"] == ran.json[2]["results"] == []
    assert "1 of 3 questions found a passage." in ran.stderr
    same = pincite("search", "--from", asked, "--json", cwd=sample_corpus)
    assert same.json == ran.json


def test_a_memo_has_the_words_the_pinpoint_and_the_citation(
    pincite: Pincite, sample_corpus: Path, asked: Path, tmp_path: Path
) -> None:
    table, memo = tmp_path / "found.csv", tmp_path / "memo.docx"
    arguments = (
        "search",
        "--questions",
        asked,
        "--csv",
        table,
        "--docx",
        memo,
        "--style",
        "mcgill",
    )
    assert pincite(*arguments, cwd=sample_corpus).stdout == ""
    first = pincite(*arguments, "--json", cwd=sample_corpus).json[0]["results"][0]
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    assert (rows[0]["name"], rows[0]["excerpt"]) == ("oath", first["excerpt"])
    assert rows[0]["citation"] == first["citation"]
    assert rows[-1]["excerpt"] == ""
    document = docx.Document(str(memo))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert "oath: what did officers swear to uphold?" in paragraphs
    quoted = next(p for p in document.paragraphs if p.style and p.style.name == "Quote")
    assert quoted.text == first["excerpt"]
    marked = [run.text for run in quoted.runs if run.font.highlight_color]
    assert marked == [first["excerpt"][start:end] for start, end in first["highlights"]]
    assert first["citation"] in paragraphs


def test_markdown_shows_the_words_as_they_are(pincite: Pincite, sample_corpus: Path) -> None:
    from markdown_it import MarkdownIt

    ran = pincite("search", "sworn uphold", "--markdown", cwd=sample_corpus)
    result = pincite("search", "sworn uphold", "--json", cwd=sample_corpus).json["results"][0]
    shown = MarkdownIt().render(ran.stdout)
    for word in ("<strong>sworn</strong>", "<blockquote>", result["pinpoint"]):
        assert word in shown
    odd = "1. a_b *c* <d> [e](f) # g\n- h & i | ~j~"
    assert (
        MarkdownIt()
        .renderInline(escape(odd))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        == odd
    )


def test_a_cell_is_never_a_formula(pincite: Pincite, sample_corpus: Path, tmp_path: Path) -> None:
    table = tmp_path / "found.csv"
    assert pincite("search", "--csv", table, "--", "-police", cwd=sample_corpus).code == 0
    rows = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    assert rows[1][1] == "'-police"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--questions", "absent.txt"), "absent.txt"),
        (("--markdown",), "The query contains no words."),
        (("oath", "--csv", "found.txt"), "must end in .csv"),
        (("oath", "--docx", "nowhere/memo.docx"), "There is no folder"),
    ],
)
def test_what_cannot_be_written_or_read_is_one_sentence(
    pincite: Pincite, sample_corpus: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = pincite("search", *arguments, cwd=sample_corpus)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
