"""The lines of a page, from PDFium's characters: in order, with their note marks raised.

PDFium is slow to give boxes, so it is asked only about the ends of figures, all of a page at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.readers.pdfium.characters import Characters
from indexer.readers.pdfium.dividing import find_divisions
from indexer.readers.pdfium.letterspacing import close_letters, is_spaced_out
from indexer.readers.pdfium.placing import place_lines, replace_bullet, split_lines
from indexer.readers.sheets import Line
from indexer.readers.superscripts import (
    RAISED,
    SMALLER,
    SMALLEST,
    SPACE,
    has_superscripts,
    may_number_heading,
    raise_digits,
    split_at_displaced_mark,
    split_fractions,
)

_ROWS = 1.7
"""A line higher than this many font sizes stands in several rows."""
_NEXT_ROW = 0.6
"""Baselines further apart than this share of the size are of two rows; superscripts are closer."""
_WORDS = re.compile(r"\S+")
_IS_DIGIT = bytes(chr(code) in "0123456789" for code in range(256))


def read_lines(page: Characters) -> Iterator[Line]:
    """The lines of the page in PDFium's order, with raised digits as superscripts."""
    figures = _Figures(page)
    lines = list(_build_lines(page, list(split_lines(page.text)), figures))
    divisions = find_divisions(page, lines)
    for at, line in enumerate(lines):
        if at in divisions:
            yield from _build_lines(page, _cut(page, line, divisions[at]), figures)
        else:
            yield close_letters(page, line) if is_spaced_out(line.text) else line


def _cut(page: Characters, line: Line, places: Sequence[int]) -> list[tuple[int, str]]:
    """The parts of the line that begin at these positions of the page's text, and its first."""
    end = line.start + len(line.text)
    for break_ in "\r\n":  # a text with fractions is longer than its place on the page
        at = page.text.find(break_, line.start, end)
        end = at if at >= 0 else end
    ends = [line.start, *places, end]
    return [page.get_piece(a, b) for a, b in pairwise(ends)]


class _Figures:
    """How high the first and last digits of a page's figures are."""

    def __init__(self, page: Characters) -> None:
        self._at = list(_find_figure_ends(page.text))
        self._heights = page.measure_heights(self._at)

    def get_heights(self, begin: int, end: int) -> list[float]:
        """The heights of those between the offsets `begin` and `end` of the page's text."""
        first = bisect_left(self._at, begin)
        return self._heights[first : bisect_left(self._at, end, first)]


def _find_figure_ends(text: str) -> Iterator[int]:
    """Where the first and last digit of each figure stand, ascending; a single digit once."""
    # searching bytes that say which characters are digits is faster than a regular expression
    is_digit = text.encode("latin-1", "replace").translate(_IS_DIGIT)
    first = is_digit.find(1)
    while first >= 0:
        end = is_digit.find(0, first)
        if end < 0:
            end = len(text)
        yield first
        if end > first + 1:
            yield end - 1
        first = is_digit.find(1, end)


def _build_lines(
    page: Characters, pieces: Sequence[tuple[int, str]], figures: _Figures
) -> Iterator[Line]:
    """The lines of these texts, each with its offset in the page's text; divided where PDFium joins
    several rows, or puts a note mark out of order."""
    for line in place_lines(page, pieces):
        rows = list(_split_rows(page, line)) if _is_several(line) else []
        if rows:
            yield from _build_lines(page, rows, figures)
            continue
        end = line.start + len(line.text)
        heights = [] if line.angle else figures.get_heights(line.start, end)
        if not heights:
            yield line
            continue
        small = min(heights) <= SMALLER * line.size
        raised = _mark_superscripts(page, line, figures) if small else line.text
        if has_superscripts(raised):
            yield from _put_in_order(page, line, raised)
        else:
            yield line


def _put_in_order(page: Characters, line: Line, raised: str) -> Iterator[Line]:
    """The line with its text `raised`; in pieces where its note mark was written out of order."""
    spans = list(
        split_at_displaced_mark(raised, lambda at: _measure_left_edge(page, line.start + at))
    )
    parts = [line]
    if len(spans) > 1:
        pieces = [page.get_piece(line.start + begin, line.start + end) for begin, end in spans]
        parts = list(place_lines(page, [piece for piece in pieces if not piece[1].isspace()]))
    for part in parts:
        text = raised[part.start - line.start :][: len(part.text)]
        yield part._replace(text=split_fractions(replace_bullet(text)))


def _is_several(line: Line) -> bool:
    """Whether the line is really several: on some turned pages PDFium gives no line breaks."""
    across = line.bottom - line.top if line.angle in (0, 180) else line.x1 - line.x0
    return across > _ROWS * line.size > 0


def _split_rows(page: Characters, line: Line) -> Iterator[tuple[int, str]]:
    """The rows of such a line, each with its offset: a word on another baseline, or in another
    reading direction, begins a new one."""
    begin = line.start
    row: tuple[int, float] | None = None
    for word in _WORDS.finditer(line.text):
        at = line.start + word.start()
        (angle,) = page.measure_angles((at,))
        baseline = page.measure_baseline(at, angle)
        if row is not None and (row[0] != angle or abs(baseline - row[1]) > _NEXT_ROW * line.size):
            yield page.get_piece(begin, at)
            begin = at
        row = angle, baseline
    if begin > line.start:
        yield page.get_piece(begin, line.start + len(line.text))


def _mark_superscripts(page: Characters, line: Line, figures: _Figures) -> str:
    """The line's text with superscript digits; most of its characters have the line's size."""
    text, start, height = line.text, line.start, line.size
    baseline: float | None = None

    def is_superscript(at: int) -> bool:
        nonlocal baseline
        (own,) = figures.get_heights(start + at, start + at + 1) or page.measure_heights(
            (start + at,)
        )
        if not SMALLEST * height <= own <= SMALLER * height:
            return False
        if may_number_heading(text, at) and _has_space_before(page, start + at, height):
            return False
        if baseline is None:
            baseline = _measure_baseline(page, line)
        return baseline - page.measure_baseline(start + at, 0) >= RAISED * height

    return raise_digits(text, is_superscript)


def _has_space_before(page: Characters, position: int, height: float) -> bool:
    """Whether the figure to which this digit belongs stands a space away from the word before."""
    first = position
    while page.text[first - 1].isdigit():
        first -= 1
    before = first - 1
    while page.text[before].isspace():
        before -= 1
    word, figure = page.measure_boxes((before, first))
    return figure.x0 - word.x1 >= SPACE * height


def _measure_baseline(page: Characters, line: Line) -> float:
    """The baseline of the first, middle or last character, whichever has the line's height."""
    words = [word.span() for word in _WORDS.finditer(line.text)]
    sample = [line.start + at for at in (words[0][0], _find_middle(words), words[-1][1] - 1)]
    differences = [abs(height - line.size) for height in page.measure_heights(sample)]
    return page.measure_baseline(sample[differences.index(min(differences))], 0)


def _find_middle(words: list[tuple[int, int]]) -> int:
    """The offset of the middle character of the words with these spans."""
    left = sum(end - begin for begin, end in words) // 2
    for begin, end in words:
        if left < end - begin:
            return begin + left
        left -= end - begin
    raise ValueError("there are no words")


def _measure_left_edge(page: Characters, position: int) -> float:
    (box,) = page.measure_boxes((position,))
    return box.x0
