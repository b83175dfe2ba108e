"""Why a quotation is not the source's: the reason is the true one, and names exactly the words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from drafts.verdicts.verbatim import WordingCheck, WordingVerdict
from drafts.verdicts.verdict import CheckedQuotation
from indexer.library import Library
from indexer.opening import open_library
from indexer.updating.update import update_corpus
from search.locating.locate import Locator
from tests.conftest import MakePdf
from tests.drafts.checking import checked_text, one_of

CASES = Path(__file__).parent / "wording"


def index(name: str, factory: pytest.TempPathFactory) -> Path:
    root = factory.mktemp(name) / "corpus"
    shutil.copytree(CASES / name, root)
    update_corpus(root)
    return root


@pytest.fixture(scope="module")
def halden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index("halden", tmp_path_factory)


@pytest.fixture(scope="module")
def recurring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index("recurring", tmp_path_factory)


@pytest.fixture(scope="module")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = open_library(CorpusPaths(index("landing", tmp_path_factory)))
    yield library
    library.close()


def check(library: Library, quotation: str) -> WordingVerdict:
    return WordingCheck(Locator(library)).check(quotation)


def cite(corpus: Path, folder: Path, quotation: str, page: str) -> CheckedQuotation:
    return one_of(checked_text(corpus, folder, f"It says “{quotation}” [@halden-2010, p. {page}]."))


def list_differences(wording: WordingVerdict) -> list[tuple[str, str]]:
    return [(one.difference.quoted, one.difference.source) for one in wording.differences]


@pytest.mark.parametrize(
    ("quotation", "left_out"),
    [
        (
            "The warden may, after giving notice in writing, close the gate for a week",
            ["to every owner of a boat that lies at the landing"],
        ),
        (
            "The ferry landing was opened by the harbour master, who had paid for its timber",
            ["in the spring"],
        ),
        (
            "The warden may close the gate for a week",
            ["after giving notice in writing to every owner of a boat that lies at the landing"],
        ),
        (
            "The warden may, after notice to every owner that lies at the landing, close the gate",
            ["giving", "in writing", "of a boat"],
        ),
    ],
)
def test_words_left_out_are_named_and_nothing_else(
    landing: Library, quotation: str, left_out: list[str]
) -> None:
    wording = check(landing, quotation)
    assert wording.verdict == "altered"
    assert list_differences(wording) == [("", words) for words in left_out]
    located = Locator(landing).locate(quotation)
    assert [one.describe() for one in located.matches[0].differences] == [
        f"left out: “{words}”" for words in left_out
    ]


@pytest.mark.parametrize(
    ("quotation", "page", "differences"),
    [
        (
            "No officer may ask a witness for papers unless a judge has so ordered in writing",
            "8",
            [("", "of any rank"), ("", "see annex B")],
        ),
        (
            "It is the duty to record the reason for a stop at the time of the stop",
            "12",
            [("", "of every member")],
        ),
        ("An officer's notebook is public property; a member's diary is", "11", [("is", "isn’t")]),
        (
            "The rate was 14 per cent [95% CI 10 to 17] among night stops",
            "8",
            [("10", "11")],
        ),
        ("The budget of $1,250,000 was cut by 125% in 2011-12", "13", [("125", "12.5")]),
    ],
)
def test_what_differs_is_exactly_what_was_changed(
    halden: Path, tmp_path: Path, quotation: str, page: str, differences: list[tuple[str, str]]
) -> None:
    one = cite(halden, tmp_path, quotation, page)
    assert (one.wording.verdict, one.page) == ("altered", "right")
    assert list_differences(one.wording) == differences


@pytest.mark.parametrize(
    ("quotation", "page"),
    [
        ("No officer [of any rank] may ask a witness for papers [see annex B] unless", "8"),
        ("The rate was 14 per cent [95% CI 11 to 17] among night stops", "8"),
        ("may ask a witness for papers [see annex B] unless a judge has so ordered", "8"),
    ],
)
def test_the_sources_own_brackets_are_its_words(
    halden: Path, tmp_path: Path, quotation: str, page: str
) -> None:
    one = cite(halden, tmp_path, quotation, page)
    assert (one.wording.verdict, one.state) == ("verbatim", "right")


@pytest.mark.parametrize(
    "quotation",
    [
        "[t]he warden shall close the gate at dusk and shall hand the key to [the watchman].",
        "shall hand the key to [the watchman].",
    ],
)
def test_a_quotation_within_the_source_keeps_its_brackets(landing: Library, quotation: str) -> None:
    wording = check(landing, quotation)
    assert (wording.verdict, wording.differences) == ("verbatim", ())


def test_the_writers_brackets_stay_the_writers_beside_the_sources(landing: Library) -> None:
    wording = check(landing, "[t]he [keeper] shall close the gate … the key to [the watchman]")
    assert wording.verdict == "marked"
    assert list_differences(wording) == [("keeper", "warden")]


@pytest.mark.parametrize(
    "quotation",
    [
        "the landlord is not permitted to terminate this lease . . . . The alpha clause forbids",
        "the landlord is not permitted to terminate this lease * * * The alpha clause forbids",
        "the landlord is not permitted to terminate this lease [* * *] The alpha clause forbids",
        "the landlord is not permitted to terminate this lease […] The alpha clause forbids",
    ],
)
def test_every_form_of_ellipsis_is_one(halden: Path, tmp_path: Path, quotation: str) -> None:
    one = cite(halden, tmp_path, quotation, "7")
    assert (one.wording.verdict, one.state) == ("marked", "right")
    (gap,) = one.wording.gaps
    assert one.found is not None
    assert one.found.text[slice(*gap)].strip() == "during the fixed term of five years"


def test_an_ellipsis_may_leave_out_nothing(landing: Library) -> None:
    wording = check(landing, "The owners responded promptly … to the notice and moved their boats")
    assert (wording.verdict, wording.gaps, wording.differences) == ("marked", (), ())


def test_an_ellipsis_that_leaves_words_out_is_right_though_none_are_elsewhere(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    asked = "Describe whom you met {}and what the talk was about."
    (tmp_path / "c").mkdir()
    pages = [asked.format(""), asked.format("on that day ")]
    make_pdf(tmp_path / "c" / "q.pdf", pages, feet="12", title="Questions")
    update_corpus(tmp_path / "c")
    quoted = "He says “describe whom you met … and what the talk was about” [@q, p. {}]"
    for page in "12":
        one = one_of(checked_text(tmp_path / "c", tmp_path, quoted.format(page)))
        assert (one.wording.verdict, one.page) == ("marked", "right")


def test_a_dropped_not_is_said_where_it_turns_the_sense(halden: Path, tmp_path: Path) -> None:
    one = cite(halden, tmp_path, "the landlord is ... permitted to terminate this lease", "7")
    assert one.wording.notes == ("The ellipsis leaves out “not”: check that the sense is kept.",)
    one = cite(halden, tmp_path, "the landlord is [never] permitted to terminate this", "7")
    assert (one.wording.verdict, one.wording.notes) == ("marked", ())
    one = cite(halden, tmp_path, "the landlord is permitted to terminate this lease", "7")
    assert one.wording.notes == ("The unmarked change drops “not”.",)
    one = cite(halden, tmp_path, "The alpha clause never forbids any entry at night", "7")
    assert one.wording.notes == ("The unmarked change adds “never”.",)
    far = "The beta clause allows one inspection each spring. … may ask a witness for papers"
    one = cite(halden, tmp_path, far, "7-8")
    assert one.wording.notes == ("The ellipsis leaves out 181 words.",)


def test_a_last_word_joined_to_the_one_before_ends_where_the_quotation_does(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    make_pdf(tmp_path / "memo.pdf", ["On Monday the memo reached the Special Counsel's office."])
    update_corpus(tmp_path)
    one = one_of(checked_text(tmp_path, tmp_path, "So “the memo reached the SpecialCounsel”."))
    assert (one.wording.verdict, one.wording.differences) == ("verbatim", ())


def test_brackets_may_not_stand_for_more_than_a_few_words(landing: Library) -> None:
    wording = check(
        landing, "The warden may, after giving notice in writing [to all] close the gate for a week"
    )
    assert wording.verdict == "marked"
    wording = check(landing, "The ferry landing was opened [so] own the gate for a week")
    assert wording.verdict != "marked"


def test_empty_brackets_are_letters_left_out(landing: Library) -> None:
    wording = check(landing, "respond[] promptly to the notice and moved their boats")
    assert wording.verdict == "marked"
    assert list_differences(wording) == [("respond", "responded")]


def test_parts_in_one_sentence_are_found_there(halden: Path, tmp_path: Path) -> None:
    """Another sentence, two pages before, begins with the same words."""
    one = cite(halden, tmp_path, "The commander said ... nobody in the ward ... of them", "11")
    assert (one.wording.verdict, one.page, one.state) == ("marked", "right", "right")


@pytest.mark.parametrize(
    ("quotation", "pages"),
    [
        ("The beta clause allows one inspection ... The alpha clause forbids any entry", [3, 3]),
        ("The alpha clause forbids any entry ... a parent or guardian must be told", [3, 8]),
    ],
)
def test_parts_in_another_order_or_far_apart_are_stitched(
    halden: Path, tmp_path: Path, quotation: str, pages: list[int]
) -> None:
    one = cite(halden, tmp_path, quotation, "7")
    assert one.wording.verdict == "stitched"
    assert [part.numbers for part in one.wording.parts] == [(page,) for page in pages]
    assert "halden-2010 at 7" in one.wording.notes[0]


def stitch(folder: Path, make_pdf: MakePdf, pages: list[str], quotation: str) -> list[int]:
    """The pages of the parts of which a quotation is put together."""
    (folder / "c").mkdir()
    make_pdf(folder / "c" / "minutes.pdf", pages, feet=[f"{at}" for at in range(1, len(pages) + 1)])
    update_corpus(folder / "c")
    wording = one_of(checked_text(folder / "c", folder, f"It says “{quotation}”.")).wording
    assert wording.verdict == "stitched"
    return [number for part in wording.parts for number in part.numbers]


def test_of_several_places_of_a_part_the_nearest_is_shown(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    """Only there may the words have been taken from with the others."""
    told = "The members were told of the delay."
    pages = ["Nothing was moved today.", told, "Coal was dear.", "Grain was cheap.", told]
    pages += ["Rope was scarce.", "The ferry sailed before the pilot came aboard."]
    quotation = "The ferry sailed before the pilot came aboard … The members were told of the delay"
    assert stitch(tmp_path, make_pdf, pages, quotation) == [7, 5]


def test_words_at_the_head_of_a_page_further_on_do_not_go_on_from_it(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    first = "The harbour master shall ring the great bell"
    second = "before any vessel leaves the inner basin"
    pages = [f"Rules of the port. {first}.", "Coal was dear.", f"{second} she shall pay her dues."]
    assert stitch(tmp_path, make_pdf, pages, f"{first} {second}") == [1, 3]


@pytest.mark.parametrize(
    "quotation",
    [
        "The motion was carried unanimously by the members present and the report was received",
        "The motion was carried ... by the members present",
    ],
)
@pytest.mark.parametrize(
    ("page", "right"), [("9", True), ("10", True), ("11", True), ("12", False)]
)
def test_of_a_sentence_that_recurs_the_cited_place_counts(
    recurring: Path, tmp_path: Path, quotation: str, page: str, right: bool
) -> None:
    one = cite(recurring, tmp_path, quotation, page)
    assert one.page == ("right" if right else "wrong")
    others = [other for other in ("9", "10", "11") if other != (page if right else "9")]
    places = "; ".join(f"halden-2010 at {other}" for other in others)
    assert one.notes[-1] == f"The same words also stand in {places}."


@pytest.mark.parametrize(
    ("quotation", "kind", "note"),
    [
        (
            "waited for hours in the rain without shelter.12 For those with small children",
            "numbers of notes copied along",
            "The number of note 12 was copied along.",
        ),
        (
            "Many passengers waited for hours in the rain without shelter.12",
            "numbers of notes copied along",
            "The number of note 12 was copied along.",
        ),
        (
            "passengers waitedfor hours in the rain without shel ter",
            "spaces between words",
            "Only spaces differ: “waitedfor” is “waited for” in the source.",
        ),
        (
            "run by a nonprofessional crew with cross-harbour pilots",
            "form of dashes and hyphens",
            "“nonprofessional” is “non-professional” in the source; if that hyphen stands at a"
            " line's end, it cannot be told whether it belongs to the word.",
        ),
        (
            "Many passen‐ gers waited for hours in the rain",
            "hyphens of line ends copied along",
            "The hyphen of a line's end was copied along in “passen‐ gers”.",
        ),
        (
            "Many passengers waitedfor hours in the rain",
            "spaces between words",
            "Only spaces differ: “waitedfor” is “waited for” in the source.",
        ),
    ],
)
def test_what_copying_leaves_behind_is_no_change_of_words(
    landing: Library, quotation: str, kind: str, note: str
) -> None:
    wording = check(landing, quotation)
    assert (wording.verdict, wording.differences) == ("verbatim", ())
    assert kind in wording.normalised
    assert wording.notes[0] == note


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        ("The Board's reserve fell to 1/2 of its 2009 level", []),
        ("The Board's reserve fell to 1/3 of its 2009 level", [("1/3", "½")]),
        ("The 'broken windows' theory was cited 3x in §4(2)(b)", []),
        ("The 'broken windows' theory was cited 4x in §4(2)(b)", [("4x", "3")]),
    ],
)
def test_fractions_and_the_sign_times_may_be_typed(
    halden: Path, tmp_path: Path, quotation: str, differences: list[tuple[str, str]]
) -> None:
    wording = cite(halden, tmp_path, quotation, "13").wording
    assert list_differences(wording) == differences
    assert wording.verdict == ("altered" if differences else "verbatim")


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        (
            "waited for hours in the rain without shelter.13 For those with small children",
            ("13", ""),
        ),
        ("the crossing had been run by a non-pro essional crew", ("pro essional", "professional")),
        ("The fer ries landing was opened in the spring", ("fer ries", "ferry")),
    ],
)
def test_what_only_looks_like_copying_is_a_change(
    landing: Library, quotation: str, difference: tuple[str, str]
) -> None:
    wording = check(landing, quotation)
    assert wording.verdict == "altered"
    assert list_differences(wording) == [difference]


def test_words_that_nobody_can_see_are_not_the_pages(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    library = open_library(CorpusPaths(index("layers", tmp_path_factory)))
    (entry,) = library.entries
    wording = WordingCheck(Locator(library)).check(
        "The Inspector reported that the pohcy was read aloud at each shift change",
        [entry],
        {entry.document.id: {2}},
    )
    library.close()
    assert wording.verdict == "altered"
    assert list_differences(wording) == [("pohcy", "policy")]
    assert wording.notes == ("The file has these words on PDF page 2, but nobody can see them.",)


def test_short_quotations_are_held_against_the_page_cited(halden: Path, tmp_path: Path) -> None:
    assert cite(halden, tmp_path, "fixed term", "7").wording.verdict == "verbatim"
    elsewhere = cite(halden, tmp_path, "fixed term", "12")
    assert (elsewhere.wording.verdict, elsewhere.page) == ("verbatim", "wrong")


@pytest.mark.parametrize(
    ("quotation", "claimed", "verdict", "found"),
    [
        ("at the north pier was never lit after the first", 1, "verbatim", 1),
        ("at the north pier was never lit after the first", 2, "verbatim", 1),
        ("at the north pier was [never] lit … the first of November", 2, "marked", 1),
        ("at the west pier was never lit after the first", 1, "altered", 1),
        ("at the west pier was never lit after the first", 2, "altered", 2),
    ],
)
def test_the_source_cited_counts_unless_the_words_are_anothers(
    landing: Library, quotation: str, claimed: int, verdict: str, found: int
) -> None:
    volumes = {at: landing.get_entry(f"pier_volume_{at}.pdf") for at in (1, 2)}
    wording = WordingCheck(Locator(landing)).check(quotation, [volumes[claimed]])
    assert wording.verdict == verdict
    assert wording.match is not None
    assert wording.match.entry is volumes[found]


def test_a_long_quotation_that_stands_nowhere_is_not_found(landing: Library) -> None:
    words = "the of and gate boat landing owner warden spring winter".split()
    quotation = " ".join(words[at * at % 10] + ("x" * (at % 7 == 0)) for at in range(4_000))
    assert check(landing, quotation).verdict == "not-found"
