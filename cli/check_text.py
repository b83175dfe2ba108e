"""A checked draft on the screen, in 80 columns: a table, then what there is to mend or look at."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli.layout import WIDTH, bold, dim, hanging, marked_lines

if TYPE_CHECKING:
    from drafts.reports.phrases import Piece
    from drafts.verdicts.verdict import CheckedQuotation, Report

_ROW = "{:>3}  {:<9}  {:<10}  {:<10}  {:<13} {}"
_INDENT = "     "


def report_lines(report: Report, *, colour: bool) -> Iterator[str]:
    """The report, line by line, worst first."""
    from drafts.reports.phrases import coverage, summary
    from drafts.verdicts.wording import CONTRACT

    yield bold(hanging(_plain(summary(report))), colour)
    yield hanging(coverage(report))
    for warning in report.draft.warnings:
        yield hanging(_plain(f"note: {warning}"))
    checked = [one for one in report.worst_first if one.wording.verdict != "too-short"]
    short = [one for one in report.quotations if one.wording.verdict == "too-short"]
    if checked:
        yield ""
        yield from _table(checked, colour)
    for number, one in enumerate(checked, 1):
        if one.state != "right":
            yield ""
            yield from _details(number, one, colour)
    yield from _in_short(report, short)
    if report.quotations:
        yield ""
        yield from textwrap.wrap(f"What was treated as equal: {CONTRACT}", WIDTH)


def _table(checked: Sequence[CheckedQuotation], colour: bool) -> Iterator[str]:
    yield dim(_ROW.format("", "words", "page", "source", "where", "quotation"), colour)
    for number, one in enumerate(checked, 1):
        text = _plain(" ".join(one.quotation.text.split()))
        where = textwrap.shorten(one.where, 13, placeholder="…")
        row = _ROW.format(number, one.wording.verdict, one.page, one.source, where, f"“{text}”")
        row = row if len(row) <= WIDTH else f"{row[: WIDTH - 1].rstrip()}…"
        yield bold(row, colour) if one.state == "wrong" else row


def _details(number: int, one: CheckedQuotation, colour: bool) -> Iterator[str]:
    from drafts.reports.phrases import (
        PAGES,
        SOURCES,
        STATES,
        WORDS,
        Piece,
        citation,
        differences,
        quoted_pieces,
        remarks,
        source_pieces,
    )

    heading = f"{number:>3}. {STATES[one.state].capitalize()}: {one.where}"
    cited = one.claimed.raw.strip()
    yield bold(hanging(_plain(f"{heading}, cites “{cited}”" if cited else heading)), colour)
    yield from _hung(f"words   {one.wording.verdict}: {WORDS[one.wording.verdict]}")
    yield from _hung(f"page    {one.page}: {PAGES[one.page]}")
    yield from _hung(f"source  {one.source}: {SOURCES[one.source]}")
    yield from _marked("draft:", quoted_pieces(one), colour)
    for part in one.wording.parts:
        yield from _marked("source:", [Piece(part.text, "same")], colour)
        yield from _hung(citation(part))
    if one.found is not None and not one.wording.parts:
        if one.wording.verdict != "verbatim":
            yield from _marked("source:", source_pieces(one), colour)
        yield from _hung(citation(one.found))
    for line in (*differences(one), *remarks(one)):
        yield from _hung(f"- {line}")


def _marked(name: str, pieces: Sequence[Piece], colour: bool) -> Iterator[str]:
    """A text, what differs in it in colour or with carets under it."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for piece in pieces:
        text = _plain(" ".join(f"|{piece.text}|".split())[1:-1])
        if piece.kind != "same":
            marks.append((length, length + len(text)))
        parts.append(text)
        length += len(text)
    yield _INDENT + name
    yield from marked_lines("".join(parts), marks, indent=_INDENT + "  ", colour=colour)


def _hung(text: str) -> list[str]:
    return textwrap.wrap(
        _plain(text),
        WIDTH,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT + "        ",
        break_on_hyphens=False,
    )


def _in_short(report: Report, short: Sequence[CheckedQuotation]) -> Iterator[str]:
    """Quotation marks without a partner, quotations too short to check, and titles."""
    lists = (
        ("Quotation marks without a partner:", report.unbalanced),
        (
            "Too short to check (under four words):",
            [f"{one.where}: “{one.quotation.text}”" for one in short],
        ),
        (
            "Titles, not checked:",
            [f"{one.where}: “{one.text}” is {one.item}" for one in report.titles],
        ),
    )
    for heading, lines in lists:
        if lines:
            yield ""
            yield heading
            for line in lines:
                yield from _hung(line)


def _plain(text: str) -> str:
    """`text` without characters that would steer a terminal."""
    return "".join("�" if unicodedata.category(c) == "Cc" and c != "\n" else c for c in text)
