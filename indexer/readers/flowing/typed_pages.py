"""Text files that mark their pages: with form feeds, or with the numbers printed on them.

Such a file is the picture of typed pages: each character has its place in a row, so that numbers,
running heads, indents and hyphens are found as on the sheets of a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.readers.sheets import Line, Sheet

_MARKS = (
    re.compile(r"\s*[-–—]\s?(\d{1,4})\s?[-–—]\s*"),
    re.compile(r"\s*page\s+(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE),
)
"""Lines that hold nothing but the number of a page: "- 12 -", "Page 12", "Page 12 of 40"."""
_FEWEST = 2
_WIDTH, _MARGIN = 612.0, 72.0
"""Of a sheet of letter paper, and around its text, in points."""
_CHARACTER, _ROW, _HIGH = 6.0, 12.0, 10.0
"""How far the letters and the rows of a typewriter are apart (10 to the inch, 6 to the inch)."""
_TAB = 8


def find_typed_pages(text: str) -> tuple[Sheet, ...]:
    """The pages of a text, as sheets; none where it does not mark them."""
    pages = text.split("\f") if "\f" in text else _split_at_numbers(text.split("\n"))
    while pages and not pages[-1].strip():
        pages.pop()
    if len(pages) < _FEWEST:
        return ()
    return tuple(_make_sheet(number, page) for number, page in enumerate(pages, start=1))


def _split_at_numbers(lines: Sequence[str]) -> list[str]:
    """The pages, where lines with nothing but a number count on by one; none where it cannot be
    told whether these stand at the head or at the foot."""
    for form in _MARKS:
        marks = [(at, int(m[1])) for at, line in enumerate(lines) if (m := form.fullmatch(line))]
        if len(marks) < _FEWEST or any(b[1] != a[1] + 1 for a, b in pairwise(marks)):
            continue
        before = any(line.strip() for line in lines[: marks[0][0]])
        after = any(line.strip() for line in lines[marks[-1][0] + 1 :])
        if before == after:
            continue
        cuts = [at + 1 for at, _ in marks] if before else [at for at, _ in marks]
        edges = [0, *cuts] if before else [*cuts, len(lines)]
        return ["\n".join(lines[first:last]) for first, last in pairwise(edges)]
    return []


def _make_sheet(number: int, page: str) -> Sheet:
    lines: list[Line] = []
    start = 0
    rows = page.expandtabs(_TAB).split("\n")
    for row, line in enumerate(rows):
        words = line.strip()
        if words:
            x0 = _MARGIN + _CHARACTER * (len(line) - len(line.lstrip()))
            top = _MARGIN + _ROW * row
            x1 = x0 + _CHARACTER * len(words)
            lines.append(Line(words, x0, top, x1, top + _HIGH, start))
            start += len(words) + 1
    longest = max((line.x1 for line in lines), default=0.0)
    width = max(_WIDTH, longest + _MARGIN)
    height = _ROW * len(rows) + 2 * _MARGIN
    return Sheet(number, width, height, tuple(lines))
