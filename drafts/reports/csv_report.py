"""A checked draft as a table for spreadsheets: one row for each quotation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from drafts.reports import phrases
from drafts.verdicts.verdict import CheckedQuotation, Report

COLUMNS = (
    "where", "quotation", "state", "words", "page", "source", "cites", "cited item", "cited pages",
    "found item", "found file", "found at", "source text", "differences", "remarks",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell begins that a spreadsheet program would run."""


def render_csv_report(report: Report) -> str:
    """The table, in the order of the draft; every quotation, too short ones included.

    It begins with a byte order mark, without which spreadsheet programs misread UTF-8.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(map(_disarm, map(_make_row, report.quotations)))
    return "\ufeff" + table.getvalue()


def _make_row(one: CheckedQuotation) -> Iterator[str]:
    found = one.found
    yield from (one.where, one.quotation.text)
    yield from (phrases.STATES[one.state], one.wording.verdict, one.page, one.source)
    yield from (one.claimed.raw, ", ".join(one.claimed.items))
    yield ", ".join(one.claimed.format_places())
    if found is None:
        yield from [""] * 4
    else:
        yield from (found.entry.item.id, found.entry.files[0], found.pinpoint, found.text)
    yield "; ".join(phrases.describe_differences(one))
    yield " ".join(phrases.list_remarks(one))


def _disarm(cells: Iterable[str]) -> Iterator[str]:
    """The cells on one line each, none of which is taken for a formula."""
    for cell in cells:
        plain = " ".join(cell.split())
        yield f"'{plain}" if plain.startswith(_FORMULA) else plain
