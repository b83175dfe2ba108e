"""A second look at the head and the foot of a page, where a number may stand alone.

Tesseract often takes a lone figure for a speck, or reads it wrong: it knows letters by their
neighbours. Cut out, with the noise taken off, most are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from indexer.readers.geometry import Box
from indexer.readers.pictures.lone_numbers import is_page_number
from indexer.readers.pictures.words import Word, measure_sureness, parse_words

if TYPE_CHECKING:
    from PIL.Image import Image

_STRIP = 0.16
"""Head and foot are this share of the page's height each."""
_SURE = 60.0
"""What is less sure than this (of 100) is looked at again, and left out if it stays so."""
_SURE_NUMBER = 45.0
"""The same for a number alone: whether it counts on from the other pages' is seen later."""
_SHORT = 12
"""Letters; longer lines are not looked at again."""
_DOTS = 100
"""Dots per inch in which marks are looked for: noise is gone, figures are not."""
_INK = 0.35
"""Ink is darker than paper by this share of what the darkest is."""
_LOWEST, _HIGHEST = 4.0, 30.0
"""Points that a figure is high."""
_LONGEST = 200.0
"""Points; what is longer has neighbours enough to be read at once."""
_APART = 10.0
"""Points between marks that have nothing to do with each other."""
_RULE = 0.6
"""A row or column of which this share is ink is a rule, or the edge of the sheet."""
_MOST = 8
"""Marks that are looked at."""
_WORD = re.compile(r"\d|[^\W\d]{4}")
_LOOKS = ((5, 0.65), (5, 0.5), (7, 0.65))
"""How a mark is cleared, one way after the other: pixels of the median filter that takes off noise,
and how bright, between the darkest and the brightest, what counts as ink may be."""
_HEIGHT = 36
"""Pixels that a mark is high at least when it is read."""
_PADDING = 12
"""Pixels of white around what is read alone."""

ReadLine = Callable[["Image"], str]
"""Reads a picture as one line, as TSV."""


def add_lone_words(
    words: Sequence[Word], picture: Image, scale: float, read: ReadLine
) -> list[Word]:
    """The words of an upright picture with those at its head and foot that stand alone and were not
    seen, or were seen badly; `scale` is its pixels per point."""
    kept = list(words)
    known = [word.box for line in _list_lines(words) if not _is_doubtful(line) for word in line]
    for at, box in enumerate(_find_marks(picture, scale, known)):
        tries = (_read_alone(picture, box, f"lone {at}", read, look) for look in _LOOKS)
        seen = next(filter(_is_worth_keeping, tries), [])
        if seen:
            kept = [word for word in kept if not _overlaps(word.box, box)]
            kept = [*seen, *kept] if box.y1 < picture.height / 2 else [*kept, *seen]
    return kept


def _is_worth_keeping(words: Sequence[Word]) -> bool:
    """Whether it is a number, or a word; a lone letter is more likely a speck."""
    if not words:
        return False
    sureness = measure_sureness(words)
    if len(words) == 1 and is_page_number(words[0].text):
        return sureness >= _SURE_NUMBER
    return sureness >= _SURE and bool(_WORD.search(words[0].text))


def _list_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    for _, line in groupby(words, key=lambda word: word.line):
        yield list(line)


def _is_doubtful(line: Sequence[Word]) -> bool:
    return sum(len(word.text) for word in line) <= _SHORT and measure_sureness(line) < _SURE


def _find_marks(picture: Image, scale: float, known: Iterable[Box]) -> list[Box]:
    """What is printed at head and foot outside the `known` boxes, all in pixels of the picture."""
    step = max(1, round(scale * 72 / _DOTS))
    small = picture.reduce(step)
    ink = _separate_ink(small)
    for box in known:
        left, top = (max(0, int(edge / step) - 2) for edge in box[:2])
        ink.paste(0, (left, top, int(box.x1 / step) + 3, int(box.y1 / step) + 3))
    points = scale / step
    height = int(_STRIP * ink.height)
    marks = [
        Box(*(edge * step for edge in box))
        for top in (0, ink.height - height)
        for box in _find_clusters(ink, top, top + height, points)
    ]
    edges = sorted(marks, key=lambda box: min(box.y0, picture.height - box.y1))
    return edges[:_MOST]


