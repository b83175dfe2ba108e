"""Cheap signs that words of a page may not be seen: whoever finds none need not draw the page.

What can hide words: an invisible mode of writing (ISO 32000-1, 9.3.6), an ink as pale as paper or
transparent, a clipping path, a layer that is off, and whatever is painted over or dark behind them.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from time import monotonic
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box
from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.calls import (
    count_clip_paths,
    count_marks,
    fetch_fill_colour,
    get_clip,
    get_text_mode,
)
from indexer.readers.pdfium.looking import Canvas
from indexer.readers.pdfium.objects import (
    IMAGE,
    PATH,
    SHADING,
    TEXT,
    Drawn,
    Objects,
    find_bounds,
    transform_box,
)
from indexer.readers.pdfium.shapes import Shape, Shapes, list_shapes

_LONGEST = 60.0
"""Seconds that looking at the pages of one file may take."""
_PALE = 200
"""An ink whose red, green and blue (0 to 255) are all at least this may be lost on white."""
_TRANSPARENT = 100
"""An ink of less opacity than this (of 255) may not be seen."""
_DARK = 128
"""A filled shape darker than this may hold dark words that cannot be told from it."""
_THIN = 2.5
"""Points; what is thinner hides no word."""
_SAMPLE = 64
"""So many text objects are asked whether they are in a layer or clipped: whole passages are."""
_CLIP_ONLY = 7
"""The text mode that only adds to the clipping path."""
_NOT_PAINTED = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, _CLIP_ONLY))


class Signs(NamedTuple):
    """What may hide words of a page."""

    texts: list[Any]
    """PDFium's handles of all text objects."""
    invisible: frozenset[int]
    """Addresses of text objects in the invisible mode."""
    clipping: frozenset[int]
    """Addresses of text objects that are only a clipping path: what is painted shows through."""
    images: list[Box]
    """Where the pictures are, in user space."""
    areas: list[Box]
    """Where words may not be seen, in user space: what is worth a look."""


Placed: TypeAlias = Sequence[tuple[Drawn, Box]]
"""Objects with their bounds in user space."""


