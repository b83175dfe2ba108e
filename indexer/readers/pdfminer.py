"""Reading with pdfminer.six: the second reader, the fallback, and the one module that imports it.

Much slower than PDFium, and an independent implementation: where both give the same words, the
words are on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any, BinaryIO, TypeVar

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTImage, LTTextLine
from pdfminer.pdfdocument import (
    PDFDocument,
    PDFEncryptionError,
    PDFNoPageLabels,
    PDFPasswordIncorrect,
)
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFException, resolve1
from pdfminer.utils import decode_text

from corpus.errors import DamagedPdf, EncryptedPdf
from indexer.readers.geometry import Box, Display
from indexer.readers.sheets import FileReading, Line, Sheet
from indexer.readers.superscripts import RAISED, SMALLER, convert_to_superscript, raise_lone_marks
from indexer.readers.uncertain import drop_stand_ins

T = TypeVar("T")

_INVISIBLE = 3
"""The text mode in which nothing is painted."""
_WORD_GAP = 0.2
"""Turned letters further apart than this share of their size are two words."""

_LONGEST_LABEL = 100
"""Characters of a page's label; nobody cites more."""


def read_pdf(
    path: Path, passwords: tuple[str, ...] = (), pdf_pages: Iterable[int] | None = None
) -> FileReading:
    """The sheets of the file at `path`: all, or only the 1-based `pdf_pages`, in the file's order.

    Raises DamagedPdf and EncryptedPdf as the PDFium reader does. A single page that cannot be read
    becomes a sheet without lines, named in `failed`.
    """
    wanted = None if pdf_pages is None else set(pdf_pages)
    try:
        with path.open("rb") as file:
            reading = _read_document(_open(file, passwords), wanted)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise EncryptedPdf(
            f"{path.name} needs a password.", "Give it with --password, or save an open copy."
        ) from error
    except Exception as error:  # pdfminer.six may raise anything on a damaged file
        raise DamagedPdf(
            f"{path.name} is damaged: pdfminer.six cannot read it.",
            "Get the file again, or repair it (for example with qpdf).",
        ) from error
    if not reading.sheets and not wanted:
        raise DamagedPdf(f"{path.name} is damaged: it has no pages.", "Get the file again.")
    return reading


def _read_document(document: PDFDocument, wanted: set[int] | None) -> FileReading:
    sheets: list[Sheet] = []
    failed: list[int] = []
    resources = PDFResourceManager()
    labels, information = _read_page_labels(document), _read_information(document)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if wanted is not None and number not in wanted:
            continue
        try:
            sheets.append(_read_page(resources, page, number, labels))
        except Exception:  # here as well: a damaged page costs only itself
            sheets.append(Sheet(number, 612, 792))
            failed.append(number)
    warnings = tuple(f"Page {page} could not be read." for page in failed)
    return FileReading(tuple(sheets), "pdfminer", information, warnings, tuple(failed))


def _open(file: BinaryIO, passwords: tuple[str, ...]) -> PDFDocument:
    for password in ("", *passwords):
        try:
            return PDFDocument(PDFParser(file), password)
        except (PDFPasswordIncorrect, PDFEncryptionError):
            continue
    raise PDFPasswordIncorrect


def _read_page_labels(document: PDFDocument) -> dict[int, str]:
    try:
        count = int(resolve1(resolve1(document.catalog["Pages"])["Count"]))
        labels = (label[:_LONGEST_LABEL] for label in document.get_page_labels())
        return dict(zip(range(1, count + 1), labels, strict=False))
    except (PDFNoPageLabels, PDFException, KeyError, TypeError, ValueError):
        return {}


def _read_information(document: PDFDocument) -> dict[str, str]:
    information: dict[str, str] = {}
    for entry in document.info:
        for key, value in entry.items():
            value = resolve1(value)
            if isinstance(value, bytes):
                value = decode_text(value)
            if isinstance(value, str) and value.strip():
                information[str(key)] = value.strip()
    return information


class _Device(PDFPageAggregator):
    """Lays a page out; a character without meaning is U+FFFD rather than "(cid:3)"."""

    has_invisible_text = False
    """Whether any text of the page is in the invisible mode (ISO 32000-1, 9.3.6)."""

    def render_string(self, textstate: PDFTextState, *arguments: Any) -> None:
        """Place a piece of text."""
        self.has_invisible_text |= textstate.render == _INVISIBLE
        super().render_string(textstate, *arguments)

    def handle_undefined_char(self, font: PDFFont, cid: int) -> str:
        """Stands for a character that the font gives no meaning."""
        return "\ufffd"


