"""Sheets as bytes, for the store: read back only to show positions, or after an upgrade."""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import astuple, replace

from indexer.sheets import Line, Sheet


def as_stored(sheet: Sheet) -> Sheet:
    """`sheet` as it will come back: positions to a tenth of a point.

    What is derived is derived from this, so that deriving anew gives the same.
    """
    lines = tuple(
        Line(
            line.text, round(line.x0, 1), round(line.top, 1), round(line.x1, 1),
            round(line.bottom, 1), line.start, line.size, line.angle, line.hyphenated,
        )
        for line in sheet.lines
    )  # fmt: skip
    width, height = round(sheet.width, 1), round(sheet.height, 1)
    return replace(sheet, width=width, height=height, lines=lines)


def pack_sheet(sheet: Sheet) -> bytes:
    """`sheet`, which is as stored, in few bytes."""
    whole = astuple(sheet)
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def unpack_sheet(data: bytes) -> Sheet:
    """The sheet that was packed. Raises sqlite3.DatabaseError when the bytes are damaged."""
    try:
        whole = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        pdf_page, width, height, lines, label, images = whole
        return Sheet(pdf_page, width, height, tuple(Line(*line) for line in lines), label, images)
    except (zlib.error, ValueError, TypeError) as error:
        raise sqlite3.DatabaseError("a stored sheet is damaged") from error
