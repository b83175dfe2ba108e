"""Reading with PDFium: the one module that imports pypdfium2.

One call fetches a page's text; only the first, middle and last character of each line are asked for
their boxes. Asking for the text inside each rectangle instead is quadratic on crowded pages.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedPdf, EncryptedPdf
from indexer.geometry import Box, Display
from indexer.sheets import FileReading, Line, Sheet
from indexer.words import SUPERSCRIPT_DIGITS

_BREAK = re.compile(r"\r\n|\r|\n|(?<=[\ufffe\u0002])")
"""PDFium ends a line with CR LF, except after an end-of-line hyphen, which it gives as U+FFFE and
follows at once with the next line."""

_NOTE_MARK = re.compile(r"(?<![\d$£€#/\-–.])\d{1,3}(?![\d/%])|(?<=[^\d\s][.,])\d{1,3}(?!\d)")
"""Short numbers that may be raised; their height is looked at."""

_RAISED = 0.15
"""A superscript's baseline stands higher than its neighbour's by this share of the neighbour's height."""
_SMALLER = 0.9
"""A superscript's height is at most this share of its neighbour's."""


def read_pdf(path: Path, passwords: tuple[str, ...] = ()) -> FileReading:
    """All sheets of the file at `path`, blank ones too.

    Raises DamagedPdf when PDFium cannot open it, EncryptedPdf when none of `passwords` (nor the empty
    one) opens it. A single page that cannot be read becomes a sheet without lines, named
    in `failed`.
    """
    document = _open(path, passwords)
    try:
        sheets: list[Sheet] = []
        failed: list[int] = []
        for index in range(len(document)):
            try:
                sheets.append(_read_page(document, index))
            except pypdfium2.PdfiumError:
                sheets.append(Sheet(index + 1, 612, 792))
                failed.append(index + 1)
        information = {key: value for key, value in document.get_metadata_dict().items() if value}
        warnings = tuple(f"Page {page} could not be read." for page in failed)
        return FileReading(tuple(sheets), "pdfium", information, warnings, tuple(failed))
    finally:
        document.close()


def _open(path: Path, passwords: tuple[str, ...]) -> pypdfium2.PdfDocument:
    for password in (None, "", *passwords):
        try:
            document = pypdfium2.PdfDocument(path, password=password)
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


def _read_page(document: pypdfium2.PdfDocument, index: int) -> Sheet:
    page = document[index]
    display = Display(Box(*_visible_box(page)), page.get_rotation())
    text_page = page.get_textpage()
    lines = tuple(_lines(_PageText(text_page), display))
    width, height = display.size
    images = 0
    if not lines:
        images = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    text_page.close()
    page.close()
    return Sheet(
        index + 1, width, height, lines, document.get_page_label(index) or "", images
    )


def _visible_box(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """The CropBox inside the MediaBox, which is what a viewer shows (ISO 32000-1, 14.11.2)."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    box = (
        max(crop[0], media[0]),
        max(crop[1], media[1]),
        min(crop[2], media[2]),
        min(crop[3], media[3]),
    )
    return box if box[0] < box[2] and box[1] < box[3] else media


class _PageText:
    """A page's characters: the text in one call, boxes and origins by index in that text."""

    def __init__(self, text_page: Any) -> None:
        self._raw = text_page.raw
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.text: str = text_page.get_text_range() if text_page.count_chars() else ""
        self._exact = len(self.text) == text_page.count_chars()

    def char_index(self, position: int) -> int:
        """PDFium's own index of the character at `position` of the text: they part ways where the
        text leaves characters out."""
        if self._exact:
            return position
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, position))

    def box(self, position: int) -> Box | None:
        """The character's box by its font's ascent and descent, in user space."""
        found = pdfium.FPDFText_GetLooseCharBox(
            self._raw, self.char_index(position), ctypes.byref(self._box)
        )
        if not found:
            return None
        box = self._box
        return Box(
            min(box.left, box.right),
            min(box.bottom, box.top),
            max(box.left, box.right),
            max(box.bottom, box.top),
        )

    def baseline(self, position: int) -> tuple[float, float]:
        """The character's origin in user space."""
        pdfium.FPDFText_GetCharOrigin(
            self._raw, self.char_index(position), ctypes.byref(self._x), ctypes.byref(self._y)
        )
        return self._x.value, self._y.value

    def angle(self, position: int) -> int:
        """Reading direction in user space, degrees clockwise, to the nearest right angle."""
        radians = float(pdfium.FPDFText_GetCharAngle(self._raw, self.char_index(position)))
        return round(radians / 1.5707963267948966) % 4 * 90


