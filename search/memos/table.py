"""A memo as a table for spreadsheets (CSV, RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from indexer.labels.pinpoint_wording import list_pdf_pages
from search.answering.result import Result
from search.memos.memo import MemoPart

COLUMNS = (
    "name question read_as number item title date pinpoint pdf_pages excerpt without citation "
    "caveats id"
).split()
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(parts: Sequence[MemoPart]) -> bytes:
    """One row for each passage, or one without a passage where nothing was found; UTF-8 with a byte
    order mark, which spreadsheets need.

    A cell that would be a formula begins with an apostrophe: documents come from strangers.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for part in parts:
        read_as = part.answer.read_as if part.answer else ""
        results = part.answer.results if part.answer else []
        rows = [_list_cells(number, result) for number, result in enumerate(results, 1)]
        for row in rows or [[""] * (len(COLUMNS) - 3)]:
            cells = [part.name, part.text, read_as, *row]
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return table.getvalue().encode("utf-8-sig")


def _list_cells(number: int, result: Result) -> list[str]:
    item = result.entry.item
    return [
        str(number),
        item.id,
        item.title,
        str(item.issued or ""),
        result.pinpoint,
        ", ".join(map(str, list_pdf_pages(result.labels))),
        result.excerpt.text,
        ", ".join(result.missing),
        result.citation,
        " ".join(result.list_caveats()),
        str(result.place),
    ]
