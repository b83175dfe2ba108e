"""`pincite keep` and `pincite basket`."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from citation.written.word_notes import count_notes
from tests.conftest import MakePdf, Pincite

FIRST = "The board heard a deputation about the harbour tariff on the twelfth of May."
SECOND = "A second deputation asked the board to abolish the harbour tariff at once."


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, pincite: Pincite) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "first.pdf", [FIRST])
    make_pdf(folder / "second.pdf", [SECOND])
    assert pincite("index", folder).code == 0
    assert pincite("search", "tariff", "--by-page", cwd=folder).code == 0
    return folder


def list_ids(pincite: Pincite, corpus: Path) -> list[str]:
    return [entry["id"] for entry in pincite("basket", "--json", cwd=corpus).json]


def test_results_are_kept_by_number_and_by_id(corpus: Path, pincite: Pincite) -> None:
    kept = pincite("keep", "1", "--note", "mine", "--json", cwd=corpus)
    assert [one["words"] for one in kept.json] == [FIRST]
    found = pincite("search", "tariff", "--by-page", "--json", cwd=corpus).json["results"]
    other = {"PINCITE_SESSION": "another"}
    ran = pincite("keep", found[1]["id"], found[0]["id"], cwd=corpus, env=other)
    assert "2 passages in the basket." in ran.stderr
    listed = pincite("basket", "--json", cwd=corpus)
    assert listed.code == 0
    assert [(one["words"], one["note"]) for one in listed.json] == [(FIRST, "mine"), (SECOND, "")]
    assert [(one["state"], one["pdf_pages"]) for one in listed.json] == [("same", [1])] * 2
    shown = pincite("basket", cwd=corpus)
    assert "Note: mine" in shown.stdout
    status = pincite("status", "--json", cwd=corpus).json
    assert status["not_read"] == []


def test_the_basket_is_arranged(corpus: Path, pincite: Pincite) -> None:
    pincite("keep", "1", "2", cwd=corpus)
    first, second = list_ids(pincite, corpus)
    pincite("basket", "heading", "For", "the", "tariff", cwd=corpus)
    heading = list_ids(pincite, corpus)[-1]
    for words in (
        ("move", heading, "first"),
        ("move", first, "last"),
        ("note", first, "so it is"),
        ("rename", heading, "Against"),
    ):
        assert pincite("basket", *words, cwd=corpus).code == 0
    listed = pincite("basket", "--json", cwd=corpus).json
    assert [one["id"] for one in listed] == [heading, second, first]
    assert (listed[0]["heading"], listed[2]["note"]) == ("Against", "so it is")
    pincite("basket", "move", first, "before", second, cwd=corpus)
    assert list_ids(pincite, corpus) == [heading, first, second]
    pincite("basket", "move", first, "after", second, cwd=corpus)
    pincite("basket", "remove", second, cwd=corpus)
    assert list_ids(pincite, corpus) == [heading, first]
    assert pincite("keep", "2", "--under", "Against", cwd=corpus).code == 0
    assert len(list_ids(pincite, corpus)) == 3
    assert pincite("basket", "clear", cwd=corpus).code == 0
    assert pincite("basket", cwd=corpus).code == 1


def test_an_export_compares_first_and_says_what_changed(
    corpus: Path, pincite: Pincite, make_pdf: MakePdf, tmp_path: Path
) -> None:
    pincite("keep", "1", "2", cwd=corpus)
    target = tmp_path / "passages.docx"
    ran = pincite("basket", "--export", target, cwd=corpus)
    assert (ran.code, ran.stdout) == (0, "")
    assert "2 passages compared with the files: all as kept." in ran.stderr
    assert count_notes(docx.Document(str(target))) == 2
    assert "among the documents" not in ran.stderr
    inside = pincite("basket", "--export", corpus / "in.docx", cwd=corpus)
    assert "it lies among the documents" in inside.stderr
    (corpus / "in.docx").unlink()
    (corpus / "Drafts").mkdir()
    beside = pincite("basket", "--export", corpus / "Drafts" / "in.docx", cwd=corpus)
    assert "among the documents" not in beside.stderr
    again = pincite("basket", "--export", target, cwd=corpus)
    assert (again.code, "already" in again.stderr) == (2, True)
    make_pdf(corpus / "second.pdf", [SECOND.replace("abolish", "double")])
    pincite("index", corpus)
    ran = pincite("basket", "--export", tmp_path / "later.md", cwd=corpus)
    assert (ran.code, "abolish" in ran.stderr, "double" in ran.stderr) == (1, True, True)
    text = (tmp_path / "later.md").read_text(encoding="utf-8")
    assert text.count("Not verified") == 1
    ran = pincite("basket", "recheck", "--json", cwd=corpus)
    assert (ran.code, [one["state"] for one in ran.json]) == (1, ["same", "changed"])
    changed = ran.json[1]["id"]
    assert pincite("basket", "accept", changed, cwd=corpus).code == 0
    assert pincite("basket", "recheck", cwd=corpus).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("basket", "dance"), "is not understood"),
        (("basket", "note"), "is not understood"),
        (("basket", "remove", "zzzzz"), "has no “zzzzz”"),
        (("basket", "--export", "x.docx", "clear"), "goes with no action"),
        (("basket", "--export", "x.xls"), "does not say which format"),
        (("basket", "--export", "nowhere/x.docx"), "There is no folder"),
        (("keep", "9"), "There is no result 9"),
        (("keep", "harbour"), "neither the number nor the id"),
        (("keep", "first@4:0-10"), "has changed"),
        (("keep", "1", "--under", " "), "A heading has"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    corpus: Path, pincite: Pincite, words: tuple[str, ...], said: str
) -> None:
    ran = pincite(*words, cwd=corpus)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert not (corpus / "basket.json").exists()
