"""Each page of the sample says that it is invented, and bears the number that the truth says."""

from __future__ import annotations

import json
import re

import pypdfium2
import pytest

from corpus.items import Item
from corpus.sample import FOLDER
from tests.sample.reading import PASSAGES, TRUTH, letters, page_text, page_texts

MARKER = "Invented sample document – pincite"
SCANNED = ("hwp_2015_report.pdf", 11)
GOLDEN = [
    ("marlowe_2018_review.pdf", 1, "The Honourable Ottoline R. Marlowe"),
    ("marlowe_2018_review.pdf", 14, "Tannery Flats 14,902 15,377 16,240 12,915 10,433 16.3%"),
    ("marlowe_2018_review.pdf", 26, "8. No personal information should be disclosed to the Agency"),
    ("phpsb_2012-08-15_minutes.pdf", 1, "are subject to adoption"),
    ("phpsb_2012-08-15_minutes.pdf", 14, "#P208."),
    ("phpsb_2012-08-15_minutes.pdf", 16, "The Motion failed on a tie vote."),
    ("phpsb_2012-08-15_minutes.pdf", 19, "Page 2 of 2"),
    ("phpsb_2017-06-15_minutes.pdf", 1, "P127. Length of Deputations and Order of Business"),
    ("hwp_2015_report.pdf", 2, "Page1"),
    ("hwp_2015_report.pdf", 9, "I was supposed to ask where they were"),
    ("nlc_2008-05_brief.pdf", 5, "- 5 -"),
    ("nlc_2008-05_brief.pdf", 6, "§ 4 of the Model Municipal Code"),
]
PRINTED = [
    (name, sheet, label)
    for name, truth in TRUTH.items()
    for sheet, (label, printed) in enumerate(
        zip(truth["labels"], truth["printed"], strict=True), start=1
    )
    if printed
]


def test_the_truth_is_told_of_every_document_of_the_catalogue() -> None:
    records = json.loads((FOLDER / "catalogue.json").read_text(encoding="utf-8"))
    named = {Item(record).own["file"] for record in records}
    assert named == set(TRUTH) == {path.name for path in FOLDER.glob("*.pdf")}


@pytest.mark.parametrize("name", TRUTH)
def test_a_document_has_as_many_pages_as_labels(name: str) -> None:
    truth = TRUTH[name]
    pages = len(page_texts(FOLDER / name))
    assert pages == truth["pages"] == len(truth["labels"]) == len(truth["printed"])


@pytest.mark.parametrize("name", TRUTH)
def test_every_page_with_text_says_that_it_is_invented(name: str) -> None:
    unmarked = [
        sheet for sheet, text in enumerate(page_texts(FOLDER / name), start=1) if MARKER not in text
    ]
    assert unmarked == [page for file, page in [SCANNED] if file == name]


def test_the_scanned_page_is_a_picture_and_nothing_else() -> None:
    name, sheet = SCANNED
    assert page_text(name, sheet) == ""
    document = pypdfium2.PdfDocument(FOLDER / name)
    kinds = [thing.type for thing in document[sheet - 1].get_objects()]
    assert kinds == [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    document.close()


@pytest.mark.parametrize(("name", "sheet", "label"), PRINTED)
def test_a_printed_label_can_be_read_on_its_sheet(name: str, sheet: int, label: str) -> None:
    lines = [line.strip() for line in page_text(name, sheet).splitlines()]
    folio = re.compile(
        rf"{label}|- {label} -|Page ?\|? ?{label}|{label} Independent Review.*|\d [A-Z].* {label}"
    )
    assert any(folio.fullmatch(line) for line in lines)


def test_one_embedded_numbering_is_wrong_and_the_others_are_absent() -> None:
    for name, truth in TRUTH.items():
        document = pypdfium2.PdfDocument(FOLDER / name)
        found = [document.get_page_label(sheet) for sheet in range(len(document))]
        document.close()
        assert found == (truth["embedded_labels"] or [""] * truth["pages"])


@pytest.mark.parametrize(("name", "sheet", "phrase"), GOLDEN)
def test_a_phrase_stands_on_its_sheet(name: str, sheet: int, phrase: str) -> None:
    assert phrase in page_text(name, sheet)


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:30])
def test_a_passage_stands_on_its_sheets(passage: dict[str, object]) -> None:
    name, wanted = str(passage["file"]), letters(str(passage["text"]))
    sheets = passage["pdf_pages"]
    assert isinstance(sheets, list)
    assert passage["labels"] == [TRUTH[name]["labels"][sheet - 1] for sheet in sheets]
    pages = [letters(page_text(name, sheet)) for sheet in sheets]
    if len(pages) == 1:
        assert wanted in pages[0]
    else:
        first, second = pages
        assert any(
            wanted[:cut] in first and wanted[cut:] in second for cut in range(1, len(wanted))
        )
        assert wanted not in first
        assert wanted not in second
