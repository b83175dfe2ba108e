"""A document as rows and bytes, as a worker sends it and the store keeps it.

Sheets and maps are read back only to show positions, and after an upgrade. They are packed some
pages at a time, with the clean text of these pages as dictionary: it has nearly all their words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from indexer.cleaning.page_text import PageText
from indexer.pages.unread_pictures import is_unread_picture
from indexer.paragraphs.numbering import find_paragraphs
from indexer.paragraphs.paragraph_label import ParagraphLabel
from indexer.readers.sheets import Sheet
from indexer.store.minutes import PackedMinutes
from indexer.store.running import PackedRunning, pack_running
from indexer.store.sheet_columns import SheetColumns, write_sheets

if TYPE_CHECKING:
    from indexer.pages.document import DocumentReading

_MOST_PAGES = 12
"""Pages packed together: reading one sheet unpacks all of them."""
_MOST_TEXT = 30_000
"""Characters packed together: zlib looks back 32,768 bytes."""
_WINDOW = 32_768
_MOST_BYTES = 400_000_000
"""Unpacked: what reads a file has no memory for more, so more comes from a stranger's store."""
_LEVEL = 3
"""Of zlib: higher ones save little and take much longer."""

PageRow: TypeAlias = tuple[
    int, int | None, str, str | None, str, str, str, str, str, int, int, int, str, str, int,
    int, str, int,
]  # fmt: skip
"""Number, PDF page and part of the sheet; label, its source and evidence; running text, notes,
seam, lost characters; the label's total, whether it is unique, and its part; where its words were
read from, how many are hidden, and whether they may have to be read in another order; the unit, and
whether it is to be read from its picture."""


class PackedSheets(NamedTuple):
    """Some consecutive pages of a document, with the maps of their texts."""

    first: int
    """The number of the first: its 1-based position among the document's pages."""
    page_count: int
    data: bytes
    """For `unpack_sheets`."""


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """Everything that is derived from one file, as it is stored."""

    reader: str
    information: dict[str, str]
    warnings: tuple[str, ...]
    pages: list[PageRow]
    sheets: list[PackedSheets]
    running: PackedRunning = ("", "")
    """For `unpack_running`."""
    paragraphs: tuple[ParagraphLabel, ...] = ()
    minutes: PackedMinutes | None = None
    """What was found in it, if it was taken for minutes."""

    @property
    def stretches(self) -> int:
        """How many of the pages are stretches of paragraphs."""
        return sum(page[16] == "paragraph" for page in self.pages)


def pack_document(reading: DocumentReading, minutes: PackedMinutes | None = None) -> PackedDocument:
    """`reading` as it is stored, with what was found in `minutes`."""
    pages: list[PageRow] = [
        (
            label.number, label.pdf_page, label.sheet_part,
            label.label, label.source, label.evidence,
            text.body, text.notes, text.seam, text.lost, label.total, int(label.unique), label.part,
            sheet.read_from, len(sheet.hidden.split()), int(text.order_doubtful),
            label.unit, int(is_unread_picture(sheet, text)),
        )
        for sheet, label, text in zip(reading.sheets, reading.labels, reading.texts, strict=True)
    ]  # fmt: skip
    sheets = [
        _pack(reading.sheets[start:end], reading.texts[start:end], start + 1)
        for start, end in _split_pages(reading.texts)
    ]
    paragraphs = find_paragraphs(reading.sheets, reading.labels, reading.texts)
    running = pack_running(reading.texts)
    about = (reading.reader, reading.information, reading.warnings)
    return PackedDocument(*about, pages, sheets, running, paragraphs, minutes)


def _split_pages(texts: Sequence[PageText]) -> Iterator[tuple[int, int]]:
    """Start and end, in `texts`, of the pages that are packed together."""
    start = characters = 0
    for at, text in enumerate(texts):
        length = len(text.body) + len(text.notes)
        if at - start == _MOST_PAGES or (at > start and characters + length > _MOST_TEXT):
            yield start, at
            start, characters = at, 0
        characters += length
    yield start, len(texts)


def _pack(sheets: Sequence[Sheet], texts: Sequence[PageText], first: int) -> PackedSheets:
    packer = zlib.compressobj(
        _LEVEL, zdict=_make_dictionary((text.body, text.notes) for text in texts)
    )
    written = write_sheets(sheets, [(text.body_map, text.notes_map) for text in texts])
    return PackedSheets(first, len(sheets), packer.compress(written) + packer.flush())


def unpack_sheets(data: bytes, texts: Iterable[tuple[str, str]]) -> SheetColumns:
    """The pages packed in `data`, with their running texts and notes in `texts`.

    Raises StoreDamage if the bytes or the texts are damaged, or the bytes are made to take memory.
    """
    unpacker = zlib.decompressobj(zdict=_make_dictionary(texts))
    with suppress(zlib.error):
        written = unpacker.decompress(data, _MOST_BYTES)
        if unpacker.eof:
            return SheetColumns(written)
    from indexer.store.store_errors import StoreDamage  # here: workers never need it

    raise StoreDamage("a sheet")


def _make_dictionary(texts: Iterable[tuple[str, str]]) -> bytes:
    """What zlib may refer back to instead of packing it again."""
    return "\n".join(text for both in texts for text in both).encode("utf-8")[:_WINDOW]
