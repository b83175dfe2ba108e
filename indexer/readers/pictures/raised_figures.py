"""Note marks in a picture: raised figures, told by the ink, since Tesseract does not tell them.

Otherwise "section 3" with note 12 would read "section 312".
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.geometry import Box
from indexer.readers.pictures.words import Word
from indexer.readers.superscripts import RAISED, convert_to_superscript

if TYPE_CHECKING:
    from PIL.Image import Image

_FIGURE = re.compile(r"[0-9]+$")
_HIGHEST = 0.58
"""Raised figures are at most this high, as a share of the type's size; others are nearly 0.7."""
_SPECK = 0.2
"""What is lower than this share is a speck, or a full stop."""
_WIDTH = 0.33
"""A raised figure is about this wide: several may run together."""
_LONGEST = 3
"""Figures of a mark."""


class _Piece(NamedTuple):
    """Ink without a gap from left to right."""

    width: int
    height: int
    bottom: int
    """Pixels from the top of the picture."""


def raise_figures(word: Word, picture: Image, size: float, baseline: float) -> Word:
    """The word with the raised figures at its end as superscripts; `size` and `baseline` of its
    line are in pixels of the grey `picture`."""
    figure = _FIGURE.search(word.text)
    if figure is None:
        return word
    raised = 0
    for piece in reversed(_find_pieces(word.box, picture)):
        if piece.height < _SPECK * size:
            continue
        if piece.height > _HIGHEST * size or baseline - piece.bottom < RAISED * size:
            break
        raised += max(1, round(piece.width / (_WIDTH * size)))
    raised = min(raised, len(figure[0]))
    if not 0 < raised <= _LONGEST:
        return word
    at = len(word.text) - raised
    return word._replace(text=word.text[:at] + convert_to_superscript(word.text[at:]))


def _find_pieces(box: Box, picture: Image) -> list[_Piece]:
    """The pieces of ink in the box, from left to right."""
    left, top, right, bottom = map(int, box)
    word = picture.crop((left, top, right, bottom))
    low, high = word.getextrema()
    middle = (int(low) + int(high)) // 2  # type: ignore[arg-type]
    ink = word.point([255 * (value <= middle) for value in range(256)])
    columns = ink.resize((ink.width, 1), 4).tobytes()
    pieces: list[_Piece] = []
    for is_ink, run in groupby(range(len(columns)), key=lambda at: columns[at] > 0):
        if is_ink:
            at = list(run)
            bounds = ink.crop((at[0], 0, at[-1] + 1, ink.height)).getbbox()
            if bounds:
                pieces.append(_Piece(len(at), bounds[3] - bounds[1], top + bounds[3]))
    return pieces
