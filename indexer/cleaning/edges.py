"""The outer rows of a sheet, where running heads and feet stand, with the page's number known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from indexer.labels.page_label import PageLabel
from indexer.readers.frames import SheetLayout, measure_height, measure_pitch

EDGE_ROWS = 6
"""How many rows from an edge furniture may reach."""
EXACT_PLACE = 3.0
"""Points by which the lines of one row may stand apart, and lines that recur on a few sheets."""
FOLIO = "\0"
"""Stands for the page's own number."""
APART = 1.25
"""What recurs on a few sheets only, or is set in the text's size, must be this many pitches of the
text away from it."""
WORD = re.compile(r"[^\W\d_]{2,}")
_PAGE_OF = re.compile(r"\b[Pp]age [\d\0]+ of \d+\b")
_ALONE = r"(?<![^\W_]){0}(?![^\W_])|(?<=page){0}$"
_ANY_NUMBER = re.compile(_ALONE.format(r"\d+"), re.IGNORECASE)
_NUMBER_AT_END = re.compile(r"^\d{1,6}(?=\W)|(?<=[\s\-–—.])\d{1,6}$")


class EdgeLine(NamedTuple):
    """A line in one of the outer rows."""

    at: int
    """Index of the line."""
    edge: str
    """`top`, `bottom`, or the angle of a turned line."""
    row: int
    """0 for the outermost row of its edge."""
    words: str
    """The line with single spaces."""
    key: str
    """The same, with `FOLIO` for the page's own number."""
    distance: float
    """From the edge, points."""
    small: bool
    """Set smaller than the document's text."""
    size: float = 0.0
    """Font size, points."""


class Edges(NamedTuple):
    """The outer rows of one sheet, and how far apart its rows are."""

    lines: list[EdgeLine]
    pitch: float
    gaps: Mapping[tuple[str, int], float]
    """By edge and row: the distance to the next row inwards; absent for the innermost."""
    height: float = 0.0
    """Of the sheet, points."""
    line_count: int = 0
    """How many lines the sheet has."""

    def is_apart(self, line: EdgeLine) -> bool:
        """Whether a line is further from the next row inwards than the text's lines are apart."""
        return self.gaps.get((line.edge, line.row), float("inf")) >= APART * self.pitch

    def list_rows(self, side: str) -> list[list[EdgeLine]]:
        """The rows from this edge, `top` or `bottom`, inwards; an empty list where it has none."""
        rows: list[list[EdgeLine]] = []
        for line in self.lines:
            if line.edge == side:
                if line.row == len(rows):
                    rows.append([])
                rows[line.row].append(line)
        return rows


def collect_edges(page: SheetLayout, label: PageLabel, small: float) -> Edges:
    """The lines of the sheet's outer rows; turned lines form an edge of their own.

    Lines of at most `small` points count as set smaller than the text.
    """
    lines, boxes = page.sheet.lines, page.boxes
    height = measure_height(page.sheet, page.angle)
    order = sorted(page.upright, key=[box.y0 for box in boxes].__getitem__)
    outer: list[EdgeLine] = []

    def add_line(at: int, edge: str, row: int, distance: float) -> None:
        words, is_small = _normalise_spaces(lines[at].text), lines[at].size <= small
        key = _make_key(words, label, is_small)
        outer.append(EdgeLine(at, edge, row, words, key, distance, is_small, lines[at].size))

    gaps: dict[tuple[str, int], float] = {}
    for edge, ordered in (("top", order), ("bottom", order[::-1])):
        row, last = -1, float("-inf")
        for at in ordered:
            distance = boxes[at].y0 if edge == "top" else height - boxes[at].y1
            if distance - last > EXACT_PLACE:
                if row >= 0:
                    gaps[edge, row] = distance - last
                row, last = row + 1, distance
            if row >= EDGE_ROWS:
                break
            add_line(at, edge, row, distance)
    if len(order) < len(lines):
        for at, line in enumerate(lines):
            if line.angle != page.angle:
                add_line(at, str(line.angle), 0, boxes[at].y0)
    pitch = measure_pitch([boxes[at] for at in order], EXACT_PLACE)
    return Edges(outer, pitch, gaps, height, len(lines))


def _normalise_spaces(text: str) -> str:
    if text.isprintable() and "  " not in text:  # no space is printable but " "
        return text.strip()
    return " ".join(text.split())


def _make_key(words: str, label: PageLabel, small: bool) -> str:
    """The words of a line, with `FOLIO` for the page's own number and for "Page 3 of 12".

    A number at an end of a small running title that counts with the sheets is also the page's own;
    "Recommendation 3", set like the text, may be on the third page by chance.
    """
    if label.label and label.label.casefold() in words.casefold():
        words = _replace_page_number(words, label.label)
    if "age " in words and " of " in words:
        words = _PAGE_OF.sub(FOLIO, words)
    if not small or FOLIO in words or not (words[:1].isdecimal() or words[-1:].isdecimal()):
        return words
    if label.label is None or len(WORD.findall(words)) >= 3:
        at = label.number
        words = _NUMBER_AT_END.sub(lambda number: f"{FOLIO}{int(number[0]) - at}", words)
    return words


def _replace_page_number(words: str, number: str) -> str:
    """The words with `FOLIO` for the page's number, if alone or at the end and after "page"."""
    if number.isascii() and number.isdigit():  # one pattern serves all pages: compiling is slow
        return _ANY_NUMBER.sub(lambda digits: FOLIO if digits[0] == number else digits[0], words)
    return re.sub(_ALONE.format(re.escape(number)), FOLIO, words, flags=re.IGNORECASE)
