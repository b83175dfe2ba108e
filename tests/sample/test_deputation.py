"""The sample draft has one quotation of each verdict, in Word as in Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.sample import FOLDER
from drafts.quotations.draft_reading import read_draft
from tests.drafts.checking import checked
from tools.sample.build_deputation import build

VERDICTS = [
    ("A body that may set", "verbatim", "right", "right", "phpsb-2012-08-15"),
    ("[a] right which is", "marked", "right", "right", "marlowe-2018"),
    ("to find out how often", "verbatim", "right", "right", "marlowe-2018"),
    ("If it has not been", "altered", "right", "right", "phpsb-2012-08-15"),
    ("the Service could offer", "verbatim", "absent", "right", "marlowe-2018"),
    ("An officer who has", "altered", "right", "right", "nlc-2008"),
    ("The line we have", "verbatim", "right", "right", "nlc-2008"),
    ("They ask the person.", "stitched", "unverified", "right", "hwp-2015"),
    ("the warrant line", "too-short", "absent", "absent", None),
    ("I told her that", "verbatim", "uncertain", "right", "phpsb-2012-08-15"),
    ("an exception which can", "verbatim", "unverified", "wrong", "marlowe-2018"),
    ("the Service has always", "not-found", "unverified", "unverified", None),
    ("that he was once", "verbatim", "wrong", "right", "phpsb-2017-06-15"),
    ("that the time taken", "verbatim", "right", "right", "phpsb-2017-06-15"),
]
"""How each quotation begins; the verdicts on its words, page and source; where its words stand."""


@pytest.mark.parametrize("name", ["deputation.md", "deputation.docx"])
def test_each_quotation_has_the_verdict_that_it_was_written_for(
    name: str, sample_corpus: Path
) -> None:
    report = checked(sample_corpus, FOLDER / name)
    found = [
        (one.wording.verdict, one.page, one.source, one.found and one.found.entry.item.id)
        for one in report.quotations
    ]
    assert found == [tuple(verdicts) for _, *verdicts in VERDICTS]
    for one, (begins, *_) in zip(report.quotations, VERDICTS, strict=True):
        assert one.quotation.text.startswith(begins)
    assert report.exit_code == 1


def test_what_must_be_said_is_said(sample_corpus: Path) -> None:
    report = checked(sample_corpus, FOLDER / "deputation.docx")
    notes = {one.quotation.text[:12]: " ".join(one.notes) for one in report.quotations}
    assert notes["[a] right wh"] == "The ellipsis leaves out “not”: check that the sense is kept."
    assert notes["An officer w"] == "The unmarked change drops “not”."
    assert notes["They ask the"] == "Put together from 2 places: hwp-2015 at 2; hwp-2015 at 4."
    assert notes["that he was "] == "The words stand at 3."
    assert notes["an exception"] == "The words stand in marlowe-2018, at 12."
    assert notes["that the tim"] == (
        "“Port Halden Police Services Board, Minutes, p. 2” can mean phpsb-2012-08-15 or"
        " phpsb-2017-06-15; only phpsb-2017-06-15 has these words on the page cited."
    )
    assert [title.item for title in report.titles] == ["nlc-2008"]


def test_the_word_file_is_built_from_the_markdown(tmp_path: Path) -> None:
    build(FOLDER / "deputation.md", tmp_path / "again.docx")
    again, kept = read_draft(tmp_path / "again.docx"), read_draft(FOLDER / "deputation.docx")
    assert again.blocks == kept.blocks
    assert again.notes == kept.notes


def test_both_forms_say_the_same_but_for_citation_keys() -> None:
    in_word = [block.text for block in read_draft(FOLDER / "deputation.docx").blocks]
    plain = [block.text for block in read_draft(FOLDER / "deputation.md").blocks]
    spelt = [
        text.replace("[@hwp-2015, p. 2]", "(Harbour Without Papers, 2015, p. 2)").replace(
            "[@hwp-2015, p. 12]", "(Harbour Without Papers, 2015, p. 12)"
        )
        for text in plain
    ]
    assert [" ".join(text.split()) for text in in_word] == [" ".join(t.split()) for t in spelt]
    assert "Invented sample draft – pincite" in plain[1]
