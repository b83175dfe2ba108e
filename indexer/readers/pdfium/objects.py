"""What is drawn on a page, in the order of drawing; forms (ISO 32000-1, 8.10) are taken apart."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box
from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.calls import fetch_bounds, get_kind, get_object

TEXT, PATH, IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
SHADING, FORM = pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM

_TOO_MANY = 5000
"""Pages with more objects than this, text apart, are drawings."""
_DEPTH = 8
"""Forms inside forms further down than this are not looked into."""

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)

Matrix: TypeAlias = tuple[float, float, float, float, float, float]


class Drawn(NamedTuple):
    """An object on a page."""

    order: int
    """Ascending in the order of drawing: what comes later may cover what came before."""
    item: Any
    """PDFium's handle."""
    matrix: Matrix | None
    """From the form that holds it to the page's user space; None for the page's own objects."""


class Objects:
    """The objects of a page, by kind, in the order of drawing."""

    def __init__(self, page: Any) -> None:
        count = pdfium.FPDFPage_CountObjects(page)
        items = list(map(get_object, repeat(page), range(count)))
        self.kinds = list(map(get_kind, items))
        self._items = items
        self.has_forms = FORM in self.kinds
        self.is_drawing = count - self.kinds.count(TEXT) > _TOO_MANY

    def list_kind(self, kind: int) -> list[Drawn]:
        """The objects of one kind; those inside forms too."""
        if kind not in self.kinds and not self.has_forms:
            return []
        if not self.has_forms and kind == TEXT:  # there may be thousands
            at = [at for at, own in enumerate(self.kinds) if own == kind]
            return list(map(Drawn, at, map(self._items.__getitem__, at), repeat(None)))
        if not self.has_forms:
            return [
                Drawn(at, item, None)
                for at, item in enumerate(self._items)
                if self.kinds[at] == kind
            ]
        return [drawn for own, drawn in self._walk_all() if own == kind]

    def _walk_all(self) -> Iterator[tuple[int, Drawn]]:
        order = 0
        for kind, item in zip(self.kinds, self._items, strict=True):
            for own, inside, matrix in _walk(kind, item, None, 0):
                yield own, Drawn(order, inside, matrix)
                order += 1


def _walk(
    kind: int, item: Any, matrix: Matrix | None, depth: int
) -> Iterator[tuple[int, Any, Matrix | None]]:
    if kind != FORM:
        yield kind, item, matrix
        return
    if depth == _DEPTH:
        return
    inner = multiply(read_matrix(item), matrix)
    for at in range(pdfium.FPDFFormObj_CountObjects(item)):
        nested = pdfium.FPDFFormObj_GetObject(item, at)
        yield from _walk(get_kind(nested), nested, inner, depth + 1)


def read_matrix(item: Any) -> Matrix:
    """Where the object stands in what holds it."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return 1, 0, 0, 1, 0, 0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def multiply(first: Matrix, then: Matrix | None) -> Matrix:
    """`first`, and `then` the other."""
    if then is None:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def transform_box(box: Box, matrix: Matrix | None) -> Box:
    """The upright box around `box` as the `matrix` places it."""
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    across = [a * x + c * y + e for x, y in corners]
    down = [b * x + d * y + f for x, y in corners]
    return Box(min(across), min(down), max(across), max(down))


class Measure:
    """Asks PDFium for objects' bounds; holds the memory that the answers go to."""

    def __init__(self) -> None:
        self._bulk = Bulk(ctypes.c_float)

    def find_bounds(self, drawn: Sequence[Drawn]) -> list[Box]:
        """The objects' bounds in the page's user space; all 0 where one has none."""
        found, numbers = self._bulk.ask(fetch_bounds, [one.item for one in drawn])
        boxes = list(map(Box, numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4]))
        if not all(found):
            boxes = [box if has else _NOWHERE for has, box in zip(found, boxes, strict=True)]
        if all(one.matrix is None for one in drawn):
            return boxes
        return [transform_box(box, one.matrix) for one, box in zip(drawn, boxes, strict=True)]
