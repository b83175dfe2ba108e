"""What is drawn on a page, in the order of drawing; forms (ISO 32000-1, 8.10) are taken apart."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple, TypeAlias, TypeVar

import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box, make_boxes
from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.calls import fetch_bounds, get_kind, get_object

TEXT, PATH, IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
SHADING, FORM = pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM

_TOO_MANY = 5000
"""Pages with more objects than this, text apart, are drawings."""
_DEPTH = 8
"""Forms inside forms further down than this are not looked into."""
_ONLY = {
    kind: bytes(own == kind for own in range(256)) for kind in (TEXT, PATH, IMAGE, SHADING, FORM)
}
"""For bytes.translate: 1 for the kind, 0 for every other."""

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)

T = TypeVar("T")
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
        handle = ctypes.byref(page.contents)  # a tenth cheaper to hand over
        self._items: Sequence[Any] = list(map(get_object, repeat(handle), range(count)))
        self._orders: Sequence[int] = range(count)
        self._matrices: Sequence[Matrix | None] | None = None
        self._kinds = bytes(map(get_kind, self._items))
        self.is_drawing = count - self._kinds.count(TEXT) > _TOO_MANY
        """Whether the page has too many objects to look at each."""
        if FORM in self._kinds:
            self._take_forms_apart()

    def _take_forms_apart(self) -> None:
        inside = [
            drawn
            for kind, item in zip(self._kinds, self._items, strict=True)
            for drawn in _walk(kind, item, None, 0)
        ]
        self._kinds = bytes(kind for kind, _, _ in inside)
        self._items = [item for _, item, _ in inside]
        self._matrices = [matrix for _, _, matrix in inside]
        self._orders = range(len(inside))

    def list_handles(self, kind: int) -> list[Any]:
        """PDFium's handles of the objects of one kind; of those inside forms too."""
        return list(self._choose(kind, self._items))

    def list_kind(self, kind: int) -> list[Drawn]:
        """The objects of one kind; those inside forms too."""
        matrices = repeat(None) if self._matrices is None else self._choose(kind, self._matrices)
        orders, items = self._choose(kind, self._orders), self._choose(kind, self._items)
        # as Drawn(…), which takes three times as long: there may be thousands
        return list(map(tuple.__new__, repeat(Drawn), zip(orders, items, matrices, strict=False)))

    def find_bounds(self, bulk: Bulk, kind: int) -> list[Box]:
        """The bounds of the objects of one kind, as the function of that name has them."""
        boxes = _ask_bounds(bulk, self.list_handles(kind))
        if self._matrices is None:
            return boxes
        return list(map(transform_box, boxes, self._choose(kind, self._matrices)))

    def list_orders(self, kind: int) -> list[int]:
        """Where the objects of one kind stand in the order of drawing, ascending."""
        return list(self._choose(kind, self._orders))

    def _choose(self, kind: int, values: Iterable[T]) -> Iterator[T]:
        if kind not in self._kinds:
            return iter(())
        return compress(values, self._kinds.translate(_ONLY[kind]))


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


def find_bounds(bulk: Bulk, drawn: Sequence[Drawn]) -> list[Box]:
    """The objects' bounds in the page's user space; all 0 where one has none."""
    if not drawn:
        return []
    boxes = _ask_bounds(bulk, [one.item for one in drawn])
    if all(one.matrix is None for one in drawn):
        return boxes
    return [transform_box(box, one.matrix) for one, box in zip(drawn, boxes, strict=True)]


def _ask_bounds(bulk: Bulk, items: Sequence[Any]) -> list[Box]:
    """The objects' bounds in what holds them."""
    found, edges = bulk.ask(fetch_bounds, items, "f")
    boxes = list(make_boxes(zip(*edges, strict=True)))
    if not all(found):
        boxes = [box if has else _NOWHERE for has, box in zip(found, boxes, strict=True)]
    return boxes
