"""Which lines of a sheet are furniture: running heads and feet, page numbers, line numbers, stamps.

Only whole lines go, and only on evidence: a line that recurs at the same place at the edge of most
sheets, in smaller type or apart from the text; that recurs on several neighbouring sheets, apart
from the text; that holds the page's own number; or that is in a column of line numbers. Everything
else stays, so that no sentence loses words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from indexer.cleaning.line_numbers import find_line_numbers
from indexer.labels.page_label import PageLabel
from indexer.readers.frames import SheetLayout, measure_height, measure_pitch
from indexer.readers.sheets import Sheet

_EDGE_ROWS = 6
"""How many rows from an edge furniture may reach."""
_CHAPTER_ROWS = 3
"""The most rows of furniture that recurs on a few sheets only; a longer block is repeated text,
such as the notes under every table or a slide that builds up."""
_SAME_PLACE = 9.0
"""Points by which the lines of one running head may stand apart on different sheets."""
_EXACT_PLACE = 3.0
"""The same for a line that recurs on a few sheets only."""
_NEAR = 3
"""Such a line must recur within so many sheets."""
_APART = 1.25
"""What recurs on a few sheets only, or is set in the text's size, must be this many pitches of the
text away from it."""
_FOLIO = "\0"
"""Stands for the page's own number."""
_PAGE_OF = re.compile(r"\b[Pp]age [\d\0]+ of \d+\b")
_AT_AN_END = re.compile(r"^\0(?=\s|$)|(?<=\s)\0$")
_ONLY_PAGE_OF = re.compile(r"\W*([Pp]age )?\d+ of \d+\W*")
_COUNTS = re.compile(r"\0-?\d")
_LEAST_COUNTING = 5
"""A number that is not the label must count with so many sheets to be taken for their own: two or
three pages may begin with Recommendation 7, 8 and 9."""
_LEAST_FOLIOS = 4
"""So many sheets must have their number at one place for a line there to be a running head."""
_SMALLER = 0.95
"""A share of the text's size; larger lines count as set like the text."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_ALONE = r"(?<![^\W_]){0}(?![^\W_])|(?<=page){0}$"
_ANY_NUMBER = re.compile(_ALONE.format(r"\d+"), re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NUMBER_AT_END = re.compile(r"^\d{1,6}(?=\W)|(?<=[\s\-–—.])\d{1,6}$")


@dataclass(slots=True)
class Furniture:
    """What does not belong to the text of one sheet."""

    lines: set[int] = field(default_factory=set)
    """0-based indices of whole lines."""
    numbered: dict[int, int] = field(default_factory=dict)
    """Lines that begin with a line number: how many characters to skip."""


class _EdgeLine(NamedTuple):
    at: int
    """Index of the line."""
    edge: str
    """`top`, `bottom`, or the angle of a turned line."""
    row: int
    """0 for the outermost row of its edge."""
    words: str
    """The line with single spaces."""
    key: str
    """The same, with `_FOLIO` for the page's own number."""
    distance: float
    """From the edge, points."""
    small: bool
    """Set smaller than the document's text."""


class _Edges(NamedTuple):
    """The outer rows of one sheet, and how far apart its rows are."""

    lines: list[_EdgeLine]
    pitch: float
    gaps: Mapping[tuple[str, int], float]
    """By edge and row: the distance to the next row inwards; absent for the innermost."""


_Occurrences = dict[tuple[str, str], list[tuple[int, _EdgeLine]]]
"""By edge and words: the 0-based index of the sheet, and the line there."""
_Evidence = Sequence[dict[int, int]]
"""For each sheet, its recurring lines by index: `_MOST` where a line recurs word for word on most
sheets, `_FEW` where it does so on a few neighbouring ones, or except for its numbers."""
_MOST, _FEW = 2, 1