def _read_page(
    resources: PDFResourceManager, page: PDFPage, number: int, labels: dict[int, str]
) -> Sheet:
    device = _Device(resources, laparams=LAParams(all_texts=True))
    PDFPageInterpreter(resources, device).process_page(page)
    layout, display = device.get_result(), _make_display(page)
    lines: list[Line] = []
    start = 0
    for text_line in _find_of_type(layout, LTTextLine):
        line = _make_line(text_line, start, display)
        start += len(text_line.get_text())
        if line is not None:
            lines.append(line)
    pictures = sum(1 for _ in _find_of_type(layout, LTImage))
    layered = device.has_invisible_text and pictures and lines
    width, height = display.size
    joined = raise_lone_marks(tuple(_join_turned(lines)))
    return Sheet(
        number, width, height, joined, labels.get(number, ""), 0 if lines else pictures,
        read_from="layer" if layered else "text",
    )  # fmt: skip


def _make_display(page: PDFPage) -> Display:
    """What a viewer shows of the page, in the coordinates of its layout.

    pdfminer.six has already applied /Rotate, but lays out the whole MediaBox; a viewer shows the
    CropBox inside it (ISO 32000-1, 14.11.2).
    """
    media, crop = _make_box(page.mediabox), _make_box(page.cropbox)
    shown = Box(
        max(crop.x0, media.x0),
        max(crop.y0, media.y0),
        min(crop.x1, media.x1),
        min(crop.y1, media.y1),
    )
    if shown.x0 >= shown.x1 or shown.y0 >= shown.y1:
        shown = media
    display = Display(media, page.rotate % 360)
    height = display.size[1]
    left, top, right, bottom = display.place(shown)
    return Display(Box(left, height - bottom, right, height - top), 0)


def _make_box(corners: Iterable[float]) -> Box:
    x0, y0, x1, y1 = corners
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _find_of_type(container: LTContainer[Any], wanted: type[T]) -> Iterator[T]:
    for element in container:
        if isinstance(element, wanted):
            yield element
        elif isinstance(element, LTContainer):
            yield from _find_of_type(element, wanted)


def _make_line(line: LTTextLine, start: int, display: Display) -> Line | None:
    chars = [char for char in line if isinstance(char, LTChar)]
    text = drop_stand_ins("".join(_read_characters(list(line))).rstrip("\n"))
    box = display.place(Box(line.x0, line.y0, line.x1, line.y1))
    if not chars or not text.strip() or not display.shows(box):
        return None
    a, b = chars[len(chars) // 2].matrix[:2]  # where the middle character's baseline points
    angle = (0 if a > 0 else 180) if abs(a) >= abs(b) else (270 if b > 0 else 90)
    size = median(char.size for char in chars)
    hyphenated = text.rstrip().endswith(("-", "\u00ad", "\u2010"))
    return Line(text, box.x0, box.y0, box.x1, box.y1, start, round(size, 2), angle, hyphenated)


def _read_characters(elements: list[object]) -> Iterator[str]:
    """The line's characters, raised digits as Unicode superscripts."""
    chars = [char for char in elements if isinstance(char, LTChar)]
    body = median(char.size for char in chars) if chars else 0.0
    base = median(char.y0 for char in chars) if chars else 0.0
    for element in elements:
        text = element.get_text() if hasattr(element, "get_text") else ""
        raised = (
            isinstance(element, LTChar)
            and text.isdigit()
            and text.isascii()
            and element.size <= SMALLER * body
            and element.y0 - base >= RAISED * body
        )
        yield convert_to_superscript(text) if raised else text


def _join_turned(lines: Iterable[Line]) -> Iterator[Line]:
    """`lines` with turned text in one piece: pdfminer.six makes a line of each turned letter."""
    for angle, group in groupby(lines, key=lambda line: line.angle):
        if angle not in (90, 270):
            yield from group
            continue
        columns: list[list[Line]] = []
        for line in group:
            last = columns[-1][-1] if columns else None
            if last is not None and last.x0 < line.x1 and line.x0 < last.x1:
                columns[-1].append(line)
            else:
                columns.append([line])
        yield from (_join_pieces(column, downwards=angle == 90) for column in columns)


def _join_pieces(pieces: list[Line], *, downwards: bool) -> Line:
    pieces = sorted(pieces, key=lambda line: line.top if downwards else -line.bottom)
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before is not None:
            gap = piece.top - before.bottom if downwards else before.top - piece.bottom
            text += " " if gap > _WORD_GAP * piece.size else ""
        text += piece.text
    return Line(
        text,
        min(piece.x0 for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.bottom for piece in pieces),
        min(piece.start for piece in pieces),
        pieces[0].size,
        pieces[0].angle,
    )
