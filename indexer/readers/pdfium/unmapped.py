"""Characters whose meaning their font does not tell.

For such a character PDFium's text has the code by which the font is asked for the glyph: any
letter, digit or control, whatever the page shows. The standard asks for a way from code to meaning
(ISO 32000-1, 9.10.2); where a font has none, only the picture of the glyph is left.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import compress, repeat
from operator import eq
from typing import Any

import pypdfium2.raw as pdfium

from indexer.readers.pdfium.calls import (
    fetch_char_box,
    fetch_font_name,
    fetch_loose_box,
    fetch_origin,
    has_map_error,
)
from indexer.readers.uncertain import make_stand_in
from indexer.words.tokens import UNKNOWN

_LOOKED_AT = bytes(
    not (chr(code).islower() and chr(code).isascii()) and code != 0x20 for code in range(256)
)
"""For bytes.translate: 1 for every character that a cheap look asks about. Codes that no map tells
are mostly numbers of glyphs, which are low, or capitals, digits and signs."""
_WITHOUT = 1
"""PDFium's answer for a character without meaning: 0 is one with, -1 an error."""
_EVERY = 24
"""Of all the others, a cheap look asks about one in so many."""
_NAME = 128
"""Bytes of a font's name that are read; the standard's names are shorter."""
_DOT = (0.04, 0.2)
"""A full stop's least and greatest extent, as a share of the height from descent to ascent."""
_ROUND = 1.6
"""A full stop is at most so many times as wide as high, or as high as wide."""
_ON_BASELINE = 0.04
"""How far from the baseline it may begin, as a share of the same height."""


class UnmappedCharacters:
    """Finds them, page after page of a document; knows the document's fonts by their names."""

    def __init__(self) -> None:
        self.thorough = False
        """The document has some: from now on every character is asked about."""
        self.may_be_missed = False
        """It has some that a cheap look may have missed on the pages before."""
        self._fonts: dict[bytes, int] = {}
        self._stand_ins: dict[tuple[bytes, str], str] = {}
        self._name = ctypes.create_string_buffer(_NAME)
        self._to_name = ctypes.byref(self._name)
        self._box, self._to_box = _make_numbers(4)
        self._origin, self._to_origin = _make_numbers(2)
        self._loose = pdfium.FS_RECTF()
        self._to_loose = ctypes.byref(self._loose)

    def mark(self, text_page: Any, text: str, indices: Sequence[int] | None) -> str:
        """`text` with a stand-in for each such character (`indexer.readers.uncertain`), or a full
        stop where its glyph can be nothing else.

        `indices` are PDFium's own of the characters of `text`, None where they are 0, 1, 2, …
        """
        unmapped = self._find(text_page, text, indices)
        unknown = _find_all(text, UNKNOWN) if UNKNOWN in text else []
        if not unmapped and not unknown:
            return text
        marked = list(text)
        # a dot matters to sentences: where most is without meaning there are none
        is_legible = 2 * (len(unmapped) + len(unknown)) < len(text)
        for at in (*unknown, *unmapped):
            index = at if indices is None else indices[at]
            if is_legible and self._is_full_stop(text_page, index):
                marked[at] = "."
            elif text[at] != UNKNOWN:
                marked[at] = self._make_stand_in(text_page, index, text[at])
        return "".join(marked)

    def _make_stand_in(self, text_page: Any, index: int, character: str) -> str:
        """What stands for the character: which code of which font it is. A subset's tag in the
        font's name tells it from others (ISO 32000-1, 9.6.4)."""
        fetch_font_name(text_page, index, self._to_name, _NAME, None)
        which = self._name.value, character
        made = self._stand_ins.get(which)
        if made is None:
            font = self._fonts.setdefault(which[0], len(self._fonts))
            made = self._stand_ins[which] = make_stand_in(font, ord(character))
        return made

    def _find(self, text_page: Any, text: str, indices: Sequence[int] | None) -> list[int]:
        """The positions in `text` of the characters without meaning."""
        if not self.thorough:
            looked_at = bytearray(text.encode("latin-1", "replace").translate(_LOOKED_AT))
            looked_at[::_EVERY] = b"\1" * len(looked_at[::_EVERY])
            asked = compress(range(len(text)) if indices is None else indices, looked_at)
            self.thorough = _WITHOUT in map(has_map_error, repeat(text_page), asked)
            if not self.thorough:
                return []
        unmapped = _ask(text_page, text, indices)
        self.may_be_missed |= any(not _LOOKED_AT[ord(text[at]) & 0xFF] for at in unmapped)
        return unmapped

    def _is_full_stop(self, text_page: Any, index: int) -> bool:
        """Whether the glyph is a dot on the baseline of upright text: no other sign is one."""
        if not fetch_char_box(text_page, index, *self._to_box):
            return False
        left, right, bottom, top = self._box
        wide, high = right - left, top - bottom
        if not (0 < wide < _ROUND * high and high < _ROUND * wide):
            return False
        if not fetch_loose_box(text_page, index, self._to_loose):
            return False
        size = self._loose.top - self._loose.bottom
        fetch_origin(text_page, index, *self._to_origin)
        least, most = (share * size for share in _DOT)
        is_dot = least < wide < most and least < high < most
        return is_dot and bool(abs(bottom - self._origin[1]) < _ON_BASELINE * size)


def _ask(text_page: Any, text: str, indices: Sequence[int] | None) -> list[int]:
    """The positions in `text` of the characters that have no meaning."""
    asked = range(len(text)) if indices is None else indices
    answers = bytes(map(eq, map(has_map_error, repeat(text_page), asked), repeat(_WITHOUT)))
    return list(compress(range(len(text)), answers))


def _find_all(text: str, character: str) -> list[int]:
    """Where the character stands in `text`."""
    return [at for at, other in enumerate(text) if other == character]


def _make_numbers(count: int) -> tuple[Any, list[Any]]:
    """Memory for so many numbers, and a pointer to each of them for PDFium."""
    numbers = (ctypes.c_double * count)()
    size = ctypes.sizeof(ctypes.c_double)
    return numbers, [ctypes.byref(numbers, size * at) for at in range(count)]
