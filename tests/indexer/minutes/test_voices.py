"""Whose words passages of the sample's minutes are, and the rules one by one."""

# ruff: noqa: E501 -- tables are read best with one row a line

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.minute_context import MinuteContext, get_minutes
from indexer.minutes.pieces import split_into_pieces
from indexer.minutes.received import find_announced_sources
from indexer.minutes.speakers import Deputants
from indexer.minutes.voices import find_voices
from indexer.opening import open_library
from tests.indexer.minutes.pages import joined

CHIEF = "Roderick Pellam, Chief of Police"
LINDQVIST = "in a report from Perpetua Lindqvist, Vice-Chair, dated August 2, 2012"
LETTER = "in a letter from Rosalba Okonjo-Dray, Harbour Without Papers, dated July 3, 2012"
TOLLEFSEN = "in a report from Imara Tollefsen, Vice-Chair, dated June 1, 2017"


@pytest.fixture(scope="module")
def library(sample_corpus: Path) -> Iterator[Library]:
    opened = open_library(CorpusPaths(sample_corpus))
    yield opened
    opened.close()


def context(library: Library, item: str, words: str) -> MinuteContext:
    entry = library.get_entry(item)
    for page in library.store.read_document_pages(entry.document.id):
        offset = page.body.find(words)
        if offset >= 0:
            return get_minutes(library, entry).find_context_over((page.number, offset), len(words))
    raise AssertionError(f"{words!r} is not there")


@pytest.mark.parametrize(
    ("words", "minute", "voice"),
    [
        ("A regular public meeting", None, ""),
        ("No other declarations were made", "P198/12", ""),
        ("why the first of these had now been carried", "P200/12", ""),
        ("vessel for the same event in 2009", "P202/12", f"in a report from {CHIEF}, dated July 24, 2012"),
        ("whether the fire boat could tow", "P202/12", ""),
        ("Five proposals were received", "P212/12", f"in a report from {CHIEF}, dated August 3, 2012"),
        ("that they be switched off until", "P212/12", ""),
        ("Section 53 of the Municipal", "P205/12", f"possibly in a report from {CHIEF}, dated July 11, 2012"),
        ("The Auditor finds that seven", "P211/12", "possibly in a report from the City Auditor dated June 28, 2012"),
        ("nobody of his age whom he knew", "P207/12", "in a deputation by Mr. Wray, Youth Council of Port Halden"),
        ("it was easier to count those", "P207/12", ""),
        ("them lived in St. Brannoc", "P207/12", ""),
        ("The Board approved the contact card in 2003", "P208/12", LINDQVIST),
        ("I ask it to find out", "P208/12", LINDQVIST),
        ("an hour earlier, on the way to the shop", "P208/12", LINDQVIST),
        ("without an anaesthetic", "P208/12", "in a deputation by Ms. Rosalba Okonjo-Dray, Harbour Without Papers"),
        ("stopped eleven times", "P208/12", "in a deputation by Ms. Ludmila Parsifal, resident"),
        ("might cost as much as $90,000", "P208/12", ""),
        ("recommendations (1) and (2) in the foregoing", "P208/12", ""),
        ("to a maximum cost of $60,000", "P208/12", "in a motion that failed"),
        ("The Motion failed on a tie vote", "P208/12", ""),
        ("the field for status be removed", "P208/12", ""),
        ("voted against her own motion", "P208/12", ""),
        ("laws were laws", "P209/12", "in a deputation by Mr. Josip Arlington-Wu, resident"),
        ("whether a member who telephones", "P209/12", ""),
        ("THAT the Board receive the correspondence", "P209/12", ""),
        ("the promise is not being kept", "P209/12", LETTER),
        ("meant to be a keyhole", "P209/12", LETTER),
        ("annual cost would exceed $120,000", "P209/12", "in a report from the Chief of Police dated August 7, 2012"),
        ("Do they know that?", "P209/12", "in an enclosure to the letter of July 3, 2012"),
        ("no live feed be supplied", "P210/12", ""),
        ("how justice could be done", "P213/12", "possibly in a deputation by Mr. Emeric Stavely, Newcomers Legal Committee"),
        ("that the by-law be enacted", "P213/12", "in a motion that failed"),
        ("a police horse that had eaten a hedge", "P214/12", ""),
    ],
)  # fmt: skip
def test_the_minutes_of_2012(library: Library, words: str, minute: str | None, voice: str) -> None:
    found = context(library, "phpsb-2012-08-15", words)
    assert (found.minute.written if found.minute else None, found.voice) == (minute, voice)
    assert found.draft


