"""The minutes that were found in documents, stored so that no search has to find them again.

Whether a document is minutes, and which meeting's, is said by its record, which may change: what
is stored names the meeting it was found for, and counts for no other.
"""

# No `from __future__ import annotations`: see `search/answering/text_hits.py`.

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from indexer.store.checksums import compute_checksum
from indexer.store.store_errors import StoreDamage

_FOUND = "document, meeting, held, draft, places"

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
        values = (document, meeting, held, int(draft), places)
        self._db.execute(
            "INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?)", (*values, compute_checksum(*values))
        )
        items = [(document, at, *row) for at, row in enumerate(rows)]
        self._db.executemany(
            f"INSERT INTO minute_items VALUES ({', '.join('?' * 11)})",
            [(*item, compute_checksum(*item)) for item in items],
        )

    def list_found(self) -> dict[int, FoundMinutes]:
        """What is known of every document whose minutes were found, by its id."""
        return {document: _make_found(*rest) for document, *rest, _ in self._query_found("1")}

    def read_found(self, document: int) -> FoundMinutes | None:
        """The same for one document; None where its minutes were not found."""
        for _, *found, _ in self._query_found("document = ?", document):
            return _make_found(*found)
        return None

    def _query_found(self, where: str, *parameters: object) -> Iterator[tuple[Any, ...]]:
        """The rows of `minutes`, each verified."""
        rows = self._db.execute(f"SELECT {_FOUND}, checksum FROM minutes WHERE {where}", parameters)
        return _verify_rows(rows)

    def read_rows(self, document: int) -> list[MinuteRow]:
        """The minutes of a document, in order."""
        return [row for _, row in self._query_rows("document = ? ORDER BY at", document)]

    def find_rows(self, number: str) -> Iterator[tuple[int, MinuteRow]]:
        """Every minute with this number, in whatever case, and the id of its document."""
        return self._query_rows("number = ? COLLATE NOCASE ORDER BY document, at", number)

    def _query_rows(self, where: str, value: object) -> Iterator[tuple[int, MinuteRow]]:
        columns = ", ".join(MinuteRow._fields)
        rows = self._db.execute(
            f"SELECT document, at, {columns}, checksum FROM minute_items WHERE {where}", (value,)
        )
        return ((document, MinuteRow(*row)) for document, _, *row in _verify_rows(rows))

    def read_places(self, document: int) -> MinutePlaces:
        """Whose words stand where. Raises StoreDamage."""
        query = "SELECT count(*) FROM minute_items WHERE document = ?"
        count = self._db.execute(query, (document,)).fetchone()[0]
        for *_, packed in self._query_found("document = ?", document):
            return _unpack_places(document, packed, count)
        raise StoreDamage("the list of minutes", document)


def _verify_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows without their checksums, which come last. Raises StoreDamage."""
    for *values, checksum in rows:
        if compute_checksum(*values) != checksum:
            raise StoreDamage("the list of minutes", values[0])
        yield tuple(values)


def pack_places(places: MinutePlaces) -> str:
    """Whose words stand where, as it is stored."""
    length, page_starts, voices = places
    names = list(dict.fromkeys(voice for _, own in voices for voice in own))
    numbers = {name: number for number, name in enumerate(names)}
    changes = [[starts, [numbers[voice] for voice in own]] for starts, own in voices]
    return json.dumps([length, page_starts, names, changes], separators=(",", ":"))


def _make_found(meeting: str, held: int | None, draft: int) -> FoundMinutes:
    return FoundMinutes(meeting, held, bool(draft))


def _unpack_places(document: int, packed: str, count: int) -> MinutePlaces:
    """The places of so many minutes."""
    length, page_starts, names, changes = json.loads(packed)
    if len(changes) != count:  # a row is lost
        raise StoreDamage("the list of minutes", document)
    voices = [(starts, [names[number] for number in own]) for starts, own in changes]
    return MinutePlaces(length, page_starts, voices)
