"""The characters of a page as PDFium gives them: text, boxes, baselines, directions."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from math import pi
from operator import sub
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.buffers import EDGES, Buffers
from indexer.readers.pdfium.calls import get_angle, get_text_object, get_unicode
from indexer.readers.uncertain import drop_stand_ins
from indexer.words.tokens import UNKNOWN

_LEFT_OUT = 50
"""At most this many characters in a row are missing from PDFium's text."""


class Characters:
    """A page's characters: its text, and boxes and baselines by 0-based position in that text."""

    def __init__(self, text_page: Any, display: Display, buffers: Buffers) -> None:
        self._page = text_page
        self.display = display
        self._buffers = buffers
        count = pdfium.FPDFText_CountChars(text_page)
        if count < 0:
            raise pypdfium2.PdfiumError("the page's characters cannot be counted")
        text = buffers.read_text(text_page, count)
        self._indices = None if len(text) == count else self._align_indices(text, count)
        text = drop_stand_ins(text.replace("\0", UNKNOWN))
        self.text = buffers.unmapped.mark(text_page, text, self._indices)
        """The page's text; a character without meaning is U+FFFD, or a stand-in that still says
        which code it was (`indexer.readers.uncertain`)."""

    def _align_indices(self, text: str, count: int) -> list[int]:
        """PDFium's own index of each character of the text, which leaves some characters out."""
        # PDFium's own function for this miscounts after some of those
        codes = list(map(get_unicode, repeat(self._page), range(count)))
        indices: list[int] = []
        at = 0
        for code in map(ord, text):
            if at < count and codes[at] == code:
                indices.append(at)
                at += 1
                continue
            unit = code if code < 0x10000 else 0xD7C0 + (code >> 10)  # the first of two in UTF-16
            near = range(at, min(at + _LEFT_OUT, count))
            at = next((k for k in near if codes[k] in (unit, code)), at)
            indices.append(min(at, count - 1))
            at += 2 if codes[indices[-1]] == unit != code else 1
        return indices

    def _convert_to_indices(self, positions: Sequence[int]) -> Sequence[int]:
        """PDFium's own indices of the characters at these positions of the text."""
        indices = self._indices
        return positions if indices is None else [indices[position] for position in positions]

    def get_piece(self, begin: int, end: int) -> tuple[int, str]:
        """`begin`, and the text from there to `end`."""
        return begin, self.text[begin:end]

    def measure_edges(self, positions: Sequence[int]) -> list[float]:
        """Left, top, right and bottom of each character in turn, in user space.

        The box reaches from the font's descent to its ascent; on a turned page its left may be
        greater than its right, and its bottom than its top.
        """
        return self._buffers.measure_edges(self._page, self._convert_to_indices(positions))

    def measure_heights(self, positions: Sequence[int]) -> list[float]:
        """How high the characters' boxes are on the displayed page, points."""
        edges = self.measure_edges(positions)
        side = 0 if self.display.rotation in (90, 270) else 1
        return list(map(abs, map(sub, edges[side::EDGES], edges[side + 2 :: EDGES])))

    def measure_boxes(self, positions: Sequence[int]) -> list[Box]:
        """The characters' boxes on the displayed page; positions past the text's end give none."""
        edges = self.measure_edges([at for at in positions if at < len(self.text)])
        across, down = (edges[0::4], edges[2::4]), (edges[1::4], edges[3::4])
        low, high = (map(min, *across), map(min, *down)), (map(max, *across), map(max, *down))
        return list(map(Box._make, map(self.display.place_edges, *low, *high)))

    def find_letters_in(self, areas: Sequence[Box]) -> list[int]:
        """The positions of all characters but spaces whose middles lie in one of the `areas`, given
        in user space; ascending."""
        shown = [at for at, one in enumerate(self.text) if not one.isspace()]
        edges = self.measure_edges(shown)
        rows: dict[int, list[tuple[float, int]]] = {}
        for at, left, top, right, bottom in zip(
            shown, edges[0::4], edges[1::4], edges[2::4], edges[3::4], strict=True
        ):
            rows.setdefault(int((top + bottom) / 2), []).append(((left + right) / 2, at))
        for row in rows.values():
            row.sort()
        found: set[int] = set()
        heights = sorted(rows)
        for x0, y0, x1, y1 in _join_beside(areas):
            for y in heights[bisect_left(heights, int(y0)) : bisect_right(heights, int(y1))]:
                row = rows[y]
                begin, end = bisect_left(row, (x0, -1)), bisect_left(row, (x1, len(self.text)))
                found.update(at for _, at in row[begin:end])
        return sorted(found)

    def measure_tight_boxes(self, positions: Iterable[int]) -> list[Box]:
        """The boxes of the characters' own shapes on the displayed page."""
        numbers = [ctypes.c_double() for _ in range(4)]
        boxes: list[Box] = []
        for index in self._convert_to_indices(list(positions)):
            pdfium.FPDFText_GetCharBox(self._page, index, *numbers)
            left, right, bottom, top = (number.value for number in numbers)
            boxes.append(self.display.place(Box(left, bottom, right, top)))
        return boxes

    def find_text_objects(self, positions: Iterable[int]) -> list[Any]:
        """PDFium's handles of the text objects that the characters belong to; None for those that
        PDFium has put in."""
        indices = self._convert_to_indices(list(positions))
        return list(map(get_text_object, repeat(self._page), indices))

    def blank(self, spans: Iterable[tuple[int, int]]) -> None:
        """Put spaces for the characters between these positions."""
        for begin, end in spans:
            self.text = f"{self.text[:begin]}{' ' * (end - begin)}{self.text[end:]}"

    def measure_baseline(self, position: int, angle: int) -> float:
        """The place of the character's baseline on the displayed page, across its `angle`."""
        (index,) = self._convert_to_indices((position,))
        x, y = self._buffers.measure_origin(self._page, index)
        left, top, *_ = self.display.place_edges(x, y, x, y)
        return top if angle in (0, 180) else left

    def measure_angles(self, positions: Sequence[int]) -> list[int]:
        """Reading directions on the displayed page, degrees clockwise, to the nearest right
        angle."""
        turned = self.display.rotation
        return [
            (round(radians / (pi / 2)) * 90 + turned) % 360 if radians else turned
            for radians in map(get_angle, repeat(self._page), self._convert_to_indices(positions))
        ]


def _join_beside(areas: Sequence[Box]) -> list[Box]:
    """The `areas`, those that touch side by side as one: bars may come letter by letter."""
    joined: list[Box] = []
    for box in sorted(areas, key=lambda box: (int(box.y0), int(box.y1), box.x0)):
        last = joined[-1] if joined else None
        if last and _is_beside(last, box):
            joined[-1] = Box(last.x0, last.y0, max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            joined.append(box)
    return joined


def _is_beside(one: Box, other: Box) -> bool:
    same_row = int(one.y0) == int(other.y0) and int(one.y1) == int(other.y1)
    return same_row and other.x0 <= one.x1 + 1