def find_furniture(
    pages: Sequence[SheetLayout], labels: Sequence[PageLabel], size: float
) -> list[Furniture]:
    """The furniture of every sheet, in order; `size` is the document's commonest font size."""
    small = _SMALLER * size
    edges = [_collect_edges(page, label, small) for page, label in zip(pages, labels, strict=True)]
    evidence = _find_recurring(edges)
    textual = _find_set_like_text(edges, evidence)
    furniture: list[Furniture] = []
    for edge, label, recurring in zip(edges, labels, evidence, strict=True):
        lines = folios = _find_folios(edge, label, recurring)
        if folios or recurring:
            for side in ("top", "bottom"):
                lines = lines | _collect_from_edge(edge, side, folios, recurring, textual)
            turned = {line.at for line in edge.lines if line.edge not in ("top", "bottom")}
            lines |= turned & recurring.keys()
        furniture.append(Furniture(lines))
    _keep_only_text([page.sheet for page in pages], furniture)
    numbered = find_line_numbers(pages, [of_sheet.lines for of_sheet in furniture])
    for of_sheet, numbers in zip(furniture, numbered, strict=True):
        of_sheet.lines |= {at for at, end in numbers.items() if end is None}
        of_sheet.numbered = {at: end for at, end in numbers.items() if end is not None}
    return furniture


def _keep_only_text(sheets: Sequence[Sheet], furniture: Sequence[Furniture]) -> None:
    """Give sheets their words back where most sheets would lose all: what recurs is their text."""
    bare = [
        (sheet, of_sheet)
        for sheet, of_sheet in zip(sheets, furniture, strict=True)
        if of_sheet.lines and len(of_sheet.lines) == len(sheet.lines)
    ]
    if len(bare) * 2 <= sum(1 for sheet in sheets if sheet.lines):
        return
    for sheet, of_sheet in bare:
        of_sheet.lines = {
            at for at in of_sheet.lines if len(_WORD.findall(sheet.lines[at].text)) < 2
        }


def _collect_edges(page: SheetLayout, label: PageLabel, small: float) -> _Edges:
    """The lines of the outer rows; turned lines form an edge of their own."""
    lines, boxes = page.sheet.lines, page.boxes
    height = measure_height(page.sheet, page.angle)
    order = sorted(page.upright, key=[box.y0 for box in boxes].__getitem__)
    outer: list[_EdgeLine] = []

    def add_line(at: int, edge: str, row: int, distance: float) -> None:
        words, is_small = _normalise_spaces(lines[at].text), lines[at].size <= small
        key = _make_key(words, label, is_small)
        outer.append(_EdgeLine(at, edge, row, words, key, distance, is_small))

    gaps: dict[tuple[str, int], float] = {}
    for edge, ordered in (("top", order), ("bottom", order[::-1])):
        row, last = -1, float("-inf")
        for at in ordered:
            distance = boxes[at].y0 if edge == "top" else height - boxes[at].y1
            if distance - last > _EXACT_PLACE:
                if row >= 0:
                    gaps[edge, row] = distance - last
                row, last = row + 1, distance
            if row >= _EDGE_ROWS:
                break
            add_line(at, edge, row, distance)
    if len(order) < len(lines):
        for at, line in enumerate(lines):
            if line.angle != page.angle:
                add_line(at, str(line.angle), 0, boxes[at].y0)
    return _Edges(outer, measure_pitch([boxes[at] for at in order], _EXACT_PLACE), gaps)


def _normalise_spaces(text: str) -> str:
    if text.isprintable() and "  " not in text:  # no space is printable but " "
        return text.strip()
    return " ".join(text.split())


def _make_key(words: str, label: PageLabel, small: bool) -> str:
    """The words of a line, with `_FOLIO` for the page's own number and for "Page 3 of 12".

    A number at an end of a small running title that counts with the sheets is also the page's own;
    "Recommendation 3", set like the text, may be on the third page by chance.
    """
    if label.label and label.label.casefold() in words.casefold():
        words = _replace_page_number(words, label.label)
    if "age " in words and " of " in words:
        words = _PAGE_OF.sub(_FOLIO, words)
    if not small or _FOLIO in words or not (words[:1].isdecimal() or words[-1:].isdecimal()):
        return words
    if label.label is None or len(_WORD.findall(words)) >= 3:
        sheet = label.pdf_page
        words = _NUMBER_AT_END.sub(lambda number: f"{_FOLIO}{int(number[0]) - sheet}", words)
    return words


