"""Documents without pages, from the folder to the citation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.sample import copy_to
from tests.conftest import Pincite

SEAT = "It should tell every clerk in writing that a seat at school does not depend on a permit"
LINE = "It would cost the board the price of printing a form with one line less."
BRIEF, PIECE = "nlc-2009-02-supplement", "halden-courier-2013-04-06-opinion"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("more")
    copy_to(folder, more=True)
    for pdf in folder.glob("*.pdf"):
        pdf.unlink()
    (folder / "catalogue.json").unlink()
    (folder / "figures.xlsx").write_bytes(b"PK")
    shutil.rmtree(folder / "drafts")
    return folder


@pytest.fixture
def corpus(folder: Path, pincite: Pincite) -> Path:
    pincite("index", str(folder), cwd=folder.parent)
    return folder


def test_index_says_what_it_leaves_out(corpus: Path, pincite: Pincite) -> None:
    said = pincite("index", str(corpus), cwd=corpus).stdout
    assert "The corpus holds 2 documents" in said
    assert "Not read: 1 .xlsx file;" in said
    assert pincite("status", "--json", cwd=corpus).json["not_read"] == ["figures.xlsx"]


def test_a_printed_number_and_a_counted_one(corpus: Path, pincite: Pincite) -> None:
    (brief,) = pincite("search", f'"{SEAT}"', "--json", cwd=corpus).json["results"]
    assert (brief["item"], brief["pinpoint"], brief["locator"]) == (BRIEF, "at para 8", "8")
    assert (brief["unit"], brief["pages"], brief["pdf_pages"]) == ("paragraph", [None], [None])
    assert (brief["label_sources"], brief["paragraphs"]) == (["printed"], ["8"])
    (piece,) = pincite("locate", LINE, "--json", cwd=corpus).json["matches"]
    assert (piece["item"], piece["pinpoint"]) == (PIECE, "at para 6 (counted)")
    assert (piece["label_sources"], piece["locator"]) == (["counted"], "6")


@pytest.mark.parametrize(
    ("style", "ends"),
    [
        ("mcgill", "at para 6, online: <https://courier.port-halden.example/opinion/"),
        ("apa", "Farrant, 2013, para. 6)"),
        ("chicago", ", par. 6, https://courier."),
        ("mla", "par. 6)"),
        ("bluebook", "¶ 6"),
    ],
)
def test_every_style_writes_a_paragraph_its_own_way(
    corpus: Path, pincite: Pincite, style: str, ends: str
) -> None:
    pincite("search", '"one line less"', cwd=corpus)
    cited = pincite("cite", "1", "--style", style, cwd=corpus)
    assert ends in cited.stdout.replace("\n", " ")
    assert "at para 6 (counted)" in cited.stderr


def test_show_prints_the_paragraphs(corpus: Path, pincite: Pincite) -> None:
    pincite("search", '"first term"', cwd=corpus)
    shown = pincite("show", "1", cwd=corpus).stdout
    assert "--- at paras 1–9 ---" in shown
    assert "Ropewalk\t17\t4" in shown
    assert "1 Interviews at the clinic, September 2008 to January 2009." in shown
    assert shown.strip().endswith("at para 5")


def test_paragraphs_are_compared_and_pages_that_do_not_exist_are_not_right(
    corpus: Path, pincite: Pincite, tmp_path: Path
) -> None:
    cited = f"[@{PIECE}, {{}}]"
    draft = tmp_path / "draft.md"
    draft.write_text(
        f"“{LINE}” {cited.format('para. 6')}\n\n“{LINE}” {cited.format('para. 5')}\n\n"
        f"“{LINE}” {cited.format('p. 6')}\n",
        "utf-8",
    )
    checked = pincite("check", str(draft), "--json", cwd=corpus).json["quotations"]
    by_place = {one["claimed"]["raw"]: (one["verdict"], one["page"]) for one in checked}
    assert [by_place[key] for key in sorted(by_place)] == [
        ("verbatim", "uncertain"), ("verbatim", "wrong"), ("verbatim", "right")
    ]  # fmt: skip


def test_the_report_has_no_picture_of_a_page(
    corpus: Path, pincite: Pincite, tmp_path: Path
) -> None:
    (tmp_path / "draft.md").write_text(f"“{LINE}” [@{PIECE}, para. 6]\n", "utf-8")
    pincite("check", str(tmp_path / "draft.md"), "--html", str(tmp_path / "r.html"), cwd=corpus)
    assert "at para 6 (counted)" in (tmp_path / "r.html").read_text("utf-8")
    assert "data:image" not in (tmp_path / "r.html").read_text("utf-8")


def test_a_folder_of_text_files_works_at_once(tmp_path: Path, pincite: Pincite) -> None:
    (tmp_path / "a.txt").write_text("The quay was lit.\n\nThe dues rose.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Nothing of the sort.\n", "utf-8")
    assert pincite("index", str(tmp_path), cwd=tmp_path).code == 0
    (found,) = pincite("search", "dues", "--json", cwd=tmp_path).json["results"]
    assert (found["file"], found["pinpoint"]) == ("a.txt", "at para 2 (counted)")
