"""What every report says of a quotation in the same words, be it on the screen or in a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from citation.written.excerpt_citations import format_plain_citation
from drafts.verdicts.verdict import CheckedQuotation, PageStatus, Report, SourceStatus, State
from drafts.verdicts.wording import WordsVerdict
from indexer.labels.pinpoint_wording import format_count
from search.locating.match import Match

WORDS: dict[WordsVerdict, str] = {
    "verbatim": "the source’s very words",
    "marked": "the source’s words, with the changes marked",
    "altered": "changed without a mark",
    "stitched": "put together from different places",
    "not-found": "not found in the corpus",
    "too-short": "too short to check",
}
PAGES: dict[PageStatus, str] = {
    "right": "the words are on the page cited",
    "wrong": "the words are not on the page cited",
    "absent": "no page is cited",
    "uncertain": "the number is not printed on the page",
    "unverified": "could not be checked",
}
SOURCES: dict[SourceStatus, str] = {
    "right": "the words are in the source cited",
    "wrong": "the words are not in the source cited",
    "absent": "no source could be made out",
    "ambiguous": "the citation fits more than one document",
    "unverified": "could not be checked",
}
STATES: dict[State, str] = {"wrong": "to mend", "open": "to look at", "right": "right"}

PieceKind = Literal["same", "changed", "marked", "gap"]
_LONGEST_GAP = 160
"""Characters of a stretch left out at an ellipsis that are shown."""


class TextRun(NamedTuple):
    """A stretch of a quotation or of its source."""

    text: str
    kind: PieceKind
    """`same` in both, `changed` without a mark, `marked` as changed, or a `gap` at an ellipsis."""


def split_quotation(one: CheckedQuotation) -> list[TextRun]:
    """The quotation, what is not the source's set apart."""
    spans = [
        (*each.quoted_at, _choose_kind(each.marked))
        for each in one.wording.differences
        if each.quoted_at[0] < each.quoted_at[1]
    ]
    return list(_split_pieces(one.quotation.text, spans))


def split_source(one: CheckedQuotation) -> list[TextRun]:
    """The source's words, what the quotation changes or leaves out set apart; none if not found."""
    if one.found is None:
        return []
    spans = [
        (*each.source_at, _choose_kind(each.marked))
        for each in one.wording.differences
        if each.source_at[0] < each.source_at[1]
    ]
    gaps: list[tuple[int, int, PieceKind]] = [(*gap, "gap") for gap in one.wording.gaps]
    pieces = _split_pieces(one.found.text, [*spans, *gaps])
    return [TextRun(_abridge(p.text), p.kind) if p.kind == "gap" else p for p in pieces]


def _choose_kind(marked: bool) -> PieceKind:
    return "marked" if marked else "changed"


def _split_pieces(text: str, spans: Iterable[tuple[int, int, PieceKind]]) -> Iterator[TextRun]:
    position = 0
    for start, end, kind in sorted(spans):
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
    """The notes, and where the second reader disagrees."""
    return [*one.notes, *([one.second_reading] if one.second_reading else [])]


def describe_second_reading(one: CheckedQuotation) -> str:
    """What the other PDF engine sees; "" where there was nothing to read."""
    if one.found is None:
        return ""
    return one.second_reading or "The second reader sees the same words."


def cite_match(match: Match) -> str:
    """The source with its pinpoint, and its key."""
    return f"{format_plain_citation(match.entry.item, match.pinpoint)} [{match.entry.item.id}]"


def describe_outcome(report: Report) -> str:
    """How many quotations there are, and how they are; or that there are none."""
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
    """What was looked through, and what could not be."""
    documents = format_count(report.coverage["documents"], "document")
    pages = format_count(report.coverage["pages"], "page")
    without = report.coverage["pages_without_text"]
    caveat = (
        f"; {format_count(without, 'page')} without text could not be looked into"
        if without
        else ""
    )
    return f"Looked through {documents}, {pages}{caveat}."
