"""The characters of a page, as PDFium gives them: text, boxes, baselines, directions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import pi
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.buffers import EDGES, Buffers
from indexer.readers.pdfium.calls import char_angle, unicode_of

_LEFT_OUT = 50
"""At most so many characters in a row are missing from PDFium's text."""


class Characters:
    """A page's characters: the text in one call, boxes and origins by index in that text."""

    def __init__(self, text_page: Any, display: Display, room: Buffers) -> None:
        self._page = text_page
        self.display = display
        self._room = room
        count = pdfium.FPDFText_CountChars(text_page)
        if count < 0:
            raise pypdfium2.PdfiumError("the page's characters cannot be counted")
        text = room.read_text(text_page, count)
        self.text = text.replace("\0", "\ufffd")
        """The page's text; a character without meaning is U+FFFD."""
        self._index = None if len(text) == count else self._align_indices(text, count)

    def _align_indices(self, text: str, count: int) -> list[int]:
        """PDFium's own index of each character of the text, which leaves some characters out.

        Its own function for this loses count behind some of them.
        """
        codes = list(map(unicode_of, repeat(self._page), range(count)))
        index: list[int] = []
        at = 0
        for code in map(ord, text):
            if at < count and codes[at] == code:
                index.append(at)
                at += 1
                continue
            unit = code if code < 0x10000 else 0xD7C0 + (code >> 10)  # the first of two in UTF-16
            near = range(at, min(at + _LEFT_OUT, count))
            at = next((k for k in near if codes[k] in (unit, code)), at)
            index.append(min(at, count - 1))
            at += 2 if codes[index[-1]] == unit != code else 1
        return index

    def _convert_to_indices(self, positions: Sequence[int]) -> Sequence[int]:
        """PDFium's own indices of the characters at these positions of the text."""
        index = self._index
        return positions if index is None else [index[position] for position in positions]

    def get_piece(self, begin: int, end: int) -> tuple[int, str]:
        """`begin`, and the text from there to `end`."""
        return begin, self.text[begin:end]

    def measure_edges(self, positions: Sequence[int]) -> list[float]:
        """Four numbers for each of the characters: where its box, by its font's ascent and descent,
        ends in user space: left, top, right, bottom; left may be right, and top bottom."""
        return self._room.measure_edges(self._page, self._convert_to_indices(positions))

    def measure_heights(self, positions: Sequence[int]) -> list[float]:
        """How high the characters' boxes are on the displayed page."""
        edges = self.measure_edges(positions)
        first = 0 if self.display.rotation in (90, 270) else 1
        pairs = zip(edges[first::EDGES], edges[first + 2 :: EDGES], strict=True)
        return [abs(one - other) for one, other in pairs]

    def measure_boxes(self, positions: Sequence[int]) -> list[Box]:
        """The characters' boxes on the displayed page; of those that the text has."""
        edges = self.measure_edges([at for at in positions if at < len(self.text)])
        across, down = (edges[0::4], edges[2::4]), (edges[1::4], edges[3::4])
        low, high = (map(min, *across), map(min, *down)), (map(max, *across), map(max, *down))
        return list(map(Box._make, map(self.display.place_edges, *low, *high)))

    def measure_baseline(self, position: int, angle: int) -> float:
        """Where the character's baseline is on the displayed page, measured across its `angle`."""
        (index,) = self._convert_to_indices((position,))
        x, y = self._room.measure_origin(self._page, index)
        left, top, *_ = self.display.place_edges(x, y, x, y)
        return top if angle in (0, 180) else left

    def measure_angles(self, positions: Sequence[int]) -> list[int]:
        """Reading directions on the displayed page, degrees clockwise, to the nearest right
        angle."""
        turned = self.display.rotation
        return [
            (round(radians / (pi / 2)) * 90 + turned) % 360 if radians else turned
            for radians in map(char_angle, repeat(self._page), self._convert_to_indices(positions))
        ]
