"""The minutes that were found in documents, stored so that no search has to find them again.

Whether a document is minutes, and which meeting's, is said by its record, which may change: what
is stored names the meeting it was found for, and counts for no other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

VoiceChanges = tuple[list[int], list[str]]
"""Where in a document's running text the voice changes, ascending, and the voice from there on."""


class MinuteRow(NamedTuple):
    """A minute as it is stored."""

    number: str
    title: str
    start: int
    """0-based, in the document's running text."""
    end: int
    start_page: int
    """1-based."""
    start_offset: int
    end_page: int
    end_offset: int


class PackedMinutes(NamedTuple):
    """What was found in a document that is minutes."""

    meeting: str
    """The date of the meeting that these are the minutes of, "" where no day was known."""
    held: int | None
    """The year of the meeting, as the text says it."""
    draft: bool
    """Whether they call themselves a draft."""
    rows: list[MinuteRow]
    places: str
    """Whose words stand where, as `pack_places` writes it."""


class MinutePlaces(NamedTuple):
    """What is needed to say whose words stand at a place of a document."""

    length: int
    """Of the running text."""
    page_starts: list[int]
    """Where each page begins in it."""
    voices: list[VoiceChanges]
    """Of each minute."""


class FoundMinutes(NamedTuple):
    """What is known of a document without reading its minutes."""

    meeting: str
    held: int | None
    draft: bool


class MinuteTable:
    """The tables of a store with minutes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, document: int, packed: PackedMinutes | None) -> None:
        """Store what was found in a document, in place of anything found in it before."""
        for table in ("minutes", "minute_items"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        if packed is None:
            return
        meeting, held, draft, rows, places = packed
        self._db.execute(
            "INSERT INTO minutes VALUES (?, ?, ?, ?, ?)", (document, meeting, held, draft, places)
        )
        self._db.executemany(
            f"INSERT INTO minute_items VALUES ({', '.join('?' * 10)})",
            [(document, at, *row) for at, row in enumerate(rows)],
        )

    def list_found(self) -> dict[int, FoundMinutes]:
        """What is known of every document whose minutes were found, by its id."""
        rows = self._db.execute("SELECT document, meeting, held, draft FROM minutes")
        return {
            document: FoundMinutes(meeting, held, bool(draft))
            for document, meeting, held, draft in rows
        }

    def read_found(self, document: int) -> FoundMinutes | None:
        """The same for one document; None where its minutes were not found."""
        row = self._db.execute(
            "SELECT meeting, held, draft FROM minutes WHERE document = ?", (document,)
        ).fetchone()
        return _make_found(*row) if row else None

    def read_rows(self, document: int) -> list[MinuteRow]:
        """The minutes of a document, in order."""
        return [row for _, row in self._query_rows("document = ? ORDER BY at", document)]

    def find_rows(self, number: str) -> Iterator[tuple[int, MinuteRow]]:
        """Every minute with this number, in whatever case, and the id of its document."""
        return self._query_rows("number = ? COLLATE NOCASE ORDER BY document, at", number)

    def _query_rows(self, where: str, value: object) -> Iterator[tuple[int, MinuteRow]]:
        columns = ", ".join(MinuteRow._fields)
        rows = self._db.execute(
            f"SELECT document, {columns} FROM minute_items WHERE {where}", (value,)
        )
        return ((document, MinuteRow(*row)) for document, *row in rows)

    def read_places(self, document: int) -> MinutePlaces:
        """Whose words stand where. Raises sqlite3.DatabaseError if that is damaged."""
        packed, count = self._db.execute(
            "SELECT places, (SELECT count(*) FROM minute_items WHERE document = minutes.document)"
            " FROM minutes WHERE document = ?",
            (document,),
        ).fetchone()
        return _unpack_places(packed, count)


def pack_places(places: MinutePlaces) -> str:
    """Whose words stand where, as it is stored."""
    length, page_starts, voices = places
    names = list(dict.fromkeys(voice for _, own in voices for voice in own))
    numbers = {name: number for number, name in enumerate(names)}
    changes = [[starts, [numbers[voice] for voice in own]] for starts, own in voices]
    return json.dumps([length, page_starts, names, changes], separators=(",", ":"))


def _make_found(meeting: str, held: int | None, draft: int) -> FoundMinutes:
    return FoundMinutes(meeting, held, bool(draft))


def _unpack_places(packed: str, count: int) -> MinutePlaces:
    """The places of so many minutes."""
    try:
        length, page_starts, names, changes = json.loads(packed)
        if len(changes) != count:
            raise ValueError
        voices = [(starts, [names[number] for number in own]) for starts, own in changes]
    except (ValueError, TypeError, LookupError) as error:
        raise sqlite3.DatabaseError("stored minutes are damaged") from error
    return MinutePlaces(length, page_starts, voices)