class SignFinder:
    """Looks for signs on page after page of a document."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self.canvas = Canvas()
        self._left = _LONGEST
        self._begun = 0.0
        self.passed_over = 0
        """How many pages could not be looked at in the time there is."""

    def may_look(self) -> bool:
        """Whether there is time to draw a page; `finish_look` is to follow then."""
        self._begun = monotonic()
        self.passed_over += self._left <= 0
        return self._left > 0

    def finish_look(self) -> None:
        """Take the time since `may_look` off what there is."""
        self._left -= monotonic() - self._begun

    def list_shapes(self, objects: Objects) -> Shapes:
        """The drawn shapes of a page; none where the page is a drawing."""
        return list_shapes(self._bulk, [] if objects.is_drawing else objects.list_kind(PATH))

    def find_signs(self, objects: Objects, shapes: Shapes, page: Box) -> Signs:
        """The signs on a page with these `objects`, among them `shapes`; `page` is its visible box
        in user space."""
        items = objects.list_handles(TEXT)
        images = objects.list_kind(IMAGE)
        placed = list(zip(images, find_bounds(self._bulk, images), strict=True))
        unseen = _find_unseen_modes(items)
        in_layer = _is_in_layer(items[:: len(items) // _SAMPLE + 1])
        areas = [page] if unseen or in_layer else []
        if items and not areas:
            areas = list(self._list_areas(objects, items, shapes, placed))
        return Signs(
            items,
            unseen.get(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, frozenset()),
            unseen.get(_CLIP_ONLY, frozenset()),
            [box for _, box in placed],
            areas,
        )

    def _list_areas(
        self, objects: Objects, items: Sequence[Any], shapes: Shapes, images: Placed
    ) -> Iterator[Box]:
        """The areas, in user space, in which words may not be seen."""
        faint = self._find_faint_ink(items)
        if faint:
            texts = objects.list_kind(TEXT)
            yield from find_bounds(self._bulk, [texts[at] for at in faint])
        yield from self._list_clipped(objects, items)
        dark, light = _sort_covers(shapes.thick)
        yield from dark
        shadings = objects.list_kind(SHADING)
        placed = zip(shadings, find_bounds(self._bulk, shadings), strict=True)
        covers = [(cover.order, box) for cover, box in (*light, *images, *placed)]
        if covers:
            yield from self._list_covers(objects, covers)

    def _find_faint_ink(self, items: Sequence[Any]) -> list[int]:
        """Which text objects are filled with pale or transparent ink."""
        if all(
            has_all and red < _PALE and opacity >= _TRANSPARENT
            for has_all, red, opacity in self._bulk.ask_ends(fetch_fill_colour, items, "I")
        ):
            return []
        found, (reds, greens, blues, opacities) = self._bulk.ask(fetch_fill_colour, items, "I")
        palest = map(min, reds, greens, blues)
        return [
            at
            for at, (has, ink, opacity) in enumerate(zip(found, palest, opacities, strict=True))
            if not has or ink >= _PALE or opacity < _TRANSPARENT
        ]  # one without an answer is a pattern

    def _list_clipped(self, objects: Objects, items: Sequence[Any]) -> Iterator[Box]:
        """The bounds of the text objects that a clipping path cuts into."""
        sample = map(get_clip, items[:: len(items) // _SAMPLE + 1])
        if not any(clip and count_clip_paths(clip) > 0 for clip in sample):
            return
        texts, clips = objects.list_kind(TEXT), list(map(get_clip, items))
        clipped = [at for at, clip in enumerate(clips) if clip and count_clip_paths(clip) > 0]
        bounds = find_bounds(self._bulk, [texts[at] for at in clipped])
        for at, box in zip(clipped, bounds, strict=True):
            if any(not _holds(area, box) for area in _list_clip_areas(clips[at], texts[at])):
                yield box

    def _list_covers(self, objects: Objects, covers: Sequence[tuple[int, Box]]) -> Iterator[Box]:
        """Those of the `covers`, given with their places in the order of drawing, that are drawn
        later than words that they overlap."""
        boxes: list[Box] | None = None
        orders = objects.list_orders(TEXT)
        for order, box in covers:
            x0, y0, x1, y1 = box
            before = bisect_left(orders, order)
            if before:
                boxes = boxes or objects.find_bounds(self._bulk, TEXT)
                if any(
                    left < x1 and x0 < right and bottom < y1 and y0 < top
                    for left, bottom, right, top in boxes[:before]
                ):
                    yield box


def _sort_covers(shapes: Iterable[Shape]) -> tuple[list[Box], Placed]:
    """The shapes that may hide words: where the dark ones are, and the others."""
    dark: list[Box] = []
    light: list[tuple[Drawn, Box]] = []
    for path, box, is_filled, outline, ink, _ in shapes:
        left, bottom, right, top = box
        if right - left < _THIN or top - bottom < _THIN:
            continue
        if outline > _THIN or (is_filled and 0 <= ink < _DARK):
            dark.append(box)
        elif is_filled:
            light.append((path, box))
    return dark, light


def _find_unseen_modes(items: Sequence[Any]) -> dict[int, frozenset[int]]:
    """The addresses of text objects by the mode of writing in which nothing is painted."""
    if _NOT_PAINTED.isdisjoint(map(get_text_mode, items)):
        return {}
    modes = list(map(get_text_mode, items))
    return {
        mode: frozenset(map(address_of, compress(items, [own == mode for own in modes])))
        for mode in _NOT_PAINTED
        if mode in modes
    }


def address_of(item: Any) -> int:
    """The address of PDFium's object: two handles of one object are not equal."""
    return ctypes.addressof(item.contents) if item else 0


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


def _list_clip_areas(clip: Any, text: Drawn) -> Iterator[Box]:
    """What each path of the text object's clipping shows at most, in user space."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(count_clip_paths(clip)):
        points: list[tuple[float, float]] = []
        for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, at)
            if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                points.append((x.value, y.value))
        if points:
            across, down = zip(*points, strict=True)
            shown = Box(min(across), min(down), max(across), max(down))
            yield transform_box(shown, text.matrix)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 <= inner.x0 + 1
        and outer.y0 <= inner.y0 + 1
        and outer.x1 >= inner.x1 - 1
        and outer.y1 >= inner.y1 - 1
    )
