"""Which lines of a sheet are furniture: running heads and feet, page numbers, line numbers, stamps.

Whole lines only, and only on evidence: a line goes when it recurs at the same place at the edge of
most sheets, in smaller type or apart from the text, or of several neighbouring sheets and stands
apart; when it holds the
page's own number; or when it is one of a column of line numbers. Anything else stays, so that no
sentence loses its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from indexer.cleaning.line_numbers import find_line_numbers
from indexer.labels.page_label import PageLabel
from indexer.readers.frames import SheetLayout, measure_height
from indexer.readers.geometry import Box
from indexer.readers.sheets import Sheet

_EDGE_ROWS = 6
"""How many rows from an edge furniture may reach."""
_CHAPTER_ROWS = 3
"""How many rows furniture may have that recurs on a few sheets only; a longer block is text that is
repeated, such as the notes under every table or a slide that builds up."""
_SAME_PLACE = 9.0
"""Points by which the lines of one running head may stand apart on different sheets."""
_EXACT_PLACE = 3.0
"""The same for a line that recurs on a few sheets only."""
_NEAR = 3
"""Sheets of one run of such a line follow one another at this distance at most."""
_APART = 1.25
"""What recurs on a few sheets only, or is set in the text's size, must be this much further from
the text than its lines are from one another."""
_WIDEST_PITCH = 3.0
"""Lines are at most this far apart, against their height."""
_FOLIO = "\0"
"""Stands for the page's own number."""
_PAGE_OF = re.compile(r"\b[Pp]age [\d\0]+ of \d+\b")
_AT_AN_END = re.compile(r"^\0(?=\s|$)|(?<=\s)\0$")
_ONLY_PAGE_OF = re.compile(r"\W*([Pp]age )?\d+ of \d+\W*")
_COUNTS = re.compile(r"\0-?\d")
_LEAST_COUNTING = 5
"""So many sheets must a number count with before it is taken for their own without being their
label: two or three pages may well begin with Recommendation 7, 8 and 9."""
_LEAST_FOLIOS = 4
"""So many sheets must have their number at one place before a line there is taken for a head."""
_SMALLER = 0.95
"""Of the text's size; larger lines count as set like the text."""
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
    """Lines that begin with a line number: how many characters to pass over."""


class _EdgeLine(NamedTuple):
    at: int
    """Index of the line."""
    edge: str
    """`top`, `bottom`, or the angle of a turned line."""
    row: int
    """0 for the outermost row of its edge."""
    words: str
    """The line, white space aside."""
    key: str
    """The same, the page's own number aside."""
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


_Evidence = Sequence[dict[int, int]]
"""By sheet, for those of its lines (0-based) that recur: `_MOST` where a line does so word for word
on most sheets, `_FEW` where it does on a few neighbouring ones, or but for its numbers."""
_MOST, _FEW = 2, 1


def find_furniture(
    pages: Sequence[SheetLayout], labels: Sequence[PageLabel], size: float
) -> list[Furniture]:
    """The furniture of every sheet, in order; `size` is that of the document's text."""
    small = _SMALLER * size
    edges = [_collect_edges(page, label, small) for page, label in zip(pages, labels, strict=True)]
    evidence = _find_recurring(edges)
    textual = _find_set_like_text(edges, evidence)
    found: list[Furniture] = []
    for edge, label, recurring in zip(edges, labels, evidence, strict=True):
        furniture = Furniture()
        folios = _find_folios(edge, label, recurring)
        if folios or recurring:
            for side in ("top", "bottom"):
                furniture.lines |= _collect_from_edge(edge, side, folios, recurring, textual)
            turned = {line.at for line in edge.lines if line.edge not in ("top", "bottom")}
            furniture.lines |= (turned & recurring.keys()) | folios
        found.append(furniture)
    _keep_what_is_all_there_is([page.sheet for page in pages], found)
    numbers = find_line_numbers(pages, [furniture.lines for furniture in found])
    for furniture, column in zip(found, numbers, strict=True):
        furniture.lines |= {at for at, end in column.items() if end is None}
        furniture.numbered = {at: end for at, end in column.items() if end is not None}
    return found


def _keep_what_is_all_there_is(sheets: Sequence[Sheet], found: Sequence[Furniture]) -> None:
    """Where most sheets would be left without a word, what recurs on them is their text."""
    bare = [
        number
        for number, (sheet, furniture) in enumerate(zip(sheets, found, strict=True))
        if furniture.lines and len(furniture.lines) == len(sheet.lines)
    ]
    if len(bare) * 2 <= sum(1 for sheet in sheets if sheet.lines):
        return
    for number in bare:
        lines = sheets[number].lines
        found[number].lines = {
            at for at in found[number].lines if len(_WORD.findall(lines[at].text)) < 2
        }


