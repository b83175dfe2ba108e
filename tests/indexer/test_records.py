"""Records made from files: who is an author, what is a title, which date is the document's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.catalogue import Catalogue
from corpus.items import Item
from corpus.paths import CorpusPaths
from indexer.pages.document import read_document
from indexer.records.guessing import guess_record
from indexer.records.making import make_item
from indexer.updating.update import update_corpus
from tests.conftest import Pincite

BODY = tuple(f"This is line {number} of the running text of the page." for number in range(8))


def make_file(
    path: Path,
    *pages: Sequence[str],
    author: str = "",
    title: str = "",
    creator: str = "",
    heading: float = 11,
) -> Path:
    """A PDF of the pages, the first line of each set in the size `heading`."""
    canvas = Canvas(str(path), pagesize=(612, 792))
    canvas.setAuthor(author)
    canvas.setTitle(title)
    canvas.setCreator(creator)
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.setFont("Times-Roman", 11 if at else heading)
            canvas.drawString(72, 720 - 24 * at, line)
        canvas.showPage()
    canvas.save()
    return path


def describe(path: Path) -> Item:
    reading = read_document(path)
    guess = guess_record(path.name, reading.information, reading.sheets)
    return make_item(path.name, "0" * 64, guess, "key")


@pytest.mark.parametrize(
    "name",
    [
        "office-2007", "localuser", "Acrobat Pro 24", "Microsoft Office User", "anonymous",
        "HP LaserJet 4200", "RICOH MP C3003", "Canon iR-ADV C5235", "KMBT_C224", "Scanner",
        "Harbour\\jorsini", "j.orsini@harbour.example", "jorsini", "orsini, j.2", "DESKTOP-7GH2",
        "PrintServer180", "ARRAY(0x2c7cf020)", "Registered User", "Valued Acer Customer",
        "Adobe Acrobat Pro DC (64-bit) 24.1.2", "Planning", "LocalUser", "Hewlett-Packard Company",
    ],
)  # fmt: skip
def test_logins_programs_and_printers_are_no_authors(name: str, tmp_path: Path) -> None:
    item = describe(make_file(tmp_path / "a.pdf", ("Planning the harbour", *BODY), author=name))
    assert item.authors == ()
    assert "author" in item.incomplete


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("Ottoline R. Marlowe", ["Ottoline R. Marlowe"]),
        ("Home Office", ["Home Office"]),
        ("Office of the Auditor General", ["Office of the Auditor General"]),
        ("Xerox Corporation", ["Xerox Corporation"]),
        ("Harbour Office - jmf", ["Harbour Office"]),
        ("Sharp, Jane; Marlowe, O.", ["Sharp, Jane", "Marlowe, O."]),
        ("VISN 8 Patient Safety Center of Inquiry", ["VISN 8 Patient Safety Center of Inquiry"]),
        ("PHPSB", ["PHPSB"]),
        ("Halden", ["Halden"]),
        ("Group of 77", ["Group of 77"]),
    ],
)
def test_persons_and_bodies_are_authors_doubtful_names_where_printed(
    stated: str, authors: list[str], tmp_path: Path
) -> None:
    page = ("Submitted to the PHPSB", "Halden", "by the Group of 77", *BODY)
    item = describe(make_file(tmp_path / "a.pdf", page, author=stated))
    assert [author.literal for author in item.authors] == authors


def test_a_name_that_the_writing_program_bears_is_no_author(tmp_path: Path) -> None:
    path = make_file(tmp_path / "a.pdf", BODY, author="Quill Writer", creator="Quill Writer")
    assert describe(path).authors == ()


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("<b>Annual</b> Report &amp; Plan", "Annual Report & Plan"),
        (r"\textbf{Annual} Report \& Plan", "Annual Report & Plan"),
        ("**Annual** Report", "Annual Report"),
        ("Rates <5 % and >10 %, $5 and $6", "Rates <5 % and >10 %, $5 and $6"),
        ("20310304- Harbour Plan- FINAL (Standard Print)", "Harbour Plan"),
        ("Harbour_Plan_v2.1", "Harbour Plan"),
        ("Copy of Harbour Plan", "Harbour Plan"),
        ("Harbour Plan 2031-2032", "Harbour Plan 2031-2032"),
        ("Guide to Drafting a Copy", "Guide to Drafting a Copy"),
        ("Documents of the Harbour", "Documents of the Harbour"),
        ("S:\\plans\\harbour", "a"),
        ("Harbour plan.docx", "a"),
    ],
)
def test_titles_have_neither_mark_up_nor_stamps(stated: str, title: str, tmp_path: Path) -> None:
    assert describe(make_file(tmp_path / "a.pdf", BODY, title=stated)).title == title


def test_a_printed_title_goes_before_a_stamped_one(tmp_path: Path) -> None:
    page = ("Response to the Harbour Inquiry", *BODY)
    path = make_file(tmp_path / "a.pdf", page, title="20310304 Response_FINAL", heading=24)
    assert describe(path).title == "Response to the Harbour Inquiry"


def test_running_lines_and_stamps_are_no_titles(tmp_path: Path) -> None:
    numbered = (("Harbour Rights, page 1", *BODY), ("Harbour Rights, page 2", *BODY))
    assert describe(make_file(tmp_path / "a.pdf", *numbered, heading=14)).title == "a"
    filed = ("Case 1:31-cv-00123-ABC Document 23 Filed 03/04/21 Page 1 of 9", *BODY)
    assert describe(make_file(tmp_path / "b.pdf", filed, heading=14)).title == "b"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published on 14 April 2025 by authority of the House", "2025-04-14"),
        ("This report was published on 3 July 2025.", "2025-07-03"),
        ("Ordered by the House of Commons, on 1 April 2025, to be printed.", "2025-04-01"),
        ("Date of publication: March 2019", "2019-03"),
        ("Minutes of the public meeting of the Board held on Thursday, May 7, 2009", "2009-05-07"),
        ("Meeting date: 3/14/2019", "2019-03-14"),
        ("Argued January 8, 2019; Decided June 3, 2019", "2019-06-03"),
        ("Toronto, 4 March 2018", "2018-03-04"),
        ("THURSDAY, MARCH 4, 2021 at 1:30 p.m.", "2021-03-04"),
        ("December 1998", "1998-12"),
        ("© Harbour Board 2016", "2016"),
        ("Case 1:19-cv-123 Document 23 Filed 03/04/19 Page 1 of 21", "2019-03-04"),
        ("It was published on 5 May 2012 by authority of the House", "2012-05-05"),
        ("Nothing is dated here.", "2014"),
    ],
)
def test_a_date_printed_as_its_own_goes_before_years_in_the_title(
    line: str, date: str, tmp_path: Path
) -> None:
    path = make_file(tmp_path / "a.pdf", (*BODY, line), title="The 2014 disorder at the harbour")
    assert str(describe(path).issued) == date


@pytest.mark.parametrize(
    "line",
    [
        "In a report published on 3 May 2012 by the Auditor",
        "Minutes of the meeting held on May 7, 2009 were approved",
        "from 1 April 2018 to 31 March 2019",
        "The Committee's report was published on 3 May 2012.",
        "released on 3 May 2012, as in its decision of 4 May 2012",
        "Hearing date: March 4, 2019",
    ],
)
def test_other_dates_do_not_go_before_the_file_name(line: str, tmp_path: Path) -> None:
    path = make_file(tmp_path / "plan-2014-06-05.pdf", (*BODY, line))
    assert str(describe(path).issued) == "2014-06-05"


def test_minutes_are_of_their_own_meeting_not_of_the_one_they_approve(tmp_path: Path) -> None:
    page = (
        "The Minutes of the meeting held on October 16, 2008,",
        "previously circulated in draft form, were approved by the Board at its",
        "meeting held on November 19, 2008.",
        "The following draft minutes of the meeting of the Board",
        "held on November 20, 2008 are subject to adoption at its next one.",
    )
    assert str(describe(make_file(tmp_path / "a.pdf", page)).issued) == "2008-11-20"


def test_a_date_on_the_title_page_behind_the_cover_counts(tmp_path: Path) -> None:
    cover = ("Response to the Harbour Inquiry of 2014",)
    title_page = ("Response", "Presented to Parliament", "17 December 2024")
    assert str(describe(make_file(tmp_path / "a.pdf", cover, title_page)).issued) == "2024-12-17"


def test_a_fuller_date_is_taken_where_it_agrees(tmp_path: Path) -> None:
    page = ("A plan for the harbour", "March 2019", *BODY)
    assert str(describe(make_file(tmp_path / "plan-2019-03-22.pdf", page)).issued) == "2019-03-22"
    assert str(describe(make_file(tmp_path / "plan-2018-03-22.pdf", page)).issued) == "2019-03"


CAPTION = (
    "UNITED STATES DISTRICT COURT", "FOR THE DISTRICT OF HALDEN", "ORSINI GUNN, Plaintiff,", "v.",
    "HARBOUR BOARD, Defendant.", "MEMORANDUM IN SUPPORT OF THE MOTION TO DISMISS",
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (CAPTION, "case"),
        (("Ontario Court of Justice", "Court File No. CV-31-12", "Affidavit of O. Gunn"), "case"),
        (("IN THE HIGH COURT OF JUSTICE", "[2014] EWHC 123 (Admin)", "Gunn v Board"), "case"),
        (("IN THE SUPREME COURT", "BETWEEN", "O. GUNN, Appellant"), "case"),
        (("Case 1:31-cv-00123 Document 2-1 Filed 03/04/21 Page 1 of 9", "Letter"), "case"),
        (("The Supreme Court held in Gunn v. Board, No. 12, that the plaintiff",), "other"),
        (("Court Review", "Journal of the judges, vol. 3, no. 2"), "article"),
        (("Annual Report of the Municipal Court", "2014"), "report"),
    ],
)
def test_what_courts_decide_and_receive_is_a_case(
    lines: Sequence[str], kind: str, tmp_path: Path
) -> None:
    assert describe(make_file(tmp_path / "a.pdf", (*lines, *BODY))).kind == kind


def test_a_stamped_report_remains_a_report_by_its_title(tmp_path: Path) -> None:
    page = ("Case 1:31-cv-00123 Document 2-1 Filed 03/04/21 Page 1 of 9", *BODY)
    path = make_file(tmp_path / "a.pdf", page, title="Report on the harbour")
    assert describe(path).kind == "report"


def test_cases_are_found_by_their_kind(pincite: Pincite, tmp_path: Path) -> None:
    make_file(tmp_path / "motion.pdf", (*CAPTION, *BODY))
    make_file(tmp_path / "plan.pdf", ("Plan for the harbour", *BODY))
    update_corpus(tmp_path)
    assert Catalogue.load(CorpusPaths(tmp_path).catalogue).get("motion").kind == "case"
    found = pincite("search", "running kind:case", "--json", cwd=tmp_path).json
    assert [result["item"] for result in found["results"]] == ["motion"]
    assert pincite("edit", "plan", "--kind", "case", cwd=tmp_path).code == 0
    assert len(pincite("search", "running kind:cases", "--json", cwd=tmp_path).json["results"]) == 2


def test_records_of_legal_cases_are_cases() -> None:
    assert Item({"id": "a", "type": "legal_case"}).kind == "case"
