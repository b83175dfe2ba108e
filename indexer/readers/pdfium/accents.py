"""Accents that a program draws over a letter as signs of their own.

Where a font has no "ü", some programs draw "¨" and then "u" under it. A reader sees one letter;
the file says two, and PDFium may even put a space between them.
"""

from __future__ import annotations

import re
import unicodedata

from indexer.readers.pdfium.characters import Characters
from indexer.readers.sheets import Line

_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
_ACCENTED = re.compile(rf"([{''.join(_COMBINING)}])(\s?)([A-Za-zıȷ])")
_DOTLESS = {"ı": "i", "ȷ": "j"}


_SIGNS = re.compile(f"[{''.join(_COMBINING)}]")


def has_accents(text: str) -> bool:
    """Whether an accent that is a sign of its own stands in the text."""
    return "`" in text or (not text.isascii() and bool(_SIGNS.search(text)))


def join_accents(page: Characters, line: Line) -> Line:
    """The line with one letter for each accent and the letter that it stands over."""
    text, done = "", 0
    for found in _ACCENTED.finditer(line.text):
        accent, _, letter = found.groups()
        joined = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _COMBINING[accent])
        if len(joined) == 1 and _stands_over(page, line, found.start(1), found.start(3)):
            text += line.text[done : found.start()] + joined
            done = found.end()
    return line._replace(text=text + line.text[done:]) if done else line


def _stands_over(page: Characters, line: Line, accent: int, letter: int) -> bool:
    """Whether the middle of the accent, which is at this offset of the line as the letter is at
    its own, lies over or under the letter."""
    places = [line.start + accent, line.start + letter]
    if line.angle or [page.text[at] for at in places] != [line.text[accent], line.text[letter]]:
        return False
    above, below = page.measure_boxes(places)
    return below.x0 < (above.x0 + above.x1) / 2 < below.x1
