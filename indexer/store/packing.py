"""A document as rows and bytes: what a worker sends, and the store keeps as it comes.

Sheets and maps are read back only to show positions, or after an upgrade. They are packed some
pages at a time and against the clean text of these, which holds nearly all their words already.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from indexer.cleaning.page_text import PageText
from indexer.labels.page_label import pack_source
from indexer.readers.sheets import Sheet
from indexer.store.sheet_columns import SheetColumns, write_sheets

if TYPE_CHECKING:
    from indexer.pages.document import DocumentReading

_MOST_PAGES = 12
"""Packed together: to read one sheet is to unpack them all."""
_MOST_TEXT = 30_000
"""Characters packed together: zlib looks back 32,768 bytes."""
_WINDOW = 32_768
_LEVEL = 3
"""Of zlib: 6 would save a tenth, for half as much time again."""

PageRow: TypeAlias = tuple[int, str | None, str, str, str, str, str, int]
"""1-based PDF page, label, its source and evidence, running text, notes, seam, lost characters."""


class PackedSheets(NamedTuple):
    """Some consecutive pages of a document, with the maps of their texts."""

    first: int
    """PDF page of the first, 1-based."""
    page_count: int
    data: bytes
    """For `unpack_sheets`."""


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """Everything that is derived from one file, as the store takes it."""

    reader: str
    information: dict[str, str]
    warnings: tuple[str, ...]
    pages: list[PageRow]
    sheets: list[PackedSheets]


def pack_document(reading: DocumentReading) -> PackedDocument:
    """`reading`, the sheets of which are as stored."""
    pages: list[PageRow] = [
        (
            label.pdf_page, label.label, pack_source(label), label.evidence,
            text.body, text.notes, text.seam, text.lost,
        )
        for label, text in zip(reading.labels, reading.texts, strict=True)
    ]  # fmt: skip
    sheets = [
        _pack(reading.sheets[begin:end], reading.texts[begin:end])
        for begin, end in _split_pages(reading.texts)
    ]
    return PackedDocument(reading.reader, reading.information, reading.warnings, pages, sheets)


def _split_pages(texts: Sequence[PageText]) -> Iterator[tuple[int, int]]:
    """Where in `texts` those that are packed together begin and end."""
    begin = held = 0
    for at, text in enumerate(texts):
        length = len(text.body) + len(text.notes)
        if at - begin == _MOST_PAGES or (at > begin and held + length > _MOST_TEXT):
            yield begin, at
            begin, held = at, 0
        held += length
    yield begin, len(texts)


def _pack(sheets: Sequence[Sheet], texts: Sequence[PageText]) -> PackedSheets:
    packer = zlib.compressobj(
        _LEVEL, zdict=_make_dictionary((text.body, text.notes) for text in texts)
    )
    written = write_sheets(sheets, [(text.body_map, text.notes_map) for text in texts])
    return PackedSheets(sheets[0].pdf_page, len(sheets), packer.compress(written) + packer.flush())


def unpack_sheets(data: bytes, texts: Iterable[tuple[str, str]]) -> SheetColumns:
    """The pages packed in `data`, whose running texts and notes are `texts`.

    Raises sqlite3.DatabaseError when the bytes or the texts are damaged.
    """
    unpacker = zlib.decompressobj(zdict=_make_dictionary(texts))
    try:
        written = unpacker.decompress(data)
        whole = unpacker.eof
    except zlib.error:
        whole = False
    if not whole:
        from sqlite3 import DatabaseError  # here: workers never need it

        raise DatabaseError("a stored sheet is damaged")
    return SheetColumns(written)


def _make_dictionary(texts: Iterable[tuple[str, str]]) -> bytes:
    """What need not be packed again."""
    return "\n".join(text for both in texts for text in both).encode("utf-8")[:_WINDOW]
