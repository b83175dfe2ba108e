"""Letter-spaced words: "D e p o t" is one word, set with space between its letters.

PDFium takes the space between the letters for the space between words. Which it is shows in its
width: between words it is wider than between the letters of one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from indexer.readers.pdfium.buffers import EDGES
from indexer.readers.pdfium.characters import Characters
from indexer.readers.sheets import Line

_LEAST_LETTERS = 6
_MOSTLY = 0.7
"""At least this share of the characters are letters."""
_BETWEEN_WORDS = 1.6
"""A space between words is so many times as wide as that between letters, or wider."""
_EVEN = 0.4
"""The spaces between letters differ from the usual one by at most this share of it."""
_WIDEST = 0.8
"""Font sizes between two letters of a word; columns are further apart."""
_LONE = re.compile(r"(?<!\S)\S(?!\S)")


def is_spaced_out(text: str) -> bool:
    """Whether nearly every character of a line's text stands between spaces."""
    spaces = text.count(" ")
    if 2 * spaces + 3 < len(text) or len(text) < 2 * _LEAST_LETTERS - 1:
        return False
    return len(_LONE.findall(text)) >= _MOSTLY * (len(text) - spaces)


def close_letters(page: Characters, line: Line) -> Line:
    """A spaced-out line with its letters joined to words, unless they are not spaced evenly."""
    places = [at for at, one in enumerate(line.text) if not one.isspace()]
    letters = sum(1 for at in places if line.text[at].isalpha())
    if line.angle or len(places) < _LEAST_LETTERS or letters < _MOSTLY * len(places):
        return line
    edges = page.measure_edges([line.start + at for at in places])
    turned = page.display.rotation in (90, 270)
    low, high = (edges[1::EDGES], edges[3::EDGES]) if turned else (edges[0::EDGES], edges[2::EDGES])
    spaces = [
        max(min(c, d) - max(a, b), min(a, b) - max(c, d))
        for (a, b), (c, d) in pairwise(zip(low, high, strict=True))
    ]
    usual = median(spaces)
    between = [space > _BETWEEN_WORDS * usual for space in spaces]
    within = [space for space, is_wide in zip(spaces, between, strict=True) if not is_wide]
    even = sum(1 for space in within if abs(space - usual) <= _EVEN * usual)
    if not 0 < usual <= _WIDEST * line.size or even < _MOSTLY * len(within):
        return line
    words = line.text[places[0]]
    for at, is_wide in zip(places[1:], between, strict=True):
        words += (" " if is_wide else "") + line.text[at]
    return line._replace(text=words)