def _collect_edges(page: SheetLayout, label: PageLabel, small: float) -> _Edges:
    """The lines of the outer rows; turned lines are taken as an edge of their own."""
    lines, boxes = page.sheet.lines, page.boxes
    height = measure_height(page.sheet, page.angle)
    order = sorted(page.upright, key=[box.y0 for box in boxes].__getitem__)
    found: list[_EdgeLine] = []

    def add_line(at: int, edge: str, row: int, distance: float) -> None:
        words, is_small = _normalise_spaces(lines[at].text), lines[at].size <= small
        key = _make_key(words, label, is_small)
        found.append(_EdgeLine(at, edge, row, words, key, distance, is_small))

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
    return _Edges(found, _measure_pitch([boxes[at] for at in order]), gaps)


def _measure_pitch(boxes: Sequence[Box]) -> float:
    """How far apart the rows of these boxes are, which come from the top down; 0.0 for one row."""
    steps = [step for a, b in pairwise(boxes) if (step := b.y0 - a.y0) > _EXACT_PLACE]
    if not steps:
        return 0.0
    return min(median(steps), _WIDEST_PITCH * median([box.y1 - box.y0 for box in boxes]))


def _normalise_spaces(text: str) -> str:
    if text.isprintable() and "  " not in text:  # no space is printable but " "
        return text.strip()
    return " ".join(text.split())


def _make_key(words: str, label: PageLabel, small: bool) -> str:
    """The words of a line, the page's own number aside, and so that of "Page 3 of 12".

    A number at either end of a small running title that counts with the sheets is the page's own as
    well; "Recommendation 3", set like the text, may be on the third page by chance.
    """
    if label.label and label.label.casefold() in words.casefold():
        words = _replace_page_number(words, label.label)
    if "age " in words and " of " in words:
        words = _PAGE_OF.sub(_FOLIO, words)
    if not small or _FOLIO in words or not (words[:1].isdecimal() or words[-1:].isdecimal()):
        return words
    if label.label is None or len(_WORD.findall(words)) >= 3:
        sheet = label.pdf_page
        words = _NUMBER_AT_END.sub(lambda found: f"{_FOLIO}{int(found[0]) - sheet}", words)
    return words


def _replace_page_number(words: str, number: str) -> str:
    """The words with the page's number aside where it stands alone or ends them after "page"."""
    if number.isascii() and number.isdigit():  # compiling a pattern for each page costs 0.1 ms
        return _ANY_NUMBER.sub(lambda one: _FOLIO if one[0] == number else one[0], words)
    own = _ALONE.format(re.escape(number))
    return re.sub(own, _FOLIO, words, flags=re.IGNORECASE)


def _replace_numbers(key: str) -> str:
    """The words of a running line of three words or more, every number in it aside."""
    masked = _DIGITS.sub("#", key)
    return masked if masked != key and len(_WORD.findall(masked)) >= 3 else key


def _find_recurring(edges: Sequence[_Edges]) -> _Evidence:
    """Which edge lines recur.

    Numbers other than the page's own count as words, unless the line is on most sheets and set
    smaller than the text: a job line with its serial number is furniture, "Answer to question 3" on
    top of every page is not.
    """
    exact: dict[tuple[str, str], list[tuple[int, _EdgeLine]]] = defaultdict(list)
    masked: dict[tuple[str, str], list[tuple[int, _EdgeLine]]] = defaultdict(list)
    for number, edge in enumerate(edges):
        for line in edge.lines:
            exact[line.edge, line.words].append((number, line))
            if line.key != line.words:
                exact[line.edge, line.key].append((number, line))
            if line.small:
                masked[line.edge, _replace_numbers(line.key)].append((number, line))
    with_text = sum(1 for edge in edges if edge.lines)
    counted = {number for number, edge in enumerate(edges) if _is_counted(edge)}
    evidence: list[dict[int, int]] = [{} for _ in edges]

    def note(lines: Iterable[tuple[int, int]], strength: int) -> None:
        for number, at in lines:
            evidence[number][at] = strength

    note(_find_in_place_of_folios(edges), _FEW)
    for (_, key), found in exact.items():
        if len(found) > 1:
            folio = _FOLIO in key
            least = 3 if not folio else _LEAST_COUNTING if _COUNTS.search(key) else 2
            note(_keep_in_runs(found, least, counted), _FEW)
    for found in masked.values():
        if len(found) >= 5:
            note(_keep_on_most_sheets(found, max(5, 0.6 * with_text)), _FEW)
            outermost = [(number, line) for number, line in found if line.row == 0]
            note(_keep_on_most_sheets(outermost, max(5, 0.8 * with_text)), _MOST)
    for found in exact.values():
        if len(found) >= 3:
            note(_keep_on_most_sheets(found, max(3, 0.5 * with_text)), _MOST)
    return evidence


