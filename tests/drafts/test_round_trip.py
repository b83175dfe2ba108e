"""What pincite prints, `check` understands: a passage quoted and cited by pincite is right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Pincite
from tests.drafts.checking import checked_text

QUESTIONS = ("oath", "school", "street checks", "telephone", "kind:minutes deputation")
IN_NOTES = ("mcgill", "mcgill-fr", "chicago", "bluebook", "apa", "mla")
IN_TEXT = ("apa", "mla", "chicago-author-date")


def list_cited(pincite: Pincite, corpus: Path, style: str) -> list[tuple[str, str]]:
    """The first words of passages, and their citations."""
    cited: list[tuple[str, str]] = []
    for question in QUESTIONS:
        arguments = ("search", question, "--style", style, "--limit", "3", "--json")
        for result in pincite(*arguments, cwd=corpus).json["results"]:
            plain = result["excerpt"].translate(str.maketrans('“”"', "‘’'"))
            cited.append((" ".join(plain.split()[:12]), result["citation"]))
    return cited


@pytest.mark.parametrize(
    ("style", "where"),
    [*((style, "note") for style in IN_NOTES), *((style, "text") for style in IN_TEXT)],
)
def test_a_passage_quoted_and_cited_is_right(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path, style: str, where: str
) -> None:
    cited = list_cited(pincite, sample_corpus, style)
    assert len(cited) >= 10
    if where == "note":
        text = "\n\n".join(f"It says “{words}”.[^{n}]" for n, (words, _) in enumerate(cited))
        text += "\n\n" + "\n\n".join(f"[^{n}]: {one}" for n, (_, one) in enumerate(cited))
    else:
        text = "\n\n".join(f"It says “{words}” {one.rstrip('.')}." for words, one in cited)
    report = checked_text(sample_corpus, tmp_path, text)
    # where no number is printed on a page, even the right one stays uncertain
    judged = [(q.wording.verdict, q.page, q.source) for q in report.quotations]
    assert set(judged) <= {("verbatim", "right", "right"), ("verbatim", "uncertain", "right")}
    assert len(judged) == len(cited)
    assert judged.count(("verbatim", "right", "right")) > len(cited) / 2


@pytest.mark.parametrize(
    ("style", "suffix"), [("mcgill", ".docx"), ("apa", ".docx"), ("mla", ".md")]
)
def test_an_exported_basket_is_right(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path, style: str, suffix: str
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(sample_corpus, corpus)
    found = pincite("search", "oath telephone school", "--json", cwd=corpus).json["results"]
    pincite("keep", *(one["id"] for one in found), cwd=corpus)
    exported = tmp_path / f"passages{suffix}"
    assert pincite("basket", "--export", exported, "--style", style, cwd=corpus).code == 0
    quotations = [
        one
        for one in pincite("check", exported, "--json", cwd=corpus).json["quotations"]
        if one["verdict"] != "too-short"  # within a passage
    ]
    assert len(quotations) >= len(found) >= 3
    assert {(one["verdict"], one["source"]) for one in quotations} == {("verbatim", "right")}
    assert {one["page"] for one in quotations} <= {"right", "uncertain"}