def _lines(page: _PageText, display: Display) -> Iterator[Line]:
    position = 0
    for piece in _split(page.text):
        start = position + len(piece) - len(piece.lstrip("\r\n"))
        position += len(piece)
        text = piece.strip("\r\n")
        hyphenated = text.endswith(("\ufffe", "\u0002"))
        if text.strip():
            line = _line(page, display, text, start, hyphenated)
            if line is not None:
                yield line


def _split(text: str) -> Iterator[str]:
    """`text` in lines, each with the line break that ends it."""
    begin = 0
    for found in _BREAK.finditer(text):
        if found.end() > begin:
            yield text[begin : found.end()]
            begin = found.end()
    if begin < len(text):
        yield text[begin:]


def _line(
    page: _PageText, display: Display, text: str, start: int, hyphenated: bool
) -> Line | None:
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip()) - 1
    if hyphenated and last > first:
        last -= 1
    middle = (first + last) // 2
    while middle > first and page.text[middle].isspace():
        middle -= 1
    boxes = [box for at in (first, middle, last) if (box := page.box(at)) is not None]
    if not boxes:
        return None
    placed = [display.place(box) for box in boxes]
    angle = (page.angle(middle) + display.rotation) % 360
    whole = Box(
        min(box.x0 for box in placed),
        min(box.y0 for box in placed),
        max(box.x1 for box in placed),
        max(box.y1 for box in placed),
    )
    if not display.shows(whole):
        return None
    upright = angle in (0, 180)
    sizes = sorted(box.y1 - box.y0 if upright else box.x1 - box.x0 for box in placed)
    size = sizes[len(sizes) // 2]
    if angle == 0:
        text = _raise_note_marks(page, text, start)
    text = text.replace("\ufffe", "-").replace("\u0002", "-").replace("\u0000", " ")
    return Line(text, whole.x0, whole.y0, whole.x1, whole.y1, start, round(size, 2), angle, hyphenated)


def _raise_note_marks(page: _PageText, text: str, start: int) -> str:
    """`text` with its superscript digits as Unicode superscripts.

    "section 3" with note 12 would else read "section 312".
    """
    for mark in _NOTE_MARK.finditer(text):
        neighbour = mark.start() - 1
        if neighbour < 0:
            neighbour = next(
                (at for at in range(mark.end(), len(text)) if not text[at].isspace()), -1
            )
        elif text[neighbour].isspace() and neighbour:
            neighbour -= 1
        if neighbour >= 0 and _is_raised(page, start + mark.start(), start + neighbour):
            digits = "".join(SUPERSCRIPT_DIGITS[int(digit)] for digit in mark.group())
            text = text[: mark.start()] + digits + text[mark.end() :]
    return text


def _is_raised(page: _PageText, digit: int, neighbour: int) -> bool:
    box, beside = page.box(digit), page.box(neighbour)
    if box is None or beside is None:
        return False
    height, height_beside = box.y1 - box.y0, beside.y1 - beside.y0
    rise = page.baseline(digit)[1] - page.baseline(neighbour)[1]
    return height <= _SMALLER * height_beside and rise >= _RAISED * height_beside
