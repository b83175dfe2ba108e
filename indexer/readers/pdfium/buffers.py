"""Memory for PDFium's answers, reused for page after page of a document."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import repeat
from operator import add
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.calls import fetch_loose_box, fetch_origin
from indexer.readers.pdfium.unmapped import UnmappedCharacters

EDGES = 4
"""An FS_RECTF has four numbers: left, top, right, bottom."""

_LONGEST_LABEL = 100
"""Characters of a page's label; nobody cites more."""


class Buffers:
    """Asks PDFium about pages and their characters; holds the memory that the answers go to."""

    def __init__(self, may_replace: bool = True) -> None:
        self.may_replace = may_replace
        """Whether the document may hold replacement texts."""
        self._make_boxes(256)
        self._units = (ctypes.c_ushort * 8192)()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._point = ctypes.byref(self._x), ctypes.byref(self._y)
        self.bulk = Bulk()
        """For questions about the objects of a page."""
        self.unmapped = UnmappedCharacters()
        """What is known so far of the document's characters without meaning."""

    def _make_boxes(self, count: int) -> None:
        numbers = (ctypes.c_float * (EDGES * count))()
        size = ctypes.sizeof(pdfium.FS_RECTF)
        self._boxes = list(map(ctypes.byref, repeat(numbers), range(0, count * size, size)))
        self._numbers: Any = memoryview(numbers).cast("B").cast("f")

    def measure_edges(self, text_page: Any, indices: Sequence[int]) -> list[float]:
        """Left, top, right and bottom of each character in turn, in user space."""
        self._fetch_boxes(text_page, indices)
        edges: list[float] = self._numbers[: EDGES * len(indices)].tolist()
        return edges

    def measure_doubled_middles(self, text_page: Any, indices: Sequence[int]) -> list[float]:
        """How high the middle of each character is, in user space, times two: halving thousands of
        numbers takes as long as adding them."""
        self._fetch_boxes(text_page, indices)
        end = EDGES * len(indices)
        return list(
            map(add, self._numbers[1:end:EDGES].tolist(), self._numbers[3:end:EDGES].tolist())
        )

    def _fetch_boxes(self, text_page: Any, indices: Sequence[int]) -> None:
        if len(indices) > len(self._boxes):
            self._make_boxes(2 * len(indices))
        if not all(map(fetch_loose_box, repeat(text_page), indices, self._boxes)):
            raise pypdfium2.PdfiumError("a character has no box")

    def measure_origin(self, text_page: Any, index: int) -> tuple[float, float]:
        """Where the character stands on its baseline, in user space."""
        fetch_origin(text_page, index, *self._point)
        return self._x.value, self._y.value

    def read_page_label(self, document: pypdfium2.PdfDocument, index: int) -> str:
        """The label that the file gives the page at `index`, 0-based; "" where it gives none."""
        size = ctypes.sizeof(self._units)
        needed = pdfium.FPDF_GetPageLabel(document.raw, index, self._units, size)
        if needed > size:
            return (document.get_page_label(index) or "")[:_LONGEST_LABEL]
        return str(memoryview(self._units)[: max(needed // 2 - 1, 0)], "utf-16-le")

    def read_text(self, text_page: Any, count: int) -> str:
        """The text of all `count` characters except those that PDFium leaves out of its text."""
        get_text_index = pdfium.FPDFText_GetTextIndexFromCharIndex
        first, end = 0, count
        while first < end and get_text_index(text_page, first) < 0:
            first += 1
        while first < end and get_text_index(text_page, end - 1) < 0:
            end -= 1
        if first >= end:
            return ""
        needed = get_text_index(text_page, end - 1) - get_text_index(text_page, first) + 2
        if max(needed, count + 1) > len(self._units):
            self._units = (ctypes.c_ushort * (2 * max(needed, count + 1)))()
        written = pdfium.FPDFText_GetText(text_page, first, end - first, self._units)
        return str(memoryview(self._units)[: max(written - 1, 0)], "utf-16-le", "ignore")
