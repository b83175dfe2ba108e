"""Cheap signs that words of a page may not be seen: whoever finds none need not draw the page.

What can hide words: an invisible mode of writing (ISO 32000-1, 9.3.6), an ink as pale as paper or
transparent, a clipping path, a layer that is off, and whatever is painted over or dark behind them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box
from indexer.readers.pdfium.calls import (
    count_clip_paths,
    count_marks,
    fetch_draw_mode,
    fetch_fill_colour,
    fetch_stroke_width,
    get_clip,
    get_text_mode,
)
from indexer.readers.pdfium.objects import (
    IMAGE,
    PATH,
    SHADING,
    TEXT,
    Drawn,
    Measure,
    Objects,
    transform_box,
)

_PALE = 200
"""An ink whose red, green and blue (0 to 255) are all at least this may be lost on white."""
_TRANSPARENT = 100
"""An ink of less opacity than this (of 255) may not be seen."""
_DARK = 128
"""A filled shape darker than this may hold dark words that cannot be told from it."""
_THIN = 2.5
"""Points; what is thinner hides no word."""
_SAMPLE = 64
"""So many of the text objects are asked for the layer they are in: layers hold whole passages."""
_CLIP_ONLY = 7
"""The text mode that only adds to the clipping path."""


class Signs(NamedTuple):
    """What may hide words of a page."""

    texts: list[Drawn]
    """All text objects."""
    invisible: frozenset[int]
    """Addresses of text objects in the invisible mode."""
    clipping: frozenset[int]
    """Addresses of text objects that are only a clipping path: what is painted shows through."""
    images: list[Box]
    """Where the pictures are, in user space."""
    suspicious: bool
    """Whether the page is worth a look."""


def find_signs(objects: Objects, paths: Sequence[tuple[Drawn, Box]]) -> Signs:
    """The signs on a page with these `objects`, among them `paths` with their bounds."""
    texts = objects.list_kind(TEXT)
    items = [text.item for text in texts]
    modes = list(map(get_text_mode, items))
    unseen = {
        mode: frozenset(map(address_of, (i for i, m in zip(items, modes, strict=True) if m == mode)))
        for mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, _CLIP_ONLY)
        if mode in modes
    }
    measure = Measure()
    images = [(image, measure.find_bounds(image)) for image in objects.list_kind(IMAGE)]
    suspicious = bool(
        unseen
        or _has_faint_ink(items)
        or _is_in_layer(items[:: len(items) // _SAMPLE + 1])
        or _is_clipped(texts, measure)
        or _is_covered(texts, _list_covers(objects, paths, images, measure), measure)
    )
    return Signs(
        texts,
        unseen.get(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, frozenset()),
        unseen.get(_CLIP_ONLY, frozenset()),
        [box for _, box in images],
        suspicious,
    )


def address_of(item: Any) -> int:
    """The address of PDFium's object: two handles of one object are not equal."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _has_faint_ink(items: Sequence[Any]) -> bool:
    """Whether any text object is filled with pale or transparent ink."""
    numbers = (ctypes.c_uint * (4 * len(items)))()
    size = ctypes.sizeof(ctypes.c_uint)
    to = [ctypes.byref(numbers, size * at) for at in range(4 * len(items))]
    found = list(map(fetch_fill_colour, items, to[0::4], to[1::4], to[2::4], to[3::4]))
    inks = memoryview(numbers).cast("B").cast("I").tolist() if items else []
    if not all(found):  # a pattern, or no colour that PDFium knows
        return True
    palest = max(map(min, inks[0::4], inks[1::4], inks[2::4]), default=0)
    return palest >= _PALE or min(inks[3::4], default=255) < _TRANSPARENT


def _is_in_layer(items: Sequence[Any]) -> bool:
    """Whether any of the text objects belongs to optional content (ISO 32000-1, 8.11)."""
    length = ctypes.c_ulong()
    name = (ctypes.c_ushort * 3)()
    for item in items:
        for at in range(count_marks(item)):
            mark = pdfium.FPDFPageObj_GetMark(item, at)
            pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
            if length.value == ctypes.sizeof(name) and name[0] == ord("O") and name[1] == ord("C"):
                return True
    return False


def _is_clipped(texts: Sequence[Drawn], measure: Measure) -> bool:
    """Whether a clipping path cuts into any text object."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for text in texts:
        clip = get_clip(text.item)
        for path in range(max(count_clip_paths(clip), 0)) if clip else ():
            points: list[tuple[float, float]] = []
            for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
                segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, at)
                if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                    points.append((x.value, y.value))
            if not points:
                continue
            across, down = zip(*points, strict=True)
            shown = transform_box(Box(min(across), min(down), max(across), max(down)), text.matrix)
            if not _holds(shown, measure.find_bounds(text)):
                return True
    return False


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 <= inner.x0 + 1
        and outer.y0 <= inner.y0 + 1
        and outer.x1 >= inner.x1 - 1
        and outer.y1 >= inner.y1 - 1
    )


class _Cover(NamedTuple):
    """What may hide words that it overlaps."""

    order: int
    box: Box
    dark: bool
    """Dark words drawn later cannot be seen on it either."""


def _list_covers(
    objects: Objects,
    paths: Sequence[tuple[Drawn, Box]],
    images: Sequence[tuple[Drawn, Box]],
    measure: Measure,
) -> Iterator[_Cover]:
    mode = (ctypes.c_int * 2)()
    to_mode = [ctypes.byref(mode, at * ctypes.sizeof(ctypes.c_int)) for at in range(2)]
    ink = (ctypes.c_uint * 4)()
    to_ink = [ctypes.byref(ink, at * ctypes.sizeof(ctypes.c_uint)) for at in range(4)]
    width = ctypes.c_float()
    for path, box in paths:
        if box.x1 - box.x0 < _THIN or box.y1 - box.y0 < _THIN:
            continue
        if not fetch_draw_mode(path.item, *to_mode):
            continue
        if mode[0]:
            dark = bool(fetch_fill_colour(path.item, *to_ink)) and max(ink[:3]) < _DARK
            yield _Cover(path.order, box, dark)
        elif mode[1] and fetch_stroke_width(path.item, ctypes.byref(width)) and width.value > _THIN:
            yield _Cover(path.order, box, True)
    for image, box in images:
        yield _Cover(image.order, box, False)
    for shading in objects.list_kind(SHADING):
        yield _Cover(shading.order, measure.find_bounds(shading), False)


def _is_covered(texts: Sequence[Drawn], covers: Iterator[_Cover], measure: Measure) -> bool:
    """Whether any text object overlaps a later shape or a dark one."""
    boxes: list[tuple[int, Box]] | None = None
    for cover in covers:
        if boxes is None:
            boxes = [(text.order, measure.find_bounds(text)) for text in texts]
        x0, y0, x1, y1 = cover.box
        for order, box in boxes:
            if (
                box.x0 < x1 - 1
                and x0 + 1 < box.x1
                and box.y0 < y1 - 1
                and y0 + 1 < box.y1
                and (cover.dark or order < cover.order)
            ):
                return True
    return False


def list_paths(objects: Objects) -> list[tuple[Drawn, Box]]:
    """The drawn shapes with their bounds in user space; none where the page is a drawing."""
    if objects.is_drawing:
        return []
    measure = Measure()
    return [(path, measure.find_bounds(path)) for path in objects.list_kind(PATH)]
