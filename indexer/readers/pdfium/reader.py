"""Reading with PDFium: files, pages, and pictures of pages."""

from __future__ import annotations

import ctypes
import io
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedPdf, EncryptedPdf
from indexer.readers.added import place_added_lines
from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.annotations import list_unread_contents, load_page
from indexer.readers.pdfium.buffers import Buffers
from indexer.readers.pdfium.objects import Objects
from indexer.readers.pdfium.outline import read_outline
from indexer.readers.pdfium.page_pictures import count_pictures, read_language
from indexer.readers.pdfium.signs import SignFinder
from indexer.readers.pdfium.streams import may_hold_replacements
from indexer.readers.pdfium.visible import read_visible_lines
from indexer.readers.sheet_list import SheetList
from indexer.readers.sheets import FileReading, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_SMALL = 4_000_000
"""A file of at most this many bytes is handed to PDFium as a whole, which is faster."""
_TOGETHER = 200
"""Pages that are read before a file is reopened: until then PDFium keeps all it has read."""


def read_pdf(path: Path, passwords: tuple[str, ...] = ()) -> FileReading:
    """All sheets of the file at `path`, blank ones too.

    Raises DamagedPdf when PDFium cannot open it, EncryptedPdf when none of `passwords` (nor the
    empty one) opens it. A single page that cannot be read becomes a sheet without lines, named
    in `failed`.
    """
    document = open_document(path, passwords)
    pages = len(document)
    try:
        sheets = SheetList()
        failed: list[int] = []
        titles = read_outline(document.raw)
        buffers = Buffers(may_hold_replacements(path))
        finder = SignFinder(buffers.bulk)
        looked_at_cheaply = 0
        for index in range(pages):
            if index and index % _TOGETHER == 0:
                document.close()
                document = open_document(path, passwords)
            try:
                sheets.append(_read_page(document, index, buffers, finder, titles))
            except pypdfium2.PdfiumError:
                sheets.append(Sheet(index + 1, 612, 792, begins=titles.get(index, "")))
                failed.append(index + 1)
            looked_at_cheaply += not buffers.unmapped.thorough
        if buffers.unmapped.may_be_missed:
            for index in range(looked_at_cheaply):
                if index + 1 not in failed:
                    again = _read_page(document, index, buffers, finder, titles)
                    sheets.replace(index, again)
        information = {key: value for key, value in document.get_metadata_dict().items() if value}
        if language := read_language(document.raw):
            information["Lang"] = language
        warnings = [f"Page {page} could not be read." for page in failed]
        if finder.passed_over:
            warnings.append(
                f"{finder.passed_over} of its pages may hold words that cannot be seen: looking at"
                " all of them would have taken too long."
            )
        warnings += list_unread_contents(document.raw)
        return FileReading(sheets.finish(), "pdfium", information, tuple(warnings), tuple(failed))
    finally:
        document.close()
        if pages > _TOGETHER:
            _give_memory_back()


def _give_memory_back() -> None:
    """Have the system take back what PDFium has freed, which Python cannot use, where it can: glibc
    keeps it otherwise."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)


def open_document(path: Path, passwords: tuple[str, ...]) -> pypdfium2.PdfDocument:
    """The document in the file, to be closed by the caller. Raises DamagedPdf or EncryptedPdf."""
    for password in (None, "", *passwords):
        try:
            source = path.read_bytes() if path.stat().st_size <= _SMALL else path
            document = pypdfium2.PdfDocument(source, password=password)
            len(document)
            return document
        except pypdfium2.PdfiumError as error:
            if error.err_code != pdfium.FPDF_ERR_PASSWORD:
                raise DamagedPdf(
                    f"{path.name} is damaged: PDFium cannot open it.",
                    "Get the file again, or repair it (for example with qpdf).",
                ) from error
        except OSError as error:
            raise DamagedPdf(f"{path.name} cannot be read: {error.strerror}.") from error
    raise EncryptedPdf(
        f"{path.name} needs a password.", "Give it with --password, or save an open copy."
    )


def _read_page(
    document: pypdfium2.PdfDocument,
    index: int,
    buffers: Buffers,
    finder: SignFinder,
    titles: Mapping[int, str],
) -> Sheet:
    """The page at `index`, 0-based; `titles` are those of the outline, by such indices."""
    # pypdfium2's own pages and text pages take longer: they are closed when they are collected
    page, added_from = load_page(document.raw, index)
    try:
        display = read_display(page)
        objects = Objects(page)
        shown = read_visible_lines(page, objects, display, buffers, finder)
        lines = shown.lines
        if added_from is not None:
            lines = place_added_lines(lines, added_from)
        width, height = display.size
        images = count_pictures(objects, lines, display)
        label = buffers.read_page_label(document, index)
        about = (label, images, shown.hidden, shown.read_from, titles.get(index, ""))
        return Sheet(index + 1, width, height, lines, *about)
    finally:
        pdfium.FPDF_ClosePage(page)


def read_display(page: Any) -> Display:
    """How the raw `page` is shown. Raises PdfiumError where it has no size."""
    # the CropBox inside the MediaBox, inherited or not: what is shown (ISO 32000-1, 14.11.2)
    box = pdfium.FS_RECTF()
    turns = pdfium.FPDFPage_GetRotation(page)
    if turns < 0 or not pdfium.FPDF_GetPageBoundingBox(page, box):
        raise pypdfium2.PdfiumError("the page has no size")
    return Display(Box(box.left, box.bottom, box.right, box.top), 90 * turns)


def render_page(
    path: Path,
    pdf_page: int,
    *,
    scale: float,
    passwords: tuple[str, ...] = (),
    box: Box | None = None,
) -> bytes:
    """`render_image` as PNG."""
    image = render_image(path, pdf_page, scale=scale, passwords=passwords, box=box)
    picture = io.BytesIO()
    image.save(picture, "PNG", compress_level=1)
    return picture.getvalue()


def render_image(
    path: Path,
    pdf_page: int,
    *,
    scale: float,
    passwords: tuple[str, ...] = (),
    box: Box | None = None,
) -> Image:
    """One page (1-based) as a viewer shows it; `scale` is pixels per point.

    With a `box`, in points from the top left corner of the displayed page, only that part is drawn.
    Raises DamagedPdf or EncryptedPdf as `read_pdf` does, and DamagedPdf where the page cannot be
    drawn.
    """
    document = open_document(path, passwords)
    try:
        page = document[pdf_page - 1]
        width, height = page.get_size()
        shown = box or Box(0.0, 0.0, width, height)
        crop = (shown.x0, height - shown.y1, width - shown.x1, shown.y0)
        bitmap = page.render(scale=scale, crop=tuple(max(0.0, side) for side in crop))
        image: Image = bitmap.to_pil()
        return image
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise DamagedPdf(f"PDF page {pdf_page} of {path.name} cannot be drawn.") from error
    finally:
        document.close()
