"""A page drawn twice, with its words and without: where the two differ, words are seen."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from indexer.readers.dark_blocks import find_dark_blocks
from indexer.readers.geometry import Box
from indexer.readers.pdfium.calls import set_is_active

_SCALE = 1.5
"""Pixels per point: the strokes of small print then leave a grey that is seen."""
_MOST_PIXELS = 4_000_000
"""Larger sheets are drawn smaller."""
_BESIDE = 20
"""Pixels that are drawn beside the words: some fonts say wrongly where their letters stand."""
_SEEN = 12
"""A difference of this much (of 255) in red, green or blue is seen."""

_BLACK = 80
"""Scanned black is darker than this (of 255)."""


_SEEN_BYTES = [value >= _SEEN for value in range(256)] * 3 + [0] * 256
"""For Image.point: 1 for a difference that is seen; the fourth byte of a pixel says nothing."""


class Canvas:
    """Memory for two pictures of a page, reused for page after page of a document."""

    def __init__(self) -> None:
        self._memories: list[Any] = [b"", b""]

    def get_memory(self, which: int, size: int) -> Any:
        """The first (0) or the second (1) memory, of at least `size` bytes."""
        if len(self._memories[which]) < size:
            self._memories[which] = (ctypes.c_ubyte * size)()
        return self._memories[which]


class Picture:
    """A page as it is shown, and as it would be without its words."""

    def __init__(
        self,
        page: Any,
        size: tuple[float, float],
        around: Box,
        texts: Sequence[Any],
        canvas: Canvas,
    ) -> None:
        """The raw `page`, of `size` points, but only so much of it as lies `around` some words;
        `texts` are those of its text objects that may be seen."""
        width, height = size
        self.scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        self._whole = max(round(width * self.scale), 1), max(round(height * self.scale), 1)
        left, top = (max(int(edge * self.scale) - _BESIDE, 0) for edge in around[:2])
        right, bottom = (int(edge * self.scale) + _BESIDE for edge in around[2:])
        self._corner = left, top
        self._size = (
            max(min(right, self._whole[0]) - left, 1),
            max(min(bottom, self._whole[1]) - top, 1),
        )
        shown = self._draw(page, canvas, 0) if texts else None
        for item in texts:
            set_is_active(item, 0)
        without = self._draw(page, canvas, 1)
        self.ground = without.getchannel(1)
        """What the words stand on: its green, which is nearly how bright it is."""
        self._ink = _find_difference(shown, without) if shown else None

    def _draw(self, page: Any, canvas: Canvas, which: int) -> Image.Image:
        width, height = self._size
        left, top = self._corner
        memory = canvas.get_memory(which, 4 * width * height)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            width, height, pdfium.FPDFBitmap_BGRx, memory, 4 * width
        )
        if not bitmap:
            raise MemoryError("no memory for a picture of the page")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, *self._whole, 0, 0)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        # red and blue change places, which matters to none of the questions here
        return Image.frombuffer("RGBX", self._size, memory, "raw", "RGBX", 0, 1)

    def convert_to_pixels(self, box: Box) -> tuple[int, int, int, int] | None:
        """The pixels inside `box`, points on the displayed page; None where there are none."""
        scale, (width, height), (x, y) = self.scale, self._size, self._corner
        left, top = max(int(box.x0 * scale) - x, 0), max(int(box.y0 * scale) - y, 0)
        right = min(int(box.x1 * scale + 1) - x, width)
        bottom = min(int(box.y1 * scale + 1) - y, height)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def find_ink(self, box: Box) -> tuple[float, float] | None:
        """From where to where words are seen in `box`, points across the page."""
        pixels = self.convert_to_pixels(box)
        if pixels is None or self._ink is None:
            return None
        found = self._ink.crop(pixels).getbbox()
        if found is None:
            return None
        left = self._corner[0] + pixels[0]
        return (left + found[0]) / self.scale, (left + found[2]) / self.scale

    def measure_ground(self, box: Box) -> tuple[int, int]:
        """The darkest and the brightest grey (0 to 255) that the words in `box` stand on."""
        pixels = self.convert_to_pixels(box)
        if pixels is None:
            return 255, 255
        low, high = self.ground.crop(pixels).getextrema()
        return int(low), int(high)  # type: ignore[arg-type]

    def measure_darkness(self, box: Box) -> float:
        """Which share of `box` is black without the words."""
        pixels = self.convert_to_pixels(box)
        if pixels is None:
            return 0.0
        levels = self.ground.crop(pixels).histogram()
        return sum(levels[:_BLACK]) / sum(levels)

    def find_dark_blocks(self) -> list[Box]:
        """The dark rectangles that the words do not make, on the displayed page; any height."""
        left, top = (edge / self.scale for edge in self._corner)
        return [
            Box(left + block.x0, top + block.y0, left + block.x1, top + block.y1)
            for block in find_dark_blocks(self.ground, self.scale)
        ]


def _find_difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """Not black where red, green or blue of the pictures differ so much that it is seen."""
    return ImageChops.difference(one, other).point(_SEEN_BYTES)
