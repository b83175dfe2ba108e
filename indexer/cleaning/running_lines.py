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

from indexer.cleaning.edges import EXACT_PLACE, FOLIO, WORD, EdgeLine, Edges, collect_edges
from indexer.cleaning.kept_lines import find_kept
from indexer.cleaning.line_numbers import find_line_numbers
from indexer.cleaning.repeated_blocks import find_blocks, find_joined
from indexer.labels.page_label import PageLabel
from indexer.readers.frames import SheetLayout, find_outside
from indexer.readers.sheets import Sheet

_CHAPTER_ROWS = 3
"""The most rows of furniture that recurs on a few sheets only; a longer block is repeated text,
such as the notes under every table or a slide that builds up."""
_SAME_PLACE = 9.0
"""Points by which the lines of one running head may stand apart on different sheets."""
_NEAR = 3
"""Such a line must recur within so many sheets."""
_AT_AN_END = re.compile(r"^\0(?=\s|$)|(?<=\s)\0$")
_ONLY_PAGE_OF = re.compile(r"\W*([Pp]age )?\d+ of \d+\W*")
_COUNTS = re.compile(r"\0-?\d")
_LEAST_COUNTING = 5
"""A number that is not the label must count with so many sheets to be taken for their own: two or
three pages may begin with Recommendation 7, 8 and 9."""
_LEAST_FOLIOS = 4
"""So many sheets must have their number at one place for a line there to be a running head."""
_LEAST_NUMBERED = 4
"""So many sheets must have a short line with a number at one place for it to be of a head."""
_SMALLER = 0.95
"""A share of the text's size; larger lines count as set like the text."""
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Furniture:
    """What does not belong to the text of one sheet."""

    lines: set[int] = field(default_factory=set)
    """0-based indices of whole lines."""
    numbered: dict[int, int] = field(default_factory=dict)
    """Lines that begin with a line number: how many characters to skip."""
    joined: dict[int, int] = field(default_factory=dict)
    """Lines that end with a running line: how many characters are the text's."""
    margin: set[int] = field(default_factory=set)
    """Those of the whole lines that are line numbers, or times beside them."""


_Occurrences = dict[tuple[str, str], list[tuple[int, EdgeLine]]]
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
    edges = [collect_edges(page, label, small) for page, label in zip(pages, labels, strict=True)]
    evidence = _find_recurring(edges)
    blocks, joined = find_blocks(edges), find_joined(edges)
    kept = find_kept(edges, evidence, size)
    for at, recurring in enumerate(evidence):
        for line in (kept[at] | joined[at].keys()) & recurring.keys():
            del recurring[line]
        blocks[at] -= kept[at]
    textual = _find_set_like_text(edges, evidence)
    furniture: list[Furniture] = []
    for at, (edge, label, recurring) in enumerate(zip(edges, labels, evidence, strict=True)):
        folios = _find_folios(edge, label, recurring) - joined[at].keys() | blocks[at]
        lines = set(folios)
        if folios or recurring:
            for side in ("top", "bottom"):
                lines |= _collect_from_edge(edge, side, folios, recurring, textual)
            turned = {line.at for line in edge.lines if line.edge not in ("top", "bottom")}
            lines |= turned & recurring.keys()
        ends = {
            line: _cut_words(pages[at].sheet, line, words) for line, words in joined[at].items()
        }
        furniture.append(Furniture(lines, joined=ends))
    _keep_only_text(pages, edges, furniture)
    numbered = find_line_numbers(pages, [of_sheet.lines for of_sheet in furniture])
    for page, of_sheet, numbers in zip(pages, furniture, numbered, strict=True):
        of_sheet.margin = {at for at, end in numbers.items() if end is None}
        of_sheet.lines |= find_outside(page.sheet)
        of_sheet.lines |= of_sheet.margin
        of_sheet.numbered = {at: end for at, end in numbers.items() if end is not None}
    return furniture


def _cut_words(sheet: Sheet, line: int, words: int) -> int:
    """How many characters of the line stand before its last words."""
    return len(sheet.lines[line].text.rsplit(None, words)[0])


def _keep_only_text(
    pages: Sequence[SheetLayout], edges: Sequence[Edges], furniture: Sequence[Furniture]
) -> None:
    """Give sheets their words back where most sheets would lose all: what recurs is their text."""
    bare = [
        at
        for at, (edge, of_sheet) in enumerate(zip(edges, furniture, strict=True))
        if of_sheet.lines and len(of_sheet.lines) == edge.line_count
    ]
    if len(bare) * 2 <= sum(1 for edge in edges if edge.line_count):
        return
    for at in bare:
        lines, of_sheet = pages[at].sheet.lines, furniture[at]
        of_sheet.lines = {one for one in of_sheet.lines if len(WORD.findall(lines[one].text)) < 2}


def _replace_numbers(key: str) -> str:
    """The words of a running line, with "#" for every number if there are three words or more."""
    masked = _DIGITS.sub("#", key)
    return masked if masked != key and len(WORD.findall(masked)) >= 3 else key


