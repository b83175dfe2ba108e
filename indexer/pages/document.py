"""One file becomes a document: sheets, page labels, clean text. What a worker process does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Any

from corpus.errors import DamagedPdf
from corpus.frozen import replace_fields
from indexer.cleaning.clean_text import clean_pages
from indexer.cleaning.letters import restore_letters
from indexer.cleaning.page_text import PageText
from indexer.labels.page_label import PageLabel
from indexer.pages.imposition import take_apart
from indexer.pages.labelling import label_pages
from indexer.pages.parts import name_parts
from indexer.pages.stretches import derive_stretches
from indexer.readers.options import ReaderName
from indexer.readers.sheet_list import collect_sheets
from indexer.readers.sheets import FileReading, Line, Sheet
from indexer.readers.signatures import TYPED_PAGES, WITHOUT_PAGES, FlowingKind, find_kind

_MOST_ENTRIES, _LONGEST_KEY, _LONGEST_VALUE = 40, 60, 1000


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """Everything that is derived from one file."""

    reader: str
    information: dict[str, str]
    warnings: tuple[str, ...]
    sheets: Sequence[Sheet]
    labels: tuple[PageLabel, ...]
    texts: tuple[PageText, ...]


def read_document(
    path: Path, *, reader: ReaderName = "pdfium", passwords: tuple[str, ...] = ()
) -> DocumentReading:
    """The document in the file at `path`.

    Whatever PDFium cannot read is tried with pdfminer.six; of pictures the sheets are empty, until
    `pictures.py` puts in what was read of them. Raises a ReadingError, or a FlowingTextError for a
    file that is neither a PDF nor a picture.
    """
    kind = find_kind(path)
    if kind == "picture":
        from indexer.readers.pictures.image_files import read_pages

        return build_document(read_pages(path))
    if kind != "pdf":
        return _read_flowing(path, kind)
    # nothing but this holds what was read
    return build_document(_require_pages(_read_file(path, reader, passwords), path))


def _require_pages(reading: FileReading, path: Path) -> FileReading:
    if not reading.sheets:
        raise DamagedPdf(f"{path.name} has no page that can be read.", "Get the file again.")
    return reading


def build_document(reading: FileReading) -> DocumentReading:
    """The document in a file that was `reading`, or put together from what was read of it."""
    name, information, warnings = reading.reader, reading.information, reading.warnings
    # labels and text come from what is stored, so that deriving them again gives the same
    pages = take_apart(restore_letters(reading.sheets))
    del reading  # of a file of thousands of pages there is room for one copy
    sheets = collect_sheets(map(round_positions, pages))
    del pages
    return DocumentReading(name, cap_information(information), warnings, sheets, *derive(sheets))


def cap_information(information: Mapping[str, str]) -> dict[str, str]:
    """What a file says about itself, as far as anybody would read it: a title of megabytes would
    be compared with each citation of each draft."""
    kept = list(information.items())[:_MOST_ENTRIES]
    return {key[:_LONGEST_KEY]: value[:_LONGEST_VALUE] for key, value in kept}


def _read_flowing(path: Path, kind: FlowingKind) -> DocumentReading:
    from indexer.readers.flowing.sources import read_source

    source = read_source(path, kind)
    sheets = tuple(map(round_positions, source.sheets))
    return DocumentReading(
        source.reader,
        cap_information(source.information),
        source.warnings,
        sheets,
        *derive(sheets, source.reader),
    )


def derive(
    sheets: Sequence[Sheet], reader: str = "pdfium"
) -> tuple[tuple[PageLabel, ...], tuple[PageText, ...]]:
    """The page labels and the clean text of a document's sheets, in order, given what read them."""
    if reader == TYPED_PAGES:
        labels, texts = derive(sheets)
        return tuple(replace_fields(label, pdf_page=None) for label in labels), texts
    if reader in WITHOUT_PAGES:
        return derive_stretches(sheets)
    labels = label_pages(sheets)
    texts = tuple(clean_pages(sheets, labels))
    return name_parts(sheets, labels, texts), texts


def _read_file(path: Path, reader: ReaderName, passwords: tuple[str, ...]) -> FileReading:
    if reader == "pdfium":
        from indexer.readers import pdfium

        with suppress(DamagedPdf):  # pdfminer.six may still read it
            reading = pdfium.read_pdf(path, passwords)
            return _reread_failed_pages(path, passwords, reading) if reading.failed else reading
    from indexer.readers import pdfminer

    return pdfminer.read_pdf(path, passwords)


def _reread_failed_pages(
    path: Path, passwords: tuple[str, ...], reading: FileReading
) -> FileReading:
    """`reading`, but with the pages that PDFium failed on as pdfminer.six reads them."""
    from indexer.readers import pdfminer

    failed = reading.failed
    try:
        again = pdfminer.read_pdf(path, passwords, failed).sheets
    except DamagedPdf:
        return reading
    by_page = {sheet.pdf_page: sheet for sheet in again if sheet.lines}
    sheets = collect_sheets(by_page.get(sheet.pdf_page, sheet) for sheet in reading.sheets)
    warnings = tuple(
        f"Page {page} was read by pdfminer.six, because PDFium could not read it."
        if page in by_page
        else f"Page {page} could not be read."
        for page in failed
    )
    return FileReading(sheets, reading.reader, reading.information, warnings)


def round_positions(sheet: Sheet) -> Sheet:
    """`sheet` as the store will give it back: with positions in whole tenths of a point."""
    columns: list[Iterable[Any]] = list(zip(*sheet.lines, strict=True))
    if columns:
        columns[1:5] = (map(round, column, repeat(1)) for column in columns[1:5])
    # as Line(…), which takes longer
    lines = map(tuple.__new__, repeat(Line), zip(*columns, strict=True))
    measures = {name: round(getattr(sheet, name), 1) for name in ("width", "height", "left", "top")}
    return replace(sheet, lines=tuple(lines), **measures)
