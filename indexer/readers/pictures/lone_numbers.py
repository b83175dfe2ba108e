"""Page numbers that stand alone, as they are meant: letters without neighbours are easily mistaken
for one another, "11" for "Il" and "xxiii" for "XXiil"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from indexer.readers.pictures.type_sizes import measure_size
from indexer.readers.pictures.words import Word

_NUMBER = re.compile(r"(\W*?)([0-9IiVvXxLlCcOo|]{1,8})(\W*)")
_STROKES = str.maketrans("Il|iOo", "111100")
_STROKE = re.compile(r"[l1|]")
_ROMAN = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LOW = 0.85
"""Small letters are lower than this share of what capitals are high."""
_CAPITALS = 0.69
_SURENESS = 70.0
"""How sure a number is at most that was put right, of 100."""


def mend_lone_numbers(words: Sequence[Word]) -> list[Word]:
    """The words, those put right that stand alone in their line and are a page number but for
    letters that look alike."""
    lines = list(_list_lines(words))
    usual = median(map(measure_size, lines)) if lines else 0.0
    return [_mend(word, usual) if len(line) == 1 else word for line in lines for word in line]


def is_page_number(text: str) -> bool:
    """Whether the text is a number, perhaps between dashes, if letters that look alike are put
    right."""
    number = _NUMBER.fullmatch(text)
    core = _put_right(number[2], False).lower() if number else ""
    return core.isdecimal() or bool(core and _ROMAN.fullmatch(core))


def _list_lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    for _, line in groupby(words, key=lambda word: word.line):
        yield list(line)


def _mend(word: Word, usual: float) -> Word:
    number = _NUMBER.fullmatch(word.text.strip())
    if number is None:
        return word
    before, core, after = number.groups()
    height = word.box.y1 - word.box.y0
    small = 0 < height < _LOW * _CAPITALS * usual
    mended = _put_right(core, small)
    if mended == core:
        return word
    sureness = min(word.confidence, _SURENESS)
    return word._replace(text=f"{before}{mended}{after}", confidence=sureness)


def _put_right(core: str, small: bool) -> str:
    """The number that is meant, as far as the letters tell; `small` says that they are as low as
    small letters."""
    letters = set(core)
    # an l among strokes is none that stands for fifty
    if letters & set("|0123456789") or ("l" in letters and letters <= set("Il") and not small):
        figures = core.translate(_STROKES)
        if figures.isdecimal():
            return figures
    roman = core.lower()
    for meant in (roman, _STROKE.sub("i", roman)):
        if meant and _ROMAN.fullmatch(meant):
            mixed = core not in (roman, core.upper()) or meant != roman
            return meant if mixed or small else core
    return core
