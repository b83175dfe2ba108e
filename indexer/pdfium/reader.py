"""Reading with PDFium: text, positions, and pictures of pages.

One call fetches a page's text; only the first, middle and last character of each line are asked for
their boxes. Asking for the text inside each rectangle instead is quadratic on crowded pages.
"""

from __future__ import annotations

import ctypes
import io
import re
from array import array
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import pi
from pathlib import Path
from sys import byteorder
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedPdf, EncryptedPdf
from indexer.geometry import Box, Display
from indexer.pdfium.shapes import black_pieces
from indexer.raised import (
    RAISED,
    SMALLER,
    SMALLEST,
    displaced_marks,
    part_fractions,
    raise_digits,
    raise_lone_marks,
)
from indexer.redactions import mark_redactions
from indexer.sheets import FileReading, Line, Sheet

_BREAK = re.compile(r"\r\n|\r|\n|(?<=[\ufffe\u0002])")
"""PDFium ends a line with CR LF, except after an end-of-line hyphen, which it gives as U+FFFE and
follows at once with the next line."""
_BROKEN = ("\ufffe", "\u0002")
_SIGNS = str.maketrans({"\ufffe": "-", "\u0002": "-", "\u0000": "\ufffd"})
_BULLET = re.compile(r"^(\s*)[\uf020-\uf0ff](?=\s|$)")
"""A character of a symbol font, by its code in the private use area, alone before a line's text."""
_UTF16 = "utf-16-le" if byteorder == "little" else "utf-16-be"
_LEFT_OUT = 50
"""At most so many characters in a row are missing from PDFium's text."""
_ROWS = 1.7
"""A line whose characters reach over more of their sizes than this stands in several rows."""
_NEXT_ROW = 0.6
"""Baselines further apart than this share of the size are two; those of superscripts are closer."""
_WORDS = re.compile(r"\S+")
_HAS_DIGIT = re.compile(r"[0-9]")


def read_pdf(path: Path, passwords: tuple[str, ...] = ()) -> FileReading:
    """All sheets of the file at `path`, blank ones too.

    Raises DamagedPdf when PDFium cannot open it, EncryptedPdf when none of `passwords` (nor the
    empty one) opens it. A single page that cannot be read becomes a sheet without lines, named
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
    # the CropBox inside the MediaBox, inherited or not: what is shown (ISO 32000-1, 14.11.2)
    display = Display(Box(*page.get_bbox()), page.get_rotation())
    text_page = page.get_textpage()
    characters = _PageText(text_page, display)
    lines = raise_lone_marks(tuple(_lines(characters, display)))
    pieces = partial(black_pieces, page.raw, display)
    lines = mark_redactions(lines, pieces, characters.box)
    width, height = display.size
    images = 0
    if not lines:
        images = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    text_page.close()
    page.close()
    return Sheet(index + 1, width, height, lines, document.get_page_label(index) or "", images)


class _PageText:
    """A page's characters: the text in one call, boxes and origins by index in that text."""

    def __init__(self, text_page: Any, display: Display) -> None:
        self._raw = text_page.raw
        self._display = display
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.text: str = text_page.get_text_range() if text_page.count_chars() else ""
        count = text_page.count_chars()
        self._index = None if len(self.text) == count else self._aligned(count)

    def _aligned(self, count: int) -> list[int]:
        """PDFium's own index of each character of the text, which leaves some characters out.

        Its own function for this loses count behind some of them.
        """
        codes = [int(pdfium.FPDFText_GetUnicode(self._raw, at)) for at in range(count)]
        index: list[int] = []
        at = 0
        for character in self.text:
            units = array("H", character.encode(_UTF16))
            near = range(at, min(at + _LEFT_OUT, count))
            at = next((k for k in near if codes[k] in (units[0], ord(character))), at)
            index.append(min(at, count - 1))
            at += 2 if codes[index[-1]] == units[0] and len(units) == 2 else 1
        return index

    def char_index(self, position: int) -> int:
        """PDFium's own index of the character at `position` of the text."""
        return self._index[position] if self._index else position

    def box(self, position: int) -> Box | None:
        """The character's box by its font's ascent and descent, on the displayed page."""
        if position >= len(self.text):
            return None
        found = pdfium.FPDFText_GetLooseCharBox(
            self._raw, self.char_index(position), ctypes.byref(self._box)
        )
        if not found:
            return None
        left, right, low, high = self._box.left, self._box.right, self._box.bottom, self._box.top
        if left > right:
            left, right = right, left
        if low > high:
            low, high = high, low
        return self._display.place(Box(left, low, right, high))

    def origin(self, position: int) -> tuple[float, float]:
        """Where the character stands on its baseline, on the displayed page."""
        pdfium.FPDFText_GetCharOrigin(
            self._raw, self.char_index(position), ctypes.byref(self._x), ctypes.byref(self._y)
        )
        x, y = self._x.value, self._y.value
        placed = self._display.place(Box(x, y, x, y))
        return placed.x0, placed.y0

    def angle(self, position: int) -> int:
        """Reading direction on the displayed page, degrees clockwise, to the nearest right
        angle."""
        radians = float(pdfium.FPDFText_GetCharAngle(self._raw, self.char_index(position)))
        return (round(radians / (pi / 2)) * 90 + self._display.rotation) % 360


def _lines(page: _PageText, display: Display) -> Iterator[Line]:
    position = 0
    for piece in _split(page.text):
        start = position + len(piece) - len(piece.lstrip("\r\n"))
        position += len(piece)
        text = piece.strip("\r\n")
        if text.strip():
            yield from _placed(page, display, text, start)


