"""A checked draft as one self-contained HTML page, without scripts or requests."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.errors import ReadingError
from corpus.progress import Progress, SilentProgress
from drafts.reports import phrases
from drafts.reports.page_image import PageImage, draw_page_images
from drafts.reports.phrases import TextRun
from drafts.reports.surroundings import find_surroundings
from drafts.verdicts.verbatim import CONTRACT
from drafts.verdicts.verdict import CheckedQuotation, Report
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_evidence
from indexer.library import Library
from search.locating.match import Match

_TEMPLATES = Path(__file__).parent / "templates"
_MOST_BYTES = 10_000_000
"""Bytes of pictures in one report; the worst quotations get theirs first."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page, ready for an `img` element."""

    address: str
    """A data: URI."""
    image: PageImage


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where words of a quotation stand in the corpus."""

    citation: str
    file: str
    labels: tuple[PageLabel, ...]
    pieces: list[TextRun]
    pictures: list[Picture]
    missing: str
    """Why there is no picture; "" if there is one."""


@dataclass(frozen=True, slots=True)
class Card:
    """One quotation, its number in the report counted from 1."""

    number: int
    checked: CheckedQuotation
    pieces: list[TextRun]
    places: list[SourcePlace]
    before: str
    """The draft's sentence before the quotation."""
    after: str


def render_html_report(
    report: Report,
    library: Library,
    progress: Progress | None = None,
    *,
    at: datetime | None = None,
) -> str:
    """The page; `at` is when the draft was checked (default: now)."""
    return render_cards(report, build_cards(report, library, progress), at=at)


def build_cards(report: Report, library: Library, progress: Progress | None = None) -> list[Card]:
    """The quotations that were checked, worst first, with pictures of their pages."""
    checked = [one for one in report.worst_first if one.wording.verdict != "too-short"]
    steps = (progress or SilentProgress()).track_steps(checked, "Drawing pages", len(checked))
    return list(_build_cards(report, library, steps))


def render_cards(report: Report, cards: Sequence[Card], *, at: datetime | None = None) -> str:
    """The page of a report whose `cards` have been built."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        report=report,
        name=report.draft.path.name,
        words=phrases,
        summary=phrases.describe_outcome(report),
        coverage=phrases.describe_coverage(report),
        contract=CONTRACT,
        at=at or datetime.now().astimezone(),
        cards=cards,
        filters=_list_filters([card.checked for card in cards]),
        unmarked=[one for one in report.unmarked or () if one.exact],
        nearly_unmarked=[one for one in report.unmarked or () if not one.exact],
        labels_in_words=describe_evidence,
        too_short=[one for one in report.quotations if one.wording.verdict == "too-short"],
    )


def _list_filters(checked: Sequence[CheckedQuotation]) -> list[tuple[str, str]]:
    """The states and verdicts that occur, each as a class of the page and in words."""
    states = [one.state for one in checked]
    verdicts = [one.wording.verdict for one in checked]
    return [
        *(
            (state, f"{name} ({states.count(state)})")
            for state, name in phrases.STATES.items()
            if state in states
        ),
        *(
            (f"words-{verdict}", f"words {verdict} ({verdicts.count(verdict)})")
            for verdict in phrases.WORDS
            if verdict in verdicts
        ),
    ]


def _build_cards(
    report: Report, library: Library, checked: Iterator[CheckedQuotation]
) -> Iterator[Card]:
    left = _MOST_BYTES
    for number, one in enumerate(checked, 1):
        places: list[SourcePlace] = []
        for match in one.matches:
            runs = phrases.split_source(one) if match is one.found else []
            runs = runs or [TextRun(match.text, "same")]
            pictures, missing = _draw_pictures(library, match, left)
            left -= sum(len(picture.image.data) for picture in pictures)
            citation, file = phrases.cite_match(match), match.entry.files[0]
            places.append(SourcePlace(citation, file, match.labels, runs, pictures, missing))
        around = find_surroundings(report.draft, one.quotation)
        yield Card(number, one, phrases.split_quotation(one), places, *around)


def _draw_pictures(library: Library, match: Match, left: int) -> tuple[list[Picture], str]:
    """Pictures of the pages, or why there are none; `left` is how many bytes may still be used."""
    if left <= 0:
        return [], "No picture: the report would grow too large."
    try:
        return [_make_picture(image) for image in draw_page_images(library, match)], ""
    except ReadingError as error:
        return [], f"No picture: {error.message}"


def _make_picture(image: PageImage) -> Picture:
    data = b64encode(image.data).decode("ascii")
    return Picture(f"data:{image.media_type};base64,{data}", image)