def _replace_page_number(words: str, number: str) -> str:
    """The words with `_FOLIO` for the page's number, if alone or at the end and after "page"."""
    if number.isascii() and number.isdigit():  # one pattern serves all pages: compiling is slow
        return _ANY_NUMBER.sub(lambda digits: _FOLIO if digits[0] == number else digits[0], words)
    return re.sub(_ALONE.format(re.escape(number)), _FOLIO, words, flags=re.IGNORECASE)


def _replace_numbers(key: str) -> str:
    """The words of a running line, with "#" for every number if there are three words or more."""
    masked = _DIGITS.sub("#", key)
    return masked if masked != key and len(_WORD.findall(masked)) >= 3 else key


def _find_recurring(edges: Sequence[_Edges]) -> _Evidence:
    """Which edge lines recur."""
    exact, masked = _group_by_words(edges)
    with_text = sum(1 for edge in edges if edge.lines)
    # a letter or report that is bound in has running lines of its own
    with_page_of = {
        sheet for sheet, edge in enumerate(edges) if any(map(_says_page_of, edge.lines))
    }
    evidence: list[dict[int, int]] = [{} for _ in edges]

    def note(lines: Iterable[tuple[int, int]], strength: int) -> None:
        for sheet, at in lines:
            evidence[sheet][at] = strength

    note(_find_in_place_of_folios(edges), _FEW)
    for (_, key), places in exact.items():
        if len(places) > 1:
            folio = _FOLIO in key
            least = 3 if not folio else _LEAST_COUNTING if _COUNTS.search(key) else 2
            note(_keep_on_neighbours(places, least, with_page_of), _FEW)
    for places in masked.values():
        if len(places) >= 5:
            note(_keep_on_most_sheets(places, max(5, 0.6 * with_text)), _FEW)
            outermost = [(sheet, line) for sheet, line in places if line.row == 0]
            note(_keep_on_most_sheets(outermost, max(5, 0.8 * with_text)), _MOST)
    for places in exact.values():
        if len(places) >= 3:
            note(_keep_on_most_sheets(places, max(3, 0.5 * with_text)), _MOST)
    return evidence


def _group_by_words(edges: Sequence[_Edges]) -> tuple[_Occurrences, _Occurrences]:
    """Where the same words stand, by edge and words: word for word, and except for numbers.

    Numbers other than the page's own count as words in lines set like the text: a job line with its
    serial number is furniture, "Answer to question 3" at the top of every page is not.
    """
    exact: _Occurrences = defaultdict(list)
    masked: _Occurrences = defaultdict(list)
    for sheet, edge in enumerate(edges):
        for line in edge.lines:
            exact[line.edge, line.words].append((sheet, line))
            if line.key != line.words:
                exact[line.edge, line.key].append((sheet, line))
            if line.small:
                masked[line.edge, _replace_numbers(line.key)].append((sheet, line))
    return exact, masked


def _find_in_place_of_folios(edges: Sequence[_Edges]) -> list[tuple[int, int]]:
    """Sheet and line of the lines that begin or end with the page's own number where other sheets'
    lines do too: the head of a chapter may stand on a single page."""
    sheets: dict[tuple[str, int], set[int]] = defaultdict(set)
    places: list[tuple[int, int, list[set[int]]]] = []
    for sheet, edge in enumerate(edges):
        for line in edge.lines:
            if _FOLIO in line.key and _AT_AN_END.search(line.key):
                band = round(line.distance / _EXACT_PLACE)
                near = [sheets[line.edge, band], sheets[line.edge, band + 1]]
                for sharing in near:
                    sharing.add(sheet)
                places.append((sheet, line.at, near))
    return [
        (sheet, at)
        for sheet, at, near in places
        if any(len(sharing) >= _LEAST_FOLIOS for sharing in near)
    ]


def _says_page_of(line: _EdgeLine) -> bool:
    """Whether the line is an outer one and says only "Page 1 of 2" or "1 of 2"."""
    near = line.row < _CHAPTER_ROWS and " of " in line.words
    return near and bool(_ONLY_PAGE_OF.fullmatch(line.words))