@pytest.mark.parametrize(
    ("words", "minute", "voice"),
    [
        ("forty-one people had registered", "P127/17", ""),
        ("engage interpreters for any language", "P128/17", "in a report from Perpetua Lindqvist, Chair, dated May 29, 2017"),
        ("ought to be given twice the time", "P128/17", ""),
        ("except in obedience to a judicial warrant", "P129/17", TOLLEFSEN),
        ("discourteous to the residents", "P129/17", TOLLEFSEN),
        ("everybody knows which pupils have two", "P129/17", "in a deputation by Annunziata Quill, a pupil of grade seven"),
        ("they’ll thank me", "P129/17", "in a deputation by Thandeka Burrows, Lower Quay Tenants’ Union"),
        ("a provision for imminent danger", "P129/17", ""),
        ("THAT recommendation 3 be approved", "P129/17", ""),
        ("two thirds is the storage", "P130/17", "possibly in a report from Anneke Strudwick, Chief of Police, dated May 16, 2017"),
    ],
)  # fmt: skip
def test_the_minutes_of_2017(library: Library, words: str, minute: str, voice: str) -> None:
    found = context(library, "phpsb-2017-06-15", words)
    assert (found.minute.written if found.minute else None, found.voice) == (minute, voice)


def test_a_passage_in_two_voices_says_both_parts(library: Library) -> None:
    words = (
        "THAT recommendation (3) be approved, to a maximum cost of $60,000. Moved by: Councillor"
    )
    assert context(library, "phpsb-2012-08-15", words).voice == "in a motion that failed"
    words = "said that laws were laws.\n\nThe Board discussed the report"
    said = context(library, "phpsb-2012-08-15", words).voice
    assert said == "partly in a deputation by Mr. Josip Arlington-Wu, resident"


def test_other_documents_have_no_minutes(library: Library) -> None:
    entry = library.get_entry("marlowe-2018")
    assert get_minutes(library, entry).minutes == []
    assert get_minutes(library, entry).find_context_over((8, 0), 1) == MinuteContext(
        None, "", False
    )


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        (
            "The Board was in receipt of the following report July 20, 2012 from William Blair, Chief of Police:",
            ["a report from William Blair, Chief of Police, dated July 20, 2012"],
        ),
        (
            "The Board was also in receipt of correspondence, dated May 2, 2012, from Ann Reed with regard to this matter.",
            ["a letter from Ann Reed dated May 2, 2012"],
        ),
        (
            "The Board was in receipt of a letter dated May 2, 2012 from Ann Reed and of a report from the Chief of Police in response to it.",
            ["a letter from Ann Reed dated May 2, 2012", "a report from the Chief of Police"],
        ),
        ("The Board was in receipt of a list of reports which had been requested.", []),
        (
            "The Board was in receipt of a report dated May 2, 2012 from the Chair, which recommended that a deputation be shorter.",
            ["a report from the Chair dated May 2, 2012"],
        ),
    ],
)  # fmt: skip
def test_what_was_received_is_named_with_sender_and_date(sentence: str, sources: list[str]) -> None:
    assert [source.phrase for source in find_announced_sources(sentence)] == sources


def voices(*bodies: str) -> list[tuple[str, str]]:
    """First words and voice of every piece."""
    text = joined(*bodies)
    parts = split_into_pieces(text.text, (0, len(text.text)), text.starts)
    said = find_voices(text.text, len(text.text), parts, Deputants(text.text))
    return [(part.text[:12], voice) for part, voice in zip(parts, said, strict=True)]


