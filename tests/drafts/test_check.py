"""Checking a draft against the sample: words, page and source, each with a status of its own."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from drafts.verdicts.verbatim import WordsVerdict
from drafts.verdicts.verdict import PageStatus, SourceStatus
from tests.drafts.checking import checked_text, one_of

INTERPRETER = "“the time taken by an interpreter not be counted against the deputant”"
WITNESS = "“I told her that the policy says they must not ask a witness”"
OVER_A_BREAK = "“one is headed ‘place of birth’ and another ‘status (if known).’”"


@pytest.mark.parametrize(
    ("citation", "page", "source"),
    [
        ("[@phpsb-2017-06-15, p. 2]", "right", "right"),
        ("[@phpsb-2017-06-15, pp. 1-3]", "right", "right"),
        ("[@phpsb-2017-06-15, p. 3]", "wrong", "right"),
        ("[@phpsb-2017-06-15]", "absent", "right"),
        ("[@phpsb-2012-08-15, p. 2]", "unverified", "wrong"),
        ("[@phpsb-2099, p. 2]", "unverified", "absent"),
        ("", "absent", "absent"),
    ],
)
def test_page_and_source(
    citation: str, page: str, source: str, sample_corpus: Path, tmp_path: Path
) -> None:
    one = one_of(checked_text(sample_corpus, tmp_path, f"He said {INTERPRETER} {citation}."))
    assert (one.wording.verdict, one.page, one.source) == ("verbatim", page, source)


def test_an_unknown_key_is_named(sample_corpus: Path, tmp_path: Path) -> None:
    one = one_of(
        checked_text(sample_corpus, tmp_path, f"He said {INTERPRETER} [@phpsb-2099, p. 2].")
    )
    assert "there is no item “phpsb-2099” in the catalogue." in one.notes[0]
    assert one.state == "open"


def test_a_number_that_is_not_on_the_page_is_uncertain(sample_corpus: Path, tmp_path: Path) -> None:
    one = one_of(checked_text(sample_corpus, tmp_path, f"{WITNESS} [@phpsb-2012-08-15, p. 22]."))
    assert one.page == "uncertain"
    assert "inferred from its neighbours" in one.notes[-1]


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("22 ff", "The words stand at 22"),
        ("2 ff", "“ff” does not say how far; the words stand at 22"),
    ],
)
def test_ff_is_blamed_only_where_it_leaves_the_page_open(
    sample_corpus: Path, tmp_path: Path, cited: str, told: str
) -> None:
    text = f"{WITNESS} [@phpsb-2012-08-15, pp. {cited}]."
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert one.page == "uncertain"
    assert one.notes[-1].startswith(told)


def test_a_number_that_is_on_another_page_is_wrong_even_so(
    sample_corpus: Path, tmp_path: Path
) -> None:
    one = one_of(checked_text(sample_corpus, tmp_path, f"{WITNESS} [@phpsb-2012-08-15, p. 21]."))
    assert one.page == "wrong"


def test_over_a_page_break_both_pages_must_be_cited(sample_corpus: Path, tmp_path: Path) -> None:
    def page(cited: str) -> str:
        text = f"{OVER_A_BREAK} [@marlowe-2018, {cited}]."
        return one_of(checked_text(sample_corpus, tmp_path, text)).page

    assert page("pp. 3-4") == "right"
    assert page("p. 3") == "wrong"


def test_of_several_sources_cited_one_must_hold(sample_corpus: Path, tmp_path: Path) -> None:
    text = f"He said {INTERPRETER} [@nlc-2008, p. 9; @phpsb-2017-06-15, p. 2]."
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert (one.page, one.source) == ("right", "right")
    assert one.claimed.items == ("phpsb-2017-06-15",)


def test_a_source_without_a_file_is_not_called_wrong(sample_corpus: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(sample_corpus, corpus)
    records = json.loads((corpus / "catalogue.json").read_text(encoding="utf-8"))
    records.append({"id": "lost-1999", "type": "book", "title": "A book that nobody has"})
    (corpus / "catalogue.json").write_text(json.dumps(records), encoding="utf-8")
    one = one_of(
        checked_text(corpus, tmp_path, "“words that stand nowhere at all” [@lost-1999, p. 3].")
    )
    assert (one.wording.verdict, one.page, one.source) == ("not-found", "unverified", "unverified")
    assert one.notes == (
        "Nothing like it stands at the 9 places with most of its rare words.",
        "The corpus holds no file of lost-1999, so it could not be searched.",
    )


def test_pages_without_text_are_named_where_nothing_was_found(
    sample_corpus: Path, tmp_path: Path
) -> None:
    text = "“words that stand nowhere at all” [@hwp-2015, p. 10]."
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert one.notes[1:] == (
        "hwp-2015 has 1 page (PDF p 11) without text, which could not be searched.",
    )


def test_a_bracketed_word_that_is_the_sources_is_no_difference(
    sample_corpus: Path, tmp_path: Path
) -> None:
    text = "“[a] right which is honoured only when it is claimed” [@marlowe-2018, p. 3]."
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert (one.wording.verdict, one.wording.differences) == ("marked", ())
    assert one.found is not None
    assert one.found.text.startswith("a right which")


@pytest.mark.parametrize("end", ["[when]", "[when] [it]", "[when it is] claimed"])
def test_bracketed_words_at_the_end_are_looked_for_in_the_source(
    sample_corpus: Path, tmp_path: Path, end: str
) -> None:
    text = f"“right which is honoured only {end}” [@marlowe-2018, p. 3]."
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert (one.wording.verdict, one.wording.differences) == ("marked", ())
    assert one.found is not None
    assert one.found.text == f"right which is honoured only {end}".replace("[", "").replace("]", "")


def test_differences_know_their_places_in_both_texts(sample_corpus: Path, tmp_path: Path) -> None:
    text = (
        "“But a [privilege] which is honoured only when it is claimed … is of little more use"
        " than an umbrella locked in a cupboard [sic]” [@marlowe-2018, p. 3]."
    )
    one = one_of(checked_text(sample_corpus, tmp_path, text))
    assert one.found is not None
    quoted, source = one.quotation.text, one.found.text
    places = [
        (quoted[slice(*each.quoted_at)], source[slice(*each.source_at)], each.marked)
        for each in one.wording.differences
    ]
    assert places == [("privilege", "right", True), ("little", "no", False)]
    (gap,) = one.wording.gaps
    assert source[slice(*gap)] == "by people who have not been told that it is theirs"


def test_nothing_verified_in_part_counts_as_right(sample_corpus: Path, tmp_path: Path) -> None:
    def state(text: str) -> str:
        return one_of(checked_text(sample_corpus, tmp_path, text)).state

    assert state(f"{INTERPRETER} [@phpsb-2017-06-15, p. 2].") == "right"
    assert state(f"{INTERPRETER} [@phpsb-2017-06-15].") == "open"
    assert state(f"{WITNESS} [@phpsb-2012-08-15, p. 22].") == "open"
    assert state(f"{INTERPRETER} [@phpsb-2017-06-15, p. 4].") == "wrong"


def test_a_mark_without_a_partner_is_something_to_mend(sample_corpus: Path, tmp_path: Path) -> None:
    report = checked_text(sample_corpus, tmp_path, "He said “the time taken and never ended it.")
    assert report.quotations == ()
    assert report.unbalanced == ("paragraph 1: “the time taken and never ended it.",)
    assert report.exit_code == 1


WORST_FIRST: list[tuple[WordsVerdict, SourceStatus, PageStatus]] = [
    ("not-found", "unverified", "unverified"),
    ("stitched", "right", "right"),
    ("altered", "ambiguous", "right"),
    ("altered", "right", "wrong"),
    ("altered", "right", "absent"),
    ("altered", "right", "right"),
    ("verbatim", "wrong", "right"),
    ("verbatim", "right", "wrong"),
    # nothing wrong is known of these, but not everything is verified
    ("uncertain", "right", "right"),
    ("verbatim", "right", "absent"),
    ("marked", "right", "right"),
    ("verbatim", "right", "right"),
]
"""Words, source and page."""


@pytest.mark.parametrize("seed", range(3))
def test_what_must_be_corrected_comes_first(sample_corpus: Path, tmp_path: Path, seed: int) -> None:
    report = checked_text(sample_corpus, tmp_path, "It says “something that is nowhere at all”.")
    (one,) = report.quotations
    quotations = [
        replace(
            one, wording=replace(one.wording, verdict=verdict, notes=()), source=source, page=page
        )
        for verdict, source, page in WORST_FIRST
    ]
    Random(seed).shuffle(quotations)
    ordered = replace(report, quotations=tuple(quotations)).worst_first
    assert [(q.wording.verdict, q.source, q.page) for q in ordered] == WORST_FIRST


RULE = "Don’t Ask, Don’t Tell"
TITLE = f"Safe at the Counter: Legal Arguments for a Complete “{RULE}” Policy"


@pytest.mark.parametrize(
    ("note", "titles", "checked"),
    [
        # as pincite itself cites it
        (f"Newcomers Legal Committee, *{TITLE}* (May 2008) at 5.", ["nlc-2008"], 1),
        (f"Newcomers Legal Committee, {TITLE} (May 2008) at 5.", ["nlc-2008"], 1),
        (f"Jane Roe, *What the “{RULE}” Rule Means for Police* (Halden, 2010) at 12.", [""], 1),
        # words about a work are no title
        (f"*The brief asks of the board a complete “{RULE}” policy as well* (2008) at 5.", [], 2),
        (f"*See What the “{RULE}” Rule Means for Police*", [], 2),
    ],
)
def test_a_quotation_within_a_cited_title_is_no_quotation(
    sample_corpus: Path, tmp_path: Path, note: str, titles: list[str], checked: int
) -> None:
    text = f"They have sworn to “uphold the laws of the land”.[^1]\n\n[^1]: {note}\n"
    report = checked_text(sample_corpus, tmp_path, text)
    assert [(title.text, title.item) for title in report.titles] == [(RULE, key) for key in titles]
    assert len(report.quotations) == checked


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        # where the quotation begins or ends with other words, the source's own are said
        ("a direction not to tell would require men", [("men", "officers")]),
        ("oh that a direction not to tell would require officers", [("oh", "said")]),
        ("a direction not to tell would require a man", [("a man", "officers to")]),
        # but not those of the next sentence
        ("to break the oath by which they have sworn to uphold the laws a", [("a", "")]),
        # and many words at the end are the draft's own
        (
            "not to tell would require officers to break the oath by a b c d",
            [("a b c d", "which they have sworn")],
        ),
        (
            "not to tell would require officers to break the oath by a b c d e",
            [("a b c d e", "")],
        ),
    ],
)
def test_other_words_at_the_ends_of_a_quotation(
    sample_corpus: Path, tmp_path: Path, quotation: str, differences: list[tuple[str, str]]
) -> None:
    report = checked_text(sample_corpus, tmp_path, f"It says “{quotation}” [@nlc-2008, p. 5].")
    found = [one.difference for one in one_of(report).wording.differences]
    assert [(one.quoted, one.source) for one in found] == differences
