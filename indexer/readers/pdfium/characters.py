"""The characters of a page as PDFium gives them: text, boxes, baselines, directions."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
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
        self._page = ctypes.byref(text_page.contents)  # a tenth cheaper to hand over
        self.display = display
        self._buffers = buffers
        count = pdfium.FPDFText_CountChars(text_page)
        if count < 0:
            raise pypdfium2.PdfiumError("the page's characters cannot be counted")
        text = buffers.read_text(text_page, count)
        self._indices = None if len(text) == count else self._align_indices(text, count)
        text = drop_stand_ins(text.replace("\0", UNKNOWN))
        self.text = buffers.unmapped.mark(self._page, text, self._indices)
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
        return self.display.place_columns(*low, *high)

    def find_letters_in(self, areas: Sequence[Box]) -> list[int]:
        """The positions of all characters but spaces whose middles lie in one of the `areas`, given
        in user space; ascending."""
        bands: dict[tuple[int, int], list[Box]] = {}
        for area in areas:
            bands.setdefault((int(area.y0), int(area.y1)), []).append(area)
        rows = self._list_rows_in(bands)
        found: set[int] = set()
        levels = sorted(rows)
        for (low, high), beside in bands.items():
            touched = levels[bisect_left(levels, low) : bisect_right(levels, high)]
            for x0, x1 in _join_beside(beside) if touched else ():
                for row in map(rows.__getitem__, touched):
                    begin, end = bisect_left(row, (x0, -1)), bisect_left(row, (x1, len(self.text)))
                    found.update(at for _, at in row[begin:end])
        return sorted(found)

    def _list_rows_in(self, bands: Iterable[tuple[int, int]]) -> dict[int, list[tuple[float, int]]]:
        """The characters but spaces whose middles are in one of the `bands`, from a whole point to
        another in user space: by whole point, from left to right, with where their middles are."""
        text = self.text
        indices = self._convert_to_indices(range(len(text)))
        doubled = self._buffers.measure_doubled_middles(self._page, indices)
        near = _choose_within(set(doubled), bands)
        beside = compress(range(len(text)), map(near.__contains__, doubled))
        shown = [at for at in beside if not text[at].isspace()]
        edges = self.measure_edges(shown)
        rows: dict[int, list[tuple[float, int]]] = {}
        for at, left, right in zip(shown, edges[0::EDGES], edges[2::EDGES], strict=True):
            rows.setdefault(int(doubled[at] / 2), []).append(((left + right) / 2, at))
        for row in rows.values():
            row.sort()
        return rows

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


def _choose_within(doubled: Iterable[float], bands: Iterable[tuple[int, int]]) -> set[float]:
    """Those of the `doubled` numbers half of which is in one of the `bands`, from a whole number to
    another."""
    ordered = sorted(doubled)
    whole = [int(number / 2) for number in ordered]
    chosen: set[float] = set()
    for low, high in bands:
        chosen.update(ordered[bisect_left(whole, low) : bisect_right(whole, high)])
    return chosen


def _join_beside(areas: Iterable[Box]) -> list[tuple[float, float]]:
    """From where to where the `areas` of a row reach, those that touch as one: bars may come letter
    by letter."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted((area.x0, area.x1) for area in areas):
        if joined and x0 <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], x1)
        else:
            joined.append((x0, x1))
    return joined
