"""What a store holds of one document, as it was put there: the way back from rows to documents."""

from __future__ import annotations

import json
from typing import NamedTuple, cast

from indexer.store.checksums import compute_packed_checksum
from indexer.store.minutes import PackedMinutes
from indexer.store.packing import PackedDocument, PackedSheets, PageRow
from indexer.store.store import Store
from indexer.store.store_errors import StoreDamage

_PAGE = (
    "number, pdf_page, sheet_part, label, label_source, evidence, body, notes, seam, lost,"
    " label_total, label_unique, label_part, read_from, hidden_words, order_doubtful, unit,"
    " unread_picture"
)
"""In the order of `PageRow`."""


class PictureRow(NamedTuple):
    """What was read of the picture of a page, as it is stored."""

    pdf_page: int
    engine: str
    languages: str
    problem: str
    has_words: int
    packed: bytes


def read_packed_document(store: Store, document: int) -> PackedDocument:
    """A document as it was stored, every row verified. Raises StoreDamage."""
    row = store.documents[document]
    store.read_document_pages(document)  # verifies them
    where = "BETWEEN ? AND ? ORDER BY"
    keys = (row.first_key, row.first_key + row.page_count - 1)
    pages = store.query(f"SELECT {_PAGE} FROM pages WHERE key {where} key", *keys)
    sheets: list[PackedSheets] = []
    for first, count, data, checksum in store.query(
        f"SELECT first_key, page_count, packed, checksum FROM sheets WHERE first_key {where}"
        " first_key",
        *keys,
    ):
        if compute_packed_checksum(data, first, count) != checksum:
            raise StoreDamage("a sheet", document)
        sheets.append(PackedSheets(first - row.first_key + 1, count, data))
    running = ("", "")
    if row.running_check:
        store.read_running(document)  # verifies it
        ((words, blocks),) = store.query(
            "SELECT words, blocks FROM running WHERE document = ?", document
        )
        running = (words, blocks)
    return PackedDocument(
        row.reader,
        json.loads(row.information),
        tuple(json.loads(row.warnings)),
        cast("list[PageRow]", pages),
        sheets,
        running,
        tuple(store.read_paragraphs(document)),
        _read_minutes(store, document),
    )


def _read_minutes(store: Store, document: int) -> PackedMinutes | None:
    found = store.minutes.read_found(document)
    if found is None:
        return None
    ((places,),) = store.query("SELECT places FROM minutes WHERE document = ?", document)
    return PackedMinutes(*found, store.minutes.read_rows(document), places)


def read_picture_rows(store: Store, sha256: str) -> list[PictureRow]:
    """What was read of the pictures of a file. Raises StoreDamage."""
    rows = store.query(
        "SELECT pdf_page, engine, languages, problem, has_words, packed, checksum FROM pictures"
        " WHERE sha256 = ? ORDER BY pdf_page",
        sha256,
    )
    pictures: list[PictureRow] = []
    for *values, checksum in rows:
        picture = PictureRow(*values)
        if compute_packed_checksum(picture.packed, sha256, *values[:-1]) != checksum:
            raise StoreDamage("what was read of a picture")
        pictures.append(picture)
    return pictures


def write_picture_rows(store: Store, sha256: str, pictures: list[PictureRow]) -> None:
    """Store what was read of the pictures of a file."""
    for picture in pictures:
        values = (sha256, *picture[:-1])
        checksum = compute_packed_checksum(picture.packed, *values)
        store.query(
            "INSERT OR REPLACE INTO pictures (sha256, pdf_page, engine, languages, problem,"
            " has_words, packed, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *values, picture.packed, checksum,
        )  # fmt: skip