@pytest.mark.parametrize(
    ("outcome", "voice"),
    [
        ("The motion failed.", "in a motion that failed"),
        ("The foregoing Motion was defeated.", "in a motion that failed"),
        ("The Motion was lost on a tie vote.", "in a motion that failed"),
        ("The motion did not carry.", "in a motion that failed"),
        ("The motion was not carried.", "in a motion that failed"),
        ("Motion withdrawn", "in a motion that was withdrawn"),
        ("The Motion was carried.", ""),
        ("The Motion was amended so that nothing failed, and as amended was carried.", ""),
    ],
)
def test_what_became_of_a_motion(outcome: str, voice: str) -> None:
    found = voices(f"1. THAT the doors be shut.\n\nMoved by: A. Reed\n\n{outcome}")
    assert found[0][1] == voice
    assert found[-1][1] == ""


def test_of_several_motions_each_has_its_own_outcome() -> None:
    found = voices(
        "1. THAT A be done.\n\nThe Motion was carried.\n\n2. THAT B be done.\n\nThe Motion failed."
    )
    assert [voice for _, voice in found] == ["", "", "in a motion that failed", ""]
    found = voices("1. THAT A be done.\n\n2. THAT B be done.\n\nThe Motions failed.")
    assert [voice for _, voice in found] == ["in a motion that failed"] * 2 + [""]
    found = voices("1. THAT A be done.\n\n2. THAT B be done.\n\nThe Motion failed.")
    assert found[0][1] == "possibly in a motion that failed"


def test_a_page_after_the_decision_that_is_no_minutes_may_be_bound_in() -> None:
    found = voices(
        "The Board received the foregoing report.", "Table of calls\n\nNorth 12, south 8"
    )
    assert found[-1][1] == "possibly in a document bound into the minutes"
    found = voices(
        "The Board received the foregoing report.", "Ms. Reed asked for a recorded vote."
    )
    assert found[-1][1] == ""


def test_after_the_end_of_a_report_it_is_only_possible() -> None:
    report = "The Board was in receipt of the following report May 2, 2012 from the Chair:"
    end = "Deputy Chief Reed will be in attendance to answer any questions."
    found = voices(f"{report}\n\nWe did well.\n\n{end}\n\nNobody asked any.")
    sure = "in a report from the Chair dated May 2, 2012"
    assert [voice for _, voice in found] == ["", sure, sure, f"possibly {sure}"]
    found = voices(f"{report}\n\nWe did well.\n\nFollowing a discussion, the Board adjourned.")
    assert [voice for _, voice in found] == ["", sure, f"possibly {sure}"]


def test_who_attends_for_the_body_makes_no_deputation() -> None:
    said = "Mr. Albert Cole, City Legal Services, responded to questions."
    text = joined(f"The following persons made deputations:\n\n{said}").text
    parts = split_into_pieces(text, (0, len(text)), [0])
    unknown, known = Deputants(text), Deputants(text, "ALSO PRESENT: Mr. Albert Cole, City Legal")
    assert find_voices(text, len(text), parts, unknown)[-1].startswith("in a deputation by")
    assert find_voices(text, len(text), parts, known)[-1] == ""


def test_an_extract_from_older_minutes_is_not_of_this_meeting() -> None:
    found = voices("Copies are appended.", "#P164. OLDER MATTER\n\nThe Board had agreed.")
    assert found[-1][1] == "in an extract from the minutes of another meeting"


def test_a_letter_nobody_announced_is_named_by_its_signature() -> None:
    found = voices(
        "The Motion was carried.",
        "March 1, 2012\n\nDear Ms. Reed:\n\nPlease help.\n\nYours truly,\n\nOlga Quill",
    )
    assert found[1][1] == "in a letter from Olga Quill dated March 1, 2012"
    found = voices(
        "The Motion was carried.",
        "Cable Street Society\n\nMarch 1, 2012\n\nTo: Police Board\n\nSubject: Checks\n\nStop them.",
    )
    assert found[1][1] == "in a letter from Cable Street Society dated March 1, 2012"
