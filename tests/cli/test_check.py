"""`pincite check`: what is printed, written and refused."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest

from corpus.sample import FOLDER
from tests.conftest import Pincite, Ran

DOCX, MARKDOWN = FOLDER / "deputation.docx", FOLDER / "deputation.md"
WELL_QUOTED = "“the time taken by an interpreter not be counted against the deputant”"


@pytest.fixture(scope="module")
def ran(pincite: Pincite, sample_corpus: Path) -> Ran:
    """The sample's draft, checked."""
    return pincite("check", MARKDOWN, "--corpus", sample_corpus)


def test_the_report_is_worst_first_in_80_columns(ran: Ran) -> None:
    assert ran.code == 1
    assert ran.stderr == ""
    lines = ran.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in ran.stdout
    assert lines[0].startswith("deputation.md: 14 quotations: 6 to correct, 3 to check, 4 correct,")
    rows = [line.split() for line in lines if line[:3].strip().isdigit() and line[3] == " "]
    assert [row[1] for row in rows] == [
        *("not-found", "stitched", "altered", "altered"),
        *["verbatim"] * 2,
        "marked",
        *["verbatim"] * 6,
    ]
    assert "What was treated as equal: Two words are the same when they differ only" in ran.stdout


def test_what_differs_is_marked_under_the_words(ran: Ran) -> None:
    lines = ran.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith("it ought not to be used"))
    assert lines[at + 1].index("^^^^") == lines[at].index("used")
    assert lines[at + 3].endswith("it ought not to be there")
    assert lines[at + 4].index("^^^^^") == lines[at + 3].index("there")


def test_json(pincite: Pincite, sample_corpus: Path) -> None:
    ran = pincite("check", DOCX, "--corpus", sample_corpus, "--json")
    assert ran.code == 1
    report = ran.json
    assert report["draft"] == str(DOCX)
    assert report["coverage"] == {
        "documents": 5,
        "pages": 89,
        "documents_without_pages": 0,
        "pages_without_text": 3,
    }
    altered = report["quotations"][3]
    assert altered["verdict"] == "altered"
    assert altered["where"] == "paragraph 6"
    assert altered["claimed"]["item"] == "phpsb-2012-08-15"
    assert altered["claimed"]["pages"] == ["14"]
    assert altered["found"]["pdf_pages"] == [14]
    assert altered["differences"] == [
        {"kind": "changed", "quoted": "used", "source": "there", "marked": False}
    ]


def test_both_reports_are_written_and_the_draft_stays(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.docx"
    document = docx.Document()
    document.add_paragraph(f"{WELL_QUOTED} (PHPSB, 2017, p. 3).")
    document.save(str(draft))
    before = draft.read_bytes()
    options = ("--html", tmp_path / "r.html", "--docx", tmp_path / "c.docx")
    for _ in range(2):  # the second time over its own reports
        ran = pincite("check", draft, "--corpus", sample_corpus, *options)
        assert ran.code == 1
        assert ran.stderr.splitlines() == [f"Written: {options[1]}", f"Written: {options[3]}"]
    assert draft.read_bytes() == before
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "c.docx").read_bytes().startswith(b"PK")


def test_all_right_is_0(pincite: Pincite, sample_corpus: Path, tmp_path: Path) -> None:
    draft = tmp_path / "good.txt"
    draft.write_text(f"{WELL_QUOTED} (PHPSB, 2017, p. 2).", encoding="utf-8")
    ran = pincite("check", draft, "--corpus", sample_corpus)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("good.txt: 1 quotation: 1 correct.")


def test_a_draft_without_quotations_says_so(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "none.txt"
    draft.write_text("Nothing is quoted here.", encoding="utf-8")
    ran = pincite("check", draft, "--corpus", sample_corpus)
    assert ran.code == 0
    assert ran.stdout.startswith("none.txt: no quotations.")


def test_a_draft_cannot_steer_the_terminal(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“nobody \x1b[2J ever wrote this down” (\x1b]0;x\x07, p. 2).", "utf-8")
    ran = pincite("check", draft, "--corpus", sample_corpus)
    assert ran.code == 1
    assert "\x1b" not in ran.stdout
    assert "\x07" not in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft.docx", "--docx", "draft.docx"), "--docx names the draft itself"),
        (("draft.docx", "--docx", "link.docx"), "--docx names the draft itself"),
        (("draft.docx", "--docx", "sub/../draft.docx"), "--docx names the draft itself"),
        (("draft.docx", "--html", "draft.docx"), "--html names the draft itself"),
        (("draft.docx", "--docx", "other.docx"), "other.docx already exists and is not"),
        (("draft.docx", "--html", "other.html"), "other.html already exists and is not"),
        (("draft.docx", "--html", "report.pdf"), "--html writes a .html file"),
        (("draft.docx", "--html", "nowhere/r.html"), "There is no folder nowhere."),
        (("draft.docx", "--html", "folder.html"), "folder.html is a folder."),
        (("draft.md", "--docx", "c.docx"), "--docx adds comments to a copy of a .docx draft"),
        (("absent.md",), "There is no file absent.md."),
    ],
)
def test_what_cannot_be_written_is_said_before_any_work(
    arguments: tuple[str, ...],
    said: str,
    pincite: Pincite,
    sample_corpus: Path,
    tmp_path: Path,
) -> None:
    for name in ("draft.docx", "other.docx"):
        (tmp_path / name).write_bytes(DOCX.read_bytes())
    (tmp_path / "draft.md").write_bytes(MARKDOWN.read_bytes())
    (tmp_path / "other.html").write_text("<p>Mine</p>", encoding="utf-8")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "sub").mkdir()
    os.link(tmp_path / "draft.docx", tmp_path / "link.docx")
    ran = pincite("check", *arguments, "--corpus", sample_corpus, cwd=tmp_path)
    assert ran.code == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"pincite: {said}")
    assert ran.stderr.count("\n") == 1
    assert (tmp_path / "draft.docx").read_bytes() == DOCX.read_bytes()
    assert (tmp_path / "other.docx").read_bytes() == DOCX.read_bytes()