def _separate_ink(grey: Image) -> Image:
    """White where the picture has ink, black elsewhere."""
    levels = grey.histogram()
    paper = max(range(128, 256), key=levels.__getitem__)
    darkest = next((level for level in range(256) if levels[level]), 0)
    limit = paper - _INK * (paper - darkest)
    return grey.point([255 * (level < limit) for level in range(256)])


def _find_clusters(ink: Image, top: int, bottom: int, points: float) -> Iterator[Box]:
    """The marks between these rows, in pixels; `points` are the pixels of a point."""
    strip = ink.crop((0, top, ink.width, bottom))
    columns = _measure_share(strip, (strip.width, 1))
    for left, right in _list_runs([share > _RULE for share in columns], 0):
        strip.paste(0, (left, 0, right, strip.height))
    rows = [0 < share <= _RULE for share in _measure_share(strip, (1, strip.height))]
    for first, last in _list_runs(rows, 1):
        if not _LOWEST * points <= last - first <= _HIGHEST * points:
            continue
        band = strip.crop((0, first, strip.width, last))
        inked = [share > 0 for share in _measure_share(band, (band.width, 1))]
        for left, right in _list_runs(inked, int(_APART * points)):
            bounds = band.crop((left, 0, right, band.height)).getbbox() or (0, 0, 0, 0)
            high = bounds[3] - bounds[1] >= _LOWEST * points
            if high and right - left <= _LONGEST * points:
                yield Box(left, top + first + bounds[1], right, top + first + bounds[3])


def _measure_share(ink: Image, size: tuple[int, int]) -> list[float]:
    """The share of ink of each row or column: the picture reduced to one of `size`."""
    from PIL.Image import Resampling

    return [level / 255 for level in ink.resize(size, Resampling.BOX).tobytes()]


def _list_runs(flags: Sequence[bool], gap: int) -> Iterator[tuple[int, int]]:
    """Where the flags are set, from and up to, with gaps of at most `gap` filled."""
    begin = end = -1
    for at, flag in enumerate(flags):
        if flag:
            if begin >= 0 and at - end > gap:
                yield begin, end
                begin = -1
            begin, end = (at if begin < 0 else begin), at + 1
    if begin >= 0:
        yield begin, end


def _read_alone(
    picture: Image, box: Box, name: str, read: ReadLine, look: tuple[int, float]
) -> list[Word]:
    """The words in the box, read as one line without its surroundings, as this `look` shows it."""
    from PIL import ImageFilter, ImageOps

    around = 2 * (box.y1 - box.y0) // 10 + 2
    left, top = max(0, int(box.x0 - around)), max(0, int(box.y0 - around))
    piece = picture.crop((left, top, int(box.x1 + around), int(box.y1 + around)))
    scale = max(1.0, _HEIGHT / max(1.0, box.y1 - box.y0))
    if scale > 1:
        piece = piece.resize((round(piece.width * scale), round(piece.height * scale)))
    width, share = look
    plain = piece.filter(ImageFilter.MedianFilter(width))
    low, high = (int(level) for level in plain.getextrema())  # type: ignore[arg-type]
    limit = low + share * (high - low)
    clear = plain.point([255 * (level >= limit) for level in range(256)])
    bounds = ImageOps.invert(clear).getbbox()
    if bounds is None:
        return []
    words = parse_words(read(ImageOps.expand(clear.crop(bounds), _PADDING, 255)))
    corner = left + (bounds[0] - _PADDING) / scale, top + (bounds[1] - _PADDING) / scale
    return [
        word._replace(box=_move(word.box, corner, scale), block=name, line=name) for word in words
    ]


def _move(box: Box, corner: tuple[float, float], scale: float) -> Box:
    x, y = corner
    return Box(x + box.x0 / scale, y + box.y0 / scale, x + box.x1 / scale, y + box.y1 / scale)


def _overlaps(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
