"""Whatever a draft quotes is checked, or named as not checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafts.check import check_draft
from drafts.quotations.draft_reading import read_draft
from tests.conftest import MakePdf, Pincite
from tests.drafts.checking import checked, checked_text, one_of, opened
from tests.drafts.conftest import DRAFTS, REVIEW_DRAFTS
from tests.drafts.making import footnote, p, write_docx

TOLD = "We found that the landing was unsafe in winter and that nobody had been told."


def test_a_page_that_is_a_picture_is_named(landing: Path, pincite: Pincite) -> None:
    ran = pincite("check", DRAFTS / "scanned_draft.pdf", "--corpus", landing)
    assert ran.code == 1
    assert "Page 1 of the draft has no text: nothing on it was checked." in ran.stdout


def test_a_blank_page_with_its_number_is_not_named(tmp_path: Path, make_pdf: MakePdf) -> None:
    pages = [f"The text of page {n} is here, in a line of its own." for n in range(1, 7)]
    pages[3] = ""
    numbers = [str(n) for n in range(1, 7)]
    draft = read_draft(make_pdf(tmp_path / "draft.pdf", pages, feet=numbers))
    assert draft.unread == ()


def test_a_draft_without_any_words_is_not_without_fault(landing: Path, tmp_path: Path) -> None:
    report = checked(landing, write_docx(tmp_path / "draft.docx", p("")))
    assert (report.draft.unread, report.exit_code) == (
        ("The draft has no text: nothing was checked.",),
        1,
    )


def test_an_indented_block_in_a_pdf_is_a_quotation_where_a_colon_leads_in(landing: Path) -> None:
    one = one_of(checked(landing, DRAFTS / "block_in_pdf.pdf"))
    changes = [(d.difference.quoted, d.difference.source) for d in one.wording.differences]
    assert (one.wording.verdict, changes) == (
        "altered",
        [("safe", "unsafe"), ("everybody", "nobody")],
    )


INDENTED = ["The board gave its reasons:", "", *["    {}"] * 3, "", "The rest of the text goes on."]


@pytest.mark.parametrize(
    "items",
    [
        ("• The first thing that the board did was this.", "• The second one was that.", ""),
        ("(a) The first thing that the board did was this;", "(b) The second one was that.", ""),
        ("¹ The report of the board, which is long and has many pages.", "", ""),
    ],
)
def test_lists_and_notes_in_a_pdf_are_no_block_quotations(
    tmp_path: Path, make_pdf: MakePdf, items: tuple[str, ...]
) -> None:
    page = "\n".join(INDENTED).format(*items)
    draft = read_draft(make_pdf(tmp_path / "draft.pdf", [page]))
    assert {block.style for block in draft.blocks} == {"body"}


def test_an_indented_paragraph_that_stands_nowhere_is_named_and_not_called_wrong(
    landing: Path, tmp_path: Path, make_pdf: MakePdf
) -> None:
    words = ("The quick clerk kept every ledger dry through", "the flood of that long autumn.", "")
    lines = [line.format(words[at - 2] if 2 <= at < 5 else "") for at, line in enumerate(INDENTED)]
    page = "\n".join(lines)
    path = tmp_path / "draft.pdf"
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=1)
    for at, line in enumerate(page.split("\n")):
        canvas.drawString(72 + 36 * line.startswith(" "), 720 - 15 * at, line.strip())
    canvas.save()
    report = checked(landing, path)
    assert (report.quotations, report.exit_code) == ((), 0)
    assert report.doubtful == (
        "page 1, paragraph 2: The quick clerk kept every ledger dry through the flood of that long"
        " autumn.",
    )


def test_a_note_that_nothing_refers_to_is_checked_and_named(landing: Path) -> None:
    report = checked(landing, DRAFTS / "unused_note.md")
    one = one_of(report)
    assert (one.wording.verdict, one.where) == ("altered", "note 9, to which nothing refers")
    assert report.draft.warnings == ("Nothing refers to note 9; it was read, too.",)


def test_a_note_in_word_that_nothing_refers_to_is_checked(landing: Path, tmp_path: Path) -> None:
    body = p("Text", footnote(2), ".")
    notes = {2: "Here.", 3: "It says “We found that the landing was safe in winter”."}
    report = checked(landing, write_docx(tmp_path / "draft.docx", body, footnotes=notes))
    assert one_of(report).wording.verdict == "altered"


def test_html_block_quotations_in_markdown_are_checked(review: Path) -> None:
    report = checked(review, REVIEW_DRAFTS / "draft2.md")
    (one,) = [q for q in report.quotations if "at noon" in q.quotation.text]
    changes = [(d.difference.quoted, d.difference.source) for d in one.wording.differences]
    assert (one.quotation.kind, one.wording.verdict) == ("block", "altered")
    assert changes == [("noon", "night")]


def test_html_around_markdown_and_within_lines(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(
        "He said <q>so it was</q>.\n\n<blockquote>\n\nA *whole* paragraph.\n\n</blockquote>\n\n"
        "<div>After<br>it.</div>\n\n<!-- “left out” -->\n",
        encoding="utf-8",
    )
    assert [(block.style, block.text) for block in read_draft(path).blocks] == [
        ("body", "He said “so it was”."),
        ("block-quotation", "A whole paragraph."),
        ("body", "After\nit."),
    ]


def test_words_pasted_without_spaces_are_compared(landing: Path) -> None:
    one = one_of(checked(landing, DRAFTS / "glued.md"))
    assert (one.wording.verdict, one.notes) == (
        "verbatim",
        ("It was pasted without spaces between words, which were set for the comparison.",),
    )


def test_a_change_among_words_without_spaces_is_seen(landing: Path, tmp_path: Path) -> None:
    text = f"It says “{TOLD.replace('unsafe', 'safe').replace(' ', '')}”"
    one = one_of(checked_text(landing, tmp_path, text))
    assert one.wording.verdict == "altered"


def test_a_quotation_without_spaces_is_reported_as_it_is_written(
    landing: Path, tmp_path: Path
) -> None:
    written = TOLD.replace("unsafe", "safe").replace("that nobody had been", "thatnobodyhadbeen")
    one = one_of(checked_text(landing, tmp_path, f"It says “{written}”"))
    assert one.quotation.text == written
    (difference,) = one.wording.differences
    assert written[slice(*difference.quoted_at)] == difference.difference.quoted == "safe"


def test_an_unclosed_straight_mark_is_reported_and_swallows_nothing(landing: Path) -> None:
    report = checked(landing, DRAFTS / "unclosed_inner.md")
    assert [(q.wording.verdict, q.page, q.source) for q in report.quotations] == [
        ("verbatim", "right", "right")
    ] * 2
    assert report.unbalanced == ('paragraph 1: "may testify as to the gate and against t',)
    assert report.exit_code == 1


def test_a_straight_mark_left_open_does_not_take_the_next_paragraph(
    landing: Path, tmp_path: Path
) -> None:
    report = checked_text(landing, tmp_path, f'A stray "mark is left.\n\n“{TOLD}”\n')
    assert one_of(report).quotation.text == TOLD
    assert len(report.unbalanced) == 1


SHORT = "Inquiry into the 2019 landing at Halm, 2021, p. "


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (f"It was “unsafe in winter” ({SHORT}2).", ("verbatim", "right", "right")),
        (f"It was “unsafe in winter” ({SHORT}1).", ("verbatim", "wrong", "right")),
        (f"It was “safe in summer” ({SHORT}2).", ("not-found", "unverified", "unverified")),
        (f"It was “unsafe” in the cold ({SHORT}2).", ("verbatim", "right", "right")),
        (f"It was “icy” and nobody came ({SHORT}2).", ("too-short", "unverified", "unverified")),
        ("It was “unsafe in winter”.", ("too-short", "absent", "absent")),
    ],
)
def test_short_quotations_are_looked_up_where_they_are_said_to_stand(
    landing: Path, tmp_path: Path, text: str, verdicts: tuple[str, str, str]
) -> None:
    one = one_of(checked_text(landing, tmp_path, text))
    assert (one.wording.verdict, one.page, one.source) == verdicts


EXACT = (
    "The committee learned that many passengers waited for hours in the rain without shelter. For"
    " those with small children the wait was harder still."
)
NEARLY = "We found that the landing was quite unsafe in winter and that nobody had ever been told."


def test_words_of_a_source_without_quotation_marks_are_listed(
    landing: Path, tmp_path: Path
) -> None:
    report = checked_text(landing, tmp_path, f"{EXACT} {NEARLY} Nothing else is anybody's.")
    assert report.unmarked is not None
    assert report.exit_code == 0
    assert [(u.exact, u.match.pinpoint, u.text) for u in report.unmarked] == [
        (
            True,
            "at 1, para 1.4",
            EXACT.removeprefix("The committee learned that ").removesuffix("."),
        ),
        (False, "at 2, para 2.2", NEARLY.removesuffix(".")),
    ]
    changes = [(d.quoted, d.source) for d in report.unmarked[1].match.differences]
    assert changes == [("quite", ""), ("ever", "")]


@pytest.mark.parametrize("before", range(7))
@pytest.mark.parametrize(("shared", "listed"), [(13, []), (14, [True]), (19, [True])])
def test_fourteen_words_in_a_row_are_somebodys(
    landing: Path, tmp_path: Path, before: int, shared: int, listed: list[bool]
) -> None:
    words = EXACT.removeprefix("The committee learned that ").split()[:shared]
    own = "Yesterday some of us wrote down, quite unasked,".split()
    report = checked_text(landing, tmp_path, " ".join([*own[:before], *words, "boats sank."]))
    assert [one.exact for one in report.unmarked or ()] == listed
    assert [one.text for one in report.unmarked or ()] == [" ".join(words)] * len(listed)


def test_what_stands_in_quotation_marks_is_not_listed_again(landing: Path, tmp_path: Path) -> None:
    report = checked_text(landing, tmp_path, f"It says “{TOLD}” and no more.")
    assert report.unmarked == ()


def test_a_draft_of_the_corpus_is_not_found_in_itself(landing: Path) -> None:
    report = checked(landing, landing / "landing_report.pdf")
    assert report.unmarked == ()
    assert {one.wording.verdict for one in report.quotations} == {"not-found"}
    assert report.draft.warnings == (
        "The draft is in the corpus, too (landing_report.pdf), where it was not searched.",
    )


def test_unmarked_quotations_are_looked_for_unless_told_not_to(
    landing: Path, tmp_path: Path, pincite: Pincite
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(EXACT, encoding="utf-8")
    found = pincite("check", draft, "--corpus", landing, "--json")
    (one,) = json.loads(found.stdout)["unmarked"]
    assert (one["where"], one["exact"], one["found"]["pages"]) == ("paragraph 1", True, ["1"])
    with opened(landing) as library:
        assert check_draft(library, draft, unmarked=False).unmarked is None