def _split(text: str) -> Iterator[str]:
    """`text` in lines, each with the line break that ends it."""
    begin = 0
    for found in _BREAK.finditer(text):
        if found.end() > begin:
            yield text[begin : found.end()]
            begin = found.end()
    if begin < len(text):
        yield text[begin:]


def _placed(page: _PageText, display: Display, text: str, start: int) -> Iterator[Line]:
    """The line `text`, whose first character is PDFium's `start`th; in pieces where its note mark
    was written out of order."""
    line = _line(page, display, text, start)
    if line is None:
        return
    rows = list(_rows(page, text, start, line.size)) if _is_several(line) else []
    for begin, end in rows:
        yield from _placed(page, display, text[begin:end], start + begin)
    if rows:
        return
    if line.angle or not _HAS_DIGIT.search(text):
        yield line
        return
    raised = _with_raised_marks(page, text, start, line.size)
    pieces = list(displaced_marks(raised, lambda at: _left_edge(page, start + at)))
    if len(pieces) == 1:
        yield replace(line, text=part_fractions(_readable(raised)))
        return
    for begin, end in pieces:
        part = _line(page, display, text[begin:end], start + begin)
        if part is not None:
            yield replace(part, text=part_fractions(_readable(raised[begin:end])))


def _is_several(line: Line) -> bool:
    """Whether the line is more than one: on some turned pages PDFium gives no line breaks."""
    across = line.bottom - line.top if line.angle in (0, 180) else line.x1 - line.x0
    return across > _ROWS * line.size > 0


def _rows(page: _PageText, text: str, start: int, size: float) -> Iterator[tuple[int, int]]:
    """The rows of such a line, as offsets in `text`: a word on another baseline, or that reads in
    another direction, begins a new one."""
    begin = 0
    row: tuple[int, float] | None = None
    for word in _WORDS.finditer(text):
        at = start + word.start()
        angle = page.angle(at)
        baseline = page.origin(at)[1 if angle in (0, 180) else 0]
        if row is not None and (row[0] != angle or abs(baseline - row[1]) > _NEXT_ROW * size):
            yield begin, word.start()
            begin = word.start()
        row = angle, baseline
    if begin:
        yield begin, len(text)


def _line(page: _PageText, display: Display, text: str, start: int) -> Line | None:
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip()) - 1
    hyphenated = text.endswith(_BROKEN)
    if hyphenated and last > first:
        last -= 1
    middle = (first + last) // 2
    while middle > first and (page.text[middle].isspace() or page.text[middle].isdigit()):
        middle -= 1
    boxes = [box for at in (first, middle, last) if (box := page.box(at)) is not None]
    if not boxes:
        return None
    left, top = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
    right, bottom = max(box.x1 for box in boxes), max(box.y1 for box in boxes)
    if not display.shows(Box(left, top, right, bottom)):
        return None
    angle = page.angle(middle)
    upright = angle in (0, 180)
    sizes = sorted(box.y1 - box.y0 if upright else box.x1 - box.x0 for box in boxes)
    size = round(sizes[len(sizes) // 2], 2)
    return Line(_readable(text), left, top, right, bottom, start, size, angle, hyphenated)


def _readable(text: str) -> str:
    """PDFium's end-of-line hyphens as "-", a character without meaning as U+FFFD, a bullet from a
    symbol font as one."""
    return _BULLET.sub(r"\1•", text.translate(_SIGNS))


def _with_raised_marks(page: _PageText, text: str, start: int, height: float) -> str:
    """`text`, most of whose characters are `height` points high, with superscript digits."""
    baseline: float | None = None

    def is_raised(at: int) -> bool:
        nonlocal baseline
        box = page.box(start + at)
        if box is None or not SMALLEST * height <= box.y1 - box.y0 <= SMALLER * height:
            return False
        if baseline is None:
            baseline = _baseline(page, text, start, height)
        return baseline - page.origin(start + at)[1] >= RAISED * height

    return raise_digits(text, is_raised)


def _baseline(page: _PageText, text: str, start: int, height: float) -> float:
    """The baseline of the first, middle or last character, whichever has the line's height."""
    shown = [at for at, character in enumerate(text) if not character.isspace()]
    sample = [start + shown[at] for at in (0, len(shown) // 2, -1)]
    heights = [box.y1 - box.y0 if (box := page.box(at)) else 0.0 for at in sample]
    off = [abs(found - height) for found in heights]
    return page.origin(sample[off.index(min(off))])[1]


def _left_edge(page: _PageText, position: int) -> float | None:
    box = page.box(position)
    return box.x0 if box is not None else None


def render_page(
    path: Path,
    pdf_page: int,
    *,
    scale: float,
    passwords: tuple[str, ...] = (),
    band: tuple[float, float] | None = None,
) -> bytes:
    """A picture of one page (1-based) as a viewer shows it, as PNG; `scale` is pixels to a point.

    Of a `band` (top and bottom, in points on the displayed page) only that much is drawn. Raises
    DamagedPdf or EncryptedPdf as `read_pdf` does, DamagedPdf also where the page cannot be drawn.
    """
    document = _open(path, passwords)
    try:
        page = document[pdf_page - 1]
        height = page.get_height()
        top, bottom = band or (0.0, height)
        bitmap = page.render(scale=scale, crop=(0, height - bottom, 0, top))
        picture = io.BytesIO()
        bitmap.to_pil().save(picture, "PNG", compress_level=1)
        return picture.getvalue()
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise DamagedPdf(f"PDF page {pdf_page} of {path.name} cannot be drawn.") from error
    finally:
        document.close()
