"""Which words of a page are set in italic or bold type."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedPdf

_ITALIC, _FORCE_BOLD = 1 << 6, 1 << 18
"""Flags of a font descriptor (ISO 32000-1, 9.8.2, table 123)."""
_BOLD_WEIGHT = 600
_SLANTED = re.compile(r"italic|oblique|slanted|kursiv|[-,]it\b|(?:^|\+)CM(?:TI|SL|BXTI)", re.I)
_HEAVY = re.compile(r"bold|black|heavy|[-,]bd\b|(?:^|\+)CMBX", re.I)
"""Parts of names of fonts; those of TeX (CMTI10, CMBX12) have no flags."""
_NAME_BYTES = 256


class StyledWord(NamedTuple):
    """A stretch of letters and digits, and how it is set."""

    text: str
    """As on the page."""
    italic: bool
    bold: bool
    told: bool
    """Whether the file names its font, without which the other two say nothing."""


def read_styled_words(path: Path, pdf_page: int) -> list[StyledWord]:
    """The words of one page (1-based) in the order of the file.

    A word is set as most of its letters are. Raises DamagedPdf.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise DamagedPdf(f"{path.name} cannot be read.") from error
    try:
        text_page = document[pdf_page - 1].get_textpage()  # it is closed when it is collected
        return list(_group_words(text_page.raw))
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise DamagedPdf(f"PDF page {pdf_page} of {path.name} cannot be read.") from error
    finally:
        document.close()


def _group_words(text_page: Any) -> Iterator[StyledWord]:
    name = ctypes.create_string_buffer(_NAME_BYTES)
    letters: list[tuple[str, tuple[bool, bool, bool]]] = []
    for index in range(pdfium.FPDFText_CountChars(text_page) + 1):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        letter = chr(code) if 0 < code < 0x110000 else " "
        if letter.isalnum():
            letters.append((letter, _read_style(text_page, index, name)))
        elif letters:
            style, _ = Counter(style for _, style in letters).most_common(1)[0]
            yield StyledWord("".join(one for one, _ in letters), *style)
            letters = []


def _read_style(text_page: Any, index: int, name: Any) -> tuple[bool, bool, bool]:
    """Whether a character is italic, whether it is bold, and whether that can be told."""
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, _NAME_BYTES, flags)
    font = name.value.decode("utf-8", "replace") if 0 < length <= _NAME_BYTES else ""
    weight = pdfium.FPDFText_GetFontWeight(text_page, index)
    bold = bool(flags.value & _FORCE_BOLD) or weight >= _BOLD_WEIGHT or bool(_HEAVY.search(font))
    slanted = bool(flags.value & _ITALIC) or bool(_SLANTED.search(font))
    return slanted or _measure_slant(text_page, index) != 0, bold, bool(font)


def _measure_slant(text_page: Any, index: int) -> int:
    """The italic angle of a character's font, 0 where it has none."""
    text_object = pdfium.FPDFText_GetTextObject(text_page, index)
    font = pdfium.FPDFTextObj_GetFont(text_object) if text_object else None
    angle = ctypes.c_int()
    return angle.value if font and pdfium.FPDFFont_GetItalicAngle(font, angle) else 0
