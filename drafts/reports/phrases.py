"""What every report says in the same words, whether on the screen, in a page or in a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from citation.written.excerpt_citations import format_plain_citation
from drafts.verdicts.comparing import CheckedDifference
from drafts.verdicts.picture_reader import is_installed
from drafts.verdicts.verbatim import WordsVerdict
from drafts.verdicts.verdict import CheckedQuotation, PageStatus, Report, SourceStatus, State
from indexer.coverage import describe_extent
from indexer.labels.pinpoint_wording import format_count
from indexer.pages.origins import describe_origins
from indexer.records.record_caveats import list_record_caveats
from search.locating.match import Match

WORDS: dict[WordsVerdict, str] = {
    "verbatim": "the source’s very words",
    "marked": "the source’s words, with the changes marked",
    "uncertain": "the source’s words, as far as its letters can be told",
    "altered": "changed without a mark",
    "running": "in a running head or foot, not in the text",
    "stitched": "put together from different places",
    "not-found": "not found in the corpus",
    "too-short": "too short to check",
}
PAGES: dict[PageStatus, str] = {
    "right": "the words are at the place cited",
    "wrong": "the words are not at the place cited",
    "absent": "no page is cited, nor a paragraph that could be compared",
    "uncertain": "the number is not printed on the page",
    "unverified": "could not be checked",
}
SOURCES: dict[SourceStatus, str] = {
    "right": "the words are in the source cited",
    "wrong": "the words are not in the source cited",
    "absent": "no source could be identified",
    "ambiguous": "the citation fits more than one document",
    "unverified": "could not be checked",
}
STATES: dict[State, str] = {"wrong": "to correct", "open": "to check", "right": "correct"}

PieceKind = Literal["same", "changed", "marked", "gap"]
_LONGEST_GAP = 160
"""Characters: of a longer stretch left out at an ellipsis only the ends are shown."""


class TextRun(NamedTuple):
    """A stretch of a quotation or of its source, all of one kind."""

    text: str
    kind: PieceKind
    """`same` in both, `changed` without a mark, `marked` as changed, or a `gap` at an ellipsis."""


def split_quotation(one: CheckedQuotation) -> list[TextRun]:
    """The quotation in runs, what is not the source's set apart."""
    spans = [(*each.quoted_at, _choose_kind(each)) for each in one.wording.differences]
    return list(_split_text(one.quotation.text, spans))


def split_source(one: CheckedQuotation) -> list[TextRun]:
    """The source's words in runs, what the quotation changes or leaves out set apart; none if they
    were not found."""
    if one.found is None:
        return []
    spans = [(*each.source_at, _choose_kind(each)) for each in one.wording.differences]
    gaps: list[tuple[int, int, PieceKind]] = [(*gap, "gap") for gap in one.wording.gaps]
    runs = _split_text(one.found.text, [*spans, *gaps])
    return [TextRun(_abridge(run.text), run.kind) if run.kind == "gap" else run for run in runs]


def _choose_kind(difference: CheckedDifference) -> PieceKind:
    return "marked" if difference.marked else "changed"


def _split_text(text: str, spans: Iterable[tuple[int, int, PieceKind]]) -> Iterator[TextRun]:
    position = 0
    for start, end, kind in sorted(span for span in spans if span[0] < span[1]):
        begin = max(start, position)
        if position < begin:
            yield TextRun(text[position:begin], "same")
        if begin < end:
            yield TextRun(text[begin:end], kind)
        position = max(position, end)
    if position < len(text):
        yield TextRun(text[position:], "same")


def _abridge(text: str) -> str:
    if len(text) <= _LONGEST_GAP:
        return text
    half = _LONGEST_GAP // 2
    return f"{text[:half].rsplit(' ', 1)[0]} […] {text[-half:].split(' ', 1)[-1]}"


def describe_differences(one: CheckedQuotation) -> list[str]:
    """Each difference on one line, and whether it is marked."""
    return [
        each.difference.describe() + (" (marked)" if each.marked else "")
        for each in one.wording.differences
    ]


def list_remarks(one: CheckedQuotation) -> list[str]:
    """The notes, how the source's words were got, where the second reader disagrees, and caveats
    on the records."""
    known = [match.confidence for match in one.matches if match.confidence is not None]
    origins = describe_origins(
        (origin for match in one.matches for origin in match.read_from), min(known, default=None)
    )
    second = [one.second_reading] if one.second_reading else []
    return [*one.notes, *origins, *second, *list_caveats(one)]


def list_caveats(one: CheckedQuotation) -> list[str]:
    """What must be known of the records of the places before they are cited, one sentence each."""
    entries = {match.entry.item.id: match.entry for match in one.matches}
    return [
        f"{key}: {caveat}"
        for key, entry in entries.items()
        for caveat in list_record_caveats(entry.item)
    ]


def describe_second_reading(one: CheckedQuotation) -> str:
    """What the other PDF engine sees; "" if there was nothing to read."""
    if one.found is None:
        return ""
    if one.second_reading:
        return one.second_reading
    if any("picture" in match.read_from for match in one.matches) and not is_installed():
        return "No second reader for pictures is installed."
    return "The second reader sees the same words."


def cite_match(match: Match) -> str:
    """The source with its pinpoint, and its key."""
    return f"{format_plain_citation(match.entry.item, match.pinpoint)} [{match.entry.item.id}]"


def describe_outcome(report: Report) -> str:
    """How many quotations there are, and how many of them are correct; or that there are none."""
    checked = [one for one in report.quotations if one.wording.verdict != "too-short"]
    short = len(report.quotations) - len(checked)
    name = report.draft.path.name
    if not report.quotations:
        return f"{name}: no quotations."
    counts = [
        f"{number} {STATES[state]}"
        for state in STATES
        if (number := sum(1 for one in checked if one.state == state))
    ]
    counts += [f"{short} too short to check"] if short else []
    return f"{name}: {format_count(len(report.quotations), 'quotation')}: {', '.join(counts)}."


def describe_coverage(report: Report) -> str:
    """What was searched, and what could not be."""
    coverage = report.coverage
    extent = describe_extent(
        coverage["documents"], coverage["pages"], coverage["documents_without_pages"]
    )
    textless = report.coverage["pages_without_text"]
    caveat = (
        f"; {format_count(textless, 'page')} without text could not be searched" if textless else ""
    )
    changed = report.changed_files.describe()
    return f"Searched {extent}{caveat}.{f' {changed}' if changed else ''}"
