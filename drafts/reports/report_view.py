"""A report as plain values, which can be sent to another process and shown without the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafts.match_places import place_match
from drafts.reports import phrases
from drafts.reports.html_report import Card
from drafts.reports.phrases import TextRun
from drafts.verdicts.verbatim import CONTRACT
from drafts.verdicts.verdict import PageStatus, Report, SourceStatus, State


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where words of a quotation stand in the corpus."""

    citation: str
    runs: tuple[TextRun, ...]
    """The source's words."""
    passage: str
    """The id of the place, as search results have it."""
    pictures: tuple[tuple[str, str, int, int], ...]
    """Name of the file, what it shows, width and height in pixels."""
    missing: str
    """Why there is no picture; "" if there is one."""


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quotation with its verdicts."""

    number: int
    """Worst first, from 1."""
    state: State
    verdict: str
    page: PageStatus
    source: SourceStatus
    where: str
    """In the draft."""
    cites: str
    """The citation as the draft has it; "" if there is none."""
    before: str
    """The draft's sentence before the quotation."""
    runs: tuple[TextRun, ...]
    after: str
    places: tuple[PlaceView, ...]
    lines: tuple[str, ...]
    """What differs, and what else must be known."""
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A checked draft."""

    name: str
    summary: str
    coverage: str
    contract: str
    alarms: tuple[str, ...]
    """What could not be read."""
    warnings: tuple[str, ...]
    quotations: tuple[QuotationView, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    """What was not checked: the kind (`unbalanced`, `short`, `titles`, `doubtful`, `unmarked`,
    `nearly`) and one line for each."""


def make_view(report: Report, cards: Sequence[Card]) -> ReportView:
    """The report whose `cards` have been built; pictures go by the names of `list_pictures`."""
    return ReportView(
        report.draft.path.name,
        phrases.describe_outcome(report),
        phrases.describe_coverage(report),
        CONTRACT,
        tuple(report.draft.unread),
        tuple(report.draft.warnings),
        tuple(map(_make_quotation, cards)),
        tuple((kind, lines) for kind, lines in _list_others(report) if lines),
    )


def list_pictures(cards: Sequence[Card]) -> dict[str, bytes]:
    """The pictures of the cards by file name."""
    return {
        _name_picture(card, at, number): picture.image.data
        for card in cards
        for at, place in enumerate(card.places)
        for number, picture in enumerate(place.pictures)
    }


def _name_picture(card: Card, place: int, number: int) -> str:
    image = card.places[place].pictures[number].image
    suffix = "png" if image.media_type == "image/png" else "jpg"
    return f"{card.number}-{place}-{number}.{suffix}"


def _make_quotation(card: Card) -> QuotationView:
    one = card.checked
    places = [
        PlaceView(
            place.citation,
            tuple(place.pieces),
            str(place_match(match)),
            tuple(
                (
                    _name_picture(card, at, number),
                    picture.image.place,
                    picture.image.width,
                    picture.image.height,
                )
                for number, picture in enumerate(place.pictures)
            ),
            place.missing,
        )
        for at, (place, match) in enumerate(zip(card.places, one.matches, strict=True))
    ]
    return QuotationView(
        card.number,
        one.state,
        one.wording.verdict,
        one.page,
        one.source,
        one.where,
        one.claimed.raw.strip(),
        card.before,
        tuple(card.pieces),
        card.after,
        tuple(places),
        (*phrases.describe_differences(one), *phrases.list_remarks(one)),
        tuple(one.wording.normalised),
    )


def _list_others(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    short = [one for one in report.quotations if one.wording.verdict == "too-short"]
    unmarked = report.unmarked or ()
    return [
        ("unbalanced", tuple(report.unbalanced)),
        ("short", tuple(f"{one.where}: “{one.quotation.text}”" for one in short)),
        ("doubtful", tuple(report.doubtful)),
        (
            "titles",
            tuple(
                f"{one.where}: “{one.text}”" + (f" is {one.item}" if one.item else "")
                for one in report.titles
            ),
        ),
        *(
            (
                kind,
                tuple(
                    f"{one.where}: “{one.text}” {phrases.cite_match(one.match)}"
                    for one in unmarked
                    if one.exact == exact
                ),
            )
            for kind, exact in (("unmarked", True), ("nearly", False))
        ),
    ]