def _find_recurring(edges: Sequence[Edges]) -> _Evidence:
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
            folio = FOLIO in key
            least = 3 if not folio else _LEAST_COUNTING if _COUNTS.search(key) else 2
            note(_keep_on_neighbours(places, least, with_page_of), _FEW)
    for places in masked.values():
        if len(places) >= 5:
            note(_keep_on_most_sheets(places, max(5, 0.6 * with_text)), _FEW)
            outermost = [(sheet, line) for sheet, line in places if line.row == 0]
            note(_keep_on_most_sheets(outermost, max(5, 0.8 * with_text)), _MOST)
    note(_find_short_with_numbers(edges, max(_LEAST_NUMBERED, 0.8 * with_text)), _FEW)
    for places in exact.values():
        if len(places) >= 3:
            note(_keep_on_most_sheets(places, max(3, 0.5 * with_text)), _MOST)
    return evidence


def _group_by_words(edges: Sequence[Edges]) -> tuple[_Occurrences, _Occurrences]:
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


def _find_short_with_numbers(edges: Sequence[Edges], least: float) -> list[tuple[int, int]]:
    """Sheet and line of the small lines of one or two words and a number that stand at the same
    place of at least `least` sheets: "Sections 1-2" is the last row of a head."""
    places: dict[tuple[str, str], list[tuple[int, EdgeLine]]] = defaultdict(list)
    for sheet, edge in enumerate(edges):
        for line in edge.lines:
            if line.small and 0 < line.row < _CHAPTER_ROWS and line.words[-1:].isdecimal():
                masked = _DIGITS.sub("#", line.words)
                if 0 < len(WORD.findall(masked)) < 3:
                    places[line.edge, masked].append((sheet, line))
    found: list[tuple[int, int]] = []
    for alike in places.values():
        usual = median(line.distance for _, line in alike)
        exact = [(n, line.at) for n, line in alike if abs(line.distance - usual) <= EXACT_PLACE]
        if len(exact) >= least:
            found += exact
    return found


def _find_in_place_of_folios(edges: Sequence[Edges]) -> list[tuple[int, int]]:
    """Sheet and line of the lines that begin or end with the page's own number where other sheets'
    lines do too: the head of a chapter may stand on a single page."""
    sheets: dict[tuple[str, int], set[int]] = defaultdict(set)
    places: list[tuple[int, int, list[set[int]]]] = []
    for sheet, edge in enumerate(edges):
        for line in edge.lines:
            if FOLIO in line.key and _AT_AN_END.search(line.key):
                band = round(line.distance / EXACT_PLACE)
                near = [sheets[line.edge, band], sheets[line.edge, band + 1]]
                for sharing in near:
                    sharing.add(sheet)
                places.append((sheet, line.at, near))
    return [
        (sheet, at)
        for sheet, at, near in places
        if any(len(sharing) >= _LEAST_FOLIOS for sharing in near)
    ]


def _says_page_of(line: EdgeLine) -> bool:
    """Whether the line is an outer one and says only "Page 1 of 2" or "1 of 2"."""
    near = line.row < _CHAPTER_ROWS and " of " in line.words
    return near and bool(_ONLY_PAGE_OF.fullmatch(line.words))


def _keep_on_most_sheets(
    places: Sequence[tuple[int, EdgeLine]], least: float
) -> list[tuple[int, int]]:
    """Sheet and line of the occurrences that stand at one place on at least `least` sheets."""
    if len(places) < least:
        return []
    usual = median(line.distance for _, line in places)
    alike = [(n, line.at) for n, line in places if abs(line.distance - usual) <= _SAME_PLACE]
    return alike if len({n for n, _ in alike}) >= least else []


def _keep_on_neighbours(
    places: Sequence[tuple[int, EdgeLine]], least: int, with_page_of: set[int]
) -> list[tuple[int, int]]:
    """Sheet and line of the occurrences that recur at one place on `least` neighbouring sheets, or
    on two of those `with_page_of`."""
    recurring: list[tuple[int, int]] = []
    neighbours: list[tuple[int, EdgeLine]] = []
    for place in [*places, None]:
        if place and neighbours and place[0] - neighbours[-1][0] <= _NEAR:
            if abs(place[1].distance - neighbours[-1][1].distance) <= EXACT_PLACE:
                neighbours.append(place)
            continue
        sheets = {sheet for sheet, _ in neighbours}
        if len(sheets) >= (2 if sheets <= with_page_of else least):
            recurring += [(sheet, line.at) for sheet, line in neighbours]
        neighbours = [place] if place else []
    return recurring


def _find_folios(edge: Edges, label: PageLabel, recurring: Mapping[int, int]) -> set[int]:
    """The lines that exist for the page's number; one with more words than a running line has, and
    that nothing confirms, stays in the text."""
    return {
        line.at
        for line in edge.lines
        if (
            len(WORD.findall(line.key)) <= 3 or edge.is_apart(line) or line.at in recurring
            if line.at in label.lines
            else _says_page_of(line)
        )
    }


def _find_set_like_text(edges: Sequence[Edges], evidence: _Evidence) -> set[tuple[str, str]]:
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
                vote.append(not line.small and not edge.is_apart(line))
    return {key for key, tight in votes.items() if 2 * sum(tight) > len(tight)}


def _collect_from_edge(
    edge: Edges,
    side: str,
    folios: set[int],
    recurring: Mapping[int, int],
    textual: set[tuple[str, str]],
) -> set[int]:
    """The lines of the rows from this edge inwards, as long as every line of a row is furniture."""
    rows: dict[int, list[EdgeLine]] = defaultdict(list)
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
        if not (like_text or (strength[-1] == _FEW and not edge.is_apart(last[0]))):
            break
        strength.pop()
    return {line.at for row in range(len(strength)) for line in rows[row]}