def _keep_on_most_sheets(
    places: Sequence[tuple[int, _EdgeLine]], least: float
) -> list[tuple[int, int]]:
    """Sheet and line of the occurrences that stand at one place on at least `least` sheets."""
    if len(places) < least:
        return []
    usual = median(line.distance for _, line in places)
    alike = [(n, line.at) for n, line in places if abs(line.distance - usual) <= _SAME_PLACE]
    return alike if len({n for n, _ in alike}) >= least else []


def _keep_on_neighbours(
    places: Sequence[tuple[int, _EdgeLine]], least: int, with_page_of: set[int]
) -> list[tuple[int, int]]:
    """Sheet and line of the occurrences that recur at one place on `least` neighbouring sheets, or
    on two of those `with_page_of`."""
    recurring: list[tuple[int, int]] = []
    neighbours: list[tuple[int, _EdgeLine]] = []
    for place in [*places, None]:
        if place and neighbours and place[0] - neighbours[-1][0] <= _NEAR:
            if abs(place[1].distance - neighbours[-1][1].distance) <= _EXACT_PLACE:
                neighbours.append(place)
            continue
        sheets = {sheet for sheet, _ in neighbours}
        if len(sheets) >= (2 if sheets <= with_page_of else least):
            recurring += [(sheet, line.at) for sheet, line in neighbours]
        neighbours = [place] if place else []
    return recurring


def _find_folios(edge: _Edges, label: PageLabel, recurring: Mapping[int, int]) -> set[int]:
    """The lines that exist for the page's number; one with more words than a running line has, and
    that nothing confirms, stays in the text."""
    return {
        line.at
        for line in edge.lines
        if (
            len(_WORD.findall(line.key)) <= 3 or _is_apart(edge, line) or line.at in recurring
            if line.at in label.lines
            else _says_page_of(line)
        )
    }


def _find_set_like_text(edges: Sequence[_Edges], evidence: _Evidence) -> set[tuple[str, str]]:
    """Edge and words of the recurring lines that are as large as the text and, on most of their
    sheets, follow it at its own pitch: a sentence with which many pages begin."""
    votes: dict[tuple[str, str], list[bool]] = {
        (line.edge, line.words): []
        for edge, recurring in zip(edges, evidence, strict=True)
        if recurring
        for line in edge.lines
        if line.at in recurring
    }
    for edge in edges:
        for line in edge.lines:
            vote = votes.get((line.edge, line.words))
            if vote is not None:
                vote.append(not line.small and not _is_apart(edge, line))
    return {key for key, tight in votes.items() if 2 * sum(tight) > len(tight)}


def _is_apart(edge: _Edges, line: _EdgeLine) -> bool:
    """Whether a line is further from the next row inwards than the text's lines are apart."""
    return edge.gaps.get((line.edge, line.row), float("inf")) >= _APART * edge.pitch


def _collect_from_edge(
    edge: _Edges,
    side: str,
    folios: set[int],
    recurring: Mapping[int, int],
    textual: set[tuple[str, str]],
) -> set[int]:
    """The lines of the rows from this edge inwards, as long as every line of a row is furniture."""
    rows: dict[int, list[_EdgeLine]] = defaultdict(list)
    for line in edge.lines:
        if line.edge == side:
            rows[line.row].append(line)
    strength: list[int] = []
    for row in sorted(rows):
        known = [_MOST if line.at in folios else recurring.get(line.at, 0) for line in rows[row]]
        if not min(known):
            break
        strength.append(min(known))
    if strength.count(_FEW) > _CHAPTER_ROWS:
        strength = strength[: strength.index(_FEW)]
    while strength:
        last = rows[len(strength) - 1]
        like_text = all((side, line.words) in textual and line.at not in folios for line in last)
        if not (like_text or (strength[-1] == _FEW and not _is_apart(edge, last[0]))):
            break
        strength.pop()
    return {line.at for row in range(len(strength)) for line in rows[row]}