def _find_in_place_of_folios(edges: Sequence[_Edges]) -> list[tuple[int, int]]:
    """Sheet and line of those lines that begin or end with the page's own number where other
    sheets' lines do so too: the head of a chapter may stand on a single page."""
    found = [
        (number, line)
        for number, edge in enumerate(edges)
        for line in edge.lines
        if _FOLIO in line.key and _AT_AN_END.search(line.key)
    ]
    sheets: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, line in found:
        for place in (0, 1):
            sheets[line.edge, round(line.distance / _EXACT_PLACE) + place].add(number)
    return [
        (number, line.at)
        for number, line in found
        if len(sheets[line.edge, round(line.distance / _EXACT_PLACE)]) >= _LEAST_FOLIOS
        or len(sheets[line.edge, round(line.distance / _EXACT_PLACE) + 1]) >= _LEAST_FOLIOS
    ]


def _is_counted(edge: _Edges) -> bool:
    """Whether the sheet says "Page 1 of 2" at an edge: a letter or report bound in, which has
    running lines of its own."""
    return any(map(_counts_pages, edge.lines))


def _counts_pages(line: _EdgeLine) -> bool:
    """Whether the line is an outer one and says "Page 1 of 2" or "1 of 2" alone."""
    near = line.row < _CHAPTER_ROWS and " of " in line.words
    return near and bool(_ONLY_PAGE_OF.fullmatch(line.words))


def _keep_on_most_sheets(
    found: Sequence[tuple[int, _EdgeLine]], least: float
) -> list[tuple[int, int]]:
    """Sheet and line of those occurrences that stand at one place on at least `least` sheets."""
    if len(found) < least:
        return []
    place = median(line.distance for _, line in found)
    alike = [(n, line) for n, line in found if abs(line.distance - place) <= _SAME_PLACE]
    return [(n, line.at) for n, line in alike] if len({n for n, _ in alike}) >= least else []


def _keep_in_runs(
    found: Sequence[tuple[int, _EdgeLine]], least: int, counted: set[int]
) -> list[tuple[int, int]]:
    """Sheet and line of those occurrences that recur at one place on `least` neighbouring sheets,
    or on two `counted` ones."""
    recurring: list[tuple[int, int]] = []
    run: list[tuple[int, _EdgeLine]] = []
    for one in [*found, None]:
        if one and run and one[0] - run[-1][0] <= _NEAR:
            if abs(one[1].distance - run[-1][1].distance) <= _EXACT_PLACE:
                run.append(one)
            continue
        sheets = {number for number, _ in run}
        if len(sheets) >= (2 if sheets <= counted else least):
            recurring += [(number, line.at) for number, line in run]
        run = [one] if one else []
    return recurring


def _find_folios(edge: _Edges, label: PageLabel, recurring: Mapping[int, int]) -> set[int]:
    """The lines that are there for the page's number; a line with more words on it than a running
    line that nothing confirms stays in the text."""
    found: set[int] = set()
    for line in edge.lines:
        if line.at in label.lines:
            words = len(_WORD.findall(line.key))
            if words <= 3 or _is_apart(edge, line) or line.at in recurring:
                found.add(line.at)
        elif _counts_pages(line):
            found.add(line.at)
    return found


def _find_set_like_text(edges: Sequence[_Edges], evidence: _Evidence) -> set[tuple[str, str]]:
    """Edge and words of those recurring lines that are as large as the text and, on most of their
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
    """Whether a line stands further from the next row inwards than the text's lines do."""
    return edge.gaps.get((line.edge, line.row), float("inf")) >= _APART * edge.pitch


def _collect_from_edge(
    edge: _Edges,
    side: str,
    folios: set[int],
    recurring: Mapping[int, int],
    textual: set[tuple[str, str]],
) -> set[int]:
    """Take rows away from the edge inwards, as long as every line of the row is furniture."""
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
        like_text = all((side, one.words) in textual and one.at not in folios for one in last)
        if not (like_text or (strength[-1] == _FEW and not _is_apart(edge, last[0]))):
            break
        strength.pop()
    return {line.at for row in range(len(strength)) for line in rows[row]}
