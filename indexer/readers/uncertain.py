"""Letters that are not certain: what stands for a character whose meaning its font does not tell.

While a file is read, the stand-in still says which code of which font the character was, so that
the words of the whole document can tell what the code means.
"""

from __future__ import annotations

import re

from indexer.words.tokens import UNKNOWN

_FIRST = 0xF0000
"""Planes 15 and 16, for private use (The Unicode Standard, 23.5), which fonts do not name."""
_CODES = 4096
_FONTS = 31
STAND_INS = f"{chr(_FIRST)}-{chr(_FIRST + _FONTS * _CODES - 1)}"
"""All stand-ins, for a regular expression's class."""
_STAND_IN = re.compile(f"[{STAND_INS}]")


def make_stand_in(font: int, code: int) -> str:
    """What stands for the `code` of the document's font with this number, 0-based; `UNKNOWN` where
    font or code is too high a number for one."""
    if font >= _FONTS or not 0 <= code < _CODES:
        return UNKNOWN
    return chr(_FIRST + font * _CODES + code)


def read_stand_in(character: str) -> tuple[int, int]:
    """Font and code that this stand-in stands for."""
    return divmod(ord(character) - _FIRST, _CODES)


def drop_stand_ins(text: str) -> str:
    """`text` with `UNKNOWN` for each stand-in, or for what a font itself puts there."""
    return text if text.isascii() else _STAND_IN.sub(UNKNOWN, text)
