"""A checked draft on the screen, in 80 columns: a table, then what to correct or check."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli.layout import WIDTH, Span, format_marked_lines, make_bold, make_dim, wrap_hanging

if TYPE_CHECKING:
    from drafts.reports.phrases import TextRun
    from drafts.verdicts.verdict import CheckedQuotation, Report

_ROW = "{:>3}  {:<9}  {:<10}  {:<10}  {:<13} {}"
_INDENT = "     "


def format_report(report: Report, *, colour: bool) -> Iterator[str]:
    """The lines of the report, worst quotations first."""
    from drafts.reports.phrases import describe_coverage, describe_outcome
    from drafts.verdicts.verbatim import CONTRACT

    yield make_bold(wrap_hanging(describe_outcome(report)), colour)
    yield wrap_hanging(describe_coverage(report))
    for unread in report.draft.unread:
        yield make_bold(wrap_hanging(f"warning: {unread}"), colour)
    for warning in report.draft.warnings:
        yield wrap_hanging(f"note: {warning}")
    checked = [
        quotation for quotation in report.worst_first if quotation.wording.verdict != "too-short"
    ]
    if checked:
        yield ""
        yield from _format_table(checked, colour)
    for number, quotation in enumerate(checked, 1):
        if quotation.state != "right":
            yield ""
            yield from _format_details(number, quotation, colour)
    yield from _format_unchecked(report)
    if report.quotations:
        yield ""
        yield from textwrap.wrap(f"What was treated as equal: {CONTRACT}", WIDTH)


def _format_table(checked: Sequence[CheckedQuotation], colour: bool) -> Iterator[str]:
    yield make_dim(_ROW.format("", "words", "page", "source", "where", "quotation"), colour)
    for number, quotation in enumerate(checked, 1):
        text = " ".join(quotation.quotation.text.split())
        where = textwrap.shorten(quotation.where, 13, placeholder="…")
        verdicts = (quotation.wording.verdict, quotation.page, quotation.source)
        row = _ROW.format(number, *verdicts, where, f"“{text}”")
        row = row if len(row) <= WIDTH else f"{row[: WIDTH - 1].rstrip()}…"
        yield make_bold(row, colour and quotation.state == "wrong")


def _format_details(number: int, one: CheckedQuotation, colour: bool) -> Iterator[str]:
    from drafts.reports.phrases import (
        PAGES,
        SOURCES,
        STATES,
        WORDS,
        TextRun,
        cite_match,
        describe_differences,
        list_remarks,
        split_quotation,
        split_source,
    )

    heading = f"{number:>3}. {STATES[one.state].capitalize()}: {one.where}"
    if cited := one.claimed.raw.strip():
        heading += f", cites “{cited}”"
    yield make_bold(wrap_hanging(heading), colour)
    yield from _wrap_indented(f"words   {one.wording.verdict}: {WORDS[one.wording.verdict]}")
    yield from _wrap_indented(f"page    {one.page}: {PAGES[one.page]}")
    yield from _wrap_indented(f"source  {one.source}: {SOURCES[one.source]}")
    yield from _format_marked_text("draft:", split_quotation(one), colour)
    for part in one.wording.parts:
        yield from _format_marked_text("source:", [TextRun(part.text, "same")], colour)
        yield from _wrap_indented(cite_match(part))
    if one.found is not None and not one.wording.parts:
        if one.wording.verdict != "verbatim":
            yield from _format_marked_text("source:", split_source(one), colour)
        yield from _wrap_indented(cite_match(one.found))
    for line in (*describe_differences(one), *list_remarks(one)):
        yield from _wrap_indented(f"- {line}")


def _format_marked_text(name: str, pieces: Sequence[TextRun], colour: bool) -> Iterator[str]:
    """The text of `pieces`, with what differs in colour or with carets below it."""
    text = ""
    marks: list[Span] = []
    for piece in pieces:
        start = len(text)
        # the bars keep a space at either end of the piece
        text += " ".join(f"|{piece.text}|".split())[1:-1]
        if piece.kind != "same":
            marks.append((start, len(text)))
    yield _INDENT + name
    yield from format_marked_lines(text, marks, indent=_INDENT + "  ", colour=colour)


def _wrap_indented(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT + "        ",
        break_on_hyphens=False,
    )


def _format_unchecked(report: Report) -> Iterator[str]:
    """What was not checked: unpaired quotation marks, quotations too short, and titles."""
    short = [
        f"{quotation.where}: “{quotation.quotation.text}”"
        for quotation in report.quotations
        if quotation.wording.verdict == "too-short"
    ]
    titles = [
        f"{title.where}: “{title.text}”{title.item and f' is {title.item}'}"
        for title in report.titles
    ]
    for heading, lines in (
        ("Quotation marks without a partner:", report.unbalanced),
        ("Too short to check (under four words):", short),
        ("Titles, not checked:", titles),
        ("Set in like block quotations, but not found:", report.doubtful),
        ("Without quotation marks, word for word:", [*_list_unmarked(report, exact=True)]),
        ("Without quotation marks, nearly word for word:", [*_list_unmarked(report, exact=False)]),
    ):
        if lines:
            yield ""
            yield heading
            for line in lines:
                yield from _wrap_indented(line)


def _list_unmarked(report: Report, *, exact: bool) -> Iterator[str]:
    """The words of the corpus without quotation marks, with their places and what differs."""
    from drafts.reports.phrases import cite_match

    for one in report.unmarked or ():
        if one.exact == exact:
            differences = "; ".join(each.describe() for each in one.match.differences)
            text = textwrap.shorten(one.text, 300, placeholder=" …")
            place = cite_match(one.match)
            yield f"{one.where}: “{text}” {place}{differences and ': '}{differences}"
