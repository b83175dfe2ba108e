"""How large the print of a line is and where it stands, from the boxes of its words.

A picture does not say how large its type is; but a word without tall letters is as high as small
letters are, and one with them as high as capitals. The shares are those of common book types.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from indexer.readers.pictures.words import Word

_SMALL, _TALL, _BELOW = 0.47, 0.69, 0.21
"""Height of small letters, of capitals and figures, and depth of what hangs down, as shares of the
type's size."""
_HANGING = frozenset("gjpqyQç,;()[]{}§@|ß")
_LOW = frozenset("acemnorsuvwxzgpqyç")
_NO_HEIGHT = frozenset(".,;:'’‘\"“”-–—_·•…*°^~`=")
_ALIKE = 0.07
"""Sizes that differ by less than this share are one: boxes are true to a pixel only."""


def measure_size(words: Sequence[Word]) -> float:
    """The size of the type of a line's words, in pixels."""
    sizes = [_guess_size(word) for word in words if _tells_height(word.text)]
    return median(sizes or [word.box.y1 - word.box.y0 for word in words])


def _tells_height(text: str) -> bool:
    return not _NO_HEIGHT.issuperset(text)


def _guess_size(word: Word) -> float:
    height = word.box.y1 - word.box.y0
    tall = _SMALL if _LOW.issuperset(_strip(word.text)) else _TALL
    return height / (tall + (_BELOW if _hangs(word.text) else 0.0))


def _strip(text: str) -> str:
    return "".join(letter for letter in text if letter not in _NO_HEIGHT)


def _hangs(text: str) -> bool:
    return not _HANGING.isdisjoint(text)


def measure_baseline(words: Sequence[Word], size: float) -> float:
    """Where the line's letters stand, in pixels from the top of the picture."""
    bottoms = [
        word.box.y1 - (_BELOW * size if _hangs(word.text) else 0.0)
        for word in words
        if _tells_height(word.text)
    ]
    return median(bottoms or [word.box.y1 for word in words])


def find_top_and_bottom(baseline: float, size: float) -> tuple[float, float]:
    """The edges of a line's box as high as its type is large, as readers of text give it."""
    return baseline - (1 - _BELOW) * size, baseline + _BELOW * size


def unite_sizes(sizes: Sequence[float], letters: Sequence[int]) -> list[float]:
    """The sizes of a page's lines, those that are nearly alike made the same; `letters` says how
    many each line has: the more, the truer is its size."""
    united = list(sizes)
    left = set(range(len(sizes)))
    while left:
        centre = max(left, key=lambda at: _count_alike(sizes, letters, left, sizes[at]))
        alike = [at for at in left if _are_alike(sizes[at], sizes[centre])]
        total = sum(letters[at] for at in alike)
        size = sum(sizes[at] * letters[at] for at in alike) / total
        for at in alike:
            united[at] = size
        left.difference_update(alike)
    return united


def _count_alike(
    sizes: Sequence[float], letters: Sequence[int], among: set[int], size: float
) -> int:
    return sum(letters[at] for at in among if _are_alike(sizes[at], size))


def _are_alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * other
