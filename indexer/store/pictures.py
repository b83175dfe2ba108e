"""What was read of pictures, page by page, by the content of their file.

Reading takes seconds each: an interrupted run goes on where it stopped, and no page is read twice.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Container
from typing import NamedTuple

from indexer.readers.geometry import Box
from indexer.readers.pictures.picture_reading import PictureReading, SeenWord
from indexer.readers.sheets import Line
from indexer.store.checksums import compute_packed_checksum
from indexer.store.store_errors import StoreDamage

_PUT = """
    INSERT OR REPLACE INTO pictures
        (sha256, pdf_page, engine, languages, problem, has_words, packed, checksum)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_READ = (
    "SELECT sha256, pdf_page, engine, languages, problem, has_words, packed, checksum FROM pictures"
)

_MOST_BYTES = 100_000_000
"""Of what was read of one page, unpacked."""


class KnownPicture(NamedTuple):
    """A page whose picture was read, or could not be."""

    languages: str
    problem: str
    """Why it could not be read, or ""."""


class PictureTable:
    """The table of a store with what was read of pictures."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, sha256: str, pdf_page: int, reading: PictureReading) -> None:
        """Store what was read of a page (1-based), in place of any earlier reading."""
        about = (reading.engine, reading.languages, reading.problem, int(bool(reading.words)))
        values, packed = (sha256, pdf_page, *about), _pack(reading)
        self._db.execute(_PUT, (*values, packed, compute_packed_checksum(packed, *values)))

    def list_known(self) -> dict[str, dict[int, KnownPicture]]:
        """Every page that was read or tried: by content, and by 1-based page."""
        rows = self._db.execute("SELECT sha256, pdf_page, languages, problem FROM pictures")
        known: dict[str, dict[int, KnownPicture]] = {}
        for sha256, page, languages, problem in rows:
            known.setdefault(sha256, {})[page] = KnownPicture(languages, problem)
        return known

    def list_problems(self, sha256: str) -> dict[int, str]:
        """Why pages of a file (1-based) could not be read."""
        rows = self._db.execute(
            "SELECT pdf_page, problem FROM pictures WHERE sha256 = ? AND problem <> ''", (sha256,)
        )
        return dict(rows)

    def list_read(self, sha256: str) -> set[int]:
        """The pages of a file (1-based) that were read, even if there was nothing on them."""
        rows = self._db.execute("SELECT pdf_page FROM pictures WHERE sha256 = ?", (sha256,))
        return {page for (page,) in rows}

    def count_read(self) -> dict[str, int]:
        """By content, where it has any: on how many pages words were read from the picture."""
        rows = self._db.execute(
            "SELECT sha256, count(*) FROM pictures WHERE has_words = 1 GROUP BY sha256"
        )
        return dict(rows)

    def read(self, sha256: str) -> dict[int, PictureReading]:
        """What was read of a file's pages, by 1-based page."""
        rows = self._db.execute(f"{_READ} WHERE sha256 = ?", (sha256,))
        return {row[1]: _unpack(*row) for row in rows}

    def read_words(self, sha256: str, pdf_page: int) -> tuple[SeenWord, ...]:
        """The words of one page, with how sure they are; none if it was not read."""
        row = self._db.execute(
            f"{_READ} WHERE sha256 = ? AND pdf_page = ?", (sha256, pdf_page)
        ).fetchone()
        return _unpack(*row).words if row else ()

    def find_newest(self, sha256: str) -> int:
        """The number of the newest reading of a file's pages; 0 if there is none."""
        row = self._db.execute("SELECT max(id) FROM pictures WHERE sha256 = ?", (sha256,))
        return int(row.fetchone()[0] or 0)

    def find_unread(self) -> dict[int, list[int]]:
        """By document, where it has any: the 1-based PDF pages to be read from their picture."""
        rows = self._db.execute(
            "SELECT DISTINCT document, pdf_page FROM pages WHERE unread_picture = 1"
            " ORDER BY document, pdf_page"
        )
        unread: dict[int, list[int]] = {}
        for document, page in rows:
            unread.setdefault(document, []).append(page)
        return unread

    def remove_others(self, contents: Container[str]) -> None:
        """Remove what was read of files with none of these contents."""
        rows = self._db.execute("SELECT id, sha256 FROM pictures").fetchall()
        others = [(id, sha256) for id, sha256 in rows if sha256 not in contents]
        # the list came from SQLite's index: a picture goes only if its row says the same
        self._db.executemany("DELETE FROM pictures WHERE id = ? AND +sha256 = ?", others)

    def list_behind(self) -> list[int]:
        """The ids of the documents with pages that were read after their text was derived."""
        rows = self._db.execute(
            "SELECT id FROM documents WHERE picture < (SELECT max(id) FROM pictures"
            " WHERE pictures.sha256 = documents.sha256 AND has_words = 1) ORDER BY id"
        )
        return [document for (document,) in rows]


def _pack(reading: PictureReading) -> bytes:
    lines = [
        (text, *(round(edge, 1) for edge in edges), start, size, angle, hyphenated)
        for text, *edges, start, size, angle, hyphenated in reading.lines
    ]
    words = [
        (start, end, confidence, *(round(edge, 1) for edge in box))
        for start, end, confidence, box in reading.words
    ]
    content = [lines, words, round(reading.width, 1), round(reading.height, 1)]
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode("utf-8"))


def _unpack(
    sha256: str,
    pdf_page: int,
    engine: str,
    languages: str,
    problem: str,
    has_words: int,
    packed: bytes,
    checksum: int,
) -> PictureReading:
    """Raises StoreDamage."""
    about = (sha256, pdf_page, engine, languages, problem, has_words)
    if compute_packed_checksum(packed, *about) != checksum:
        raise StoreDamage("what was read of a picture")
    unpacker = zlib.decompressobj()
    written = unpacker.decompress(packed, _MOST_BYTES)
    if not unpacker.eof:  # made to take memory
        raise StoreDamage("what was read of a picture")
    lines, words, width, height = json.loads(written)
    return PictureReading(
        tuple(Line(*line) for line in lines),
        tuple(SeenWord(start, end, sure, Box(*box)) for start, end, sure, *box in words),
        engine,
        languages,
        width,
        height,
        problem,
    )
