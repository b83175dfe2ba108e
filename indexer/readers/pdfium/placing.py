"""Where the lines of a page stand: their boxes, sizes and directions.

PDFium is asked only for the boxes of each line's first, middle and last character, for all lines at
once. Asking it for the text inside each rectangle would be quadratic on crowded pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import sub

from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.buffers import EDGES
from indexer.readers.pdfium.characters import Characters
from indexer.readers.sheets import Line

_BROKEN = "\ufffe\u0002"
"""PDFium ends a line with CR LF, except after an end-of-line hyphen, for which it gives one of
these and goes straight on to the next line."""
_BULLET = re.compile(r"^(\s*)[\uf020-\uf0ff](?=\s|$)")
"""A symbol font's character, in the private use area, alone before a line's text."""


def split_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text` that are not blank, each with its offset."""
    text = text.replace("\r", "\n")
    for hyphen in _BROKEN:
        text = text.replace(hyphen, f"{hyphen}\n")
    begin = 0
    for words in text.split("\n"):
        if words and not words.isspace():
            yield begin, words
        begin += len(words) if words and words[-1] in _BROKEN else len(words) + 1


def place_lines(page: Characters, pieces: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """The lines of these texts, each with its offset in the page's text, if they can be seen."""
    if not pieces:
        return
    samples = [_choose_sample(begin, words) for begin, words in pieces]
    edges = [page.measure_edges(positions) for positions in zip(*samples, strict=True)]
    angles = page.measure_angles([middle for _, middle, _ in samples])
    display = page.display
    sizes = _measure_sizes(edges, [(angle - display.rotation) % 180 != 0 for angle in angles])
    width, height = display.size
    for (begin, words), angle, size, (x0, top, x1, bottom) in zip(
        pieces, angles, sizes, _measure_boxes(edges, display), strict=True
    ):
        is_inside = x0 >= 0 and x1 <= width and top >= 0 and bottom <= height
        if is_inside or display.shows(Box(x0, top, x1, bottom)):
            hyphenated = words[-1] in _BROKEN
            text = f"{words[:-1]}-" if hyphenated else words
            if "\uf020" <= words.lstrip()[0] <= "\uf0ff":
                text = replace_bullet(text)
            # as Line(…), which takes twice as long
            yield tuple.__new__(Line, (text, x0, top, x1, bottom, begin, size, angle, hyphenated))


def _choose_sample(begin: int, words: str) -> tuple[int, int, int]:
    """The first, a middle and the last visible character of the `words`, which begin at `begin`."""
    shown = words.strip()
    first = 0 if words[0] == shown[0] else words.index(shown[0])
    last = first + len(shown) - 1
    if words[-1] in _BROKEN and last > first:
        last -= 1
    middle = (first + last) // 2
    while middle > first and (words[middle].isspace() or words[middle].isdigit()):
        middle -= 1
    return begin + first, begin + middle, begin + last


def _measure_boxes(
    edges: Iterable[list[float]], display: Display
) -> Iterator[tuple[float, float, float, float]]:
    """The box around the sampled characters of each line, as displayed."""
    across = [sampled[side::EDGES] for sampled in edges for side in (0, 2)]
    down = [sampled[side::EDGES] for sampled in edges for side in (1, 3)]
    low, high = (map(min, *across), map(min, *down)), (map(max, *across), map(max, *down))
    return iter(display.place_columns(*low, *high))


def _measure_sizes(edges: Iterable[list[float]], turned: list[bool]) -> list[float]:
    """The middle height of the sampled characters of each line, or their middle width where the
    line is `turned`, in points."""
    sizes = _measure_middle_extents(edges, 1)
    if any(turned):
        pairs = zip(turned, sizes, _measure_middle_extents(edges, 0), strict=True)
        sizes = [width if is_turned else height for is_turned, height, width in pairs]
    return sizes


def _measure_middle_extents(edges: Iterable[list[float]], side: int) -> list[float]:
    extents = [
        map(abs, map(sub, sampled[side::EDGES], sampled[side + 2 :: EDGES])) for sampled in edges
    ]
    return [
        round(a if a in (b, c) else sorted((a, b, c))[1], 2)
        for a, b, c in zip(*extents, strict=True)
    ]


def replace_bullet(text: str) -> str:
    """`text` with "•" for a bullet from a symbol font."""
    return _BULLET.sub(r"\1•", text)
